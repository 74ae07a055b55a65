"""How a number is recorded changed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from goalbook.history import telling
from goalbook.history.both import Both
from goalbook.history.change import Change
from goalbook.history.kind import ChangeKind
from goalbook.history.telling import Moved, Sentences
from goalbook.messages import msg
from goalbook.model.cycle import Cycle
from goalbook.model.metric import Metric
from goalbook.model.noun import Noun

_OWNS: Final[Mapping[type[Noun], tuple[str, ...]]] = {
    Cycle: ("cadence",),
    Metric: ("cadence", "lag_days", "external"),
}
_SENTENCES: Final = Sentences(
    moves=msg("{name}, {field}: {old} → {new}"),
    appears=msg("{name}, {field}: {new}"),
    vanishes=msg("{name}, {field}: as the file says, no longer {old}"),
    labels={
        "cadence": msg("how often it is recorded"),
        "lag_days": msg("how many days late it may come"),
        "external": msg("recorded elsewhere"),
    },
)


def _find(both: Both) -> Iterator[Change]:
    for moved in telling.fields(both, _OWNS):
        if not _says_what_the_file_says(both, moved):
            yield telling.told(both, moved, _SENTENCES)


def _says_what_the_file_says(both: Both, moved: Moved) -> bool:
    """Whether a cadence of one measure was written out, or left out, and stays the same."""
    if moved.field != "cadence" or isinstance(moved.pair.noun, Cycle):
        return False
    cycles: tuple[Any, Any] = both.cycles(moved.pair.team, moved.pair.cycle)
    return (moved.old or cycles[0].cadence) is (moved.new or cycles[1].cadence)


CHANGE = ChangeKind(find=_find, owns=_OWNS)
