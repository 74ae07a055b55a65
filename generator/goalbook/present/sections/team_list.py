"""Every team by name, in blocks of a hundred."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from goalbook.present import entries
from goalbook.present.basis import Basis
from goalbook.present.entries import Entry
from goalbook.present.section import Section

_BLOCK: Final = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """Up to a hundred teams.

    Attributes:
        number: From 1.
        entries: In order of their ids.
    """

    number: int
    entries: tuple[Entry, ...]

    @property
    def first(self) -> Entry:
        """The first of them."""
        return self.entries[0]

    @property
    def last(self) -> Entry:
        """The last of them."""
        return self.entries[-1]


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamList:
    """Every team.

    Attributes:
        total: How many.
        blocks: A hundred each.
    """

    total: int
    blocks: tuple[Block, ...]


def _build(basis: Basis) -> TeamList:
    found = [entries.entry(basis, team) for team in basis.handbook.teams]
    pieces = [tuple(found[start : start + _BLOCK]) for start in range(0, len(found), _BLOCK)]
    blocks = tuple(Block(number=number, entries=piece) for number, piece in enumerate(pieces, start=1))
    return TeamList(total=len(found), blocks=blocks)


SECTION = Section(of="site", needs=entries.NEEDS, build=_build)
