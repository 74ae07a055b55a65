"""Prints what many writers, kills and full disks do to the log, in full: ``make test-faults``.

Fails when a number is lost that was said to be recorded, or a byte changes where nothing should.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from faults.trials import WRITERS, Figures, main

ROWS, KILLS = 500, 200


def line(what: str, found: Figures) -> str:
    """One line of figures."""
    return (
        f"{what}: {found.said} said, {found.lost} lost, {found.torn} torn or twice, "
        f"{found.unsaid} whole but not yet said, {found.broken} complaints, {found.seconds:.1f} s"
    )


def run() -> int:
    """Run everything; 0 when nothing was lost."""
    found = main("race", ROWS)
    print(line(f"{WRITERS} writers x {ROWS} rows into one file", found), flush=True)
    good = [found.is_good() and found.said == WRITERS * ROWS]
    for name in ("append", "correct", "tidy"):
        found = main(name, KILLS)
        print(line(f"{KILLS} kills of {name}", found), flush=True)
        good.append(found.is_good())
    disks = [sys.executable, "-m", "pytest", "-q", str(Path(__file__).with_name("test_disks.py"))]
    return int(not all(good)) or subprocess.run(disks, check=False).returncode


if __name__ == "__main__":
    sys.exit(run())
