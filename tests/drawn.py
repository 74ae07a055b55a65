"""Pages drawn from small handbooks, without the live parts and data files of a whole site."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Final

from builders import TODAY
from goalbook.analyse import run
from goalbook.load import run as load
from goalbook.load.loaded import Loaded
from goalbook.model.handbook import Handbook
from goalbook.present import editions, places
from goalbook.present.basis import Basis
from goalbook.present.links import RepoLink
from goalbook.present.needs import Needs
from goalbook.present.pages import Pages
from goalbook.present.site import Page
from goalbook.present.templating import Templates
from goalbook.problems import Problem
from goalbook.tree import WorkingTree
from goalbook.validate.accepted import Accepted

ROOT: Final = Path(__file__).resolve().parents[1]


@cache
def templates() -> Templates:
    """Ours."""
    return Templates(places.template_folders())


@cache
def needs() -> Needs:
    """Everything a page may need."""
    return Needs.collect()


_BUILT: Final[list[tuple[Handbook, date, frozenset[str], run.Tables]]] = []
_KEPT: Final = 60
_build: Final = run.build


def tables_of(handbook: Handbook, today: date, needs: Iterable[str]) -> run.Tables:
    """Tables of a handbook, as `run.build` gives them; kept for one like it in any test."""
    wanted = frozenset(needs)
    for book, day, names, tables in _BUILT:
        if day == today and wanted <= names and book == handbook:
            # No more than was asked for: a page that forgets to name a table must not find it.
            return run.Tables({key: tables.frame(key) for key in wanted}, handbook.teams)
    tables = _build(handbook, today, wanted)
    _BUILT.append((handbook, today, wanted, tables))
    del _BUILT[:-_KEPT]
    return tables


def basis(
    loaded: Loaded,
    *problems: Problem | Accepted,
    today: date = TODAY,
    repo: RepoLink | None = None,
    only: Collection[str] = (),
) -> Basis:
    """What pages are made from, with every table that any of ours needs, or only some of them."""
    drawn = [page for page in templates().pages if not only or page.key in only]
    wanted = needs().tables_of({need for page in drawn for need in page.needs})
    tables = tables_of(loaded.handbook, today, wanted)
    return Basis(
        loaded=loaded,
        problems=tuple(one for one in problems if isinstance(one, Problem)),
        accepted=tuple(one for one in problems if isinstance(one, Accepted)),
        tables=tables,
        today=today,
        repo=repo,
    )


def pages(
    handbook: Handbook | Loaded,
    *problems: Problem | Accepted,
    today: date = TODAY,
    repo: RepoLink | None = None,
    language: str = "en",
    only: Collection[str] = (),
) -> Mapping[str, Page]:
    """Path to page of one language; without the pages of rules, or only those of some templates."""
    loaded = (
        handbook if isinstance(handbook, Loaded) else Loaded(handbook=handbook, problems=(), positions={})
    )
    return drawn(basis(loaded, *problems, today=today, repo=repo, only=only), language, only)


def drawn(basis: Basis, language: str = "en", only: Collection[str] = ()) -> Mapping[str, Page]:
    """The same from a basis made before, which may know a past."""
    found = editions.languages(basis.handbook.company, templates())
    made = Pages(
        basis=basis,
        needs=needs(),
        languages=tuple(one for one in found if one.code == language),
        templates=tuple(
            page for page in templates().pages if page.each != "check" and (not only or page.key in only)
        ),
    ).draw()
    return {page.path: page for page in made[language]}


@cache
def sample_loaded() -> Loaded:
    """The sample company, read once."""
    return load.load(WorkingTree(ROOT))


@cache
def sample(language: str) -> Mapping[str, Page]:
    """Path to page of the sample company in one language."""
    return pages(sample_loaded(), today=date(2026, 11, 30), language=language)


def bodies(
    handbook: Handbook | Loaded,
    *problems: Problem | Accepted,
    today: date = TODAY,
    repo: RepoLink | None = None,
    language: str = "en",
    only: Collection[str] = (),
) -> Mapping[str, str]:
    """Path to body of one language."""
    found = pages(handbook, *problems, today=today, repo=repo, language=language, only=only)
    return {path: page.body for path, page in found.items()}
