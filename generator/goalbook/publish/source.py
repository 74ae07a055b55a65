"""From a project's folder to a site of values: load, check, draw."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from goalbook import clock
from goalbook.errors import GitError
from goalbook.load.loaded import Loaded
from goalbook.messages import Message, msg
from goalbook.present.links import RepoLink
from goalbook.present.past import Past
from goalbook.present.site import Site
from goalbook.problems import Problem
from goalbook.publish.job import speech
from goalbook.tree import ReadTree, WorkingTree

if TYPE_CHECKING:
    from goalbook.present.unchanged import Unchanged

Progress: TypeAlias = Callable[[Message], None]
"""Is told the name of each long step when it begins."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """What a build starts from.

    Attributes:
        site: Every page, or None when an error in the goals stops the build.
        problems: Everything found, warnings too.
        as_of: The day the site is built on.
        languages: Of the company, the site's first one first.
    """

    site: Site | None
    problems: tuple[Problem, ...]
    as_of: date
    languages: tuple[str, ...]


def quiet(_step: Message) -> None:
    """Tells nobody."""


def prepare(
    project: Path,
    *,
    as_of: date | None = None,
    repo: RepoLink | None = None,
    progress: Progress = quiet,
    unchanged: Unchanged | None = None,
) -> Prepared:
    """Load the goals, check them, and draw every page when no error stands in the way.

    Args:
        project: The folder that holds ``goals/``.
        as_of: Day to build on; the company's own day, else today, when None.
        repo: Where readers may open the files.
        progress: Told each step.
        unchanged: What a preview keeps of its last run.

    Raises:
        GoalbookError: The goals cannot be opened at all, or a page cannot be drawn.
    """
    from goalbook.load.run import load
    from goalbook.present.run import Around, render
    from goalbook.validate.run import judge

    progress(msg("Reading the goals"))
    read = ReadTree(WorkingTree(project))
    loaded = load(read)
    verdict = judge(loaded)
    loaded = replace(loaded, handbook=loaded.handbook.shown_on(as_of))
    company = loaded.handbook.company
    day = as_of or company.as_of or clock.today(company.calendar.time_zone)
    site = None
    if not any(problem.is_error for problem in verdict.problems):
        progress(msg("Drawing the pages"))
        around = Around(
            repo=repo,
            project=project,
            past=history(project, loaded, day),
            accepted=verdict.accepted,
            unchanged=unchanged,
            digests=read.digests,
        )
        site = render(loaded, verdict.problems, day, around)
    return Prepared(site=site, problems=verdict.problems, as_of=day, languages=company.languages)


def history(project: Path, loaded: Loaded, day: date) -> Past | None:
    """How the goals came to be, up to a day; None outside git and before the first commit of goals.

    Args:
        project: The folder that holds ``goals/``.
        loaded: The goals as they are.
        day: The last day that counts.
    """
    from goalbook.history import chronicle
    from goalbook.present import told

    company = loaded.handbook.company
    speeches = tuple(speech(code, project) for code in company.languages)
    zone = company.calendar.time_zone
    try:
        found = chronicle.read(project, told.teller(speeches), zone)
    except GitError:
        return None
    past = Past(chronicle=found, time_zone=zone, names_hidden=company.public, until=day)
    return past if past.begins is not None and past.begins <= day else None
