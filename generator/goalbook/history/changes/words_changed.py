"""An explanation was reworded."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from goalbook.history import targets, telling
from goalbook.history.both import Both
from goalbook.history.change import Change
from goalbook.history.kind import ChangeKind
from goalbook.history.telling import Sentences
from goalbook.messages import msg
from goalbook.model.cycle import Cycle
from goalbook.model.metric import ChosenKpi, Metric
from goalbook.model.noun import Noun
from goalbook.model.objective import KeyResult
from goalbook.model.practice import Practice
from goalbook.model.team import Team

_OWNS: Final[Mapping[type[Noun], tuple[str, ...]]] = {
    Team: ("mission", "source"),
    Cycle: ("why", "one_line"),
    Metric: ("note", "source"),
    ChosenKpi: ("because",),
    KeyResult: ("differs",),
    Practice: ("wish", "skill"),
}
_SENTENCES: Final = Sentences(
    moves=msg("{name}, {field}: worded anew"),
    appears=msg("{name}, {field}: now written down"),
    vanishes=msg("{name}, {field}: gone"),
    labels={
        "mission": msg("mission"),
        "source": msg("where the numbers come from"),
        "why": msg("why these goals"),
        "one_line": msg("cycle in one line"),
        "note": msg("note"),
        "because": msg("why it is a chosen KPI"),
        "differs": msg("why the target differs from the plan"),
        "wish": msg("wish"),
        "skill": msg("skill"),
        "reason": msg("reason of the target"),
    },
)


def _find(both: Both) -> Iterator[Change]:
    for moved in telling.fields(both, _OWNS):
        yield telling.told(both, moved, _SENTENCES)
    yield from _reasons(both)


def _reasons(both: Both) -> Iterator[Change]:
    """Reasons beside targets that did not move."""
    for noun in (Metric, KeyResult):
        for pair in both.of(noun):
            old, new = getattr(pair.old, "target", None), getattr(pair.new, "target", None)
            for reason in targets.reasons(old, new, both.spans(pair.cycle), both.lenses(pair)):
                yield telling.made(
                    both,
                    pair,
                    _SENTENCES.chosen(reason.old, reason.new),
                    places={"field": _SENTENCES.labels["reason"]},
                    at=("target",),
                    old=reason.old,
                    new=reason.new,
                    since=reason.since,
                )


CHANGE = ChangeKind(find=_find, owns=_OWNS)
