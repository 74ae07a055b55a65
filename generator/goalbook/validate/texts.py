"""Every text an author wrote, with its place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, get_args

from goalbook.model.handbook import Handbook
from goalbook.model.noun import Noun
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


def _texts(ref: Ref, value: Any) -> Iterator[tuple[Ref, Text]]:
    if isinstance(value, Text):
        yield ref, value
    for key, entry in _entries(value):
        yield from _texts(ref.at(key), entry)


def _entries(value: Any) -> Iterator[tuple[str | int, Any]]:
    """What stands one key below a value."""
    if isinstance(value, Noun):
        yield from ((key, getattr(value, attribute)) for attribute, key in _places(type(value)))
    elif isinstance(value, Mapping):
        yield from value.items()
    elif isinstance(value, tuple):
        yield from enumerate(value)
    elif isinstance(value, Targets):
        yield from ((number, {"why": step.why}) for number, step in enumerate(value.steps))


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
