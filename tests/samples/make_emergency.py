"""Write the log of the team emergency from NHS England's A&E attendances.

Adds up attendances and breaches of all organisations per month and type of department. The data
set names a month by its first day; a row of the log stands at the month's last day.
"""

from __future__ import annotations

import csv
from collections import Counter
from datetime import date, timedelta
from pathlib import Path

from rows import Row, parser, write

METRICS = ("attendances", "breaches")
APRIL = 4

Key = tuple[date, str, str]


def totals(path: Path) -> Counter[Key]:
    """Sums by (last day of the month, metric, type of department)."""
    sums: Counter[Key] = Counter()
    with path.open(encoding="utf-8", newline="") as file:
        for line in csv.DictReader(file):
            first = date.fromisoformat(line["period"])
            last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
            for metric in METRICS:
                sums[last, metric, f"type-{line['type']}"] += int(line[metric])
    return sums


def make(log: Path, raw: Path) -> None:
    """Write log/progress, a file per year from April to March, from ae_attendances.csv."""
    files: dict[str, list[Row]] = {}
    for (day, metric, kind), value in sorted(totals(raw).items()):
        year = day.year if day.month >= APRIL else day.year - 1
        row = Row(day=day, metric=metric, value=value, by="script", part=kind)
        files.setdefault(f"fy{year}", []).append(row)
    for name, rows in files.items():
        write(log / "progress" / f"{name}.csv", rows, part="segment")


if __name__ == "__main__":
    arguments = parser(__doc__ or "")
    arguments.add_argument("raw", type=Path, help="the data set's ae_attendances.csv")
    given = arguments.parse_args()
    make(given.log, given.raw)
