"""What all nouns share: frozen, no unknown keys, a description in both languages for editors."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from pydantic import BaseModel, ConfigDict, Field as _Field
from pydantic.config import JsonDict
from pydantic.fields import FieldInfo
from pydantic_core import PydanticCustomError

from goalbook.messages import Message

Keys = tuple[str | int, ...]


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
    words: JsonDict = {"en": en, "ja": ja}
    return _Field(default, description=f"{en} / {ja}", json_schema_extra={"x-words": words}, **options)


def described(info: FieldInfo) -> Mapping[str, str]:
    """The description of a field by language."""
    extra = info.json_schema_extra
    words = extra.get("x-words") if isinstance(extra, dict) else None
    return {language: str(text) for language, text in words.items()} if isinstance(words, dict) else {}


def refuse(key: str, message: Message, hint: Message | None = None, at: Keys = ()) -> PydanticCustomError:
    """The error a field's reader raises; the key becomes the problem's key.

    Args:
        key: The problem's key.
        message: What was found and what was expected.
        hint: One thing to do.
        at: Where below the field it stands, e.g. ``("ja",)`` of a text per language.
    """
    return PydanticCustomError(key, "{key}", {"key": key, "message": message, "hint": hint, "at": at})


def refuse_all(parts: Sequence[tuple[Keys, PydanticCustomError]]) -> PydanticCustomError:
    """Several refusals within one field as one, each moved below the keys that lead to it."""
    moved = [
        {**context, "at": (*keys, *context["at"])}
        for keys, error in parts
        for context in refusals(dict(error.context or {}))
    ]
    return PydanticCustomError("several", "several", {"parts": tuple(moved)})


def refusals(context: dict[str, Any]) -> tuple[dict[str, Any], ...]:
    """What a refusal says, once for each part of it: ``key``, ``message``, ``hint``, ``at``."""
    parts: tuple[dict[str, Any], ...] = context.get("parts", (context,))
    return parts
