"""Every field of every noun has one kind of change that tells it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any, get_args

from goalbook.history.compare import kinds
from goalbook.model.agreement import Agreement
from goalbook.model.company import Company
from goalbook.model.cycle import Cycle
from goalbook.model.metric import DefinitionChange
from goalbook.model.noun import Noun
from goalbook.model.review import Review
from goalbook.model.team import Team

FILES: tuple[type[Noun], ...] = (Company, Team, Cycle, Agreement, Review)
WALKED = {
    (Company, "limits"),  # a noun with fields of its own
    (Cycle, "cycle"),  # the file's name
    (Cycle, "changes"),
    (Cycle, "left_out"),
    (Agreement, "date"),  # which agreement it is
    (DefinitionChange, "date"),  # which change it is
    (DefinitionChange, "what"),
}


def _nouns(annotation: Any) -> Iterator[type[Noun]]:
    if isinstance(annotation, type) and issubclass(annotation, Noun):
        yield annotation
    for part in get_args(annotation):
        yield from _nouns(part)


def _reached() -> list[type[Noun]]:
    found = list(FILES)
    for noun in found:
        for info in noun.model_fields.values():
            found += [other for other in _nouns(info.annotation) if other not in found]
    return found


def _is_section(annotation: Any) -> bool:
    """Whether a field holds entries by id: they come and go by themselves."""
    origin = getattr(annotation, "__origin__", None)
    return isinstance(origin, type) and issubclass(origin, Mapping) and bool(list(_nouns(annotation)))


def test_every_field_is_told_by_one_kind() -> None:
    owned = Counter(
        (noun, name) for entry in kinds() for noun, names in entry.value.owns.items() for name in names
    )
    wanted = {
        (noun, name)
        for noun in _reached()
        if noun.__name__ != "Feedback"  # told as one value of its step
        for name, info in noun.model_fields.items()
        if not _is_section(info.annotation)
    }

    assert {field for field, number in owned.items() if number > 1} == set()
    assert wanted - set(owned) == WALKED
    assert set(owned) - wanted == set()


def test_titles_are_unique_and_say_what_happened() -> None:
    titles = [entry.title for entry in kinds()]

    assert len(set(titles)) == len(titles)
    assert not [title for title in titles if title.endswith(".")]
