"""A sentence before it has a language.

Code below the command line and the pages never writes text; it makes a `Message` that `goalbook.words` says.
``msg(...)`` is what `make messages` looks for, so its first argument must be a literal.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import TypeAlias, Union

Value: TypeAlias = Union[
    str, int, float, Decimal, date, Mapping[str, str], "Figure", "Message", tuple["Value", ...]
]
"""What may stand in a place: text of an author, a number, a day, a text per language, a sentence, a list."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A metric's number in a sentence: pages write it as they write numbers, other readers as it was typed.

    Attributes:
        value: The number meant.
        typed: It as an author types it.
    """

    value: float
    typed: str

    def __str__(self) -> str:
        return self.typed


@dataclass(frozen=True, slots=True)
class Message:
    """An English sentence with ``{places}`` and what stands in them.

    Attributes:
        text: The gettext message id.
        values: Place name to value; never formatted before a language is known.
    """

    text: str
    values: Mapping[str, Value] = field(default_factory=dict)


def msg(text: str, /, **values: Value) -> Message:
    """Make a Message; `text` must be a literal so that it can be extracted."""
    return Message(text, values)
