"""What changed in the goals of all teams."""

from __future__ import annotations

from goalbook.present import turns
from goalbook.present.basis import Basis
from goalbook.present.section import Section
from goalbook.present.turns import Page


def _build(basis: Basis) -> Page | None:
    if basis.past is None:
        return None
    return turns.page(basis.past, turns.of_all(basis.past), basis.handbook.teams)


SECTION = Section(of="site", build=_build)
