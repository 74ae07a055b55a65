"""Changes in words: numbers and days as a language writes them, names made harmless for their place."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final, TypeAlias

from goalbook import escape
from goalbook.history.change import Change
from goalbook.messages import Message, Value, msg
from goalbook.model.cycle import Cycle
from goalbook.model.handbook import Handbook
from goalbook.model.objective import KeyResult
from goalbook.model.values import Form, Quantity, Text
from goalbook.present import formats, measure
from goalbook.present.measure import Measure, Style
from goalbook.words import SOURCE_LANGUAGE, Words

Safe: TypeAlias = Callable[[str], str]

_PARTS: Final = ("numerator", "denominator")
_RATES: Final = {
    "the target of {name} rises from {old} to {new}": msg(
        "the {rate} target ({numerator} ÷ {denominator}) rises from {old} to {new}"
    ),
    "the target of {name} falls from {old} to {new}": msg(
        "the {rate} target ({numerator} ÷ {denominator}) falls from {old} to {new}"
    ),
}
"""A target's move, as told of most measures, to how it is told of a rate."""


@dataclass(frozen=True, slots=True)
class Spoken:
    """One language's way to speak of a handbook.

    Attributes:
        words: The language.
        book: The handbook.
        safe: Makes an author's words harmless where they will stand; in Markdown when left out.
    """

    words: Words
    book: Handbook
    safe: Safe = escape.markdown

    def say(self, message: Message) -> str:
        """A sentence with authors' words and days in it."""
        return self.words.say(
            Message(message.text, {**_safe(message.values, self.safe), **self._days(message)})
        )

    def _days(self, message: Message) -> dict[str, str]:
        return {name: self.words.day(day) for name, day in message.values.items() if isinstance(day, date)}

    def text(self, text: Text) -> str:
        """An author's text."""
        return self.safe(text.pick(self.words.language, self.book.company.languages[0])[0])

    def metric(self, cycle: Cycle, name: str) -> str:
        """A metric's name; its id when it is not known."""
        found = cycle.metrics.get(name)
        return self.text(found.name) if found else self.safe(name)

    def metric_within(self, cycle: Cycle, name: str) -> str:
        """A metric's name within a sentence."""
        said = self.metric(cycle, name)
        return _small(said) if self.words.language == SOURCE_LANGUAGE else said

    def measure(self, team: str, cycle: Cycle | None, name: str) -> Measure:
        """How a metric's numbers are written."""
        if cycle is None or team not in self.book.teams:
            return Measure(Style.NUMBER)
        return measure.measure(cycle.metrics, name, self.book.currency(team))

    def change(self, change: Change) -> str:
        """A change with its numbers and days."""
        numbers = {
            name: self._quantity(change, quantity)
            for name, quantity in (("old", change.old), ("new", change.new))
            if isinstance(quantity, Quantity)
        }
        text, placed = _of_rate(change.message)
        values = {**_safe(placed, self.safe), **numbers, **self._days(change.message)}
        if self._is_metric(change) and not change.message.text.startswith("{"):
            values |= {part: _within(values[part]) for part in ("name", "rate", *_PARTS) if part in values}
        said = self.words.say(Message(text, values))
        if change.days is None:
            return said
        when = Message(change.days.text, {name: self.day(day) for name, day in change.days.values.items()})
        return self.words.say(msg("{change}, {days}", change=said, days=when))

    def day(self, value: Any) -> str:
        """The first or last day of a month as the month; any other day with its date."""
        if not isinstance(value, date):
            return str(value)
        is_edge = value.day == 1 or (value + timedelta(days=1)).day == 1
        return self.words.day(value, "month" if is_edge else "short")

    def _is_metric(self, change: Change) -> bool:
        files = self.book.teams.get(change.team)
        cycle = files.cycles.get(change.cycle) if files else None
        return cycle is not None and len(change.ids) == 1 and change.ids[0] in cycle.metrics

    def _quantity(self, change: Change, quantity: Quantity) -> str:
        if quantity.form is Form.RELATIVE:
            return signed_share(quantity.value, self.words)
        if quantity.form is Form.POINTS:
            return formats.points(quantity.value, self.words, is_signed=True)
        other = [
            one.value for one in (change.old, change.new) if isinstance(one, Quantity) and _is_number(one)
        ]
        return formats.plan(quantity.value, self.words, self._measure_of(change), *other)

    def _measure_of(self, change: Change) -> Measure:
        files = self.book.teams.get(change.team)
        cycle = files.cycles.get(change.cycle) if files else None
        result = _key_result(cycle, change.ids)
        return self.measure(change.team, cycle, (result.metric or "") if result else change.ids[-1])


def _of_rate(message: Message) -> tuple[str, Mapping[str, Value]]:
    """A sentence and its values; of a rate's target with the fraction behind the word that it explains."""
    name, text = message.values.get("name"), _RATES.get(message.text)
    if text is None or not isinstance(name, Message) or not {"rate", *_PARTS} <= name.values.keys():
        return message.text, message.values
    return text.text, {**message.values, **name.values}


def signed_share(value: float, words: Words) -> str:
    """A change as a share: ``+15 %``, ``−8 %``; with a decimal only when it says more."""
    decimals = 0 if round(value * 100, 1) == round(value * 100) else 1
    said = formats.share(value, words, decimals)
    return f"+{said}" if value > 0 else said


def _within(value: Value) -> Value:
    """A metric's name within a sentence: English begins it small, unless it is an abbreviation."""
    if isinstance(value, Message):
        return Message(value.text, {name: _within(part) for name, part in value.values.items()})
    if isinstance(value, Mapping):
        return {code: _small(text) if code == SOURCE_LANGUAGE else text for code, text in value.items()}
    return value


def _small(name: str) -> str:
    return name[:1].lower() + name[1:] if name[1:2].islower() else name


def _is_number(quantity: Quantity) -> bool:
    return quantity.form not in {Form.RELATIVE, Form.POINTS}


def _key_result(cycle: Cycle | None, ids: tuple[str, ...]) -> KeyResult | None:
    if cycle is None or len(ids) != 2 or ids[0] not in cycle.objectives:  # noqa: PLR2004 - objective and key result
        return None
    return cycle.objectives[ids[0]].key_results.get(ids[1])


def _safe(values: Mapping[str, Value], safe: Safe) -> dict[str, Value]:
    return {name: _safe_value(value, safe) for name, value in values.items()}


def _safe_value(value: Value, safe: Safe) -> Value:
    """A value that shows as it was written."""
    if isinstance(value, str):
        return safe(value)
    if isinstance(value, Message):
        return Message(value.text, _safe(value.values, safe))
    if isinstance(value, Mapping):
        return {language: safe(text) for language, text in value.items()}
    if isinstance(value, tuple):
        return tuple(_safe_value(part, safe) for part in value)
    return value
