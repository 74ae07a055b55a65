"""Practice ladders: from the wish to what is practised this week."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from goalbook.analyse import grain, vague
from goalbook.analyse.grain import Answer, Context, Hint, Repetitions
from goalbook.analyse.vague_words import WORDS
from goalbook.analyse.workdays import Workdays
from goalbook.model.practice import Practice, Step
from goalbook.model.values import Text
from goalbook.present.indicator import Indicator
from goalbook.present.section import Section
from goalbook.present.subject import Subject
from goalbook.problems import Location


@dataclass(frozen=True, slots=True, kw_only=True)
class Logged:
    """What was recorded of a step.

    Attributes:
        reps: Repetitions in the cycle so far.
        people: How many members recorded one.
        last: Day of the last one.
    """

    reps: int
    people: int
    last: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Rung:
    """One step of a ladder.

    Attributes:
        id: Its id.
        text: What to do.
        is_now: Whether it is practised now.
        minutes, per_week: How long and how often, or None.
        members: Names of those who practise it; empty = all.
        feedback: Who or what answers, or None.
        within_days: How soon.
        success: When a repetition counts as a success, or None.
        needs: What must come first, or None.
        begins: Day of the first repetition, or None.
        hints: P1 to P7.
        logged: What was recorded of it; None without a row.
        location: Its line in the goal file.
    """

    id: str
    text: Text
    is_now: bool
    minutes: int | None
    per_week: int | None
    members: tuple[Text, ...]
    feedback: Text | None
    within_days: int | None
    success: Text | None
    needs: Text | None
    begins: date | None
    hints: tuple[Hint, ...]
    logged: Logged | None
    location: Location

    @property
    def asked(self) -> tuple[Hint, ...]:
        """The hints that ask something."""
        return tuple(hint for hint in self.hints if hint.answer is Answer.ASK)

    @property
    def kept(self) -> tuple[Hint, ...]:
        """The hints that ask nothing."""
        return tuple(hint for hint in self.hints if hint.answer is Answer.YES)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ladder:
    """One practice.

    Attributes:
        id: Its id.
        wish: The wish.
        skill: The skill behind it, or None.
        indicator: The quality measure it should move, or None.
        rungs: Steps, coarse to fine.
        location: Its line in the goal file.
        shows_course: Whether its measure's course stands here; it stands once, below the first that moves it.
    """

    id: str
    wish: Text
    skill: Text | None
    indicator: Indicator | None
    rungs: tuple[Rung, ...]
    location: Location
    shows_course: bool = True

    @property
    def now(self) -> tuple[Rung, ...]:
        """What is practised now."""
        return tuple(rung for rung in self.rungs if rung.is_now)


def _build(subject: Subject) -> tuple[Ladder, ...] | None:
    cycle = subject.cycle
    if cycle is None or not cycle.practices:
        return None
    company = subject.handbook.company
    own = vague.own_words(text for word in company.words for _, text in word.entries)
    bench = _Bench(
        subject=subject,
        context=Context(
            limits=company.limits,
            words=(*WORDS, *own),
            workdays=Workdays(subject.handbook.calendar(subject.team)),
            day=subject.day,
            metrics=frozenset(cycle.metrics),
        ),
        skills=grain.practised_by(tuple(cycle.practices.values()), tuple(subject.files.team.members)),
        rows=subject.rows("sessions"),
    )
    return _once(bench.ladder(key, practice) for key, practice in cycle.practices.items())


def _once(ladders: Iterable[Ladder]) -> tuple[Ladder, ...]:
    """The same, each measure's course below the first ladder that is to move it."""
    seen: set[str] = set()
    found = []
    for ladder in ladders:
        measure = ladder.indicator.id if ladder.indicator else ""
        found.append(replace(ladder, shows_course=measure not in seen))
        seen.add(measure)
    return tuple(found)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Bench:
    subject: Subject
    context: Context
    skills: Mapping[str, int]
    rows: Sequence[Any]

    def ladder(self, key: str, practice: Practice) -> Ladder:
        subject = self.subject
        return Ladder(
            id=key,
            wish=practice.wish,
            skill=practice.skill,
            indicator=subject.indicator(practice.metric) if practice.metric else None,
            rungs=tuple(self._rung(key, practice, name, step) for name, step in practice.steps.items()),
            location=subject.locate("practices", key),
        )

    def _rung(self, key: str, practice: Practice, name: str, step: Step) -> Rung:
        subject, feedback = self.subject, step.feedback
        rows = [row for row in self.rows if row.practice == key and row.step == name]
        sessions = [Repetitions(day=row.date, tried=row.reps or 0, succeeded=row.succeeded) for row in rows]
        return Rung(
            id=name,
            text=step.text,
            is_now=step.now,
            minutes=step.minutes,
            per_week=step.per_week,
            members=subject.members(step.members),
            feedback=subject.member(feedback.from_) if feedback else None,
            within_days=feedback.within_days if feedback else None,
            success=step.success,
            needs=step.needs,
            begins=step.begins,
            hints=grain.hints(practice, step, sessions, grain.busiest(step, self.skills), self.context),
            logged=_logged(rows),
            location=subject.locate("practices", key, "steps", name),
        )


def _logged(rows: Sequence[Any]) -> Logged | None:
    if not rows:
        return None
    return Logged(
        reps=sum(1 if row.reps is None else row.reps for row in rows),
        people=len({row.member for row in rows}),
        last=max(row.date for row in rows),
    )


SECTION = Section(needs=("sessions",), build=_build)
