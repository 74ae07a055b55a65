"""A target, or the dated series of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from typing import Annotated, Any, Final

from pydantic import PlainValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

from goalbook.messages import msg
from goalbook.model import grammar, quantities
from goalbook.model.fields import DAY, NUMBER, TEXT
from goalbook.model.noun import Keys, refuse, refuse_all
from goalbook.model.values import Quantity, Text


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetStep:
    """A target and the day it holds from.

    Attributes:
        value: The target.
        since: First day it holds; None = from the beginning.
        why: The reason for the change.
    """

    value: Quantity
    since: date | None = None
    why: Text | None = None


@dataclass(frozen=True, slots=True)
class Targets:
    """Targets in order of their first day."""

    steps: tuple[TargetStep, ...]

    def on(self, day: date) -> Quantity | None:
        """The target in force on a day; None before the first or when there is none."""
        found = [step for step in self.steps if step.since is None or step.since <= day]
        return found[-1].value if found else None

    def __bool__(self) -> bool:
        return bool(self.steps)


def read_targets(value: object) -> Targets:
    """One quantity, or a list of ``{from, value, why}``."""
    if isinstance(value, Mapping):
        raise refuse(
            "value-shape",
            msg("A group stands here; expected a number or a dated list."),
            msg("Begin each step with a hyphen: - {example}.", example="{from: 2026-11-01, value: 60%}"),
        )
    if not isinstance(value, (list, tuple)):
        return Targets((TargetStep(value=quantities.read_quantity(value)),))
    steps, wrong = _read_each([((place,), _read_step, entry) for place, entry in enumerate(value)])
    if wrong:
        raise refuse_all(wrong)
    if not steps:
        raise refuse("value-missing", msg("The list is empty."), msg("Write a number, or remove the line."))
    return _in_order(steps)


def _in_order(steps: Sequence[TargetStep]) -> Targets:
    days = [step.since for step in steps]
    for place, day in enumerate(days):
        if day is not None and day in days[:place]:
            raise refuse(
                "target-day-twice",
                msg("Two targets begin on {day}.", day=day),
                msg("Keep the one that holds from that day."),
                at=(place, "from"),
            )
    return Targets(tuple(sorted(steps, key=lambda step: step.since or date.min)))


def _read_step(entry: object) -> TargetStep:
    if not isinstance(entry, Mapping):
        raise refuse(
            "value-shape",
            msg("Expected a step of a dated target."),
            msg("Write for example {example}.", example="{from: 2026-11-01, value: 60%}"),
        )
    given = [((str(key),), _READERS[key], value) for key, value in entry.items() if key in _READERS]
    read, wrong = _read_each(given)
    wrong += [((str(key),), _unknown_key(str(key))) for key in entry if key not in _READERS]
    misspelt = {
        near for key in entry if key not in _READERS for near in get_close_matches(str(key), _READERS, n=1)
    }
    wrong += [
        ((), _missing_key(key)) for key in ("from", "value") if key not in entry and key not in misspelt
    ]
    if wrong:
        raise refuse_all(wrong)
    found = dict(zip((key for (key,), _, _ in given), read, strict=True))
    return TargetStep(value=found["value"], since=found["from"], why=found.get("why"))


_READERS: Final[Mapping[str, Callable[[Any], Any]]] = {
    "from": grammar.read_day,
    "value": quantities.read_quantity,
    "why": grammar.read_text,
}


def _read_each(
    parts: Sequence[tuple[Keys, Callable[[Any], Any], object]],
) -> tuple[list[Any], list[tuple[Keys, PydanticCustomError]]]:
    found: list[Any] = []
    wrong: list[tuple[Keys, PydanticCustomError]] = []
    for keys, read, value in parts:
        try:
            found.append(read(value))
        except PydanticCustomError as error:
            wrong.append((keys, error))
    return found, wrong


def _unknown_key(key: str) -> PydanticCustomError:
    return refuse(
        "key-unknown",
        msg('A step of a dated target has no "{key}".', key=key),
        msg("It has from, value and why."),
    )


def _missing_key(key: str) -> PydanticCustomError:
    return refuse(
        "key-missing",
        msg('"{key}" is missing in this step of a dated target.', key=key),
        msg("Write for example {example}.", example="{from: 2026-11-01, value: 60%}"),
    )


TargetsField = Annotated[
    Targets,
    PlainValidator(read_targets),
    WithJsonSchema(
        {
            "anyOf": [
                NUMBER,
                {
                    "type": "array",
                    "items": {
                        "type": "object",
                        "required": ["from", "value"],
                        "properties": {
                            "from": DAY,
                            "value": NUMBER,
                            "why": TEXT,
                        },
                        "additionalProperties": False,
                    },
                },
            ]
        }
    ),
]
