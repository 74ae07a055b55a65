"""A log that has ended too early: since when nothing came, and whose numbers are waited for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from goalbook.analyse import due
from goalbook.model.values import Text
from goalbook.present import answers, factors
from goalbook.present.section import Section
from goalbook.present.subject import Subject


@dataclass(frozen=True, slots=True, kw_only=True)
class Awaited:
    """A member with numbers that are due.

    Attributes:
        member: The member's name.
        names: Of which numbers, in the order of the goal file.
    """

    member: Text
    names: tuple[Text, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Stale:
    """A page whose numbers are not today's.

    Attributes:
        since: Day of the last row.
        awaited: Who has numbers to record.
    """

    since: date
    awaited: tuple[Awaited, ...]


def _build(subject: Subject) -> Stale | None:
    if not subject.is_current or subject.is_record or subject.view is not None:
        return None
    answer = answers.answer(subject)
    view = next(iter(factors.in_stretch(subject, "views", answer.stretch)), None)
    since = answer.recorded_until
    if view is None or not view.is_stale or since is None or view.until not in {None, since}:
        return None
    return Stale(since=since, awaited=tuple(_awaited(subject)))


def _awaited(subject: Subject) -> Iterator[Awaited]:
    for member, found in subject.files.team.members.items():
        numbers = due.due(subject.handbook, subject.team, member, subject.as_of)
        metrics = dict.fromkeys(number.slot.metric for number in numbers)
        if metrics:
            names = (one.name for key, one in subject.indicators.items() if key in metrics)
            yield Awaited(member=found.name, names=tuple(names))


SECTION = Section(needs=answers.NEEDS, build=_build)
