"""What all nouns share: frozen, no unknown keys, a description in both languages for editors."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, ConfigDict
from pydantic import Field as _Field
from pydantic_core import PydanticCustomError

from goalbook.messages import Message


class Noun(BaseModel):
    """A frozen value read from goals/; unknown keys are refused."""

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True)


def field(en: str, ja: str, default: Any = ..., **options: Any) -> Any:
    """A field of a noun with its description for authors, shown by editors from the JSON Schema.

    Args:
        en: What the author writes here, in English.
        ja: The same in Japanese.
        default: Its default; required without one.
        options: Passed to pydantic's ``Field``.
    """
    return _Field(default, description=f"{en} / {ja}", **options)


def refuse(key: str, message: Message, hint: Message | None = None) -> PydanticCustomError:
    """The error a field's reader raises; the key becomes the problem's key."""
    return PydanticCustomError(key, "{message}", {"message": message, "hint": hint})
