"""This week's record: which numbers are due from whom, and how they get to the repository by a browser."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from goalbook.analyse import due, open_actions, review_calendar, threshold_telling
from goalbook.analyse.due import Due, Seen, Slot, Wanted
from goalbook.model.ref import agreement_ref
from goalbook.model.values import Kind, Period, Text
from goalbook.present import hosts, reviews
from goalbook.present.hosts import Door, File
from goalbook.present.indicator import Indicator
from goalbook.present.review_text import Begun
from goalbook.present.reviews import ActionLine
from goalbook.present.section import Section
from goalbook.present.subject import Subject
from goalbook.problems import Location

AHEAD: Final = timedelta(days=threshold_telling.RECORD_AHEAD.value)
"""So long a page that nobody builds anew still knows what falls due."""
AT_ONCE: Final = threshold_telling.FIELDS_AT_ONCE.value
"""Fields that are shown together."""
_NAMED: Final = 3
_COLUMNS: Final = ("date", "metric", "value", "member", "segment", "by")


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """A period without some number.

    Attributes:
        first, last: Its days.
        kind: Day, week, month, quarter or cycle.
        cycle: The cycle's id.
    """

    first: date
    last: date
    kind: Period
    cycle: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One number in one period.

    Attributes:
        gap: The period.
        day: The day it is recorded for.
        since: The day from which it is due.
        last_day, last_value: The latest number before, or None.
        planned: About what the plan asks in such a period, or None.
    """

    gap: Gap
    day: date
    since: date
    last_day: date | None
    last_value: float | None
    planned: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One number that somebody records.

    Attributes:
        indicator: Which measure.
        member_id, member: Whose number, and that member's name; "" and None for the team's.
        segment: Of which part; empty for all.
        who: The member who is asked; empty for anybody.
        is_whole: Whether only whole numbers from 0 on are cases of it.
        asked: The periods without it.
    """

    indicator: Indicator
    member_id: str
    member: Text | None
    segment: str
    who: str
    is_whole: bool
    asked: tuple[Asked, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """A member.

    Attributes:
        id, name: Who.
        due: How many numbers are due from this member on the page's day.
        file: The file with a row for each of them, or None when there are none.
        agreement: Where this member's agreement stands, or will stand.
        has_agreed: Whether that file is there already.
    """

    id: str
    name: Text
    due: int
    file: File | None
    agreement: Location
    has_agreed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Drill:
    """A step that is practised now.

    Attributes:
        practice, step: Their ids.
        text: What is practised.
        minutes: How long each time, or None.
        who: Ids of those who practise it; empty for all.
    """

    practice: str
    step: str
    text: Text
    minutes: int | None
    who: tuple[str, ...]

    @property
    def asked(self) -> str:
        """The ids as the form's script reads them, with spaces between."""
        return " ".join(self.who)


@dataclass(frozen=True, slots=True, kw_only=True)
class Awaited:
    """Somebody whose numbers were due before the page's day; a gap, and no fault.

    Attributes:
        name: Who; None for anybody of the team.
        measures: The first few of the measures.
        more: How many there are besides.
    """

    name: Text | None
    measures: tuple[Text, ...]
    more: int


