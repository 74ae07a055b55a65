"""Scores of key results as their type reads them, and the score of each objective."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from goalbook.analyse import thresholds
from goalbook.analyse.grading import Grade
from goalbook.messages import Message, msg
from goalbook.model.objective import Ambition
from goalbook.model.values import Text
from goalbook.present.section import Section
from goalbook.present.subject import Subject

_WORDS: Final = {Grade.DONE: msg("reached"), Grade.CLOSE: msg("close"), Grade.BEHIND: msg("behind")}


@dataclass(frozen=True, slots=True, kw_only=True)
class Graded:
    """One key result.

    Attributes:
        objective, key_result: Which.
        type: What was promised, or None.
        weight: Its share in the objective's score.
        score: 0 to 1, or None.
        word: Its grade in words; None without a score or a type.
        pace_score: Score ÷ elapsed part of the cycle, of what adds up from 0 over it; else None.
        needs_look_back: Committed, its time is over, and behind.
    """

    objective: str
    key_result: str
    type: Ambition | None
    weight: float
    score: float | None
    word: Message | None
    pace_score: float | None
    needs_look_back: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Whole:
    """One objective.

    Attributes:
        objective: Which.
        key_results, scored: How many it has, and how many have a score.
        score: Weighted mean of the scored ones.
        missing: Titles of the others.
    """

    objective: str
    key_results: int
    scored: int
    score: float
    missing: tuple[Text, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """From which score a type is done, and from which it is close."""

    done: float
    close: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Grades:
    """Scores of a cycle.

    Attributes:
        rows: Key results in the order of the file.
        wholes: Objectives that have a score.
        is_over: Whether the cycle's last working day is behind, and no case open any more.
        committed, aspirational: How scores are read.
    """

    rows: tuple[Graded, ...]
    wholes: tuple[Whole, ...]
    is_over: bool
    committed: Scale
    aspirational: Scale

    def of(self, objective: str, key_result: str) -> Graded | None:
        """One key result, or None."""
        found = (row for row in self.rows if (row.objective, row.key_result) == (objective, key_result))
        return next(found, None)

    def whole(self, objective: str) -> Whole | None:
        """One objective, or None."""
        return next((whole for whole in self.wholes if whole.objective == objective), None)


def _build(subject: Subject) -> Grades | None:
    rows, wholes = subject.rows("grades"), subject.rows("objective-scores")
    if not any(row.score is not None for row in rows):
        return None
    return Grades(
        rows=tuple(_graded(row) for row in rows),
        wholes=tuple(_whole(subject, row) for row in wholes if row.score is not None),
        is_over=all(row.fraction >= 1 and row.is_over for row in rows),
        committed=Scale(done=thresholds.COMMITTED_DONE.value, close=thresholds.COMMITTED_CLOSE.value),
        aspirational=Scale(
            done=thresholds.ASPIRATIONAL_DONE.value, close=thresholds.ASPIRATIONAL_CLOSE.value
        ),
    )


def _graded(row: Any) -> Graded:
    return Graded(
        objective=row.objective,
        key_result=row.key_result,
        type=Ambition(row.type) if row.type else None,
        weight=row.weight,
        score=row.score,
        word=_WORDS.get(Grade(row.grade)),
        pace_score=row.pace_score,
        needs_look_back=row.needs_look_back,
    )


def _whole(subject: Subject, row: Any) -> Whole:
    goals = subject.cycle.objectives if subject.cycle else {}
    return Whole(
        objective=row.objective,
        key_results=row.key_results,
        scored=row.scored,
        score=row.score,
        missing=tuple(goals[row.objective].key_results[name].title for name in row.missing.split()),
    )


SECTION = Section(needs=("grades", "objective-scores"), build=_build)
