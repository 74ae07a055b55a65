"""Live parts of the handbook: drawn from the built-in example, never from the company's goals.

One part is one partial; a page of the handbook asks for it with a line ``<!-- goalbook: okr -->``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from goalbook.analyse import run as tables
from goalbook.load import run as load
from goalbook.present import places, subject
from goalbook.present.basis import Basis
from goalbook.present.editions import Language
from goalbook.present.links import Links
from goalbook.present.needs import Needs
from goalbook.present.pages import Pages
from goalbook.present.subject import Subject
from goalbook.tree import MemoryTree, WorkingTree

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
    "trend": Part(template="trend", needs=("answer", "trend")),
    "waterfall": Part(template="fall", needs=("diagnosis", "waterfall")),
}


def render(needs: Needs, languages: tuple[Language, ...]) -> Mapping[str, Mapping[str, str]]:
    """Every part in every language: language to name to HTML.

    The links in it are right on every page directly under ``handbook/``.
    """
    team = _example(needs)
    pages = Pages(basis=team.basis, needs=needs, languages=languages, templates=())
    return {
        language.code: {name: _part(pages, team, language, part) for name, part in PARTS.items()}
        for language in languages
    }


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


def _example(needs: Needs) -> Subject:
    """The sample team, with only the files it needs."""
    tree = WorkingTree(places.example())
    wanted = ("goals/company.yml", f"goals/teams/{TEAM}/")
    files = tuple((path, tree.read(path)) for path in tree.paths() if path.startswith(wanted))
    return _subject(files, needs.tables_of({need for part in PARTS.values() for need in part.needs}))


@lru_cache(maxsize=1)
def _subject(files: tuple[tuple[str, bytes], ...], keys: frozenset[str]) -> Subject:
    """The same files make the same numbers: a preview computes them once, not after every edit."""
    loaded = load.load(MemoryTree(dict(files)))
    day = loaded.handbook.company.as_of
    if day is None:
        raise RuntimeError("the built-in example has a day of its own")
    built = tables.build(loaded.handbook, day, keys)
    return subject.current(Basis(loaded=loaded, problems=(), tables=built, today=day), TEAM)
