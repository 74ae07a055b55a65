"""Changes as lines for people and as values for machines."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from enum import Enum
from typing import Any, Final

from goalbook import escape
from goalbook.history import compare, telling
from goalbook.history.change import Change
from goalbook.messages import Message, msg
from goalbook.model.noun import Noun
from goalbook.model.targets import Targets
from goalbook.model.values import Quantity, Span, Text
from goalbook.problems import Location
from goalbook.words import Words

Locate = Callable[[Change], Location]
"""Where a change stands: now, or before when it is gone."""

NUMBERS: Final = frozenset({"numbers-recorded", "numbers-removed", "numbers-corrected"})
"""Kinds of change that touch no goal."""


def text(changes: Sequence[Change], locate: Locate, words: Words) -> str:
    """One line per change: ``path:line:col: kind: Sentence.``; empty without changes."""
    return "".join(f"{line(change, locate, words)}\n" for change in changes)


def line(change: Change, locate: Locate, words: Words) -> str:
    """One change on one line."""
    said = words.say(change.sentence)
    if not change.message.text.startswith("{"):  # a name keeps the letter its author gave it
        said = f"{said[:1].upper()}{said[1:]}"
    return escape.line(f"{locate(change)}: {change.kind}: {said}")


def summary(changes: Sequence[Change]) -> Message:
    """What sort of changes these are, in one sentence."""
    if not changes:
        return msg("No change in meaning.")
    if is_numbers_only(changes):
        return msg("Numbers only, no goal changed.")
    return msg("Changes: {number}.", number=len(changes))


def is_numbers_only(changes: Sequence[Change]) -> bool:
    """Whether there are changes, and all of them are rows of the log."""
    return bool(changes) and all(change.kind in NUMBERS for change in changes)


def entry(change: Change, locate: Locate, words: Words) -> dict[str, Any]:
    """One change as plain values."""
    place = locate(change)
    return {
        "kind": change.kind,
        "team": change.team or None,
        "cycle": change.cycle or None,
        "ids": list(change.ids),
        "path": place.path,
        "line": place.line,
        "column": place.column,
        "old": plain(change.old),
        "new": plain(change.new),
        "bar": change.bar.value,
        "since": plain(change.since),
        "why": plain(change.why),
        "message": words.say(change.sentence),
    }


def titles() -> Mapping[str, str]:
    """The key of every kind to its English title, a message id."""
    return {found.key: found.title for found in compare.kinds()}


def plain(value: object) -> Any:
    """A value of the model as JSON knows values; quantities as typed, texts by language."""
    form = next((form for kind, form in _FORMS if isinstance(value, kind)), str)
    return form(value)


def _noun(noun: Noun) -> dict[str, Any]:
    names = sorted(noun.model_fields_set, key=list(type(noun).model_fields).index)
    kept = (name for name in names if not type(noun).model_fields[name].exclude)
    return {telling.key(type(noun), name): plain(getattr(noun, name)) for name in kept}


def _text(text: Text) -> Any:
    return str(text) if text.entries[0][0] == "" else dict(text.entries)


def _targets(value: Any) -> Any:
    steps = [
        {"from": plain(step.since), "value": plain(step.value), "why": plain(step.why)}
        for step in value.steps
    ]
    return steps if steps[0]["from"] else steps[0]["value"]


_FORMS: Final[Sequence[tuple[type, Callable[[Any], Any]]]] = (
    (type(None), lambda _value: None),
    (bool, bool),
    (int, int),
    (float, float),
    (str, str),
    (date, date.isoformat),
    (Text, _text),
    (Quantity, lambda value: value.text),
    (Targets, _targets),
    (Enum, lambda value: value.value),
    (Span, lambda value: f"{value.first}..{value.last}"),
    (Noun, _noun),
    (Mapping, lambda value: {str(name): plain(found) for name, found in value.items()}),
    (tuple, lambda value: [plain(found) for found in value]),
)
"""How a value becomes JSON; the first kind that fits counts, anything else is its own text."""
