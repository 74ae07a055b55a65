"""The answer a team's page begins with: did the KGI come out as planned, when, on whose numbers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Final

from goalbook.analyse import threshold_telling
from goalbook.model.cycle import Cycle
from goalbook.model.values import Direction, Kind, Period
from goalbook.present import factors, readings
from goalbook.present.indicator import Indicator
from goalbook.present.readings import Reading, Readings, Result, Stretch
from goalbook.present.subject import Subject

NEEDS: Final = ("attainment", "by-member", "freshness", "headlines", "ranking", *readings.NEEDS)
_TOLERANCE: Final = 1e-9
_FOREMOST: Final = threshold_telling.KPIS_FOREMOST.value


class Headline(Enum):
    """Which sentence opens the page."""

    NO_GOALS = "no-goals"
    NO_KGI = "no-kgi"
    NOTHING_YET = "nothing-yet"
    PLANNED = "planned"
    WAITING = "waiting"
    NO_TARGET = "no-target"
    ZERO_PLAN = "zero-plan"
    RUNNING = "running"
    EVEN = "even"
    MET = "met"
    MISSED = "missed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Heads:
    """How many members have a row of their own in the period."""

    recorded: int
    members: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """The first screen of a team's page.

    Attributes:
        headline: Which sentence opens it.
        stretch: The period it speaks about; None without a cycle.
        kgi: The KGI in that period, or None.
        to_date: The KGI over the whole cycle so far, on the page of an earlier period up to its end;
            None when `kgi` is that already.
        recorded_until: Day of the team's last row, or None.
        heads: Members with rows of their own, or None when rows name no member.
        planned: For "nothing yet" and a period ahead: the KGI's target, then what each member is to reach.
        contradictions: Rates whose top is larger than their bottom in the period.
        is_single: Whether the KGI is the only measure, so that no step can be looked at.
        chosen: How many KPIs are chosen.
        chosen_limit: The company's limit of them.
        foremost: Where more are chosen than that, the three that matter most; empty when none can be ranked.
    """

    headline: Headline
    stretch: Stretch | None = None
    kgi: Reading | None = None
    to_date: Reading | None = None
    recorded_until: date | None = None
    heads: Heads | None = None
    planned: tuple[Reading, ...] = ()
    contradictions: tuple[Reading, ...] = ()
    is_single: bool = False
    chosen: int = 0
    chosen_limit: int = 0
    foremost: tuple[Indicator, ...] = ()

    @property
    def has_many_kpis(self) -> bool:
        """Whether more KPIs are chosen than the company's limit."""
        return self.chosen > self.chosen_limit


def answer(subject: Subject) -> Answer:
    """The answer for a team and cycle, found once."""
    key = subject.key("answer")
    found: Answer | None = subject.basis.made.get(key)
    if found is None:
        found = subject.basis.made[key] = _answer(subject)
    return found


def _answer(subject: Subject) -> Answer:
    rows = subject.rows("attainment")
    is_empty = not any(row.actual is not None for row in rows)
    is_first = is_empty and subject.view is None
    cycle, stretch = subject.cycle, readings.ahead(subject) if is_first else readings.shown(subject)
    if cycle is None or stretch is None:
        return Answer(headline=Headline.NO_GOALS)
    known, is_ahead = Readings.of(subject, rows), subject.view is not None and stretch.first > subject.as_of
    kgi = known.at(cycle.kgi, stretch) if cycle.kgi and cycle.kgi in cycle.metrics else None
    return Answer(
        headline=Headline.PLANNED if is_ahead else _headline(kgi, is_empty=is_first),
        stretch=stretch,
        kgi=kgi,
        to_date=_to_date(subject, known, kgi, stretch) if kgi and stretch.kind is not Period.CYCLE else None,
        recorded_until=next((row.last_row for row in subject.rows("freshness")), None),
        heads=_heads(subject, stretch),
        planned=_planned(subject, known, stretch) if is_first or is_ahead else (),
        contradictions=_contradictions(cycle, known, stretch),
        is_single=_is_single(cycle),
        chosen=len(cycle.kpis),
        chosen_limit=(limit := subject.handbook.company.limits.kpis_per_team),
        foremost=_foremost(subject, stretch) if len(cycle.kpis) > limit else (),
    )


def _headline(kgi: Reading | None, *, is_empty: bool) -> Headline:
    if kgi is None:
        return Headline.NO_KGI
    if kgi.actual is None:
        return Headline.NOTHING_YET if is_empty else Headline.WAITING
    return _compared(kgi) if kgi.is_asked else Headline.NO_TARGET


def _compared(kgi: Reading) -> Headline:
    if kgi.target == 0 and kgi.indicator.direction is Direction.UP:
        return Headline.ZERO_PLAN
    if kgi.result is Result.RUNNING:
        return Headline.RUNNING
    if kgi.target is not None and abs(kgi.gap or 0) <= _TOLERANCE + _TOLERANCE * abs(kgi.target):
        return Headline.EVEN
    return Headline.MET if kgi.result is Result.MET else Headline.MISSED


def _to_date(subject: Subject, known: Readings, kgi: Reading, stretch: Stretch) -> Reading | None:
    """The cycle so far; on the page of an earlier period the cycle up to its end, for what adds up."""
    whole = readings.cycle_stretch(subject)
    if whole is None or subject.view is None:
        return None if whole is None else known.at(kgi.indicator.id, whole)
    rows = factors.in_stretch(subject, "headlines", stretch)
    if not rows or kgi.indicator.is_fraction:
        return None
    return Reading(
        indicator=kgi.indicator, stretch=whole, actual=rows[0].to_date, expected=rows[0].to_date_target
    )


def _heads(subject: Subject, stretch: Stretch) -> Heads | None:
    members = subject.files.team.members
    named = [row for row in subject.rows("by-member") if row.member in members and row.value is not None]
    if not members or not named:
        return None
    there = {row.member for row in named if row.period == stretch.kind.value and row.first == stretch.first}
    return Heads(recorded=len(there), members=len(members))


def _planned(subject: Subject, known: Readings, stretch: Stretch) -> tuple[Reading, ...]:
    """The KGI's plan, then each key result that every member is to reach."""
    cycle = subject.cycle
    if cycle is None or cycle.kgi is None or cycle.kgi not in cycle.metrics:
        return ()
    found = [known.at(cycle.kgi, stretch)]
    for objective in cycle.objectives.values():
        for result in objective.key_results.values():
            target = result.target.on(subject.day) if result.target else None
            if result.each and result.metric and target is not None:
                found.append(
                    Reading(
                        indicator=subject.indicator(result.metric),
                        stretch=stretch,
                        target=target.resolved(None),
                    )
                )
    return tuple(reading for reading in found if reading.target is not None)


def _contradictions(cycle: Cycle, known: Readings, stretch: Stretch) -> tuple[Reading, ...]:
    rates = (known.at(name, stretch) for name, metric in cycle.metrics.items() if metric.kind is Kind.RATE)
    return tuple(
        rate
        for rate in rates
        if rate.numerator is not None and rate.denominator is not None and rate.numerator > rate.denominator
    )


def _foremost(subject: Subject, stretch: Stretch) -> tuple[Indicator, ...]:
    rows = (row for row in factors.in_stretch(subject, "ranking", stretch) if row.is_chosen and row.rank)
    found = dict.fromkeys(row.kpi for row in sorted(rows, key=lambda row: row.rank))
    return tuple(map(subject.indicator, tuple(found)[:_FOREMOST]))


def _is_single(cycle: Cycle) -> bool:
    return len(cycle.metrics) == 1
