"""Turns as pages and feeds show them: without recorded numbers, each sentence beginning large."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from goalbook.messages import Message
from goalbook.model.values import Text
from goalbook.present.past import Past, Told, ToldChange, is_goal
from goalbook.present.told import GROUPS, unread

_MOST: Final = 300
"""Turns of a page; the command shows the rest."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownChange:
    """One change.

    Attributes:
        group: The key of its group.
        kind: The key of its kind.
        measure: The id of the measure it is about; empty for anything else.
        said: The sentence.
        why: The reason; None without one.
    """

    group: str
    kind: str
    measure: str
    said: Text
    why: Text | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """One turn.

    Attributes:
        anchor: Its place on the page.
        day: When.
        authors: Who; empty when names are hidden.
        title: What the commit or proposal is called; None for nothing.
        proposal: The proposal's number; may be empty.
        team: The team's id; empty for the company.
        has_page: Whether the team still exists.
        name: The team's name at that time.
        was: The folder's name before, when it got another one; else empty.
        changes: What changed.
        effects: What that did to the plan.
        unread: What is said of files that could not be read.
    """

    anchor: str
    day: date
    authors: tuple[Text, ...]
    title: Text | None
    proposal: str
    team: str
    has_page: bool
    name: Text
    was: str
    changes: tuple[ShownChange, ...]
    effects: tuple[Text, ...]
    unread: tuple[Message, ...]

    @property
    def more(self) -> int:
        """How many changes there are beside the first."""
        return len(self.changes[1:])


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What a page of changes shows.

    Attributes:
        turns: Newest first.
        groups: Key, title and number of changes of each group that occurs.
        left_out: How many older turns are not shown.
        begins: The day of the oldest commit.
        is_cut: Whether the clone does not hold what came before it.
    """

    turns: tuple[Shown, ...]
    groups: tuple[tuple[str, Message, int], ...]
    left_out: int
    begins: date | None
    is_cut: bool


def of_all(past: Past) -> tuple[Told, ...]:
    """Every turn but recorded numbers, newest first."""
    return tuple(_goals(past.all))


def of_team(past: Past, team: str) -> tuple[Told, ...]:
    """A team's turns but recorded numbers, newest first."""
    return tuple(_goals(past.by_team.get(team, ())))


def page(past: Past, found: tuple[Told, ...], teams: Iterable[str]) -> Page:
    """A page of turns.

    Args:
        past: The whole history.
        found: The turns, newest first.
        teams: Teams that have pages.
    """
    known = frozenset(teams)
    shown = tuple(_shown(told, known) for told in found[:_MOST])
    numbers = Counter(change.group for turn in shown for change in turn.changes)
    return Page(
        turns=shown,
        groups=tuple((key, title, numbers[key]) for key, title in GROUPS.items() if numbers[key]),
        left_out=len(found) - len(shown),
        begins=past.begins,
        is_cut=past.chronicle.is_cut,
    )


def sentence(said: str) -> str:
    """What changed, as a sentence of its own: beginning large."""
    return said[:1].upper() + said[1:]


def _goals(found: Iterable[Told]) -> Iterator[Told]:
    for told in found:
        changes = tuple(change for change in told.changes if is_goal(change))
        if changes or told.unread or told.was:
            yield replace(told, changes=changes)


def _shown(told: Told, teams: frozenset[str]) -> Shown:
    lines = zip(*told.effects.values(), strict=False)
    return Shown(
        anchor=told.anchor,
        day=told.day,
        authors=tuple(Text.plain(name) for name in told.authors),
        title=Text.plain(told.title) if told.title else None,
        proposal=told.proposal,
        team=told.team,
        has_page=told.team in teams,
        name=_text(told.name),
        was=told.was,
        changes=tuple(_change(change) for change in told.changes),
        effects=tuple(_text(dict(zip(told.effects, line, strict=True))) for line in lines),
        unread=tuple(unread(path) for path in told.unread),
    )


def _change(change: ToldChange) -> ShownChange:
    is_measure = change.group in {"targets", "measures"} and len(change.ids) == 1
    return ShownChange(
        group=change.group,
        kind=change.kind,
        measure=change.ids[0] if is_measure else "",
        said=_text({language: sentence(said) for language, said in change.said.items()}),
        why=_text(change.why) if change.why else None,
    )


def _text(texts: Mapping[str, str]) -> Text:
    return Text(tuple(texts.items()))
