"""Prints how soon an edit is seen while ``goalbook serve`` runs: ``make bench-serve``.

A copy of the sample is served, files are edited, and a page is asked for as a browser would until it shows
the edit. Rows: the first page; a target of one team, twice, and again seen in its file for machines, which
follows the page that is looked at; a row of its log; a page of the handbook; the company's name. Seconds from
saving to seeing, then those of the server's processor; the load stands above.
"""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PARTS = ("goals", "content", "mkdocs.yml")
CYCLE = "goals/teams/sales-1/fy2026-h2.yml"
LOG = "goals/teams/sales-1/log/progress/2026-11-sato.csv"
STEPS = "content/en/handbook/steps.md"
DATA = "data/teams/sales-1.json"
PLAN = "teams/sales-1/plan/index.html"
TRENDS = "teams/sales-1/trends/index.html"
LIMIT = 120.0
PAUSE = 4.0


class Served:
    """``goalbook serve`` in a folder."""

    def __init__(self, project: Path) -> None:
        with socket.create_server(("127.0.0.1", 0)) as free:
            self._address = f"127.0.0.1:{free.getsockname()[1]}"
        command = [_program(), "serve", "--address", self._address]
        self._process = subprocess.Popen(
            command, cwd=project, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )

    def page(self, path: str) -> str:
        """A page as it is now; empty when nobody answers."""
        try:
            with urllib.request.urlopen(f"http://{self._address}/{path}", timeout=LIMIT) as answer:
                text: str = answer.read().decode()
        except (urllib.error.URLError, ConnectionError):
            return ""
        return text

    def seen(self, path: str, text: str) -> tuple[float, float]:
        """Wall and processor seconds until a page shows a text.

        Raises:
            TimeoutError: It never does.
        """
        started, used = time.monotonic(), self._used()
        while not re.search(text, self.page(path)):
            if time.monotonic() - started > LIMIT or self._process.poll() is not None:
                raise TimeoutError(path)
            time.sleep(0.02)
        return time.monotonic() - started, self._used() - used

    def stop(self) -> None:
        """End it."""
        self._process.terminate()
        self._process.wait()

    def _used(self) -> float:
        try:
            fields = Path(f"/proc/{self._process.pid}/stat").read_text().rpartition(")")[2].split()
        except OSError:
            return 0.0
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True, slots=True)
class Edit:
    """An edit, and where it is seen."""

    name: str
    file: str
    change: tuple[str, str]
    page: str
    shows: str


EDITS = (
    Edit("target of a team", CYCLE, ("target: 20%", "target: 21%"), PLAN, r"\b21\s?%"),
    Edit("the same again", CYCLE, ("target: 21%", "target: 23%"), PLAN, r"\b23\s?%"),
    Edit("the rest of that", CYCLE, ("target: 23%", "target: 24.7%"), DATA, r"\b0\.247\b"),
    Edit(
        "row of a log",
        LOG,
        ("\n2026", "\n2026-11-29,calls,8800000,,sato,\n2026"),
        TRENDS,
        r"\b8,8\d\d,\d{3}\b",
    ),
    Edit("page of the handbook", STEPS, ("\n## ", "\nSeen 4711.\n\n## "), "handbook/steps.html", "Seen 4711"),
    Edit("the company", "goals/company.yml", ("en: Sample", "en: Other"), "index.html", "Other "),
)


def main() -> None:
    """Print the figures."""
    print(f"load {os.getloadavg()[0]:.1f}, {os.cpu_count()} processors")
    print(f"{'':<24}{'wall s':>9}{'cpu s':>9}")
    with tempfile.TemporaryDirectory() as folder:
        project = Path(folder)
        for part in PARTS:
            source = ROOT / part
            copy = shutil.copytree if source.is_dir() else shutil.copy
            copy(source, project / part)
        served = Served(project)
        try:
            _print("first page", *served.seen(PLAN, "<h1"))
            for edit in EDITS:
                time.sleep(PAUSE)
                if re.search(edit.shows, served.page(edit.page)):
                    raise ValueError(f"{edit.page} shows {edit.shows} already")
                file = project / edit.file
                text = file.read_text(encoding="utf-8")
                file.write_text(text.replace(*edit.change, 1), encoding="utf-8")
                _print(edit.name, *served.seen(edit.page, edit.shows))
        finally:
            served.stop()


def _program() -> str:
    """The command beside this Python."""
    return str(Path(sys.executable).with_name("goalbook"))


def _print(name: str, wall: float, cpu: float) -> None:
    print(f"{name:<24}{wall:>9.2f}{cpu:>9.2f}", flush=True)


if __name__ == "__main__":
    main()
