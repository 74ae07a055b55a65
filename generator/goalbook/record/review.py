"""Starts a review: a file with the numbers of the day, the actions brought along, and empty headings."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from goalbook.analyse import review_calendar
from goalbook.errors import ConfigError
from goalbook.load.run import load
from goalbook.model.handbook import Handbook
from goalbook.model.review import ReviewKind
from goalbook.present import places, review_draft
from goalbook.present.review_text import Begun, Form
from goalbook.record import files
from goalbook.record.one_team import OneTeam
from goalbook.words import words


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What somebody asks for.

    Attributes:
        team: The team's id, which exists.
        kind: Which review; None for the one that comes next.
        day: The day it is held; None for the day it is due, or today when that has passed.
        form: The headings.
        language: A language of the company; None for its first.
    """

    team: str
    kind: ReviewKind | None = None
    day: date | None = None
    form: Form = Form.KPT
    language: str | None = None


def new_review(project: Path, wanted: Wanted, today: date) -> str:
    """Write the draft of a review.

    Args:
        project: The project's folder.
        wanted: Which review.
        today: The team's day; numbers of a later day are not known yet.

    Returns:
        The path written.

    Raises:
        ConfigError: The review is there already, or no review comes and neither kind nor day is said.
    """
    loaded = load(OneTeam(project, wanted.team))
    book = loaded.handbook
    kind, day = _which(book, wanted, today)
    begun = Begun(team=wanted.team, kind=kind, held=day, members=tuple(book.teams[wanted.team].team.members))
    if (project / begun.path).exists():
        raise ConfigError("{path} exists already; nothing was changed.", path=begun.path)
    languages = book.company.languages
    language = wanted.language if wanted.language in languages else languages[0]
    numbers = review_draft.numbers(project, loaded, wanted.team, min(day, today), language)
    text = begun.text(numbers, words(language, places.locales()), wanted.form)
    files.create(project, begun.path, text)
    return begun.path


def _which(book: Handbook, wanted: Wanted, today: date) -> tuple[ReviewKind, date]:
    """The kind and the day: as said, else those of the review that comes next."""
    found = review_calendar.planned(book, wanted.team, today)
    asked = [one for one in found if one.is_asked and wanted.kind in {None, one.kind}]
    kind = wanted.kind or (asked[0].kind if asked else None)
    # What is late is held today: the day it was due would say that it was not.
    day = wanted.day or (max(asked[0].due, today) if asked else None)
    if kind is None or day is None:
        raise ConfigError(
            "No review of this team comes next.", hint="Say which one and when: --kind mid-month --on DATE"
        )
    return kind, day
