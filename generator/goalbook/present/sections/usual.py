"""Whether the KGI's number is a usual one, and how often a plan of full strength falls as short."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from goalbook.analyse import threshold_telling
from goalbook.messages import Message, msg
from goalbook.model.values import Direction
from goalbook.present import answers, factors
from goalbook.present.answers import Headline
from goalbook.present.indicator import Indicator
from goalbook.present.readings import Stretch
from goalbook.present.section import Section
from goalbook.present.subject import Subject

_IN: Final = {
    2: msg("two"),
    3: msg("three"),
    4: msg("four"),
    5: msg("five"),
    6: msg("six"),
    7: msg("seven"),
    8: msg("eight"),
    9: msg("nine"),
    10: msg("ten"),
}
_RARE: Final = threshold_telling.LUCK_RARE.value
_OFTEN: Final = threshold_telling.LUCK_OFTEN.value


@dataclass(frozen=True, slots=True, kw_only=True)
class Luck:
    """How often a result this far on the bad side comes at plan strength.

    Attributes:
        chance: The probability.
        times: One period in so many, in words; None when it is rarer than one in ten, or the rule.
        count: The count that was reached.
        counted: What was counted: the contracts of a win rate.
        is_or_more: Whether more is the bad side.
    """

    chance: float
    times: Message | None
    count: float
    counted: Indicator
    is_or_more: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Usual:
    """The KGI beside its own past and beside chance.

    Attributes:
        stretch: The period.
        kgi: The KGI.
        is_within: Whether it lies in its usual range; None without enough past.
        lower, upper: The range.
        is_provisional: Whether few points make the range.
        points: How many.
        signal: The rule that the newest point meets: ``above``, ``run-below``, ...; ``none`` or ``unknown``.
        waits_until: The day from which it is judged, where its cases are still open; else None.
        luck: For a missed plan, or None.
        is_by_luck: Met although a step fell short, because a factor outside the process made up for it.
        luck_step, luck_factor: Which.
        factors: How many measures the KGI's gap can be divided among.
    """

    stretch: Stretch
    kgi: Indicator
    is_within: bool | None
    lower: float | None
    upper: float | None
    is_provisional: bool
    points: int | None
    signal: str
    waits_until: date | None
    luck: Luck | None
    is_by_luck: bool
    luck_step: Indicator | None
    luck_factor: Indicator | None
    factors: int


def _build(subject: Subject) -> Usual | None:
    answer = answers.answer(subject)
    rows = factors.in_stretch(subject, "headlines", answer.stretch)
    if answer.kgi is None or answer.kgi.actual is None or answer.stretch is None or not rows:
        return None
    row = rows[0]
    is_judged = row.signal not in {"", "unknown"} and row.lower is not None and row.upper is not None
    has_range = is_judged and row.lower < row.upper  # numbers that were always equal make no range
    return Usual(
        stretch=answer.stretch,
        kgi=answer.kgi.indicator,
        is_within=row.is_within if has_range else None,
        lower=row.lower,
        upper=row.upper,
        is_provisional=row.is_provisional,
        points=row.signal_points,
        signal=row.signal,
        waits_until=row.waits_until,
        luck=_luck(subject, row) if answer.headline is Headline.MISSED else None,
        is_by_luck=row.is_by_luck,
        luck_step=_named(subject, row.luck_step),
        luck_factor=_named(subject, row.luck_factor),
        factors=row.factors,
    )


def _luck(subject: Subject, row: object) -> Luck | None:
    chance, metric, count = (getattr(row, name) for name in ("chance", "chance_metric", "chance_k"))
    if chance is None or count is None or not metric or chance > _OFTEN:
        return None
    of = subject.cycle.metrics[metric].of if subject.cycle and metric in subject.cycle.metrics else None
    return Luck(
        chance=chance,
        times=_IN.get(round(1 / chance)) if chance >= _RARE else None,
        count=count,
        counted=subject.indicator(of.numerator if of else metric),
        is_or_more=subject.indicator(metric).direction is Direction.DOWN,
    )


def _named(subject: Subject, factor: str | None) -> Indicator | None:
    return subject.indicator(factor.partition("/")[0]) if factor else None


SECTION = Section(needs=(*answers.NEEDS, "headlines"), build=_build)
