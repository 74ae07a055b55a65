"""What files of other programs are read as changed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from goalbook.history import telling
from goalbook.history.both import Both
from goalbook.history.change import Change
from goalbook.history.kind import ChangeKind
from goalbook.messages import msg
from goalbook.model.noun import Noun
from goalbook.model.team import LogMapping, Team

_OWN: Final[Mapping[type[Noun], tuple[str, ...]]] = {Team: ("log",)}
_PARTS: Final[Mapping[type[Noun], tuple[str, ...]]] = {
    LogMapping: ("columns", "metrics", "members", "sheets")
}


def _find(both: Both) -> Iterator[Change]:
    for moved in telling.fields(both, _OWN):
        message = msg("{name}: files of other programs in the log are read in another way")
        yield telling.made(both, moved.pair, message, at=("log",), old=moved.old, new=moved.new)


CHANGE = ChangeKind(find=_find, owns={**_OWN, **_PARTS})
