"""How a team's goals came to be: turn by turn, and measure by measure."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from goalbook.model.values import Text
from goalbook.present import turns
from goalbook.present.section import Section
from goalbook.present.subject import Subject
from goalbook.present.turns import Page, Shown, ShownChange


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """What changed about one measure.

    Attributes:
        id: The measure's id.
        name: Its name; its id when it is gone.
        changes: Each with its turn, newest first.
    """

    id: str
    name: Text
    changes: tuple[tuple[Shown, ShownChange], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamHistory:
    """A team's history.

    Attributes:
        page: Its turns.
        measures: The measures that changed, in the order of the goal file, those that are gone last.
    """

    page: Page
    measures: tuple[Measured, ...]


def _build(subject: Subject) -> TeamHistory | None:
    past = subject.basis.past
    if past is None:
        return None
    found = turns.of_team(past, subject.team)
    page = turns.page(past, found, (subject.team,))
    return TeamHistory(page=page, measures=_measures(subject, page))


def _measures(subject: Subject, page: Page) -> tuple[Measured, ...]:
    changes: defaultdict[str, list[tuple[Shown, ShownChange]]] = defaultdict(list)
    for turn in page.turns:
        for change in turn.changes:
            if change.measure:
                changes[change.measure].append((turn, change))
    metrics = subject.cycle.metrics if subject.cycle else {}
    order = [name for name in metrics if name in changes]
    order += sorted(name for name in changes if name not in metrics)
    return tuple(
        Measured(
            id=name,
            name=metrics[name].name if name in metrics else Text.plain(name),
            changes=tuple(changes[name]),
        )
        for name in order
    )


SECTION = Section(build=_build)
