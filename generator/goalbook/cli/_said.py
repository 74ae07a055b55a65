"""How recorded numbers are told: as they were read, to the last digit."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from goalbook.analyse.due import Due
from goalbook.messages import Value, msg
from goalbook.model.cycle import Cycle
from goalbook.model.handbook import Handbook, TeamFiles
from goalbook.model.values import Period, Span
from goalbook.present import measure as measures
from goalbook.present.measure import Scale, Style
from goalbook.present.periods import period_name
from goalbook.record.log import Change, Done
from goalbook.record.row import Row
from goalbook.words import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """The words for one team's numbers.

    Attributes:
        handbook: The company and the team.
        files: The team.
        words: The language.
    """

    handbook: Handbook
    files: TeamFiles
    words: Words

    def done(self, done: Done, change: Change) -> str:
        """What became of one number: ``Calls: 520 for 2026-11-16``."""
        row = done.row
        names: dict[str, Value] = {"what": self._what(row), "day": row.day}
        before = self._number(row, done.before) if done.before is not None else ""
        if change is Change.DELETE:
            return self.words.gettext("{what} for {day}: {before} taken out", before=before, **names)
        names["value"] = self._number(row, row.value)
        if change is Change.CORRECT:
            return self.words.gettext("{what}: {value} for {day}, before {before}", before=before, **names)
        if done.before is not None:
            return self.words.gettext("{what}: {value} for {day} was recorded already", **names)
        return self.words.gettext("{what}: {value} for {day}", **names)

    def replacing(self, row: Row, before: str) -> str:
        """The question whether a number is replaced."""
        return self.words.gettext(
            "{what} for {day} is recorded already: {before}. Put {value} in its place?",
            what=self._what(row),
            day=row.day,
            before=self._number(row, before),
            value=self._number(row, row.value),
        )

    def question(self, due: Due) -> str:
        """The question for a number that is due, with the last one and the plan beside it."""
        slot = due.slot
        row = Row(day=due.day, metric=slot.metric, value="", member=slot.member, segment=slot.segment)
        beside: list[Value] = []
        if due.last is not None:
            day, value = due.last
            beside.append(msg("last {value} on {day}", value=self._number(row, value), day=day))
        if due.planned is not None:
            scale = measures.scale(self._measure(row), self.words, due.planned)
            beside.append(msg("plan about {value}", value=scale.trimmed(due.planned)))
        what = self._what(row)
        if not beside:
            return self.words.gettext("{what}:", what=what)
        return self.words.gettext("{what} ({beside}):", what=what, beside=tuple(beside))

    def period(self, span: Span, period: Period) -> str:
        """The heading above the questions of one period."""
        return period_name(span.first, self.words, span.last, period)

    def member(self, member: str) -> str:
        """A member's name; the id of somebody who is none."""
        found = self.files.team.members.get(member)
        return found.name.pick(self.words.language, self._first)[0] if found else member

    @property
    def _first(self) -> str:
        return self.handbook.company.languages[0]

    def _what(self, row: Row) -> Value:
        """``Calls``, ``Calls of Sato``, ``Calls of Sato, west``."""
        cycle = self._cycle(row.day)
        metric = cycle.metrics.get(row.metric) if cycle else None
        name = metric.name.pick(self.words.language, self._first)[0] if metric else row.metric
        parts = [part for part in (self.member(row.member) if row.member else "", row.segment) if part]
        return (
            msg("{metric} of {whom}", metric=name, whom=tuple(parts)) if parts else msg("{name}", name=name)
        )

    def _number(self, row: Row, value: str) -> str:
        """A value with its unit and all of its digits."""
        if not value:
            return measures.NONE
        decimals = len(value.partition(".")[2])
        measure = self._measure(row)
        if measure.style is Style.MONEY:
            return measures.whole_money(measure.unit, self.words, decimals).value(float(value))
        scale: Scale = measures.scale(measure, self.words, float(value))
        return replace(scale, decimals=decimals).value(float(value))

    def _measure(self, row: Row) -> measures.Measure:
        cycle = self._cycle(row.day)
        metrics = cycle.metrics if cycle else {}
        return measures.measure(metrics, row.metric, self.handbook.currency(self.files.id))

    def _cycle(self, day: date) -> Cycle | None:
        spans = ((name, self.handbook.span(name)) for name in self.files.cycles)
        return next((self.files.cycles[name] for name, span in spans if span and day in span), None)
