"""What the log adds to the five SMART letters (method: SMART as evidence, M2, M3, A1, A2, R2, T2, T3).

`goalbook.analyse.smart` judges the goal files alone, so that `check` can; this adds what numbers say: whether
they arrive, whether the target is a stretch by the team's own past, whether people can do the volume, whether
the KGI gains by it, whether reviews lie before the due day. What is not known yet is said and is never a
pass; where people have agreed, their word stands instead of it. A zone that few past cycles make speaks
neither for a key result nor against it.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final

from goalbook.analyse import capacity, thresholds
from goalbook.analyse.smart_letter import Letter, Result, worst
from goalbook.analyse.stretch import WORDS, Zone
from goalbook.messages import Message, msg
from goalbook.model.objective import Ambition, SmartLetter

_FIGURES: Final = 3
_MOST_FIGURES: Final = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What numbers and calendar say of one key result; None or the default where they say nothing.

    Attributes:
        last: Last day that a number speaks of.
        is_awaited: Whether a number should have come since.
        is_logged: Whether it is measured by numbers at all.
        is_unlogged: Whether none has come while others have.
        planned: Of a rate, cases that the plan asks for over the time its target speaks of.
        fewest: Cases below which a rate is not judged.
        zone: How far the target reaches by the team's own past; None without a number and a target.
        is_provisional: Whether so few past cycles say so that it is no evidence.
        type: What was promised, or None.
        fits: ``too-safe``, ``too-far``, or anything else where zone and promise go together.
        asked, limit: Of a count, a person and working day: what it asks, and what can be done.
        rank, ranked: Its place among the steps by what the KGI would gain, and how many have one.
        first: How many of them come first.
        is_unranked: Whether no step has a place yet.
        is_leading: Whether it leads to the KGI by an arrow, without arithmetic.
        has_reason: Whether somebody wrote why.
        reviews: How many reviews lie within the cycle before its due day.
        is_past: Whether its due day has gone by.
    """

    last: date | None = None
    is_awaited: bool = False
    is_logged: bool = False
    is_unlogged: bool = False
    planned: float | None = None
    fewest: float = thresholds.MIN_DENOMINATOR.value
    zone: Zone | None = None
    is_provisional: bool = False
    type: Ambition | None = None
    fits: str = ""
    asked: float | None = None
    limit: float | None = None
    rank: int | None = None
    ranked: int = 0
    first: int = thresholds.KPIS_PER_TEAM.value
    is_unranked: bool = False
    is_leading: bool = False
    has_reason: bool = False
    reviews: int | None = None
    is_past: bool = False


@dataclass(slots=True)
class _Added:
    """What is added to one letter."""

    evidence: list[Message] = field(default_factory=list)
    questions: list[Message] = field(default_factory=list)
    not_known: list[Message] = field(default_factory=list)


def letters(found: Iterable[Letter], seen: Seen) -> tuple[Letter, ...]:
    """The letters with what the log adds to each.

    Args:
        found: What the goal files say.
        seen: What numbers and calendar say.
    """
    return tuple(_with(letter, _JUDGES.get(letter.letter, _nothing)(seen), seen) for letter in found)


def _with(letter: Letter, added: _Added, seen: Seen) -> Letter:
    results = [letter.result, *(Result.WARN for _ in added.questions)]
    if letter.letter is not SmartLetter.ACHIEVABLE:
        results += [Result.UNKNOWN for _ in added.not_known]
    elif seen.zone in {None, Zone.UNKNOWN} or seen.is_provisional:
        results.append(Result.ATTEST)  # nothing but people's word
    return replace(
        letter,
        result=worst(results),
        evidence=(*letter.evidence, *added.evidence),
        questions=(*letter.questions, *added.questions),
        not_known=tuple(added.not_known),
    )


def _nothing(_: Seen) -> _Added:
    return _Added()


def _measurable(seen: Seen) -> _Added:
    """M2: a number arrives as often as was agreed. M3: enough cases are planned to judge a rate."""
    added = _arriving(seen)
    if seen.planned is not None:
        is_few = seen.planned < seen.fewest
        # 29.6 are not "30, too few for 30".
        cases = math.floor(seen.planned) if is_few else round(seen.planned)
        said = {"planned": f"{cases:,}", "fewest": f"{seen.fewest:,.0f}"}
        if is_few:
            asked = msg(
                "About {planned} cases are planned, too few for {fewest}. Over a longer time?", **said
            )
            added.questions.append(asked)
        else:
            added.evidence.append(msg("About {planned} cases are planned, {fewest} are enough", **said))
    return added


