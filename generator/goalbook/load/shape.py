"""Plain values with positions -> nouns, or problems at their place.

Each entry (a metric, a chosen KPI, a key result, a practice, a member) stands for itself: a broken one is
left out and remembered, the others are read, and nothing complains twice.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final, Generic, TypeVar

from pydantic import ValidationError

from goalbook.load import fitting, wording
from goalbook.load.wording import Misfit, Wrong
from goalbook.load.yaml import Document, Keys, Value
from goalbook.model.noun import Noun
from goalbook.model.width import narrow
from goalbook.problems import Location, Problem, Severity

N = TypeVar("N", bound=Noun)
_MOST_ROUNDS: Final = 4
_MOST_TOLD: Final = 300
_ABSENT: Final = frozenset({"value-missing", "key-missing", "text-empty"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Form(Generic[N]):
    """What is expected in a file.

    Attributes:
        kind: The noun.
        is_list: Whether the file is a list of them.
        stand_ins: Values of required fields for when they are missing or wrong, so that the rest can be used.
    """

    kind: type[N]
    is_list: bool = False
    stand_ins: Mapping[str, Value] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shaped(Generic[N]):
    """Nouns of one file.

    Attributes:
        nouns: What could be read: one, or one for each item of a list; empty when nothing could.
        problems: What could not.
        left_out: The entries that are missing in `nouns` although they were written; ``()`` = the whole file.
    """

    nouns: tuple[N, ...] = ()
    problems: tuple[Problem, ...] = ()
    left_out: frozenset[Keys] = frozenset()


def shape(document: Document, form: Form[N], path: str) -> Shaped[N]:
    """Read a document as the form says."""
    fit = _Fit(document, form, path)
    if not form.is_list:
        return fit.noun(document.value, ())
    if not isinstance(document.value, list):
        return Shaped(
            problems=tuple(fit.told([wording.no_list(document.value)], ())), left_out=frozenset({()})
        )
    parts = [fit.noun(item, (place,)) for place, item in enumerate(document.value)]
    return Shaped(
        nouns=tuple(noun for part in parts for noun in part.nouns),
        problems=tuple(problem for part in parts for problem in part.problems),
        left_out=frozenset(keys for part in parts for keys in part.left_out),
    )


class _Fit(Generic[N]):
    """Fits the values of one document into nouns of one kind."""

    def __init__(self, document: Document, form: Form[N], path: str) -> None:
        self._document = document
        self._form = form
        self._path = path
        self._unwritten = fitting.unwritten(form.kind)

    def noun(self, value: Value, above: Keys) -> Shaped[N]:
        """Validate; what is wrong is reported once, left out, and the rest validated again."""
        broken = {keys[len(above) :] for keys in self._document.broken if keys[: len(above)] == above}
        if () in broken:
            return Shaped(left_out=frozenset({above}))
        noun, misfits = self._validated(value)
        if noun is not None and not broken:
            return Shaped(nouns=(noun,))
        value, misfits = self._without_empty(value, misfits)
        told = tuple(self.told(wording.wrongs(misfits[:_MOST_TOLD]), above, broken))
        units = {
            fitting.unit(self._form.kind, keys) for keys in (*broken, *(misfit.keys for misfit in misfits))
        }
        noun, units = self._rest(value, units)
        gone = {*units, *(_meant(keys) for keys in units)}
        left_out = frozenset((*above, *keys) for keys in gone) if noun else frozenset({above})
        return Shaped(nouns=(noun,) if noun else (), problems=told, left_out=left_out)

    def told(self, wrongs: Iterable[Wrong], above: Keys, broken: Iterable[Keys] = ()) -> Iterator[Problem]:
        """Problems at their place; silent about what is absent only because it was refused before."""
        refused = tuple(broken)
        for wrong in wrongs:
            if any(_is_told(wrong, keys) for keys in refused):
                continue
            yield Problem(
                location=self._locate((*above, *wrong.keys), is_key=wrong.is_key),
                severity=Severity.ERROR,
                key=wrong.key,
                message=wrong.message,
                hint=wrong.hint,
            )

    def _locate(self, keys: Keys, *, is_key: bool) -> Location:
        if is_key and (mark := self._document.positions.of_key(keys)) is not None:
            return Location(self._path, *mark)
        places = (self._document.positions.get(keys[:length]) for length in range(len(keys), -1, -1))
        return Location(self._path, *next((place for place in places if place is not None), (1, 1)))

    def _validated(self, value: Value) -> tuple[N | None, list[Misfit]]:
        kind = self._form.kind
        if self._unwritten and isinstance(value, dict) and not self._unwritten.isdisjoint(value):
            extra = [name for name in value if name in self._unwritten]
            _, misfits = self._validated({key: part for key, part in value.items() if key not in extra})
            return None, [*misfits, *(_extra(kind, name) for name in extra)]
        try:
            return kind.model_validate(value), []
        except ValidationError as error:
            return None, [_misfit(kind, dict(found)) for found in error.errors(include_url=False)]

    def _without_empty(self, value: Value, misfits: list[Misfit]) -> tuple[Value, list[Misfit]]:
        """Without optional keys that have nothing behind them; a group of optional keys may be empty."""
        for _ in range(_MOST_ROUNDS):
            empty = [misfit for misfit in misfits if misfit.value is None and misfit.keys]
            dropped = [misfit for misfit in empty if fitting.is_optional(self._form.kind, misfit.keys)]
            filled = [
                misfit for misfit in empty if misfit.type == "model_type" and self._may_be_empty(misfit)
            ]
            if not dropped and not filled:
                break
            for misfit in dropped:
                value = _changed(value, misfit.keys, None)
            for misfit in filled:
                value = _changed(value, misfit.keys, {})
            misfits = self._validated(value)[1]
        return value, misfits

    def _may_be_empty(self, misfit: Misfit) -> bool:
        noun = fitting.owner(self._form.kind, misfit.keys)
        return noun is not None and not any(info.is_required() for info in fitting.fields(noun).values())

    def _rest(self, value: Value, units: set[Keys]) -> tuple[N | None, set[Keys]]:
        """What can be read without the units, and all that had to go."""
        if () in units or not isinstance(value, dict):
            return None, units
        for _ in range(_MOST_ROUNDS):
            for keys in units:
                value = _changed(value, keys, None)
            value = {**self._form.stand_ins, **value} if isinstance(value, dict) else value
            noun, misfits = self._validated(value)
            if noun is not None:
                return noun, units
            units = units | {fitting.unit(self._form.kind, misfit.keys) for misfit in misfits}
        return None, units


def _meant(keys: Keys) -> Keys:
    """The place of a metric under its id as it should be spelt: what names it so does not complain again."""
    match keys:
        case ("metrics", str(name)):
            return ("metrics", re.sub(r"[_\- ]+", "_", narrow(name).lower()))
        case _:
            return keys


def _is_told(wrong: Wrong, refused: Keys) -> bool:
    """Whether the refusal of a place says enough about what is wrong there or below."""
    if wrong.keys[: len(refused)] != refused:
        return False
    return not refused or wrong.key in _ABSENT or (wrong.key == "key-unknown" and wrong.keys == refused)


def _misfit(kind: type[Noun], error: Mapping[str, Any]) -> Misfit:
    keys = tuple(key for key in error["loc"] if key != "[key]")
    return Misfit(
        kind=kind,
        keys=keys,
        type=error["type"],
        value=error["input"],
        context=error.get("ctx") or {},
        is_key="[key]" in error["loc"],
    )


def _extra(kind: type[Noun], name: str) -> Misfit:
    return Misfit(kind=kind, keys=(name,), type="extra_forbidden", value=None, context={})


def _changed(value: Value, keys: Keys, new: Value) -> Value:
    """A copy with another value at a place; None takes the place out."""
    key, rest = keys[0], keys[1:]
    if isinstance(value, list) and isinstance(key, int) and key < len(value):
        return [
            _changed(part, rest, new) if place == key and rest else part for place, part in enumerate(value)
        ]
    if not isinstance(value, dict) or key not in value:
        return value
    if not rest and new is None:
        return {name: part for name, part in value.items() if name != key}
    return {**value, str(key): _changed(value[str(key)], rest, new) if rest else new}