@dataclass(frozen=True, slots=True, kw_only=True)
class NextReview:
    """The review that is held next.

    Attributes:
        begun: What its file begins with.
        draft: Where that file stands already, or None.
        brought: Actions that it looks at first.
    """

    begun: Begun
    draft: Location | None
    brought: tuple[ActionLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """The form.

    Attributes:
        day: The page's day.
        awaited: Whose numbers were due before it.
        people: Members in the order of the team's file.
        lines: Numbers in the order of the cycle's file.
        gaps: Every period that is asked for, the latest first.
        drills: What is practised now.
        review: The next review, or None when none comes.
        door: Where the host begins a new file, or None without a repository.
        settings: What the script needs to know.
    """

    day: date
    awaited: tuple[Awaited, ...]
    people: tuple[Person, ...]
    lines: tuple[Line, ...]
    gaps: tuple[Gap, ...]
    drills: tuple[Drill, ...]
    review: NextReview | None
    door: Door | None
    settings: Mapping[str, Any]


def _build(subject: Subject) -> Record | None:
    members = subject.files.team.members
    if subject.cycle is None or not subject.is_current or subject.is_record or not members:
        return None
    found = due.wanted(subject.handbook, subject.team, subject.day, subject.day + AHEAD, _seen(subject))
    lines = tuple(_line(subject, each) for each in found)
    door = hosts.door(subject.basis.repo)
    return Record(
        day=subject.day,
        awaited=tuple(_awaited(subject, lines)),
        people=tuple(_person(subject, member, found, door) for member in members),
        lines=lines,
        gaps=tuple(
            sorted(
                {each.gap for line in lines for each in line.asked},
                key=lambda gap: (gap.last, gap.first),
                reverse=True,
            )
        ),
        drills=tuple(_drills(subject)),
        review=_review(subject),
        door=door,
        settings=_settings(subject, door),
    )


def _seen(subject: Subject) -> Mapping[Slot, Seen]:
    """What is recorded, out of the table."""
    newer = due.renames(subject.files)
    found: dict[Slot, Seen] = {}
    for row in subject.basis.tables.rows("recorded", subject.team):
        seen = found.setdefault(
            Slot(newer.get(row.metric, row.metric), row.member, row.segment), Seen(begun=row.begun)
        )
        seen.begun = min(seen.begun or row.begun, row.begun)
        seen.add(row.date, {"value": _digits(row.value), "by": row.by, "member": row.member})
    return found


def _digits(value: float) -> str:
    return f"{value:.0f}" if value.is_integer() else repr(value)


def _line(subject: Subject, found: Wanted) -> Line:
    slot, indicator = found.slot, subject.indicator(found.slot.metric)
    return Line(
        indicator=indicator,
        member_id=slot.member,
        member=subject.member(slot.member) if slot.member else None,
        segment=slot.segment,
        who=found.recorder,
        is_whole=indicator.kind is Kind.COUNT,
        asked=tuple(_asked(each, subject.cycle_id) for each in found.dues),
    )


def _asked(found: Due, cycle: str) -> Asked:
    day, value = found.last or (None, "")
    return Asked(
        gap=Gap(first=found.span.first, last=found.span.last, kind=found.period, cycle=cycle),
        day=found.day,
        since=found.since,
        last_day=day,
        last_value=float(value) if value else None,
        planned=found.planned,
    )


def _awaited(subject: Subject, lines: Iterable[Line]) -> Iterable[Awaited]:
    found: dict[str, dict[str, Text]] = {}
    for line in lines:
        if any(each.since < subject.day for each in line.asked):
            found.setdefault(line.who, {})[line.indicator.id] = line.indicator.name
    for who, names in found.items():
        measures = tuple(names.values())
        yield Awaited(
            name=subject.member(who or None), measures=measures[:_NAMED], more=len(measures[_NAMED:])
        )


def _person(subject: Subject, member: str, found: Iterable[Wanted], door: Door | None) -> Person:
    rows = [
        _row(each, slot.slot, member)
        for slot in found
        if slot.recorder in {"", member}
        for each in slot.dues
        if each.since <= subject.day
    ]
    path = f"{_folder(subject, 'progress')}{subject.day}-{member}.csv"
    text = "\n".join([",".join(_COLUMNS), *sorted(rows), ""])
    place = agreement_ref(subject.team, subject.cycle_id, member)
    return Person(
        id=member,
        name=subject.member(member) or Text.plain(member),
        due=len(rows),
        file=hosts.file(path, text, door) if rows else None,
        agreement=Location(place.path),
        has_agreed=bool(subject.files.agreements.get((subject.cycle_id, member))),
    )


def _row(found: Due, slot: Slot, member: str) -> str:
    return f"{found.day},{slot.metric},,{slot.member},{slot.segment},{member}"


def _drills(subject: Subject) -> Iterable[Drill]:
    for key, practice in (subject.cycle.practices if subject.cycle else {}).items():
        for name, step in practice.steps.items():
            if step.now:
                yield Drill(practice=key, step=name, text=step.text, minutes=step.minutes, who=step.members)


def _review(subject: Subject) -> NextReview | None:
    """The review that comes next: to be begun, or a draft that waits for words."""
    found = review_calendar.upcoming(reviews.planned(subject))
    if found is None:
        return None
    members, held = tuple(subject.files.team.members), max(found.due, subject.day)
    return NextReview(
        begun=Begun(team=subject.team, kind=found.kind, held=held, members=members),
        draft=reviews.location(subject, found.review) if found.review else None,
        brought=reviews.action_lines(subject, open_actions.returning(subject.files, subject.day)),
    )


def _folder(subject: Subject, kind: str) -> str:
    return f"goals/teams/{subject.team}/log/{kind}/"


def _settings(subject: Subject, door: Door | None) -> Mapping[str, Any]:
    """Names of files of these days too, so that the form takes none that is there."""
    is_fixed = subject.handbook.as_of(subject.team, date.min) != date.min
    folders = {kind: _folder(subject, kind) for kind in ("progress", "practice")}
    return {
        "team": subject.team,
        "language": subject.handbook.company.languages[0],
        "day": subject.day.isoformat(),
        "is_fixed": is_fixed,
        "folders": folders,
        "taken": [
            log.file for log in subject.files.logs if log.file.rpartition("/")[2] >= subject.day.isoformat()
        ],
        "door": {"address": door.address, "filled": door.filled.value} if door else None,
        "longest": hosts.LONGEST,
        "at_once": AT_ONCE,
    }


SECTION = Section(needs=("recorded",), build=_build)
