"""What a person has done on a working day, the measure of what can be asked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from goalbook.analyse import capacity, thresholds
from goalbook.analyse.volumes import Work
from goalbook.model.values import Period, Span
from goalbook.present.subject import Subject


def usual(subject: Subject, work: Work, metric: str) -> float | None:
    """What a person has done on a working day in nine of ten recorded weeks, all cycles together.

    Args:
        subject: The team; its table ``actuals`` is read.
        work: Its days and people.
        metric: A count.

    Returns:
        None with too few weeks, or months for what is logged more rarely.
    """
    cadence = work.cycle.metrics[metric].cadence or work.cycle.cadence
    kind = Period.WEEK if cadence in {Period.DAY, Period.WEEK} else Period.MONTH
    people = sum(work.people.values())
    done = [
        row.value / (days * people)
        for row in complete(subject.rows_of("actuals", metric), kind)
        if people and (days := work.days.count(Span(row.first, row.last)))
    ]
    return capacity.usual_most(done) if len(done) >= thresholds.CAPACITY_PERIODS.value else None


def complete(rows: Sequence[Any], kind: Period) -> Iterator[Any]:
    """Rows of ``actuals`` of a kind of period that is over and has a number."""
    return (row for row in rows if row.period == kind.value and row.is_complete and row.value is not None)
