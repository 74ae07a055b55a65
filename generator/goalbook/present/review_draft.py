"""The numbers that a review's draft begins with, as Markdown in one language."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Final

from goalbook.analyse import open_actions, run
from goalbook.load.loaded import Loaded
from goalbook.present import editions, places, reviews, subject
from goalbook.present.basis import Basis
from goalbook.present.needs import Needs
from goalbook.present.pages import Pages
from goalbook.present.review_text import plain
from goalbook.present.templating import Templates

_TEMPLATE: Final = "partials/review_numbers.html.j2"
_NEEDS: Final = ("answer", "tempo", "usual", "three_lanes", "paces", "chosen")


def numbers(project: Path, loaded: Loaded, team: str, day: date, language: str) -> str:
    """What the goals say on a day.

    Args:
        project: Its own templates go before ours.
        loaded: The goals.
        team: The team's id.
        day: The day the numbers are of.
        language: A language of the company.

    Raises:
        RenderError: The template cannot be drawn.
    """
    templates, needs = Templates(places.template_folders(project)), Needs.collect()
    files = loaded.handbook.teams[team]
    earlier = {name: one for name, one in files.reviews.items() if one.held < day}
    living = replace(files, reviews=earlier, team=files.team.model_copy(update={"as_of": None}))
    company = loaded.handbook.company.model_copy(update={"as_of": day})
    book = replace(loaded.handbook, company=company, teams={team: living})
    basis = Basis(
        loaded=replace(loaded, handbook=book),
        problems=(),
        tables=run.build(book, day, needs.tables_of(_NEEDS)),
        today=day,
    )
    found = subject.current(basis, team)
    spoken = next(one for one in editions.languages(company, templates, project) if one.code == language)
    pages = Pages(basis=basis, needs=needs, languages=(spoken,), templates=())
    brought = reviews.action_lines(found, open_actions.returning(files, day))
    values = pages.values(_NEEDS, found, spoken, {}) | {"brought": brought}
    return plain(spoken.press.body(_TEMPLATE, values))
