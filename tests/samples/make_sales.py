"""Write the log of the made-up team sales-1, April to November 2026.

The months are given below as whole numbers; the weeks are drawn from them. Every call of a month
falls into a week by working days, every conversation is one of that month's calls, every ask one
of its conversations, and so on to the contract. So each week's funnel narrows, each month's rows
add up to the month, and the weeks scatter as counts of this size do. November is written out in
full: it is the worked example of the handbook.
"""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from rows import SATURDAY, Row, days, parser, save, write

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

WRITER = "sato"
MEMBERS = ("sato", "suzuki", "tanaka", "ito")
FUNNEL = ("calls", "conversations", "asks", "appointments", "meetings", "proposals", "contracts")
QUALITY = ("discovery_meetings", "naruhodo_words", "questions_received", "next_appointments")
TEAM_METRICS = (*FUNNEL[:3], *FUNNEL[4:], "revenue_new", *QUALITY)
# Of the seeds that leave the weekly rates of the two chosen KPIs without a signal, as most are in a
# team whose process did not change, one without a nearly empty week.
SEED = 2094

# Public holidays in Japan on weekdays, April to November 2026.
HOLIDAYS = frozenset(
    date(2026, month, day)
    for month, day in (
        (4, 29),
        (5, 4),
        (5, 5),
        (5, 6),
        (7, 20),
        (8, 11),
        (9, 21),
        (9, 22),
        (9, 23),
        (10, 12),
        (11, 3),
        (11, 23),
    )
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Month:
    """A month's totals: funnel and quality as in FUNNEL and QUALITY, deals in JPY, in order."""

    first: date
    funnel: tuple[int, ...]
    quality: tuple[int, ...]
    appointments: tuple[int, ...]
    deals: tuple[int, ...]


MONTHS = (
    Month(
        first=date(2026, 4, 1),
        funnel=(2480, 962, 187, 43, 36, 33, 4),
        quality=(18, 61, 38, 16),
        appointments=(12, 11, 11, 9),
        deals=(420_000, 560_000, 380_000, 620_000),
    ),
    Month(
        first=date(2026, 5, 1),
        funnel=(2130, 836, 158, 40, 33, 30, 3),
        quality=(16, 58, 36, 15),
        appointments=(11, 10, 10, 9),
        deals=(540_000, 750_000, 600_000),
    ),
    Month(
        first=date(2026, 6, 1),
        funnel=(2560, 1011, 203, 47, 39, 36, 4),
        quality=(21, 70, 44, 18),
        appointments=(13, 12, 12, 10),
        deals=(480_000, 630_000, 390_000, 650_000),
    ),
    Month(
        first=date(2026, 7, 1),
        funnel=(2610, 1002, 188, 47, 40, 36, 5),
        quality=(22, 74, 46, 19),
        appointments=(13, 12, 11, 11),
        deals=(360_000, 520_000, 410_000, 470_000, 450_000),
    ),
    Month(
        first=date(2026, 8, 1),
        funnel=(2290, 908, 188, 43, 35, 32, 4),
        quality=(19, 64, 40, 16),
        appointments=(12, 11, 10, 10),
        deals=(580_000, 440_000, 350_000, 590_000),
    ),
    Month(
        first=date(2026, 9, 1),
        funnel=(2300, 888, 176, 44, 36, 33, 4),
        quality=(20, 68, 42, 17),
        appointments=(12, 12, 11, 9),
        deals=(612_000, 480_000, 700_000, 540_000),
    ),
    Month(
        first=date(2026, 10, 1),
        funnel=(2540, 1004, 193, 48, 40, 30, 5),
        quality=(24, 88, 54, 20),
        appointments=(13, 13, 12, 10),
        deals=(450_000, 380_000, 620_000, 490_000, 520_000),
    ),
)

# November, day by day of recording: TEAM_METRICS, then appointments of each of MEMBERS.
# The 18th is the day of the mid-month review: the team recorded up to that day.
NOVEMBER = {
    date(2026, 11, 6): ((540, 205, 39, 8, 5, 0, 0, 5, 18, 11, 4), (3, 3, 3, 2)),
    date(2026, 11, 13): ((690, 262, 51, 11, 7, 1, 420_000, 7, 25, 16, 6), (4, 3, 3, 3)),
    date(2026, 11, 18): ((405, 153, 24, 6, 4, 0, 0, 4, 14, 8, 3), (1, 1, 1, 0)),
    date(2026, 11, 20): ((285, 109, 26, 5, 3, 1, 420_000, 3, 12, 7, 3), (2, 3, 2, 3)),
    date(2026, 11, 27): ((545, 208, 40, 9, 6, 1, 420_000, 6, 21, 13, 5), (3, 2, 2, 2)),
    date(2026, 11, 30): ((135, 51, 10, 3, 2, 1, 420_000, 2, 6, 4, 1), (1, 1, 1, 1)),
}

PRACTICE_HEADER = [
    "date",
    "member",
    "practice",
    "step",
    "reps",
    "succeeded",
    "minutes",
    "feedback_from",
    "self_score",
    "note",
]
PRACTICE = (
    ("2026-11-10", "sato", "hearing", "spin", 1, 0, 10, "tanaka", 2, ""),
    ("2026-11-12", "suzuki", "hearing", "spin", 1, 0, 10, "tanaka", 2, ""),
    ("2026-11-17", "sato", "hearing", "spin", 1, 1, 10, "tanaka", 3, ""),
    ("2026-11-19", "suzuki", "hearing", "spin", 1, 0, 10, "tanaka", 2, ""),
    ("2026-11-24", "sato", "hearing", "spin", 1, 1, 10, "tanaka", 3, ""),
    ("2026-11-26", "suzuki", "hearing", "spin", 1, 1, 10, "tanaka", 3, ""),
)
ATTESTATION_HEADER = ["date", "item", "answer", "by", "note"]
ATTESTATION = (
    (
        "2026-11-05",
        "behaviour",
        "yes",
        "tanaka",
        "Comparing two recordings of an ask each week is new for all of us.",
    ),
)


def working_weeks(first: date) -> dict[date, int]:
    """Last working day of each week of the month that starts on first -> its working days."""
    last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    working = [d for d in days(first, last) if d.weekday() < SATURDAY and d not in HOLIDAYS]
    weeks: dict[tuple[int, int], list[date]] = {}
    for day in working:
        weeks.setdefault(day.isocalendar()[:2], []).append(day)
    return {week[-1]: len(week) for week in weeks.values()}


def pick(source: Sequence[date], count: int, rng: random.Random) -> list[date]:
    """Pick count of source without replacement, in order (selection sampling).

    Uses only Random.random, whose sequence for a seed Python keeps between versions.
    """
    picked: list[date] = []
    for seen, day in enumerate(source):
        if rng.random() * (len(source) - seen) < count - len(picked):
            picked.append(day)
    return picked


def scatter(ends: Sequence[date], count: int, rng: random.Random) -> list[date]:
    """Draw count of ends with replacement, sorted."""
    return sorted(ends[int(rng.random() * len(ends))] for _ in range(count))


def by_member(won: Sequence[date], month: Month, rng: random.Random) -> Iterator[Row]:
    """Share the month's appointments, given by the week they fell in, among the members."""
    left = list(won)
    for member, count in zip(MEMBERS, month.appointments, strict=True):
        own = Counter(pick(left, count, rng))
        left = sorted((Counter(left) - own).elements())
        for end in working_weeks(month.first):
            value = own[end]
            yield Row(day=end, metric="appointments", value=value, by=WRITER, part=member)


def month_rows(month: Month, rng: random.Random) -> Iterator[Row]:
    """Rows of one month, drawn from its totals; metric by metric."""
    weeks = working_weeks(month.first)
    ends = [end for end, working in weeks.items() for _ in range(working)]
    drawn = {"calls": scatter(ends, month.funnel[0], rng)}
    for before, step, count in zip(FUNNEL, FUNNEL[1:], month.funnel[1:], strict=False):
        drawn[step] = pick(drawn[before], count, rng)
    meetings = drawn["meetings"]
    discovery, naruhodo, questions, following = month.quality
    drawn["discovery_meetings"] = pick(meetings, discovery, rng)
    drawn["naruhodo_words"] = scatter(meetings, naruhodo, rng)
    drawn["questions_received"] = scatter(meetings, questions, rng)
    drawn["next_appointments"] = pick(meetings, following, rng)
    values = {metric: Counter(ends) for metric, ends in drawn.items()}
    values["revenue_new"] = Counter()
    for end, deal in zip(drawn["contracts"], month.deals, strict=True):
        values["revenue_new"][end] += deal
    for metric in TEAM_METRICS:
        for end in weeks:
            yield Row(day=end, metric=metric, value=values[metric][end], by=WRITER)
    yield from by_member(drawn["appointments"], month, rng)


def november_rows() -> Iterator[Row]:
    """Rows of the worked example."""
    for day, (team, members) in NOVEMBER.items():
        for metric, value in zip(TEAM_METRICS, team, strict=True):
            yield Row(day=day, metric=metric, value=value, by=WRITER)
        for member, value in zip(MEMBERS, members, strict=True):
            yield Row(day=day, metric="appointments", value=value, by=WRITER, part=member)


def in_order(row: Row) -> tuple[date, int, int]:
    """Sort key: by day, then as the team lists its metrics and members."""
    if row.part:
        return row.day, len(TEAM_METRICS), MEMBERS.index(row.part)
    return row.day, TEAM_METRICS.index(row.metric), 0


def make(log: Path) -> None:
    """Write log/progress, log/practice and log/attestation."""
    rng = random.Random(SEED)  # noqa: S311 - scatter for a sample, no secret
    for month in MONTHS:
        rows = sorted(month_rows(month, rng), key=in_order)
        write(log / "progress" / f"{month.first:%Y-%m}-{WRITER}.csv", rows, part="member")
    write(log / "progress" / f"2026-11-{WRITER}.csv", november_rows(), part="member")
    save(log / "practice" / f"2026-11-{WRITER}.csv", PRACTICE_HEADER, PRACTICE)
    save(log / "attestation" / "2026-11-tanaka.csv", ATTESTATION_HEADER, ATTESTATION)


if __name__ == "__main__":
    make(parser(__doc__ or "").parse_args().log)
