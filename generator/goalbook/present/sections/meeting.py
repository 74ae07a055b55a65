"""The next review as it is shown on a wall: what to look at first, and the file that its words go into."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from goalbook.analyse import open_actions, review_calendar
from goalbook.model.review import ReviewKind
from goalbook.model.values import Text
from goalbook.present import hosts, reviews
from goalbook.present.reviews import ActionLine
from goalbook.present.section import Section
from goalbook.present.subject import Subject
from goalbook.problems import Location


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """A member.

    Attributes:
        id, name: Who.
    """

    id: str
    name: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """The meeting.

    Attributes:
        kind: ``month-start``, ``mid-month``, ``month-end`` or ``quarter``.
        due: The day it is due, or None when no review comes.
        day: The day the numbers are of.
        path: The file the words go into.
        draft: Where it stands when it is there already, or None.
        actions: What came out of the reviews before and is not settled, or was settled since the last one.
        held: The day the file says it is held, unless somebody says otherwise.
        members: Who may be there.
        host: The repository host's name; empty for one that is not known.
        address: Its form, with ``%7Btext%7D`` for the text, or the editor of the draft; empty without one.
        longest: So many characters of an address are taken.
    """

    kind: str
    due: date | None
    day: date
    path: str
    draft: Location | None
    actions: tuple[ActionLine, ...]
    held: date
    members: tuple[Person, ...]
    host: str
    address: str
    longest: int

    @property
    def file(self) -> str:
        """The file's name."""
        return self.path.rpartition("/")[2]


def _build(subject: Subject) -> Meeting | None:
    if subject.cycle is None or not subject.is_current or subject.is_record:
        return None
    following = review_calendar.upcoming(reviews.planned(subject))
    kind = following.kind if following else ReviewKind.MONTH_START
    day = following.due if following else subject.day
    name = following.review if following and following.review else f"{day}-{kind.value}"
    door, repo, place = hosts.door(subject.basis.repo), subject.basis.repo, reviews.location(subject, name)
    is_draft = name in subject.files.reviews
    before = open_actions.returning(subject.files, max(day, subject.day))
    return Meeting(
        kind=kind.value,
        due=following.due if following else None,
        day=subject.day,
        path=place.path,
        draft=place if is_draft else None,
        actions=reviews.action_lines(subject, before),
        held=day,
        members=tuple(
            Person(id=name, name=member.name) for name, member in subject.files.team.members.items()
        ),
        host=door.name if door else "",
        address=repo.at(place) if repo and is_draft else door.to(place.path, "{text}") if door else "",
        longest=hosts.LONGEST,
    )


SECTION = Section(build=_build)