def _arriving(seen: Seen) -> _Added:
    if not seen.is_logged:
        return _Added()
    if seen.is_unlogged:
        return _Added(questions=[msg("No number has come yet. Where does it come from?")])
    if seen.last is None:
        return _Added(not_known=[msg("Nothing is recorded yet")])
    if seen.is_awaited:
        return _Added(questions=[msg("The last number speaks of {day}. Does it still come?", day=seen.last)])
    return _Added(evidence=[msg("Numbers come: the last speaks of {day}", day=seen.last)])


def _achievable(seen: Seen) -> _Added:
    """A1: zone of stretch. A2: what it asks of each person."""
    added = _by_past(seen)
    if seen.asked is not None and seen.limit is not None:
        asked, limit = _apart(seen.asked, seen.limit)
        said = {"asked": asked, "limit": limit}
        if capacity.is_too_much(seen.asked, seen.limit):
            much = msg("{asked} a person and day, {limit} can be done. What falls away?", **said)
            added.questions.append(much)
        else:
            added.evidence.append(msg("{asked} a person and day, {limit} can be done", **said))
    return added


def _apart(first: float, second: float) -> tuple[str, str]:
    """Both with three figures, and with more as long as two different numbers look alike."""
    for figures in range(_FIGURES, _MOST_FIGURES):
        shown = _written(first, figures), _written(second, figures)
        if shown[0] != shown[1] or first == second:
            break
    return shown


def _written(value: float, figures: int) -> str:
    decimals = max(0, figures - 1 - math.floor(math.log10(abs(value)))) if value else 0
    text = f"{value:,.{decimals}f}"
    return text.rstrip("0").rstrip(".") if decimals else text


def _by_past(seen: Seen) -> _Added:
    if seen.zone is None:
        return _Added()
    if seen.zone is Zone.UNKNOWN:
        return _Added(not_known=[msg("Its past does not say how far it reaches")])
    if seen.is_provisional:
        told = msg("By its own past {zone}; few cycles make that provisional", zone=WORDS[seen.zone])
        return _Added(not_known=[told])
    if seen.fits == "too-safe":
        safe = msg("Aspirational, yet likely by its own past. How much more would be a stretch?")
        return _Added(questions=[safe])
    if seen.fits != "too-far":
        return _Added(evidence=[msg("By its own past: {zone}", zone=WORDS[seen.zone])])
    if seen.type is Ambition.COMMITTED:
        far = msg("Committed, yet not likely by its own past. What will be done differently?")
    else:
        far = msg("Beyond a stretch by its own past. Which part of the way comes first?")
    return _Added(questions=[far])


def _relevant(seen: Seen) -> _Added:
    """R2: among the first by what the KGI would gain, or leading with a written reason."""
    if seen.rank is not None:
        place = {"rank": seen.rank, "ranked": seen.ranked}
        if seen.rank <= seen.first:
            return _Added(evidence=[msg("Place {rank} of {ranked} where KPIs pay", **place)])
        low = msg("Place {rank} of {ranked} where KPIs pay. Why this one?", **place)
        return _Added(questions=[low])
    if seen.is_leading:
        if seen.has_reason:
            return _Added(evidence=[msg("Leads there without arithmetic, and the reason is written")])
        why = msg("It leads there without arithmetic. Why should it? Write the reason.")
        return _Added(questions=[why])
    if seen.is_unranked:
        return _Added(not_known=[msg("What the KGI would gain shows after the first complete period")])
    return _Added()


def _time_bound(seen: Seen) -> _Added:
    """T2: reviews before the due day. T3: the day has not gone by."""
    added = _Added()
    if seen.is_past:
        added.questions.append(msg("Its day has gone by. What comes next?"))
    if seen.reviews is not None and seen.reviews >= thresholds.REVIEWS_BEFORE_DUE.value:
        added.evidence.append(msg("{number} reviews lie before it", number=seen.reviews))
    elif seen.reviews is not None and not seen.is_past:
        added.questions.append(msg("Fewer than two reviews lie before it. When is it looked at?"))
    return added


_JUDGES: Final[Mapping[SmartLetter, Callable[[Seen], _Added]]] = {
    SmartLetter.MEASURABLE: _measurable,
    SmartLetter.ACHIEVABLE: _achievable,
    SmartLetter.RELEVANT: _relevant,
    SmartLetter.TIME_BOUND: _time_bound,
}
