"""Grades.

Every key result's score as its type reads it, its weight, and its pace where it adds up from 0 over the
cycle.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any, Final

import pandas as pd

from goalbook.analyse import cohorts, frames, grading, layout
from goalbook.analyse.grading import Grade
from goalbook.analyse.inputs import Inputs
from goalbook.analyse.scores import State
from goalbook.analyse.table import Table
from goalbook.analyse.workdays import Workdays
from goalbook.model.objective import Ambition
from goalbook.model.values import Period, Span

COLUMNS: Final = {
    "team": frames.TEXT,
    "cycle": frames.TEXT,
    "objective": frames.TEXT,
    "key_result": frames.TEXT,
    "type": frames.TEXT,  # committed, aspirational or ""
    "weight": frames.NUMBER,
    "score": frames.NUMBER,
    "grade": frames.TEXT,  # done, close, behind or ""
    "fraction": frames.NUMBER,  # elapsed part of the cycle's working days
    "pace_score": frames.NUMBER,  # score / fraction, of what adds up from 0 over the cycle
    "needs_look_back": frames.FLAG,  # committed, its time is over, and behind
    "state": frames.TEXT,
    "due": frames.DAY,
    "is_over": frames.FLAG,  # whether that day is behind, and no case open any more
}


def build(inputs: Inputs, tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Grade every key result."""
    results = tables["key-results"]
    facts = pd.DataFrame(_facts(inputs), columns=["type", "weight", "fraction", "due", "is_over"])
    is_open = results["waits_until"].notna()
    is_over = facts["is_over"].astype("bool") & ~is_open
    score = results["score"].where(
        results["state"].isin([State.SCORED.value, State.RUNNING.value, State.RUBRIC.value])
    )
    grade = pd.Series(grading.grades(score, facts["type"]), index=results.index, dtype="object")
    adds_up = (results["per"] == Period.CYCLE.value) & (results["baseline"] == 0)
    is_missed = (facts["type"] == Ambition.COMMITTED.value) & is_over & (grade == Grade.BEHIND.value)
    frame = results.assign(
        score=score,
        type=frames.texts(facts["type"]),
        weight=facts["weight"].astype("float64"),
        grade=frames.texts(grade),
        fraction=facts["fraction"],
        pace_score=grading.pace_score(score, facts["fraction"], adds_up & ~is_over & ~is_open),
        needs_look_back=is_missed,
        due=frames.days(facts["due"]),
        is_over=is_over,
    )
    return frames.conform(frame, COLUMNS)


def _facts(inputs: Inputs) -> list[tuple[Any, ...]]:
    """What the files say of each key result, in the order of the table ``key-results``."""
    found: list[tuple[Any, ...]] = []
    for team, _, cycle, span in layout.each_cycle(inputs):
        day, days = inputs.handbook.as_of(team, inputs.today), Workdays(inputs.handbook.calendar(team))
        fraction, waits = days.fraction(span, day), cohorts.wait_days(cycle)
        for objective in cycle.objectives.values():
            for result in objective.key_results.values():
                due = _due(result.due, span)
                kind = result.type.value if result.type else ""
                closed = day - timedelta(days=waits.get(result.metric or "", 0))
                found.append((kind, result.weight, fraction, due, closed >= due))
    return found


def _due(due: Any, span: Span) -> Any:
    return due if due and due in span else span.last


TABLE: Final = Table(needs=("key-results",), columns=COLUMNS, build=build)
