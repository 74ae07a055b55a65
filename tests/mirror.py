"""Changes seen from the other side: what came has gone, old is new, raising is lowering."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from goalbook.history.change import Change

_ENDINGS = {"added": "removed", "chosen": "dropped"}
_TURNED = {
    **_ENDINGS,
    **{back: there for there, back in _ENDINGS.items()},
}
_WHOLE = {"numbers-recorded": "numbers-removed", "numbers-removed": "numbers-recorded"}


def turned(change: Change) -> Change:
    """The change as the comparison from the other side tells it."""
    about, _, what = change.kind.rpartition("-")
    kind = _WHOLE.get(change.kind, f"{about}-{_TURNED.get(what, what)}")
    return replace(change, kind=kind, old=change.new, new=change.old, bar=change.bar.turned)


def seen(changes: Sequence[Change]) -> Counter[tuple[object, ...]]:
    """What must be the same from both sides; ids are left out once anything was renamed."""
    is_renamed = any(change.kind == "id-renamed" for change in changes)
    return Counter(
        (
            change.kind,
            change.team,
            change.cycle,
            () if is_renamed else change.ids,
            repr(change.old),
            repr(change.new),
            change.bar,
            change.since,
        )
        for change in changes
    )
