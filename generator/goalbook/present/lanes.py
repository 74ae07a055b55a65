"""What to do about it: the step to act on, the step to find out about, the steps above plan."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from goalbook.analyse import evidence
from goalbook.model.values import Text
from goalbook.present import answers, factors
from goalbook.present.factors import Certainty, Line
from goalbook.present.indicator import Indicator
from goalbook.present.readings import Stretch
from goalbook.present.subject import Subject

NEEDS: Final = (*answers.NEEDS, "lanes", "evidence")


@dataclass(frozen=True, slots=True, kw_only=True)
class Lane:
    """One step in a lane.

    Attributes:
        indicator: Which.
        certainty: How sure its difference is.
        p: Probability of being worse than the benchmark; None where nothing can be computed.
        value, plan, benchmark: Its number, its plan, what it is held against (mostly the plan).
        numerator, denominator: The counts behind `value`; the second is None for a count.
        misses: Cases that did not go on.
        contribution: To the KGI's gap, in the KGI's unit.
        lift, lift_low, lift_high: The KGI's gain at the benchmark, with its interval; None = no bound.
        cases_needed, cases_more: Cases in all, and more than now, that would tell if the ratio stays.
        is_largest: Whether it is the largest drag of all.
        action: What was agreed on it and is still open, or None.
    """

    indicator: Indicator
    certainty: Certainty
    p: float | None
    value: float | None
    plan: float | None
    benchmark: float | None
    numerator: float | None
    denominator: float | None
    misses: float | None
    contribution: float | None
    lift: float | None
    lift_low: float | None
    lift_high: float | None
    cases_needed: float | None
    cases_more: float | None
    is_largest: bool
    action: Text | None

    @property
    def is_below(self) -> bool:
        """Whether its number is smaller than the plan, whichever way is better."""
        return self.value is not None and self.plan is not None and self.value < self.plan

    @property
    def is_at_plan(self) -> bool:
        """Whether the plan itself is the benchmark."""
        return self.benchmark is None or self.benchmark == self.plan

    @property
    def has_lift(self) -> bool:
        """Whether there is something to gain."""
        return bool(self.lift)

    @property
    def has_range(self) -> bool:
        """Whether the gain has an interval with two ends."""
        return self.lift_low is not None and self.lift_high is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Lanes:
    """All three; a lane without a step is None or empty, and says so.

    Attributes:
        stretch: The period.
        kgi: The KGI, for amounts.
        act, find: At most one step each, never the same.
        above: Up to two.
        judged: How many steps a probability was computed for.
        by_chance: How often at least one of so many steps, all exactly on plan, looks like one to act on.
    """

    stretch: Stretch
    kgi: Indicator
    act: Lane | None
    find: Lane | None
    above: tuple[Lane, ...]
    judged: int
    by_chance: float

    @property
    def is_empty(self) -> bool:
        """Whether every step is within chance."""
        return self.act is None and self.find is None and not self.above

    @property
    def is_even(self) -> bool:
        """Whether two steps above plan contribute the same."""
        gains = [lane.contribution for lane in self.above if lane.contribution is not None]
        return len(gains) > 1 and abs(gains[0] - gains[1]) <= abs(gains[0]) / 1e6


def lanes(subject: Subject) -> Lanes | None:
    """The lanes of a team and cycle, found once; None without a KGI number or a judged step."""
    key = subject.key("lanes")
    if key not in subject.basis.made:
        subject.basis.made[key] = _build(subject)
    found: Lanes | None = subject.basis.made[key]
    return found


def _build(subject: Subject) -> Lanes | None:
    answer = answers.answer(subject)
    if answer.kgi is None or answer.kgi.actual is None or answer.contradictions:
        return None
    judged = factors.in_stretch(subject, "evidence", answer.stretch)
    if answer.stretch is None or not any(row.kind in {"leaf", "stage"} for row in judged):
        return None
    certain = {factors.line(row): factors.certainty(row) for row in judged}
    rows = factors.in_stretch(subject, "lanes", answer.stretch)
    steps = sum(row.kind == "leaf" and row.p_worse is not None and not row.is_withheld for row in judged)
    enough = subject.handbook.company.limits.evidence
    by_name = {name: _lanes(subject, rows, name, certain) for name in ("act", "find", "above")}
    return Lanes(
        stretch=answer.stretch,
        kgi=answer.kgi.indicator,
        act=next(iter(by_name["act"]), None),
        find=next(iter(by_name["find"]), None),
        above=by_name["above"],
        judged=steps,
        by_chance=float(evidence.p_any_by_chance(steps, enough=enough)),
    )


def _lanes(
    subject: Subject, rows: Sequence[Any], name: str, certain: dict[Line, Certainty]
) -> tuple[Lane, ...]:
    found = sorted((row for row in rows if row.lane == name), key=lambda row: row.place)
    return tuple(_lane(subject, row, certain.get(factors.line(row), Certainty())) for row in found)


def _lane(subject: Subject, row: Any, certainty: Certainty) -> Lane:
    review = subject.files.reviews.get(row.review)
    action = review.actions.get(row.action) if review else None
    return Lane(
        indicator=factors.indicator(subject, row),
        certainty=certainty,
        p=row.p,
        value=row.value,
        plan=row.plan,
        benchmark=row.benchmark,
        numerator=row.k,
        denominator=row.n,
        misses=row.misses,
        contribution=row.contribution,
        lift=row.lift,
        lift_low=row.lift_low,
        lift_high=row.lift_high,
        cases_needed=row.cases_needed,
        cases_more=row.cases_more,
        is_largest=row.is_largest,
        action=action.what if action else None,
    )
