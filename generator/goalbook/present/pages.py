"""Pages from templates: which subjects a template is drawn for, and what it may name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Any

from goalbook.errors import RenderError
from goalbook.model.ref import COMPANY
from goalbook.present import subject, views
from goalbook.present.basis import Basis
from goalbook.present.drawings import Easel
from goalbook.present.editions import Language
from goalbook.present.links import Links
from goalbook.present.needs import Needs
from goalbook.present.page import SUFFIX, PageTemplate
from goalbook.present.site import Page
from goalbook.present.snapshots import Snapshot, Snapshots
from goalbook.present.subject import Subject
from goalbook.problems import Location
from goalbook.registry import Entry
from goalbook.validate import run as validate_run
from goalbook.validate.check import Check

Topic = Subject | Entry[Check] | None
"""What a page is about: a team in a cycle, a check, or the whole site."""
Built = tuple[Subject, dict[str, Any]]
"""A team in a cycle and the sections built for it, by name."""
Found = Mapping[str, Sequence[Page]]
"""Language to pages."""


@dataclass(frozen=True, kw_only=True)
class Pages:
    """All pages of a site.

    Attributes:
        basis: Goals, numbers and problems.
        needs: What templates may name.
        languages: The site's languages.
        templates: Page templates by what they are drawn for.
    """

    basis: Basis
    needs: Needs
    languages: tuple[Language, ...]
    templates: tuple[PageTemplate, ...]

    def draw(self) -> Mapping[str, tuple[Page, ...]]:
        """Language to its pages, sorted by path."""
        snapshots = self.snapshots()
        teams = [self.of_team(team, snapshots)[0] for team in self.basis.handbook.teams]
        return joined((self.of_site(), *teams, self.of_rules()))

    def of_site(self) -> Found:
        """Pages of no team."""
        found: defaultdict[str, list[Page]] = defaultdict(list)
        self._add(found, "site", None, {})
        return found

    def of_team(self, team: str, snapshots: Snapshots) -> tuple[Found, tuple[Built, ...]]:
        """A team's pages, and its subjects, the current one first, each with the sections built for it."""
        found: defaultdict[str, list[Page]] = defaultdict(list)
        now = subject.current(self.basis, team)
        built: list[Built] = []
        for topic in (now, *subject.others(self.basis, team)):
            built.append((topic, {}))
            self._add(found, "team" if topic is now else "cycle", *built[-1])
        for topic in views.others(self.basis, team) if self._draws("period") else ():
            self._add(found, "period", topic, {})
        for snapshot in snapshots.of_team(team, self.basis) if self._draws("review") else ():
            self._add(found, "review", snapshot, {})
        return found, tuple(built)

    def of_rules(self) -> Found:
        """A page for each check."""
        found: defaultdict[str, list[Page]] = defaultdict(list)
        for check in validate_run.rules():
            self._add(found, "check", check, {})
        return found

    def snapshots(self) -> Snapshots:
        """The days of held reviews."""
        return Snapshots(self.basis, self._needed_by("review"))

    def _draws(self, each: str) -> bool:
        """Whether some template is drawn for a kind of subject."""
        return any(template.each == each for template in self.templates)

    def _needed_by(self, each: str) -> frozenset[str]:
        """Keys of the tables that templates drawn for one kind of subject read."""
        return self.needs.tables_of(
            {need for template in self.templates if template.each == each for need in template.needs}
        )

    def _add(self, found: dict[str, list[Page]], each: str, topic: Topic, made: dict[str, Any]) -> None:
        for template in self.templates:
            if template.each == each:
                for language in self.languages:
                    values = self.values(template.needs, topic, language, made)
                    if not template.only or values[template.only] is not None:
                        found[language.code].append(self._page(template, topic, language, values))

    def _page(self, template: PageTemplate, topic: Topic, language: Language, values: dict[str, Any]) -> Page:
        path = language.press.path(template, values)
        _claim(template, path)
        values |= _addresses(Links(page=path, root=language.root))
        drawn = language.press.draw(template, values)
        return Page(
            path=path,
            title=drawn.title,
            description=drawn.description,
            body=drawn.body,
            template=template.key,
            source=self._source(template, topic),
            search=drawn.search or None,
            nav=drawn.nav,
            order=template.order,
        )

    def values(
        self, needs: Iterable[str], topic: Topic, language: Language, made: dict[str, Any]
    ) -> dict[str, Any]:
        """What a template may name: its subject, what it needs, addresses, charts.

        Args:
            needs: Sections, charts and tables.
            topic: What the page is about.
            language: The reader's language.
            made: Sections already built for this topic; grows.
        """
        names = tuple(needs)
        values: dict[str, Any] = {
            "subject": topic if isinstance(topic, Subject) else None,
            "check": topic if isinstance(topic, Entry) else None,
            "company": self.basis.handbook.company,
            "built": None if self.basis.handbook.company.as_of else self.basis.today,
            "rules": self._rules,
            "has_history": self.basis.past is not None,
            "edit": self._edit,
            "draw": Easel(
                needs=self.needs,
                names=names,
                subject=topic if isinstance(topic, Subject) else None,
                filters=language.filters,
            ).draw,
        }
        for need in names:
            if need in self.needs.sections:
                if need not in made:
                    made[need] = self._section(need, topic)
                values[need] = made[need]
            elif need in self.needs.tables:
                values[need] = self._rows(self.needs.tables[need], topic)
        return values

    def _section(self, need: str, topic: Topic) -> Any:
        section = self.needs.sections[need]
        if section.of == "site":
            return section.build(self.basis)
        if not isinstance(topic, Subject):
            raise RenderError("The section {need} speaks of one team; this page of none.", need=need)
        return section.build(topic)

    def _rows(self, key: str, topic: Topic) -> tuple[Any, ...]:
        if isinstance(topic, Subject):
            return topic.rows(key)
        return tuple(row for team in self.basis.handbook.teams for row in self.basis.tables.rows(key, team))

    def _source(self, template: PageTemplate, topic: Topic) -> tuple[str, int] | None:
        if not template.source:
            return None
        keys = tuple(key for key in template.source.split(".") if key)
        if isinstance(topic, Snapshot):
            place = self.basis.loaded.locate(topic.review_ref)
        elif isinstance(topic, Subject):
            place = topic.locate(*keys)
        else:
            place = self.basis.loaded.locate(COMPANY.at(*keys))
        return place.path, place.line

    @cached_property
    def _rules(self) -> frozenset[str]:
        return frozenset(entry.key for entry in validate_run.rules())

    def _edit(self, place: Location) -> str:
        return self.basis.repo.at(place) if self.basis.repo else ""


def joined(found: Iterable[Found]) -> Mapping[str, tuple[Page, ...]]:
    """Pages drawn apart: language to all its pages, sorted by path.

    Raises:
        RenderError: Two templates write the same page.
    """
    pages: defaultdict[str, list[Page]] = defaultdict(list)
    for one in found:
        for language, drawn in one.items():
            pages[language] += drawn
    for drawn in pages.values():
        drawn.sort(key=lambda page: page.path)
        for page, after in pairwise(drawn):
            if page.path == after.path and page.template != after.template:
                raise RenderError(
                    "{file} and {other} both write {path}.",
                    file=after.template + SUFFIX,
                    other=page.template + SUFFIX,
                    path=page.path,
                )
    return {language: tuple(drawn) for language, drawn in pages.items()}


def _claim(template: PageTemplate, path: str) -> None:
    if not (path == "index.md" or path.endswith("/index.md")) or path.startswith(("/", ".")):
        raise RenderError(
            "{file}: path: {path} is not the path of an index.md.", file=template.key + SUFFIX, path=path
        )


def _addresses(links: Links) -> dict[str, Any]:
    return {"link": links.to, "asset": links.asset}
