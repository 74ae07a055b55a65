"""What things are called in a change's sentence: names for ids, values as an author would type them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Any, Final

from goalbook.history.both import Both, Pair
from goalbook.history.meaning import METRIC_FIELDS
from goalbook.messages import Message, Value, msg
from goalbook.model.agreement import Agreement
from goalbook.model.company import Calendar
from goalbook.model.cycle import Cycle
from goalbook.model.handbook import Handbook
from goalbook.model.metric import ChosenKpi, DefinitionChange, Metric
from goalbook.model.noun import Noun
from goalbook.model.practice import Feedback
from goalbook.model.values import Formula, Fraction, Quantity, Span, Text

NOTHING: Final = msg("nothing")
_MEMBER_FIELDS: Final = frozenset({"owner", "lead", "members", "present", "recorded_by", "for_", "by"})
_TITLES: Final = ("name", "title", "wish", "text", "what")
"""Fields that hold what an entry is called, each in the nouns that have it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """The names that hold at one place of one handbook.

    Attributes:
        book: The handbook.
        team: A team's id; empty for the company.
        cycle: A cycle of the team; None outside one.
    """

    book: Handbook
    team: str = ""
    cycle: Cycle | None = None

    @classmethod
    def at(cls, both: Both, pair: Pair[Any], *, is_old: bool) -> Names:
        """The names at a pair, as they were or as they are."""
        cycle = both.cycles(pair.team, pair.cycle)[0 if is_old else 1]
        return cls(book=both.old if is_old else both.new, team=pair.team, cycle=cycle)

    def text(self, text: Text) -> Mapping[str, str]:
        """An author's text by language."""
        return text.by_language(self.book.company.languages[0])

    def metric(self, name: str) -> Value:
        """A metric's name; its id when it is not known."""
        found = self.cycle.metrics.get(name) if self.cycle else None
        return self.text(found.name) if found else name

    def measured(self, name: str) -> Value:
        """A metric's name; of a rate or ratio with what it is a share of, without which it says nothing."""
        found = self.cycle.metrics.get(name) if self.cycle else None
        if found is None or found.of is None:
            return self.metric(name)
        return msg(
            "{rate} ({numerator} ÷ {denominator})",
            rate=self.metric(name),
            numerator=self.metric(found.of.numerator),
            denominator=self.metric(found.of.denominator),
        )

    def member(self, name: str) -> Value:
        """A member's name; the id when it is not known."""
        files = self.book.teams.get(self.team)
        found = files.team.members.get(name) if files else None
        return self.text(found.name) if found else name

    def team_name(self, name: str) -> Value:
        """A team's name; the id when it is not known."""
        files = self.book.teams.get(name)
        return self.text(files.team.name) if files else name

    def value(self, value: Any) -> Value:
        """A value as it is told: as typed, with names for ids."""
        form = next((form for kind, form in _FORMS if isinstance(value, kind)), _as_is)
        return form(self, value)


def called(both: Both, pair: Pair[Any]) -> Value:
    """The name of what a pair is about."""
    known = Names.at(both, pair, is_old=pair.new is None)
    noun = pair.noun
    if type(noun) in _CALLED:
        return _CALLED[type(noun)](known, pair)
    title = next((getattr(noun, field) for field in _TITLES if hasattr(noun, field)), None)
    if isinstance(title, Text):
        words = known.text(title)
        return words if hasattr(noun, "name") else msg('"{title}"', title=words)
    return pair.ids[-1] if pair.ids else known.text(known.book.company.name)


def shown(both: Both, pair: Pair[Any], field: str, *, is_old: bool) -> Value:
    """The value of a field as it is told; "nothing" when the noun is not there."""
    noun = pair.old if is_old else pair.new
    if noun is None:
        return NOTHING
    known = Names.at(both, pair, is_old=is_old)
    value = getattr(noun, field)
    if field in METRIC_FIELDS.get(type(noun), ()):
        return _each(value, known.metric)
    if field in _MEMBER_FIELDS:
        return _each(value, known.member)
    if field == "parent":
        return _each(value, known.team_name)
    return known.value(value)


def joined(parts: Sequence[Value], between: str) -> Message:
    """Values with a sign between them that is the same in every language."""
    places = {f"part{number}": part for number, part in enumerate(parts)}
    return Message(between.join(f"{{{place}}}" for place in places), places)


def _each(value: Any, name: Callable[[str], Value]) -> Value:
    if isinstance(value, tuple):
        return tuple(name(entry) for entry in value) or NOTHING
    return NOTHING if value is None else name(value)


def _formula(known: Names, value: Formula) -> Value:
    return joined([known.metric(part) for part in value.parts], f" {value.operator.value} ")


def _fraction(known: Names, value: Fraction) -> Value:
    return joined([known.metric(value.numerator), known.metric(value.denominator)], " ÷ ")


def _feedback(known: Names, value: Feedback) -> Value:
    whom = known.member(value.from_)
    return msg("{whom}, within {number} days", whom=whom, number=value.within_days)


def _as_is(_known: Names, value: Any) -> Value:
    return str(value)


_FORMS: Final[Sequence[tuple[type, Callable[[Names, Any], Value]]]] = (
    (type(None), lambda _known, _value: NOTHING),
    (Text, Names.text),
    (Quantity, lambda _, value: value.text),
    (Enum, lambda _, value: str(value.value)),
    (Span, lambda _, value: f"{value.first}..{value.last}"),
    (Formula, _formula),
    (Fraction, _fraction),
    (Feedback, _feedback),
    (bool, lambda _, value: msg("yes") if value else msg("no")),
    (float, lambda _, value: f"{value * 100:g}%"),
    (int, lambda _, value: value),
    (date, lambda _, value: value),
    (tuple, lambda known, value: tuple(known.value(entry) for entry in value) or NOTHING),
)
"""How a value is told; the first kind that fits counts. The one kind of plain number in goals is a share."""


def _team(known: Names, _pair: Pair[Any]) -> Value:
    files = known.book.teams.get(known.team)
    return known.text(files.team.name if files else known.book.company.name)


_CALLED: Final[Mapping[type[Noun], Callable[[Names, Pair[Any]], Value]]] = {
    Metric: lambda known, pair: known.measured(pair.ids[-1]),
    ChosenKpi: lambda known, pair: known.measured(pair.ids[-1]),
    DefinitionChange: lambda known, pair: known.measured(pair.noun.what),
    Agreement: lambda known, pair: known.member(pair.ids[0]),
    Calendar: _team,
}
