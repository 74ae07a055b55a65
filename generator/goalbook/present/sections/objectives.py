"""Objectives with their key results: where each stands, and the five SMART letters."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from goalbook.analyse import smart, smart_log
from goalbook.analyse.smart_letter import Letter
from goalbook.model.objective import Ambition, KeyResult
from goalbook.model.values import Period, Text, Window
from goalbook.present import seen
from goalbook.present.indicator import Indicator
from goalbook.present.section import Section
from goalbook.present.seen import Place
from goalbook.present.subject import Subject
from goalbook.present.target_steps import Step, steps
from goalbook.problems import Location

_NOISE: Final = 1e-9
_SCORED: Final = "scored"


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """One key result.

    Attributes:
        id: Its id.
        number: Its place in the cycle, from 1.
        title: In words.
        indicator: What it is measured by; None for a rubric.
        rubric: Levels in words, lowest first; empty with a measure.
        level: The rubric's level reached, from 1; None when nobody has said.
        evidence: What shows the level, Markdown with a link; None when nobody has said.
        is_each: Whether the target holds for each member.
        period: The period it is scored on, when shorter than the cycle.
        per: The period that baseline, target and current speak of, when shorter than the cycle.
        window: The rolling window it is scored on, or None.
        first, last: Days of the numbers shown; None without a row.
        baseline, target, current: From, to, now; of each member when `is_each`.
        numerator, denominator: The sums behind `current`, for a rate or ratio.
        score: 0 to 1; None when it cannot be computed.
        raw: The same before it was kept between 0 and 1.
        reached, heads: With `is_each`: members who reached the target, and members with numbers.
        low, high: Of a band, instead of a target.
        waits_until: Where cases are still open, the day from which it is judged; or None.
        state: ``scored``, ``running``, ``no-data``, ``no-baseline``, ``no-target`` or ``rubric``.
        plan: The metric's own target where the key result's differs from it, else None.
        differs: The author's reason for that.
        steps: Targets that were in force before, and those that come.
        due: Day; the cycle's last when the author left it out.
        type: Committed or aspirational; None when not said.
        owner: Name, or None.
        letters: The five SMART letters.
        location: Its line in the goal file.
    """

    id: str
    number: int
    title: Text
    indicator: Indicator | None
    rubric: tuple[Text, ...]
    level: int | None
    evidence: Text | None
    is_each: bool
    period: Period | None
    per: Period | None
    window: Window | None
    first: date | None
    last: date | None
    baseline: float | None
    target: float | None
    current: float | None
    numerator: float | None
    denominator: float | None
    score: float | None
    raw: float | None
    reached: int | None
    heads: int | None
    low: float | None
    high: float | None
    waits_until: date | None
    state: str
    plan: float | None
    differs: Text | None
    steps: tuple[Step, ...]
    due: date | None
    type: Ambition | None
    owner: Text | None
    letters: tuple[Letter, ...]
    location: Location

    @property
    def is_asked(self) -> bool:
        """Whether it has a target or a band."""
        return self.target is not None or self.low is not None

    @property
    def is_back(self) -> bool:
        """Whether it stands further from its target than where it began, which a score of 0 does not say."""
        return self._is_told and self.raw is not None and self.raw < -_NOISE

    @property
    def is_beyond(self) -> bool:
        """Whether it went beyond its target, which a score of 1 does not say."""
        return self._is_told and self.raw is not None and self.raw > 1 + _NOISE

    @property
    def _is_told(self) -> bool:
        return self.state == _SCORED and self.waits_until is None

    @property
    def level_words(self) -> Text | None:
        """The rubric's level reached, in words."""
        return self.rubric[self.level - 1] if self.level and self.level <= len(self.rubric) else None

    @property
    def stressed(self) -> tuple[Letter, ...]:
        """The letters the author stresses."""
        return tuple(letter for letter in self.letters if letter.is_stressed)

    @property
    def evidenced(self) -> tuple[Letter, ...]:
        """The letters that goal files, numbers or people's word show; an unknown is none of them."""
        return tuple(letter for letter in self.letters if letter.is_evidenced)

    @property
    def open(self) -> tuple[Letter, ...]:
        """The letters with a question to answer."""
        return tuple(letter for letter in self.letters if letter.questions)


