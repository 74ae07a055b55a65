"""A site drawn unit by unit: each team with its pages and files, the pages of no team, the rules."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Final

from goalbook.present import machine, spreadsheet, subject
from goalbook.present.basis import Basis
from goalbook.present.pages import Found, Pages
from goalbook.present.site import Asset, Page
from goalbook.present.snapshots import Snapshots
from goalbook.present.unchanged import Unchanged, Unit

Draw = Callable[[Basis], Unit]
SITE: Final = "@site"
RULES: Final = "@rules"


@dataclass(frozen=True, slots=True, kw_only=True)
class Units:
    """Draws the units of a site.

    Attributes:
        pages: How pages are drawn.
        unchanged: What a preview keeps; None in a build.
    """

    pages: Pages
    unchanged: Unchanged | None = None

    def draw(self) -> Iterator[Unit]:
        """Every unit."""
        basis = self.pages.basis
        for name, draw in self._ways().items():
            yield self.unchanged.unit(name, basis, draw) if self.unchanged else draw(basis)

    def again(self, language: str, before: Page) -> Page | None:
        """A page of the last run as `draw` will draw it, alone; None for one that is gone or of no team."""
        team = self.unchanged.name_of(before) if self.unchanged else ""
        if team not in self.pages.basis.handbook.teams:
            return None
        few = replace(
            self.pages,
            languages=tuple(one for one in self.pages.languages if one.code == language),
            templates=tuple(one for one in self.pages.templates if one.key == before.template),
        )
        found, _built = few.of_team(team, self.pages.snapshots())
        return next((page for page in found.get(language, ()) if page.path == before.path), None)

    def _ways(self) -> Mapping[str, Draw]:
        """Unit to what draws it; names of teams hold no @."""
        snapshots = self.pages.snapshots()
        teams = {team: partial(self._team, team, snapshots) for team in self.pages.basis.handbook.teams}
        return {SITE: self._site, **teams, RULES: self._rules}

    def _site(self, basis: Basis) -> Unit:
        return Unit(pages=_frozen(replace(self.pages, basis=basis).of_site()))

    def _team(self, team: str, snapshots: Snapshots, basis: Basis) -> Unit:
        found, built = replace(self.pages, basis=basis).of_team(team, snapshots)
        sheets = spreadsheet.assets(subject.current(basis, team), self.pages.languages)
        files: tuple[Asset, ...] = (machine.team_file(self.pages.needs, built), *sheets)
        return Unit(pages=_frozen(found), files=files)

    def _rules(self, basis: Basis) -> Unit:
        return Unit(pages=_frozen(replace(self.pages, basis=basis).of_rules()))


def _frozen(found: Found) -> Mapping[str, tuple[Page, ...]]:
    return {language: tuple(pages) for language, pages in found.items()}
