"""A target, or the dated series of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from pydantic import PlainValidator, WithJsonSchema

from goalbook.model import grammar
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
    if not isinstance(value, (list, tuple)):
        return Targets((TargetStep(value=grammar.read_quantity(value)),))
    return Targets(tuple(sorted((_step(entry) for entry in value), key=lambda step: step.since or date.min)))


def _step(entry: object) -> TargetStep:
    fields = grammar.read_mapping(entry, required=("from", "value"), optional=("why",))
    return TargetStep(
        value=grammar.read_quantity(fields["value"]),
        since=grammar.read_day(fields["from"]),
        why=grammar.read_text(fields["why"]) if "why" in fields else None,
    )


TargetsField = Annotated[
    Targets,
    PlainValidator(read_targets),
    WithJsonSchema(
        {
            "anyOf": [
                {"type": ["string", "number"]},
                {
                    "type": "array",
                    "items": {
                        "type": "object",
                        "required": ["from", "value"],
                        "properties": {
                            "from": {"type": "string", "format": "date"},
                            "value": {"type": ["string", "number"]},
                            "why": {},
                        },
                        "additionalProperties": False,
                    },
                },
            ]
        }
    ),
]
