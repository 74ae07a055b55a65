"""What changes do, in Markdown: one table of today and after, then what else there is to know."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import timedelta
from functools import reduce
from typing import Final

from goalbook.analyse import plan, threshold_telling, thresholds
from goalbook.analyse.plan import Planned
from goalbook.history import series
from goalbook.history.change import Change
from goalbook.history.effect import Effect, Promise, Workload
from goalbook.history.evidence import Evidence
from goalbook.history.promised import Fit
from goalbook.messages import Message, msg
from goalbook.model.cycle import Cycle
from goalbook.model.values import Direction, Period, Quantity
from goalbook.present import formats, measure as measures, periods
from goalbook.present.spoken import Spoken, signed_share
from goalbook.words import SOURCE_LANGUAGE, Words

_PERIODS: Final = {
    Period.DAY: msg("day"),
    Period.WEEK: msg("week"),
    Period.MONTH: msg("month"),
    Period.QUARTER: msg("quarter"),
    Period.CYCLE: msg("cycle"),
}
_FITS: Final = {True: msg("consistent"), False: msg("inconsistent")}
_SPELLED: Final = ("No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine")
_SMALL: Final = 10
_SUREST: Final = threshold_telling.NEARLY_SURE.value
"""Nothing is told as 100 % sure."""

Row = tuple[str, str, str]


class Effects:
    """Speaks of effects in one language.

    Args:
        spoken: The language and the handbook as it is.
        suggested: Changes at whose lines a suggestion can be taken over.
    """

    def __init__(self, spoken: Spoken, suggested: Sequence[Change] = ()) -> None:
        self._suggested = suggested
        self._spoken, self._words, self._new = spoken, spoken.words, spoken.book

    def parts(self, effect: Effect, *, is_alone: bool) -> Iterator[str]:
        """A table and a list, each only when there is something in it."""
        cycle = self._new.teams[effect.team].cycles[effect.cycle]
        rows = list(self._rows(effect, cycle))
        bullets = [f"- {line}" for line in self._bullets(effect, cycle)]
        if not is_alone and (rows or bullets):
            yield f"**{self._words.day(effect.day)}**"
        if rows:
            head = ("", self._words.gettext("today"), self._words.gettext("after this change"))
            yield "\n".join(_row(cells) for cells in (head, ("---", "---", "---"), *rows))
        if bullets:
            yield "\n".join(bullets)

    def _rows(self, effect: Effect, cycle: Cycle) -> Iterator[Row]:
        if goal := self.goal(effect):
            yield goal[0], goal[1], f"**{goal[2]}**"
        if effect.volumes:
            yield self._volumes(effect, cycle)
        for promise in effect.promises:
            yield self._promise(effect, cycle, promise)

    def goal(self, effect: Effect) -> Row | None:
        """What the KGI's plan is called, what it was and what it is; None when it does not move."""
        kgi = effect.plans.kgi
        if not effect.is_goal_touched or kgi is None:
            return None
        cycle = self._new.teams[effect.team].cycles[effect.cycle]
        before, after = effect.plans.before.get(kgi), effect.plans.after.get(kgi)
        shown = [self._value(effect, cycle, kgi, one, (before, after)) for one in (before, after)]
        name = self._spoken.metric(cycle, kgi)
        per = next((one.per for one in (after, before) if one and one.per), None)
        label = msg("{name} plan", name=name)
        if per:
            label = msg("{name} plan per {period}", name=name, period=_PERIODS[per])
        if before and after and before.per is after.per:
            measure = self._spoken.measure(effect.team, cycle, kgi)
            change = formats.delta(
                after.value - before.value, self._words, measure, before.value, after.value
            )
            shown[1] = self._words.say(msg("{value} ({change})", value=shown[1], change=change))
        return self._words.say(label), shown[0], shown[1]

    def fits(self, effect: Effect) -> Iterator[Row]:
        """Key results that the plan no longer reaches, or reaches again: title, before, after."""
        for promise in effect.promises:
            sides = (promise.before, promise.after)
            before, after = (self._words.say(_FITS[side.is_reached]) for side in sides)
            yield self._spoken.text(promise.result.title), before, after

    def _volumes(self, effect: Effect, cycle: Cycle) -> Row:
        kgi = effect.plans.kgi
        before = effect.plans.before.get(kgi or "")
        if effect.plans.keep and kgi:
            value = self._value(effect, cycle, kgi, before, ())
            label = self._words.say(msg("To keep {value} instead", value=value))
        else:
            label = self._words.gettext("What it takes")
        cells = [
            reduce(
                self._beside,
                (
                    self._cases(effect, cycle, volume.metric, planned.value)
                    for volume in effect.volumes
                    for planned in [getattr(volume, side)]
                ),
            )
            for side in ("before", "needed")
        ]
        if effect.workload:
            load = self._load(effect, cycle, effect.workload)
            cells[1] = self._words.say(msg("{value} ({change})", value=cells[1], change=load))
        return label, cells[0], cells[1]

    def _beside(self, cases: str, more: str) -> str:
        return self._words.gettext("{cases}, {more}", cases=cases, more=more)

    def _promise(self, effect: Effect, cycle: Cycle, promise: Promise) -> Row:
        states = {fits: self._words.say(word) for fits, word in _FITS.items()}
        reason = self._words.say(self._reason(effect, cycle, promise.after))
        after = msg("{state} ({reason})", state=f"**{states[promise.after.is_reached]}**", reason=reason)
        title = self._spoken.text(promise.result.title)
        return (
            self._words.gettext("KR{number} {title}", number=_number(cycle, promise.ids), title=title),
            states[promise.before.is_reached],
            self._words.say(after),
        )

    def _reason(self, effect: Effect, cycle: Cycle, fit: Fit) -> Message:
        measure = self._spoken.measure(effect.team, cycle, fit.metric)
        planned = formats.value(fit.planned, self._words, measure, fit.target)
        if fit.baseline_cycle and fit.baseline:
            change = signed_share(fit.planned / fit.baseline - 1, self._words)
            if self._is_last(fit.baseline_cycle, effect.cycle):
                return msg("{planned} is {change}", planned=planned, change=change)
            return msg(
                "{planned} is {change} on {cycle}",
                planned=planned,
                change=change,
                cycle=periods.cycle_name(fit.baseline_cycle, self._words),
            )
        target = formats.value(fit.target, self._words, measure, fit.planned)
        return msg("planned {planned}, promised {target}", planned=planned, target=target)

    def _is_last(self, earlier: str, cycle: str) -> bool:
        """Whether one cycle ends on the day before the other begins."""
        before, after = self._new.span(earlier), self._new.span(cycle)
        return bool(before and after and before.last + timedelta(days=1) == after.first)

    def _bullets(self, effect: Effect, cycle: Cycle) -> Iterator[str]:
        if effect.plans.is_unclear:
            yield self._words.gettext(
                "What this does to the plan cannot be said: its targets did not agree before."
            )
        if effect.evidence:
            yield self._words.say(self._evidence(effect.evidence, effect, cycle))
        if effect.lowers or effect.raises:
            yield self._words.say(self._mid_cycle(effect))
        if effect.renewal.members:
            yield self._renewal(effect)
        for change in effect.changes:
            if change.kind == "target-moved" and change.why is None and isinstance(change.new, Quantity):
                yield from self._no_reason(effect, change, change.new)

    def _evidence(self, found: Evidence, effect: Effect, cycle: Cycle) -> Message:
        metric = cycle.metrics[found.metric]
        level = self._new.company.limits.evidence
        is_up = metric.direction is Direction.UP
        certain = found.p_worse >= thresholds.EVIDENCE_STRONG.value
        sentence = _EVIDENCE[is_up, "clear" if certain else "probable" if found.p_worse >= level else "open"]
        cases = metric.of.denominator if metric.of else ""
        return Message(
            sentence.text,
            {
                "month": periods.period_short(found.month.first, self._words, found.month.last, Period.MONTH),
                "rate": formats.share(found.hits / found.cases, self._words),
                "cases": self._cases(effect, cycle, cases, found.cases),
                "target": formats.plan(
                    found.target, self._words, self._spoken.measure(effect.team, cycle, found.metric)
                ),
                "certainty": formats.share_against(min(found.p_worse, _SUREST), self._words, level),
            },
        )

    def _mid_cycle(self, effect: Effect) -> Message:
        span = self._new.span(effect.cycle)
        days = periods.span_name(span.first, self._words, span.last) if span else effect.cycle
        if effect.lowers and effect.raises:
            return msg(
                "The cycle is running ({days}); this asks for less in one place and more in another.",
                days=days,
            )
        if effect.lowers:
            return msg("The cycle is running ({days}); this asks for less than was agreed.", days=days)
        return msg("The cycle is running ({days}); this asks for more than was agreed.", days=days)

    def _renewal(self, effect: Effect) -> str:
        number, already = len(effect.renewal.members), effect.renewal.already
        told = self._words.ngettext(
            "{number} agreement will need renewing.",
            "{number} agreements will need renewing.",
            number,
            number=_begin(number, self._words),
        )
        if not already:
            return told
        return self._words.say(
            msg("{sentence} Even without this change: {already}.", sentence=told, already=already)
        )

    def _no_reason(self, effect: Effect, change: Change, target: Quantity) -> Iterator[str]:
        """Where the reason goes; a target without a day, moved while the cycle runs, needs that, too."""
        reason = self._words.gettext("reason here")
        span = self._new.span(effect.cycle)
        step = f"`- {series.entry(effect.day, target, reason)}`"
        is_suggested = change in self._suggested
        if change.since and is_suggested:
            yield self._words.say(msg("**No reason yet.** {replace}", replace=_REPLACE))
        elif change.since:
            yield self._words.say(msg("**No reason yet.** Write it beside the target: {step}", step=step))
        elif effect.is_mid_cycle and span and isinstance(change.old, Quantity):
            first = f"`- {series.entry(span.first, change.old)}`"
            told = msg(
                "**No day and no reason yet.** "
                "A target that moves while the cycle runs is a dated series: {first} {step}",
                first=first,
                step=step,
            )
            yield self._words.say(
                msg("{told}. {replace}", told=told, replace=_REPLACE) if is_suggested else told
            )

    def _value(
        self,
        effect: Effect,
        cycle: Cycle,
        name: str,
        planned: Planned | None,
        beside: Sequence[Planned | None],
    ) -> str:
        measure = self._spoken.measure(effect.team, cycle, name)
        others = [one.value for one in beside if one]
        return formats.value(planned.value if planned else None, self._words, measure, *others)

    def _cases(self, effect: Effect, cycle: Cycle, name: str, number: float) -> str:
        """A whole number of cases with the measure's name: ``38 Proposals``, ``提案数38件``."""
        measure = self._spoken.measure(effect.team, cycle, name)
        count = formats.value(float(plan.required_whole(number)), self._words, measure)
        return self._words.say(
            msg("{count} {name}", count=count, name=self._spoken.metric_within(cycle, name))
        )

    def _load(self, effect: Effect, cycle: Cycle, load: Workload) -> Message:
        decimals = 0 if min(load.before, load.needed) >= _SMALL else 1
        measure = self._spoken.measure(effect.team, cycle, load.metric)
        scale = replace(measures.scale(measure, self._words, load.before, load.needed), decimals=decimals)
        return msg(
            "{before} → {needed} per person and working day",
            before=scale.bare(load.before),
            needed=scale.value(load.needed),
        )


