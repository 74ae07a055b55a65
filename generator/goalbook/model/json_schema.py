"""JSON Schemas of the goal files, for editors: keys, values and descriptions in both languages while typing.

They judge what an editor's YAML 1.2 parser yields, and are never stricter than ``goalbook check``.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, Final

from pydantic import TypeAdapter
from pydantic.json_schema import GenerateJsonSchema

from goalbook.model.agreement import Agreement
from goalbook.model.company import Company
from goalbook.model.cycle import Cycle
from goalbook.model.team import Team

_DRAFT: Final = "https://json-schema.org/draft/2020-12/schema"
_TITLES: Final = {
    "company": "The company / 会社",
    "team": "A team / チーム",
    "cycle": "What a team agreed for one cycle / 1期の目標",
    "agreement": "One member's agreements / メンバー1人の合意",
}
_FORMS: Final[Mapping[str, Any]] = {
    "company": Company,
    "team": Team,
    "cycle": Cycle,
    "agreement": tuple[Agreement, ...],
}
_UNWRITTEN: Final = frozenset({"left_out"})
"""Fields of nouns that loading fills in; `goalbook.load` refuses them when an author writes them."""


def schemas() -> Mapping[str, str]:
    """Name of a schema to its text; the same text for the same version of Goalbook."""
    return {name: _text(name, form) for name, form in sorted(_FORMS.items())}


def _text(name: str, form: Any) -> str:
    found = TypeAdapter(form).json_schema(by_alias=True, schema_generator=_Schema)
    definitions = (
        {key: _for_people(part) for key, part in found.pop("$defs").items()} if "$defs" in found else {}
    )
    schema = {"$schema": _DRAFT, "title": _TITLES[name], "$defs": definitions, **_for_people(found)}
    return json.dumps(_may_be_empty(schema, definitions), ensure_ascii=False, indent=2, sort_keys=True) + "\n"


class _Schema(GenerateJsonSchema):
    """Leaves out defaults: an editor would insert them, and what is not written stays unwritten."""

    def default_schema(self, schema: Any) -> Any:
        return self.generate_inner(schema["schema"])


def _for_people(noun: dict[str, Any]) -> dict[str, Any]:
    """A noun without titles made from names, notes to ourselves in English, and fields nobody writes."""
    kept = {key: value for key, value in noun.items() if key not in {"title", "description"}}
    if "properties" in kept:
        kept["properties"] = {
            key: {name: value for name, value in part.items() if name not in {"title", "x-words"}}
            for key, part in kept["properties"].items()
            if key not in _UNWRITTEN
        }
    return kept


def _may_be_empty(part: Any, definitions: Mapping[str, Any]) -> Any:
    """With null where nothing need be written, and without other ids than those that can be ids."""
    if isinstance(part, list):
        return [_may_be_empty(item, definitions) for item in part]
    if not isinstance(part, dict):
        return part
    found = {key: _may_be_empty(value, definitions) for key, value in part.items()}
    if "patternProperties" in found:
        found["additionalProperties"] = False
        found["patternProperties"] = {
            pattern: entry if _needs_something(entry, definitions) else _or_null(entry)
            for pattern, entry in found["patternProperties"].items()
        }
    if isinstance(found.get("properties"), dict):
        required = found.get("required", ())
        found["properties"] = {
            key: entry if key in required else _or_null(entry) for key, entry in found["properties"].items()
        }
    return found


def _needs_something(entry: Mapping[str, Any], definitions: Mapping[str, Any]) -> bool:
    noun = definitions.get(str(entry.get("$ref", "")).removeprefix("#/$defs/"))
    return noun is None or "required" in noun


def _or_null(entry: dict[str, Any]) -> dict[str, Any]:
    if {"type": "null"} in entry.get("anyOf", ()):
        return entry
    description = {"description": entry.pop("description")} if "description" in entry else {}
    choices = entry["anyOf"] if set(entry) == {"anyOf"} else [entry]
    return {**description, "anyOf": [*choices, {"type": "null"}]}
