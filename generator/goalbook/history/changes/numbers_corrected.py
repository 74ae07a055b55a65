"""Numbers were corrected."""

from __future__ import annotations

from collections.abc import Iterator

from goalbook.history import recorded
from goalbook.history.both import Both
from goalbook.history.change import Change
from goalbook.history.kind import ChangeKind
from goalbook.messages import msg


def _find(both: Both) -> Iterator[Change]:
    message = msg("rows corrected: {number}, {first} to {last} ({folder})")
    for rows in both.rows:
        if rows.corrected.number:
            yield recorded.made(
                rows, rows.corrected, message, old=rows.corrected.number, new=rows.corrected.number
            )


CHANGE = ChangeKind(find=_find, owns={})
