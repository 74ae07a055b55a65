"""The last changes of the goals, for the home page."""

from __future__ import annotations

from typing import Final

from goalbook.present import turns
from goalbook.present.basis import Basis
from goalbook.present.section import Section
from goalbook.present.turns import Shown

_MOST: Final = 3


def _build(basis: Basis) -> tuple[Shown, ...] | None:
    if basis.past is None:
        return None
    found = tuple(told for told in turns.of_all(basis.past) if told.changes)[:_MOST]
    return turns.page(basis.past, found, basis.handbook.teams).turns or None


SECTION = Section(of="site", build=_build)
