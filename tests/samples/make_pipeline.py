"""Write the log of the team pipeline from the CRM sales opportunities data set.

Counts the deals of each regional office per week, by the day they were engaged or closed. A week
ends on Sunday; one that crosses a month's end is cut there, so that a month's rows add up to the
month. Open deals have no closing date and those still prospecting no date at all: they are in no
row. A week without deals is a known 0, since the data set holds every deal.
"""

from __future__ import annotations

import csv
from collections import Counter
from datetime import date, timedelta
from pathlib import Path

from rows import SUNDAY, Row, days, parser, write

FIRST, LAST = date(2017, 3, 1), date(2017, 12, 31)
METRICS = ("engaged", "closed", "won", "revenue")

Key = tuple[date, str, str]


def end_of_week(day: date) -> date:
    """Return the Sunday of that week, or the month's last day when that comes first."""
    sunday = day + timedelta(days=SUNDAY - day.weekday())
    month_end = (day.replace(day=1) + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    return min(sunday, month_end)


def records(path: Path) -> list[dict[str, str]]:
    """Lines of a CSV file with a header."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def totals(deals: list[dict[str, str]], office: dict[str, str]) -> Counter[Key]:
    """Sums by (last day of the week, metric, regional office), within FIRST to LAST."""
    sums: Counter[Key] = Counter()
    for deal in deals:
        region = office[deal["sales_agent"]]
        if deal["engage_date"]:
            sums[end_of_week(date.fromisoformat(deal["engage_date"])), "engaged", region] += 1
        if deal["close_date"]:
            end = end_of_week(date.fromisoformat(deal["close_date"]))
            sums[end, "closed", region] += 1
            sums[end, "won", region] += deal["deal_stage"] == "Won"
            sums[end, "revenue", region] += int(deal["close_value"])
    return sums


def make(log: Path, raw: Path) -> None:
    """Write log/progress, a file per month, from sales_pipeline.csv and sales_teams.csv in raw."""
    office = {
        line["sales_agent"]: line["regional_office"].lower() for line in records(raw / "sales_teams.csv")
    }
    sums = totals(records(raw / "sales_pipeline.csv"), office)
    files: dict[str, list[Row]] = {}
    for end in sorted({end_of_week(day) for day in days(FIRST, LAST)}):
        files.setdefault(f"{end:%Y-%m}", []).extend(
            Row(day=end, metric=metric, value=sums[end, metric, region], by="script", part=region)
            for metric in METRICS
            for region in sorted(set(office.values()))
        )
    for name, rows in files.items():
        write(log / "progress" / f"{name}.csv", rows, part="segment")


if __name__ == "__main__":
    arguments = parser(__doc__ or "")
    arguments.add_argument("raw", type=Path, help="folder of the data set's CSV files")
    given = arguments.parse_args()
    make(given.log, given.raw)
