"""Every text an author wrote, with its place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any, get_args

from goalbook.model.handbook import Handbook
from goalbook.model.noun import Keys, Noun
from goalbook.model.ref import COMPANY, Ref, agreement_ref, cycle_ref, review_ref, team_ref
from goalbook.model.targets import Targets
from goalbook.model.values import Text


def written(handbook: Handbook) -> Iterator[tuple[Ref, Text]]:
    """Texts of the company, its teams, cycles, agreements and reviews."""
    yield from _texts(COMPANY, handbook.company)
    for name, files in handbook.teams.items():
        yield from _texts(team_ref(name), files.team)
        for cycle_id, cycle in files.cycles.items():
            yield from _texts(cycle_ref(name, cycle_id), cycle)
        for (cycle_id, member), agreements in files.agreements.items():
            yield from _texts(agreement_ref(name, cycle_id, member), agreements)
        for review_id, review in files.reviews.items():
            yield from _texts(review_ref(name, review_id), review)


def _texts(ref: Ref, noun: Any) -> Iterator[tuple[Ref, Text]]:
    waiting: list[tuple[Keys, Any]] = [(ref.keys, noun)]
    while waiting:
        keys, value = waiting.pop()
        if isinstance(value, Text):
            yield Ref(ref.path, keys), value
        elif value is not None:
            waiting.extend(((*keys, key), entry) for key, entry in _entries(value))


def _entries(value: Any) -> Iterable[tuple[str | int, Any]]:
    """What stands one key below a value."""
    if isinstance(value, Noun):
        return [(key, getattr(value, attribute)) for attribute, key in _places(type(value))]
    if isinstance(value, Mapping):
        return value.items()
    if isinstance(value, tuple):
        return enumerate(value)
    if isinstance(value, Targets):
        return [(number, {"why": step.why}) for number, step in enumerate(value.steps)]
    return ()


@cache
def _places(noun: type[Noun]) -> tuple[tuple[str, str], ...]:
    """Fields that may hold a text, as (attribute, key)."""
    return tuple(
        (name, info.alias or name)
        for name, info in noun.model_fields.items()
        if not info.exclude and _may_hold_text(info.annotation)
    )


def _may_hold_text(annotation: Any) -> bool:
    parts = get_args(annotation)
    if parts:
        return any(_may_hold_text(part) for part in parts)
    return isinstance(annotation, type) and issubclass(annotation, (Text, Targets, Noun))
