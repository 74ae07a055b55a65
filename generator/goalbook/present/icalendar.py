"""Reviews as calendar files that every calendar program reads: all teams' and each team's (RFC 5545).

An event is a whole day: the day the review was held, else the day it is due. Its UID is made of team, kind
and month, so that a program that asks again moves the event instead of adding another one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from goalbook.analyse.review_calendar import PlannedReview, ReviewState
from goalbook.messages import Message, msg
from goalbook.model.review import ReviewKind
from goalbook.present import reviews, subject
from goalbook.present.basis import Basis
from goalbook.present.editions import Language
from goalbook.present.site import Asset
from goalbook.words import Words

_LONGEST: Final = 75
"""Bytes of a line; a longer one goes on in the next."""
_ESCAPED: Final = (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\r\n", "\\n"), ("\n", "\\n"), ("\r", ""))
_TITLES: Final[dict[ReviewKind, Message]] = {
    ReviewKind.MONTH_START: msg("Month-start review"),
    ReviewKind.MID_MONTH: msg("Mid-month review"),
    ReviewKind.MONTH_END: msg("Month-end review"),
    ReviewKind.QUARTER: msg("Quarterly review"),
}


def title(kind: ReviewKind) -> Message:
    """What a review is called."""
    return _TITLES[kind]


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """A review in a calendar.

    Attributes:
        uid: Its name for good.
        day: The day.
        title: What stands in the calendar.
    """

    uid: str
    day: date
    title: str


def assets(basis: Basis, language: Language) -> Iterator[Asset]:
    """``reviews.ics`` of the site and of each team that holds reviews, in the site's first language."""
    whole: list[Event] = []
    stamp = basis.handbook.company.as_of or basis.today
    name = language.filters.plain(basis.handbook.company.name)
    for team in basis.handbook.teams:
        found = tuple(_events(basis, team, language))
        whole += found
        team_name = language.filters.plain(basis.handbook.teams[team].team.name)
        yield Asset(path=f"teams/{team}/reviews.ics", data=calendar(team_name, found, stamp))
    yield Asset(path="reviews.ics", data=calendar(name, whole, stamp))


def calendar(name: str, events: Iterable[Event], stamp: date) -> bytes:
    """A calendar file.

    Args:
        name: What the calendar is called.
        events: In any order.
        stamp: The day it is made on; the same input gives the same bytes.
    """
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Goalbook//Reviews//EN", "CALSCALE:GREGORIAN"]
    lines += [f"X-WR-CALNAME:{_text(name)}", f"NAME:{_text(name)}"]
    for event in sorted(events, key=lambda one: (one.day, one.uid)):
        lines += [
            "BEGIN:VEVENT",
            f"UID:{event.uid}",
            f"DTSTAMP:{stamp:%Y%m%d}T000000Z",
            f"DTSTART;VALUE=DATE:{event.day:%Y%m%d}",
            f"DTEND;VALUE=DATE:{event.day + timedelta(days=1):%Y%m%d}",
            f"SUMMARY:{_text(event.title)}",
            "TRANSP:TRANSPARENT",
            "END:VEVENT",
        ]
    lines.append("END:VCALENDAR")
    return b"".join(_folded(line) for line in lines)


def _events(basis: Basis, team: str, language: Language) -> Iterator[Event]:
    name = language.filters.plain(basis.handbook.teams[team].team.name)
    for one in reviews.planned(subject.current(basis, team)):
        if one.state is not ReviewState.MISSED:
            yield Event(uid=_uid(team, one), day=one.day, title=_title(name, one, language.filters.words))


def _uid(team: str, one: PlannedReview) -> str:
    return f"{team}.{one.month:%Y-%m}.{one.kind.value}@reviews.goalbook"


def _title(team: str, one: PlannedReview, words: Words) -> str:
    return words.gettext("{team}: {review}", team=team, review=_TITLES[one.kind])


def _text(value: str) -> str:
    for sign, escaped in _ESCAPED:
        value = value.replace(sign, escaped)
    return value


def _folded(line: str) -> bytes:
    """A line in pieces of at most 75 bytes, none of which cuts a character in two."""
    pieces, size = [""], 0
    for sign in line:
        width = len(sign.encode())
        if size + width > _LONGEST:
            pieces.append(" ")
            size = 1
        pieces[-1] += sign
        size += width
    return "\r\n".join(pieces).encode() + b"\r\n"
