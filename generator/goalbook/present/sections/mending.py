"""Numbers that contradict each other: which, and the line of the log where they can be mended."""

from __future__ import annotations

from dataclasses import dataclass

from goalbook.model.values import Span, Text
from goalbook.present import answers
from goalbook.present.indicator import Indicator
from goalbook.present.readings import Reading, Stretch
from goalbook.present.section import Section
from goalbook.present.subject import Subject
from goalbook.problems import Location


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """A part that is larger than its whole.

    Attributes:
        top, bottom: Names of the part and of what it is a part of.
        upper, lower: Their numbers in the period.
        location: The last line of the part's numbers in the period; None when no single line made it.
    """

    top: Indicator
    bottom: Text | None
    upper: float
    lower: float
    location: Location | None


def _build(subject: Subject) -> tuple[Conflict, ...] | None:
    answer = answers.answer(subject)
    if not answer.contradictions or answer.stretch is None:
        return None
    return tuple(_conflict(subject, found, answer.stretch) for found in answer.contradictions)


def _conflict(subject: Subject, found: Reading, stretch: Stretch) -> Conflict:
    metric = subject.cycle.metrics.get(found.indicator.id) if subject.cycle else None
    part = metric.of.numerator if metric and metric.of else found.indicator.id
    return Conflict(
        top=subject.indicator(part),
        bottom=found.indicator.denominator,
        upper=found.numerator or 0.0,
        lower=found.denominator or 0.0,
        location=_line(subject, part, Span(stretch.first, stretch.last)),
    )


def _line(subject: Subject, metric: str, days: Span) -> Location | None:
    """Where the newest row of a metric stands; of rows of one day the last."""
    found = ("", "", 0)
    first, last = days.first.isoformat(), days.last.isoformat()
    for log in subject.files.logs:
        held = log.span() if log.folder == "progress" else None
        if held is not None and held.overlaps(days):
            for line, row in log.rows():
                if row["metric"] == metric and row["value"] and first <= row["date"] <= last:
                    found = max(found, (row["date"], log.file, line))
    return Location(found[1], found[2], 1) if found[1] else None


SECTION = Section(needs=answers.NEEDS, build=_build)