def _begin(number: int, words: Words) -> str:
    """A number at the beginning of a sentence, where English spells small ones."""
    if words.language == SOURCE_LANGUAGE and number < len(_SPELLED):
        return _SPELLED[number]
    return words.number(number)


def _number(cycle: Cycle, ids: tuple[str, str]) -> int:
    """A key result's place in its cycle, from 1, as on the page of OKRs."""
    places = [(goal, name) for goal, found in cycle.objectives.items() for name in found.key_results]
    return places.index(ids) + 1


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


_REPLACE: Final = msg('Replace "reason here" in the suggestion below and press **Commit suggestion**.')
_EVIDENCE: Final = {
    (True, "clear"): msg(
        "{month}'s {rate} rests on {cases}; it is clear that it is below {target} ({certainty})."
    ),
    (True, "probable"): msg(
        "{month}'s {rate} rests on {cases}; it is probably below {target} ({certainty})."
    ),
    (True, "open"): msg(
        "{month}'s {rate} rests on {cases}; it is not yet clear that it is below {target} ({certainty})."
    ),
    (False, "clear"): msg(
        "{month}'s {rate} rests on {cases}; it is clear that it is above {target} ({certainty})."
    ),
    (False, "probable"): msg(
        "{month}'s {rate} rests on {cases}; it is probably above {target} ({certainty})."
    ),
    (False, "open"): msg(
        "{month}'s {rate} rests on {cases}; it is not yet clear that it is above {target} ({certainty})."
    ),
}
