"""Bare ``goalbook log`` on a real terminal: it asks only for what is due, and records the answers."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from pathlib import Path

from recorded_team import a_project

COMMAND = "import sys; from goalbook.cli import main; sys.exit(main())"


def spoken(project: Path, *answers: str) -> str:
    """What the terminal shows when these lines are typed, one after each question."""
    outer, inner = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-c", COMMAND, "-C", str(project), "log", "sales", "--by", "ito"],
        stdin=inner,
        stdout=inner,
        stderr=inner,
        env={**os.environ, "LANG": "C.UTF-8", "LANGUAGE": "en"},
    )
    os.close(inner)
    heard, left = b"", list(answers)
    while True:
        try:
            part = os.read(outer, 4096)
        except OSError:  # the other end is closed
            break
        if not part:
            break
        heard += part
        if left and heard.rstrip().endswith(b":"):
            heard += b"\n"
            os.write(outer, f"{left.pop(0)}\n".encode())
    os.close(outer)
    assert process.wait() == 0, heard.decode()
    return heard.decode()


def test_it_asks_for_the_missed_week_and_for_this_one(tmp_path: Path) -> None:
    project = a_project(tmp_path, "")
    shown = spoken(project, "", "３.5")

    assert shown.count("Training (last 2.5") == 2
    assert "Calls" not in shown
    log = (project / "goals/teams/sales/log/progress/2026-11-ito.csv").read_text(encoding="utf-8")
    assert log.splitlines()[1:] == ["2026-11-20,training,3.5,,,ito,"]
