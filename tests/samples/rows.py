"""Log rows of the sample teams and the one way to write them to a file."""

from __future__ import annotations

import argparse
import csv
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

SATURDAY = 5
SUNDAY = 6


@dataclass(frozen=True, kw_only=True, slots=True)
class Row:
    """One number: its last day, its metric, whose or of which part it is, and who recorded it."""

    day: date
    metric: str
    value: int
    by: str
    part: str = ""


def days(first: date, last: date) -> list[date]:
    """Every day from first to last, both included."""
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]


def write(path: Path, rows: Iterable[Row], *, part: str) -> None:
    """Write rows in the given order as canonical CSV (UTF-8, LF, ISO dates, plain integers).

    part names the column that splits a number: "member" or "segment".
    """
    table = [(r.day.isoformat(), r.metric, r.value, r.part, r.by, "") for r in rows]
    save(path, ("date", "metric", "value", part, "by", "note"), table)


def save(path: Path, header: Sequence[str], table: Iterable[Sequence[str | int]]) -> None:
    """Write a header and its lines to path, making the folder when it is missing."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(table)


def parser(about: str) -> argparse.ArgumentParser:
    """Arguments that all the scripts share: the folder that the log files are written to."""
    made = argparse.ArgumentParser(description=about)
    made.add_argument("log", type=Path, help="folder to write to: goals/teams/<team>/log")
    return made
