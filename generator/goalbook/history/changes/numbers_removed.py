"""Numbers were removed."""

from __future__ import annotations

from collections.abc import Iterator

from goalbook.history import recorded
from goalbook.history.both import Both
from goalbook.history.change import Change
from goalbook.history.kind import ChangeKind
from goalbook.messages import msg


def _find(both: Both) -> Iterator[Change]:
    message = msg("rows removed: {number}, {first} to {last} ({folder})")
    for rows in both.rows:
        if rows.removed.number:
            yield recorded.made(rows, rows.removed, message, old=rows.removed.number)


CHANGE = ChangeKind(find=_find, owns={})
