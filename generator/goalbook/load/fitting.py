"""What nouns look like: which keys they know, which entry a place belongs to."""

from __future__ import annotations

import types
import typing
from collections.abc import Iterator, Mapping
from functools import lru_cache

from pydantic.fields import FieldInfo

from goalbook.load.yaml import Keys
from goalbook.model.noun import Noun


@lru_cache(maxsize=64)
def fields(kind: type[Noun]) -> Mapping[str, FieldInfo]:
    """The keys an author may write, in the order of the noun, with their fields."""
    return {info.alias or name: info for name, info in kind.model_fields.items() if not info.exclude}


@lru_cache(maxsize=64)
def unwritten(kind: type[Noun]) -> frozenset[str]:
    """Names of fields that loading fills in; an author may not write them."""
    return frozenset(name for name, info in kind.model_fields.items() if info.exclude)


def owner(kind: type[Noun], keys: Keys) -> type[Noun] | None:
    """The noun that stands at a place below a noun; None when something else stands there."""
    found: type[Noun] | None = kind
    rest = list(keys)
    while rest and found is not None:
        info = fields(found).get(str(rest.pop(0)))
        found, is_many = _noun_in(info)
        if is_many and rest:
            rest.pop(0)
        elif is_many:
            return None
    return found


def unit(kind: type[Noun], keys: Keys) -> Keys:
    """The smallest entry to leave out for a broken place: ``("metrics", "win_rate")``, else the top field."""
    best, found, place = keys[:1], kind, 0
    while place + 1 < len(keys):
        info = fields(found).get(str(keys[place]))
        if info is None or not _is_mapping(info):
            break
        best = keys[: place + 2]
        below, _ = _noun_in(info)
        if below is None:
            break
        found, place = below, place + 2
    return best


def is_optional(kind: type[Noun], keys: Keys) -> bool:
    """Whether a place is a field that may be left out."""
    above = owner(kind, keys[:-1]) if keys else None
    info = fields(above).get(str(keys[-1])) if above else None
    return info is not None and not info.is_required()


def nouns(kind: type[Noun]) -> Iterator[type[Noun]]:
    """A noun and those below it, each once."""
    seen: list[type[Noun]] = [kind]
    for found in seen:
        yield found
        below = (_noun_in(info)[0] for info in fields(found).values())
        seen += [noun for noun in dict.fromkeys(below) if noun is not None and noun not in seen]


def _is_mapping(info: FieldInfo) -> bool:
    return typing.get_origin(info.annotation) is not None and _origin(info.annotation) is Mapping


def _origin(annotation: object) -> object:
    origin = typing.get_origin(annotation)
    return Mapping if isinstance(origin, type) and issubclass(origin, Mapping) else origin


def _noun_in(info: FieldInfo | None) -> tuple[type[Noun] | None, bool]:
    """The noun a field holds, and whether it holds many of them."""
    if info is None:
        return None, False
    annotation: object = info.annotation
    parts = typing.get_args(annotation)
    if isinstance(annotation, types.UnionType) or typing.get_origin(annotation) is typing.Union:
        annotation = next((part for part in parts if part is not type(None)), None)
        parts = typing.get_args(annotation)
    is_many = _origin(annotation) in {Mapping, tuple}
    held = (parts[1] if _origin(annotation) is Mapping else parts[0]) if is_many else annotation
    return (held if isinstance(held, type) and issubclass(held, Noun) else None), is_many
