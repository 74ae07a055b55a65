"""Starts a review: a file with the numbers of the day, the actions brought along, and empty headings."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum
from pathlib import Path
from typing import Final

from goalbook.analyse import review_calendar
from goalbook.errors import ConfigError
from goalbook.load.run import load
from goalbook.messages import Message, msg
from goalbook.model.handbook import Handbook
from goalbook.model.ref import review_ref
from goalbook.model.review import ReviewKind
from goalbook.present import places, review_draft
from goalbook.record import draft, files
from goalbook.record.one_team import OneTeam
from goalbook.words import words


class Form(Enum):
    """The questions under which a review is written."""

    KPT = "kpt"
    YWT = "ywt"
    GROW = "grow"


_HEADINGS: Final[dict[Form, tuple[tuple[Message, Message], ...]]] = {
    Form.KPT: (
        (msg("Keep"), msg("what went well")),
        (msg("Problem"), msg("what got in the way")),
        (msg("Try"), msg("one change until the next review")),
    ),
    Form.YWT: (
        (msg("What we did"), msg("in deeds, not in plans")),
        (msg("What we understood"), msg("what is different from what we thought")),
        (msg("What we do next"), msg("one thing, with a day")),
    ),
    Form.GROW: (
        (msg("Goal"), msg("what shall be different")),
        (msg("Reality"), msg("the numbers above, and what they do not show")),
        (msg("Options"), msg("at least three ways")),
        (msg("Will"), msg("which of them, from when, helped by whom")),
    ),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What somebody asks for.

    Attributes:
        team: The team's id, which exists.
        kind: Which review; None for the one that comes next.
        day: The day it is held; None for the day it is due.
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
    path = review_ref(wanted.team, f"{day}-{kind.value}").path
    if (project / path).exists():
        raise ConfigError("{path} exists already; nothing was changed.", path=path)
    languages = book.company.languages
    language = wanted.language if wanted.language in languages else languages[0]
    members = tuple(book.teams[wanted.team].team.members)
    numbers = review_draft.numbers(project, loaded, wanted.team, min(day, today), language)
    text = draft.fill(
        "review",
        language,
        review=kind.value,
        held=day.isoformat(),
        members=", ".join(members),
        member=members[0] if members else "sato",
        numbers=numbers,
        headings=_headings(wanted.form, language),
    )
    files.create(project, path, text)
    return path


def _which(book: Handbook, wanted: Wanted, today: date) -> tuple[ReviewKind, date]:
    """The kind and the day: as said, else those of the review that comes next."""
    found = review_calendar.planned(book, wanted.team, today)
    asked = [one for one in found if one.is_asked and wanted.kind in {None, one.kind}]
    kind = wanted.kind or (asked[0].kind if asked else None)
    day = wanted.day or (asked[0].due if asked else None)
    if kind is None or day is None:
        raise ConfigError(
            "No review of this team comes next.", hint="Say which one and when: --kind mid-month --on DATE"
        )
    return kind, day


def _headings(form: Form, language: str) -> str:
    speech = words(language, places.locales())
    parts = (
        f"## {speech.say(heading)}\n<!-- {speech.say(question)} -->\n"
        for heading, question in _HEADINGS[form]
    )
    return "\n".join(parts)
