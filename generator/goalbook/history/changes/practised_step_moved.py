"""What is practised now moved to another step."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from goalbook.history import names, telling
from goalbook.history.both import Both, Pair
from goalbook.history.change import Change
from goalbook.history.kind import ChangeKind
from goalbook.history.names import Names
from goalbook.messages import Value, msg
from goalbook.model.practice import Practice, Step


def _find(both: Both) -> Iterator[Change]:
    for pair in both.of(Practice):
        old, new = _now(pair.old), _now(pair.new)
        is_whole = pair.old is not None and pair.new is not None
        if is_whole and set(old) != set(new) and not _is_partly_unread(both, pair):
            yield telling.made(
                both,
                pair,
                msg("{name}: now practised is {new}, before {old}"),
                places={"old": _told(both, pair, is_old=True), "new": _told(both, pair, is_old=False)},
                at=("steps",),
                old=old,
                new=new,
            )


def _now(practice: Practice | None) -> tuple[str, ...]:
    return tuple(sorted(name for name, step in practice.steps.items() if step.now)) if practice else ()


def _told(both: Both, pair: Pair[Any], *, is_old: bool) -> Value:
    practice: Any = pair.old if is_old else pair.new
    known = Names.at(both, pair, is_old=is_old)
    return tuple(known.text(practice.steps[name].text) for name in _now(practice)) or names.NOTHING


def _is_partly_unread(both: Both, pair: Pair[Any]) -> bool:
    """Whether a step could not be read on either side: it may be the one that was practised."""
    sides = ((both.old, pair.old_ref.at("steps")), (both.new, pair.new_ref.at("steps")))
    return any(
        ref.path == above.path and ref.keys[: len(above.keys)] == above.keys
        for book, above in sides
        for ref in book.left_out
    )


CHANGE = ChangeKind(find=_find, owns={Step: ("now",)})
