"""Who brought an agreement into the repository, when that was not the member it is of.

git knows names, not members: a name counts as a member's when it is the member's name in some language, the
member's id or account. Whoever else it may be is called as git calls them.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final, TypeAlias

from goalbook.model.team import Member
from goalbook.model.values import Text
from goalbook.present.past import Past
from goalbook.present.subject import Subject

Entry: TypeAlias = tuple[str, str, str]
"""Cycle, member and day of an agreement, as the history names it."""
_KINDS: Final = frozenset({"agreement-added", "agreement-changed"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Recorders:
    """Who recorded an agreement.

    Attributes:
        members: Other members of the team; empty when the member did, or nobody knows.
        strangers: Names in git that are no member's; empty as soon as any of them is.
    """

    members: tuple[Text, ...] = ()
    strangers: tuple[Text, ...] = ()


def of(subject: Subject, entry: Entry) -> Recorders:
    """Who recorded an agreement as it stands, as the last commit that touched its words tells.

    Nothing is known without git, where names are hidden, and of an agreement that came with its whole team.
    """
    authors = _by_entry(subject).get(entry, ())
    called = {one: set(_names(one, member)) for one, member in subject.files.team.members.items()}
    names = {_folded(author) for author in authors}
    if names & called.get(entry[1], set()):
        return Recorders()
    members = subject.members([one for one, known in called.items() if names & known])
    strangers = () if members else tuple(Text.plain(author) for author in authors)
    return Recorders(members=members, strangers=strangers)


def _by_entry(subject: Subject) -> Mapping[Entry, tuple[str, ...]]:
    """Every agreement of a team to the names in git, found once."""
    key = ("recorders", subject.team, "")
    past, made = subject.basis.past, subject.basis.made
    if past is not None and key not in made:
        made[key] = dict(_told(past, subject.team))
    found: Mapping[Entry, tuple[str, ...]] = made.get(key, {})
    return found


def _told(past: Past, team: str) -> Iterator[tuple[Entry, tuple[str, ...]]]:
    """Oldest first, so that the last one stays."""
    for turn in reversed(past.by_team.get(team, ())):
        for change in turn.changes:
            if change.kind in _KINDS and len(change.ids) > 1:
                member, day = change.ids[:2]
                yield (change.cycle, member, day), turn.authors


def _names(member_id: str, member: Member) -> Iterator[str]:
    yield _folded(member_id)
    yield from (_folded(name) for name in member.name.by_language("").values())
    if member.account:
        yield _folded(member.account)


def _folded(name: str) -> str:
    return "".join(unicodedata.normalize("NFKC", name).casefold().split())
