"""A running period: where it stands, where it leads at this pace, what is needed."""

from __future__ import annotations

from dataclasses import dataclass

from goalbook.present import answers, factors, lanes
from goalbook.present.answers import Headline
from goalbook.present.indicator import Indicator
from goalbook.present.lanes import Lanes
from goalbook.present.section import Section
from goalbook.present.subject import Subject


@dataclass(frozen=True, slots=True, kw_only=True)
class Tempo:
    """The pace of one measure: what the step to act on counts, else the KGI.

    Attributes:
        indicator: Which.
        elapsed, total, remaining: Working days up to the last recorded one, of the period, and left.
        actual, target, expected: So far, of the whole period, and what the plan asks by now.
        mean, low, high: The forecast and its 80 % interval; None when it cannot be told.
        chance: Probability of reaching the target.
        state: ``on-course``, ``either-way``, ``unlikely`` or ``too-few``.
        now, needed: Per working day; None where that means nothing.
        early: The measure that it is too early to judge, or None.
    """

    indicator: Indicator
    elapsed: int
    total: int
    remaining: int
    actual: float
    target: float
    expected: float
    mean: float | None
    low: float | None
    high: float | None
    chance: float | None
    state: str
    now: float | None
    needed: float | None
    early: Indicator | None

    @property
    def is_told(self) -> bool:
        """Whether a forecast is made."""
        return self.state != "too-few" and self.mean is not None and self.low is not None


def _build(subject: Subject) -> Tempo | None:
    answer, found = answers.answer(subject), lanes.lanes(subject)
    if answer.headline is not Headline.RUNNING or answer.kgi is None:
        return None
    rows = {row.metric: row for row in factors.in_stretch(subject, "pace", answer.stretch)}
    wanted = (*_counted(subject, found), answer.kgi.indicator.id)
    row = next((rows[name] for name in wanted if name in rows and rows[name].rate_now is not None), None)
    if row is None or None in {row.actual, row.target, row.expected}:
        return None
    return Tempo(
        indicator=subject.indicator(row.metric),
        elapsed=row.elapsed,
        total=row.total,
        remaining=row.remaining,
        actual=row.actual,
        target=row.target,
        expected=row.expected,
        mean=row.mean,
        low=row.low,
        high=row.high,
        chance=row.p_hit,
        state=row.state,
        now=row.rate_now,
        needed=row.rate_required,
        early=found.find.indicator if found and found.find else None,
    )


def _counted(subject: Subject, found: Lanes | None) -> tuple[str, ...]:
    """What the step to act on counts: the appointments of an appointment rate."""
    if found is None or found.act is None or subject.cycle is None:
        return ()
    metric = subject.cycle.metrics.get(found.act.indicator.id)
    return () if metric is None else (metric.of.numerator if metric.of else found.act.indicator.id,)


SECTION = Section(needs=(*lanes.NEEDS, "pace"), build=_build)
