"""Many writers at once, and writers that are killed: what is there afterwards?

``trials.py NAME TIMES`` prints the figures as JSON; NAME is ``race``, ``append``, ``correct`` or ``tidy``.
"""

from __future__ import annotations

import json
import random
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from faults import children, project
from goalbook.record import log, tidy
from goalbook.record.log import Change, Order
from goalbook.record.row import Row

WRITERS = 8
_ENDLESS = 1 << 30
_ENTRIES = 40
_Say = Callable[[str], None]


@dataclass(slots=True, kw_only=True)
class Figures:
    """What came of a trial.

    Attributes:
        trials: How many kills, or writers at once.
        said: Numbers that were said to be recorded.
        lost: Of these, how many are not in the log.
        unsaid: Whole rows in the log that nobody had said yet.
        torn: Rows that nobody wrote, or that stand there twice.
        broken: How often the log did not load without a complaint.
        seconds: How long it took.
    """

    trials: int = 0
    said: int = 0
    lost: int = 0
    unsaid: int = 0
    torn: int = 0
    broken: int = 0
    seconds: float = 0.0

    def is_good(self) -> bool:
        """Whether nothing was lost, torn or broken, and something was said at all."""
        return self.said > 0 and not (self.lost or self.torn or self.broken)


def race(root: Path, rows: int) -> Figures:
    """Eight processes record so many rows each into the same file at once."""
    running = [children.start(_adding(root, f"w{number}", rows)) for number in range(WRITERS)]
    said = [pair for child in running for pair in child.finished()]
    found = project.numbers(root)
    return Figures(
        trials=WRITERS,
        said=len(said),
        lost=len(set(said) - set(found)),
        torn=sum(found.values()) - len(said),
        broken=project.mistakes(root),
    )


def append(root: Path, times: int) -> Figures:
    """Kill a process that adds rows."""
    result, moments = Figures(trials=times), _moments()
    everything: set[tuple[str, str]] = set()
    for number in range(times):
        said = children.start(_adding(root, f"k{number}", _ENDLESS)).killed_after(moments())
        found = project.numbers(root)
        new = set(found) - everything
        result.said += len(said)
        result.lost += len((everything | set(said)) - set(found))
        result.unsaid += len(new - set(said))
        result.torn += sum(found.values()) - len(found)
        result.torn += sum(segment != f"k{number}-{value}" for segment, value in new)
        result.broken += project.mistakes(root)
        everything = set(found)
    return result


def correct(root: Path, times: int) -> Figures:
    """Kill a process that puts one number right again and again, beside another that must stay."""
    result, moments = Figures(trials=times), _moments()
    _record(root, "stays", 7, Change.ADD)
    _record(root, "moves", 0, Change.ADD)
    begin = 1
    for _ in range(times):
        said = children.start(_correcting(root, begin)).killed_after(moments())
        found = project.numbers(root)
        values = [int(value) for segment, value in found if segment == "moves"]
        last = int(said[-1][1])
        result.said += len(said)
        result.unsaid += values == [last + 1]
        result.lost += values not in ([last], [last + 1]) or ("stays", "7") not in found
        result.torn += sum(found.values()) - 2
        result.broken += project.mistakes(root)
        begin = max(values, default=last) + 1
    return result


def fold(root: Path, times: int) -> Figures:
    """Kill tidy while it folds forty files of two rows; then let it finish."""
    result, moments = Figures(trials=times), _moments(0.06)
    said: set[tuple[str, str]] = set()
    for number in range(times):
        said |= _entries(root, number)
        children.start(_tidying(root)).killed_after(moments())
        found = project.numbers(root)
        result.lost += len(said - set(found))
        result.torn += len(set(found) - said)
        result.unsaid += sum(found.values()) - len(found)
        tidy.tidy(root, "sales")
        found = project.numbers(root)
        result.lost += len(said - set(found))
        result.torn += sum(found.values()) - len(said)
        result.broken += project.mistakes(root)
    result.said = len(said)
    return result


def _moments(most: float = 0.03) -> Callable[[], float]:
    """Random seconds, the same in every run."""
    source = random.Random(2026)  # noqa: S311 - moments, not secrets
    return lambda: source.uniform(0, most)


def _record(root: Path, segment: str, value: int, change: Change) -> None:
    row = Row(day=date(2026, 11, 16), metric="calls", value=str(value), segment=segment, by="sato")
    log.write(root, Order(team="sales", rows=(row,), change=change))


def _adding(root: Path, mark: str, rows: int) -> Callable[[_Say], None]:
    def work(say: _Say) -> None:
        for number in range(rows):
            _record(root, f"{mark}-{number}", number, Change.ADD)
            say(f"{mark}-{number} {number}")

    return work


def _correcting(root: Path, begin: int) -> Callable[[_Say], None]:
    def work(say: _Say) -> None:
        for number in range(begin, _ENDLESS):
            _record(root, "moves", number, Change.CORRECT)
            say(f"moves {number}")

    return work


def _tidying(root: Path) -> Callable[[_Say], None]:
    def work(say: _Say) -> None:
        say("begun")
        tidy.tidy(root, "sales")

    return work


def _entries(root: Path, number: int) -> set[tuple[str, str]]:
    written: set[tuple[str, str]] = set()
    for entry in range(_ENTRIES):
        name = f"2026-11-{entry % 30 + 1:02}-{'sato' if entry % 2 else 'ito'}-{number}x{entry}.csv"
        rows = [(f"{number}x{entry}{part}", str(entry)) for part in "ab"]
        lines = "".join(f"2026-11-16,calls,{value},{segment}\n" for segment, value in rows)
        (root / project.LOG / name).write_text(f"date,metric,value,segment\n{lines}")
        written.update(rows)
    return written


TRIALS: dict[str, Callable[[Path, int], Figures]] = {
    "race": race,
    "append": append,
    "correct": correct,
    "tidy": fold,
}


def main(name: str, times: int) -> Figures:
    """Run one trial in a folder of its own."""
    start = time.perf_counter()
    with tempfile.TemporaryDirectory() as folder:
        figures = TRIALS[name](project.a_project(Path(folder)), times)
    figures.seconds = time.perf_counter() - start
    return figures


if __name__ == "__main__":
    print(json.dumps(asdict(main(sys.argv[1], int(sys.argv[2])))))
