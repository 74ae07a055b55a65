"""What most kinds of change are made of: something came, something went, a field means something else."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from goalbook.history import names
from goalbook.history.both import Both, Pair
from goalbook.history.change import Bar, Change
from goalbook.history.kind import ChangeKind
from goalbook.messages import Message, Value
from goalbook.model.noun import Noun

N = TypeVar("N", bound=Noun)
Owns = Mapping[type[Noun], tuple[str, ...]]


def added(noun: type[N], message: Message, *, bar: Bar = Bar.NEUTRAL) -> ChangeKind:
    """The kind for nouns that came; the message has the place ``name``."""

    def find(both: Both) -> Iterator[Change]:
        for pair in both.of(noun):
            if pair.old is None:
                yield made(both, pair, message, new=pair.new, bar=bar)

    return ChangeKind(find=find, owns={})


def removed(noun: type[N], message: Message, *, bar: Bar = Bar.NEUTRAL) -> ChangeKind:
    """The kind for nouns that went; the message has the place ``name``."""

    def find(both: Both) -> Iterator[Change]:
        for pair in both.of(noun):
            if pair.new is None:
                yield made(both, pair, message, old=pair.old, bar=bar)

    return ChangeKind(find=find, owns={})


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentences:
    """How a field's change is told; places ``name``, ``field``, ``old`` and ``new``.

    Attributes:
        moves: From something to something.
        appears: From nothing; `moves` when None.
        vanishes: To nothing; `moves` when None.
        labels: Field to what it is called in ``field``.
    """

    moves: Message
    appears: Message | None = None
    vanishes: Message | None = None
    labels: Mapping[str, Message] = field(default_factory=dict)

    def chosen(self, old: object, new: object) -> Message:
        """The sentence for what came of a value."""
        if old is None or old == ():
            return self.appears or self.moves
        if new is None or new == ():
            return self.vanishes or self.moves
        return self.moves


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """A field that means something else than before.

    Attributes:
        pair: Whose field.
        field: Its name in the model.
        old: Its value before.
        new: Its value now.
    """

    pair: Pair[Any]
    field: str
    old: Any
    new: Any


def changed(
    owns: Owns,
    sentences: Sentences,
    *,
    bar: Callable[[Both, Moved], Bar] | None = None,
    is_definition: bool = False,
) -> ChangeKind:
    """The kind for fields that mean something else, told one by one."""

    def find(both: Both) -> Iterator[Change]:
        for moved in fields(both, owns):
            yield told(both, moved, sentences, bar=bar(both, moved) if bar else Bar.NEUTRAL)

    return ChangeKind(find=find, owns=owns, is_definition=is_definition)


def fields(both: Both, owns: Owns) -> Iterator[Moved]:
    """Every one of these fields that could be read on both sides and means something else now."""
    for noun, owned in owns.items():
        for pair in both.of(noun):
            if pair.old is None or pair.new is None:
                continue
            before, after = both.lenses(pair)
            is_plain = not before.ids and not after.ids
            for name in owned:
                if is_plain and getattr(pair.old, name) == getattr(pair.new, name):
                    continue  # most fields: equal as written means equal in meaning, and is cheaper to see
                if before.of(pair.old, name) != after.of(pair.new, name) and _is_read(both, pair, name):
                    yield Moved(
                        pair=pair, field=name, old=getattr(pair.old, name), new=getattr(pair.new, name)
                    )


def told(both: Both, moved: Moved, sentences: Sentences, *, bar: Bar = Bar.NEUTRAL) -> Change:
    """The change of one field."""
    pair, name = moved.pair, moved.field
    message = sentences.chosen(moved.old, moved.new)
    return made(
        both,
        pair,
        message,
        places={
            "field": sentences.labels.get(name, key(type(pair.noun), name)),
            "old": names.shown(both, pair, name, is_old=True),
            "new": names.shown(both, pair, name, is_old=False),
        },
        old=moved.old,
        new=moved.new,
        bar=bar,
        at=(key(type(pair.noun), name),),
    )


def made(
    both: Both,
    pair: Pair[Any],
    message: Message,
    *,
    places: Mapping[str, Value] | None = None,
    at: tuple[str | int, ...] = (),
    **facts: Any,
) -> Change:
    """A change of a pair.

    Args:
        both: Where it was found.
        pair: What it is about; its name fills the place ``name``.
        message: The sentence.
        places: What stands in its other places.
        at: The keys below the pair at which the change stands; empty for the whole.
        facts: Other attributes of `Change`.
    """
    values = {"name": names.called(both, pair), **(places or {})}
    return Change(
        ref=pair.ref.at(*at),
        is_gone=pair.new is None,
        team=pair.team,
        cycle=pair.cycle,
        ids=pair.ids,
        message=Message(message.text, values),
        **facts,
    )


def key(noun: type[Noun], name: str) -> str:
    """A field's key in the file: ``direction`` for ``direction_``."""
    return noun.model_fields[name].alias or name


def _is_read(both: Both, pair: Pair[Any], name: str) -> bool:
    """Whether a field that is missing on one side was really not written there."""
    at = key(type(pair.noun), name)
    return not (both.old.is_left_out(pair.old_ref.at(at)) or both.new.is_left_out(pair.new_ref.at(at)))
