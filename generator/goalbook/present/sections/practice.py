"""Practice ladders: from the wish to what is practised this week."""

from __future__ import annotations

from dataclasses import dataclass

from goalbook.model.practice import Practice, Step
from goalbook.model.values import Text
from goalbook.present.indicator import Indicator
from goalbook.present.section import Section
from goalbook.present.subject import Subject


@dataclass(frozen=True, slots=True, kw_only=True)
class Rung:
    """One step of a ladder.

    Attributes:
        text: What to do.
        is_now: Whether it is practised now.
        minutes, per_week: How long and how often, or None.
        members: Names of those who practise it; empty = all.
        feedback: Who or what answers, or None.
        within_days: How soon.
    """

    text: Text
    is_now: bool
    minutes: int | None
    per_week: int | None
    members: tuple[Text, ...]
    feedback: Text | None
    within_days: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Ladder:
    """One practice.

    Attributes:
        id: Its id.
        wish: The wish.
        skill: The skill behind it, or None.
        indicator: The quality measure it should move, or None.
        rungs: Steps, coarse to fine.
    """

    id: str
    wish: Text
    skill: Text | None
    indicator: Indicator | None
    rungs: tuple[Rung, ...]

    @property
    def now(self) -> tuple[Rung, ...]:
        """What is practised now."""
        return tuple(rung for rung in self.rungs if rung.is_now)


def _build(subject: Subject) -> tuple[Ladder, ...] | None:
    if subject.cycle is None or not subject.cycle.practices:
        return None
    return tuple(_ladder(subject, key, practice) for key, practice in subject.cycle.practices.items())


def _ladder(subject: Subject, key: str, practice: Practice) -> Ladder:
    return Ladder(
        id=key,
        wish=practice.wish,
        skill=practice.skill,
        indicator=subject.indicator(practice.metric) if practice.metric else None,
        rungs=tuple(_rung(subject, step) for step in practice.steps.values()),
    )


def _rung(subject: Subject, step: Step) -> Rung:
    return Rung(
        text=step.text,
        is_now=step.now,
        minutes=step.minutes,
        per_week=step.per_week,
        members=subject.members(step.members),
        feedback=subject.member(step.feedback.from_) if step.feedback else None,
        within_days=step.feedback.within_days if step.feedback else None,
    )


SECTION = Section(build=_build)
