"""The text that a review begins with: the same from `goalbook new review` and from the team's page."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Final

from goalbook.messages import Message, msg
from goalbook.model.ref import review_ref
from goalbook.model.review import NUMBERS, ReviewKind
from goalbook.present import drafts
from goalbook.words import Words

_TAG: Final = re.compile(r"<[^>]*>")
_EMPTY_LINES: Final = re.compile(r"\n{3,}")


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
class Begun:
    """A review that begins.

    Attributes:
        team: The team's id.
        kind: Which review.
        held: The day it is held.
        members: Ids of those who may be there; nobody is until somebody writes so.
    """

    team: str
    kind: ReviewKind
    held: date
    members: tuple[str, ...]

    @property
    def path(self) -> str:
        """Where its file stands, from the project's folder."""
        return review_ref(self.team, f"{self.held}-{self.kind.value}").path

    def text(self, numbers: str, words: Words, form: Form = Form.KPT) -> str:
        """The whole file.

        Args:
            numbers: What the goals say on the day, as Markdown.
            words: The language that the review is written in.
            form: The headings.
        """
        return drafts.fill(
            "review",
            words.language,
            review=self.kind.value,
            held=self.held.isoformat(),
            members=", ".join(self.members),
            member=self.members[0] if self.members else "sato",
            numbers=f"{NUMBERS[0]}\n{numbers}\n{NUMBERS[1]}",
            headings=_headings(form, words),
        )


def plain(markup: str) -> str:
    """Markup without tags; nothing in it can end the numbers early."""
    text = html.unescape(_TAG.sub("", markup)).replace("<!--", "<! --").replace("-->", "-- >")
    lines = (" ".join(line.split()) for line in text.split("\n"))
    return _EMPTY_LINES.sub("\n\n", "\n".join(lines)).strip()


def _headings(form: Form, words: Words) -> str:
    return "\n".join(
        f"## {words.say(heading)}\n<!-- {words.say(question)} -->\n" for heading, question in _HEADINGS[form]
    )
