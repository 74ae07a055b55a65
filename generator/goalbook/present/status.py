"""How teams stand, as Markdown: what each page opens with, what comes next, what is out of shape."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Final

from goalbook import escape
from goalbook.analyse import run
from goalbook.load.loaded import Loaded
from goalbook.present import editions, places, subject
from goalbook.present.basis import Basis
from goalbook.present.needs import Needs
from goalbook.present.pages import Pages
from goalbook.present.review_text import plain
from goalbook.present.templating import Templates
from goalbook.problems import Problem

_TEMPLATE: Final = "partials/status.html.j2"
_NEEDS: Final = ("answer", "tempo", "usual", "three_lanes", "outlook", "findings")


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What somebody wants to know.

    Attributes:
        teams: Ids of teams, in the order in which they are told.
        day: The day, for teams without one of their own.
        language: A language that has a catalogue; it need not be the company's.
    """

    teams: Sequence[str]
    day: date
    language: str


def text(project: Path, loaded: Loaded, problems: tuple[Problem, ...], asked: Asked) -> str:
    """The teams one after the other.

    Args:
        project: Its own templates go before ours.
        loaded: The goals.
        problems: What the check found in them.
        asked: Which teams, on which day.

    Raises:
        RenderError: The template cannot be drawn.
        ConfigError: The language has no catalogue.
    """
    templates, needs = Templates(places.template_folders(project)), Needs.collect()
    teams = {team: loaded.handbook.teams[team] for team in sorted(asked.teams)}
    book = replace(loaded.handbook, teams=teams)
    basis = Basis(
        loaded=replace(loaded, handbook=book),
        problems=problems,
        tables=run.build(book, asked.day, needs.tables_of(_NEEDS)),
        today=asked.day,
    )
    spoken = editions.language(book.company, asked.language, templates, project)
    pages = Pages(basis=basis, needs=needs, languages=(spoken,), templates=())
    told = []
    for team in asked.teams:
        values = pages.values(_NEEDS, subject.current(basis, team), spoken, {})
        said = plain(spoken.press.body(_TEMPLATE, values))
        # A schedule's log obeys commands at the start of a line, wherever a line of somebody's text begins.
        told.append("\n".join(escape.line(line) for line in said.split("\n")))
    return "\n\n".join(told) + "\n" if told else ""
