"""Live parts of the handbook: drawn from the built-in example, never from the company's goals.

One part is one partial; a page of the handbook asks for it with a line ``<!-- goalbook: okr -->``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Final, TypeAlias

from goalbook.analyse import run as tables
from goalbook.analyse.run import Tables
from goalbook.load import run as load
from goalbook.load.loaded import Loaded
from goalbook.model.handbook import Handbook
from goalbook.present import places, subject
from goalbook.present.basis import Basis
from goalbook.present.editions import Language
from goalbook.present.links import Links
from goalbook.present.needs import Needs
from goalbook.present.pages import Pages
from goalbook.present.subject import Subject
from goalbook.tree import MemoryTree, WorkingTree

Files: TypeAlias = tuple[tuple[str, bytes], ...]
TEAM: Final = "sales-1"
_PAGE: Final = "handbook/any.md"


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A live part.

    Attributes:
        template: Its partial.
        needs: What the partial names.
    """

    template: str
    needs: tuple[str, ...]


PARTS: Final[Mapping[str, Part]] = {
    "chances": Part(template="chances", needs=("required",)),
    "kpi-tree": Part(template="kpi_tree", needs=("kpi_tree",)),
    "ladder": Part(template="ladders", needs=("practice",)),
    "okr": Part(template="okr", needs=("objectives", "fits", "zones", "graded", "felt")),
    "plan": Part(template="required", needs=("required",)),
    "process-table": Part(template="process", needs=("process",)),
    "three-lanes": Part(template="three_lanes", needs=("answer", "three_lanes")),
    "thresholds": Part(template="thresholds", needs=("thresholds",)),
    "trend": Part(template="trend", needs=("answer", "trend")),
    "waterfall": Part(template="fall", needs=("diagnosis", "waterfall")),
}
NEEDS: Final = frozenset(need for part in PARTS.values() for need in part.needs)


def render(
    needs: Needs, languages: tuple[Language, ...], site: Basis | None = None
) -> Mapping[str, Mapping[str, str]]:
    """Every part in every language: language to name to HTML.

    The links in it are right on every page directly under ``handbook/``.

    Args:
        needs: Where sections and charts are found.
        languages: The site's languages.
        site: Goals and numbers of the site; its numbers serve where its goals are the example's own.
    """
    team = _example(needs, site)
    pages = Pages(basis=team.basis, needs=needs, languages=languages, templates=())
    return {
        language.code: {name: _part(pages, team, language, part) for name, part in PARTS.items()}
        for language in languages
    }


def files() -> Files:
    """The sample team's files and the company's, which are all that the example needs."""
    tree = WorkingTree(places.example())
    wanted = ("goals/company.yml", f"goals/teams/{TEAM}/")
    return tuple((path, tree.read(path)) for path in tree.paths() if path.startswith(wanted))


def _part(pages: Pages, team: Subject, language: Language, part: Part) -> str:
    links = Links(page=_PAGE, root=language.root)
    values = pages.values(part.needs, team, language, {}) | {
        "link": links.to,
        "asset": links.asset,
        "is_part": True,
    }
    return language.press.body(
        "partials/part.html.j2", values | {"part": f"partials/{part.template}.html.j2"}
    )


def _example(needs: Needs, site: Basis | None) -> Subject:
    read = files()
    loaded, day = _loaded(read)
    if site is not None and _is_of_example(site.handbook, loaded.handbook):
        built = site.tables
    else:
        built = _tables(read, needs.tables_of(NEEDS))
    return subject.current(Basis(loaded=loaded, problems=(), tables=built, today=day), TEAM)


def _is_of_example(book: Handbook, example: Handbook) -> bool:
    """Whether a site's goals are the example's: equal goals make equal numbers."""
    return book.company == example.company and book.teams.get(TEAM) == example.teams[TEAM]


@lru_cache(maxsize=1)
def _loaded(read: Files) -> tuple[Loaded, date]:
    loaded = load.load(MemoryTree(dict(read)))
    day = loaded.handbook.company.as_of
    if day is None:
        raise RuntimeError("the built-in example has a day of its own")
    return loaded, day


@lru_cache(maxsize=1)
def _tables(read: Files, keys: frozenset[str]) -> Tables:
    """The same files make the same numbers: a preview computes them once, not after every edit."""
    loaded, day = _loaded(read)
    return tables.build(loaded.handbook, day, keys)