@dataclass(frozen=True, slots=True, kw_only=True)
class Aim:
    """One objective.

    Attributes:
        id: Its id.
        title: In words.
        owner: Name, or None.
        outcomes: Its key results.
        location: Its line in the goal file.
    """

    id: str
    title: Text
    owner: Text | None
    outcomes: tuple[Outcome, ...]
    location: Location


def _build(subject: Subject) -> tuple[Aim, ...] | None:
    cycle = subject.cycle
    if cycle is None or not cycle.objectives:
        return None
    rows = {(row.objective, row.key_result): row for row in subject.rows("key-results")}
    aims, number = [], 0
    for objective_id, objective in cycle.objectives.items():
        outcomes = []
        for result_id, result in objective.key_results.items():
            number += 1
            entry = _Entry(subject, objective_id, result_id, result, number)
            outcomes.append(entry.outcome(rows))
        aims.append(
            Aim(
                id=objective_id,
                title=objective.title,
                owner=subject.member(objective.owner),
                outcomes=tuple(outcomes),
                location=subject.locate("objectives", objective_id),
            )
        )
    return tuple(aims)


@dataclass(frozen=True, slots=True)
class _Entry:
    subject: Subject
    objective: str
    id: str
    result: KeyResult
    number: int

    def outcome(self, rows: Mapping[tuple[str, str], Any]) -> Outcome:
        subject, result, row = self.subject, self.result, rows.get((self.objective, self.id))
        indicator = subject.indicator(result.metric) if result.metric else None
        return Outcome(
            id=self.id,
            number=self.number,
            title=result.title,
            indicator=indicator,
            rubric=result.rubric,
            level=result.level,
            evidence=result.evidence,
            is_each=result.each is not None,
            period=result.per if result.per is not Period.CYCLE else None,
            per=_shorter(getattr(row, "per", "")),
            window=result.over,
            first=getattr(row, "first", None),
            last=getattr(row, "last", None),
            baseline=getattr(row, "baseline", None),
            target=getattr(row, "target", None),
            current=getattr(row, "current", None),
            numerator=getattr(row, "numerator", None),
            denominator=getattr(row, "denominator", None),
            score=getattr(row, "score", None),
            raw=getattr(row, "raw", None),
            reached=_whole(getattr(row, "reached", None)),
            heads=_whole(getattr(row, "heads", None)),
            low=getattr(row, "low", None),
            high=getattr(row, "high", None),
            waits_until=getattr(row, "waits_until", None),
            state=getattr(row, "state", "rubric" if result.rubric else "no-data"),
            plan=self._plan(),
            differs=result.differs,
            steps=tuple(self._steps()),
            due=result.due or (subject.span.last if subject.span else None),
            type=result.type,
            owner=subject.member(result.owner),
            letters=self._letters(),
            location=subject.locate("objectives", self.objective, "key_results", self.id),
        )

    def _steps(self) -> Iterator[Step]:
        """Its own dated targets, else those of the plan."""
        result, cycle = self.result, self.subject.cycle
        metric = cycle.metrics.get(result.metric or "") if cycle else None
        if metric is not None:
            per = (result.per or Period.CYCLE) if result.target else metric.per
            yield from steps(result.target or metric.targets, self.subject.day, per)

    def _letters(self) -> tuple[Letter, ...]:
        subject = self.subject
        place = (subject.team, subject.cycle_id, self.objective, self.id)
        found = smart.letters(subject.handbook, place, subject.day)
        return smart_log.letters(found, seen.of(Place(subject, self.objective, self.id, self.result)))

    def _plan(self) -> float | None:
        """The metric's own target, when the key result has another one for the same kind of period."""
        subject, result = self.subject, self.result
        cycle = subject.cycle
        metric = cycle.metrics.get(result.metric or "") if cycle else None
        if metric is None or result.target is None or result.each or not metric.kind.is_fraction:
            return None
        plan, own = metric.targets.on(subject.day), result.target.on(subject.day)
        if plan is None or own is None or plan == own:
            return None
        return plan.resolved(metric.baseline.value if metric.baseline else None)


def _shorter(per: str) -> Period | None:
    known = {period.value: period for period in Period if period is not Period.CYCLE}
    return known.get(per)


def _whole(value: float | None) -> int | None:
    return None if value is None else round(value)


SECTION = Section(needs=("key-results", *seen.NEEDS), build=_build)
