"""Prints what a build costs beside plain mkdocs-material on equal Markdown pages: ``make bench``.

Usage: run.py [TEAMS ...]   (default 10 100 1000)
Columns: pages, wall seconds, processor seconds, largest memory in MB, bytes written in MB;
then the ratio of the two walls in the same run, and how much longer the last size took than the one before.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

import company
import plain

BIN = Path(sys.executable).parent


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """What one process cost."""

    wall: float
    cpu: float
    memory: float


def measured(command: list[str], folder: Path) -> Cost:
    """Run a command in a folder and account for it; stops the benchmark when it fails."""
    start = time.perf_counter()
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    with tempfile.TemporaryFile() as output:
        process = subprocess.Popen(command, cwd=folder, stdout=output, stderr=output, env=environment)
        _, status, usage = os.wait4(process.pid, 0)
        if status:
            output.seek(0)
            sys.exit(output.read().decode())
    wall = time.perf_counter() - start
    return Cost(wall=wall, cpu=usage.ru_utime + usage.ru_stime, memory=usage.ru_maxrss / 1024)


def row(name: str, pages: int, cost: Cost, site: Path) -> str:
    """One line of figures."""
    size = sum(path.stat().st_size for path in site.rglob("*") if path.is_file()) / 1e6
    return f"{name:<28}{pages:>7}{cost.wall:>9.2f}{cost.cpu:>9.2f}{cost.memory:>9.0f}{size:>9.1f}"


def main(sizes: list[int]) -> None:
    """Print the figures for each size."""
    print(f"{'':<28}{'pages':>7}{'wall s':>9}{'cpu s':>9}{'mem MB':>9}{'out MB':>9}")
    before: tuple[int, float] | None = None
    for teams in sizes:
        with tempfile.TemporaryDirectory() as folder:
            project, other = Path(folder, "company"), Path(folder, "plain")
            company.write(project, teams)
            ours = measured([str(BIN / "goalbook"), "build"], project)
            pages = plain.write(project / "site", other)
            print(row(f"goalbook, {teams} teams", pages, ours, project / "site"))
            theirs = measured([str(BIN / "mkdocs"), "build", "--quiet"], other)
            print(row("mkdocs-material, equal pages", pages, theirs, other / "site"))
        growth = f", {ours.wall / before[1]:.1f} times {before[0]} teams" if before else ""
        print(f"  wall ratio {ours.wall / theirs.wall:.2f}{growth}", flush=True)
        before = (teams, ours.wall)


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]] or [10, 100, 1000])
