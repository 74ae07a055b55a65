"""The goals of a team at one moment, as lines: the targets in force on that day, key results, chosen KPIs."""

from __future__ import annotations

from collections.abc import Iterator

from goalbook import escape
from goalbook.history.then import Moment
from goalbook.messages import Message, Value, msg
from goalbook.model.cycle import Cycle
from goalbook.model.objective import KeyResult
from goalbook.model.targets import Targets
from goalbook.model.values import Form, Period, Quantity
from goalbook.present import formats, periods
from goalbook.present.measure import Measure
from goalbook.present.spoken import Spoken, signed_share
from goalbook.words import Words

_PER = {
    Period.DAY: msg("per day"),
    Period.WEEK: msg("per week"),
    Period.MONTH: msg("per month"),
    Period.QUARTER: msg("per quarter"),
}


def text(moment: Moment, words: Words) -> str:
    """What the team aimed at on that day."""
    return "".join(f"{escape.line(line)}\n" for line in _Stood(moment, words).lines())


class _Stood:
    def __init__(self, moment: Moment, words: Words) -> None:
        self._moment, self._words = moment, words
        self._book = moment.loaded.handbook
        self._spoken = Spoken(words, self._book, str)

    def lines(self) -> Iterator[str]:
        moment, words = self._moment, self._words
        files = self._book.teams[moment.team]
        yield words.gettext(
            "{team} on {day}, as written on {made} (commit {commit})",
            team=self._spoken.text(files.team.name),
            day=words.day(moment.day),
            made=words.day(moment.made_on),
            commit=moment.revision.id[:12],
        )
        cycle_id = self._cycle()
        if cycle_id is None:
            yield words.gettext("No goals had been written yet.")
            return
        yield from self._of_cycle(cycle_id, files.cycles[cycle_id])
        if any(ref.path.startswith(f"goals/teams/{moment.team}/") for ref in self._book.left_out):
            yield words.gettext("Some of it could not be read as it stood there.")

    def _cycle(self) -> str | None:
        """The cycle that held the day, whatever day the files were to be shown as of."""
        spans = ((name, self._book.span(name)) for name in self._book.teams[self._moment.team].cycles)
        begun = [(span.first, name) for name, span in spans if span and span.first <= self._moment.day]
        names = [name for _, name in sorted(begun)]
        return names[-1] if names else next(iter(self._book.teams[self._moment.team].cycles), None)

    def _of_cycle(self, name: str, cycle: Cycle) -> Iterator[str]:
        words = self._words
        yield periods.cycle_name(name, words)
        if cycle.kgi:
            kgi = words.gettext("KGI: {name}", name=self._spoken.metric(cycle, cycle.kgi))
            yield f"  {kgi}"
        targets = [self._metric(cycle, metric) for metric in cycle.metrics]
        yield from self._list(msg("Targets"), [line for line in targets if line])
        chosen = [self._spoken.metric(cycle, kpi) for kpi in cycle.kpis]
        yield from self._list(msg("Chosen KPIs"), chosen)
        for objective in cycle.objectives.values():
            title = words.say(msg("Objective: {title}", title=self._spoken.text(objective.title)))
            yield f"  {title}"
            yield from (f"    - {self._result(cycle, result)}" for result in objective.key_results.values())

    def _list(self, title: Message, lines: list[str]) -> Iterator[str]:
        if lines:
            yield f"  {self._words.say(title)}"
            yield from (f"    - {line}" for line in lines)

    def _metric(self, cycle: Cycle, name: str) -> str:
        metric = cycle.metrics[name]
        shown = self._target(metric.targets, self._spoken.measure(self._moment.team, cycle, name))
        if not shown:
            return ""
        said = msg("{name}: {target}", name=self._spoken.metric(cycle, name), target=shown)
        per = _PER.get(metric.per)
        return self._words.say(msg("{target} {per}", target=said, per=per) if per else said)

    def _result(self, cycle: Cycle, result: KeyResult) -> str:
        title: Value = self._spoken.text(result.title)
        measure = self._spoken.measure(self._moment.team, cycle, result.metric or "")
        shown = self._target(result.target, measure) if result.target else ""
        return self._words.say(msg("{name}: {target}", name=title, target=shown)) if shown else str(title)

    def _target(self, targets: Targets, measure: Measure) -> str:
        quantity = targets.on(self._moment.day)
        if quantity is None:
            return ""
        return self._quantity(quantity, measure)

    def _quantity(self, quantity: Quantity, measure: Measure) -> str:
        if quantity.form is Form.RELATIVE:
            return signed_share(quantity.value, self._words)
        if quantity.form is Form.POINTS:
            return formats.points(quantity.value, self._words, is_signed=True)
        return formats.plan(quantity.value, self._words, measure)
