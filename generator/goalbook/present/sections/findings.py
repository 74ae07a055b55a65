"""Four ways in which goals are out of shape, with the rows that led to each and the frame that cures it.

Absent, off target, too many, too abstract: the column's words; which check speaks for which is ours.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

from goalbook.analyse import grain, threshold_practice
from goalbook.messages import Message, msg
from goalbook.model.cycle import Cycle
from goalbook.model.values import Text
from goalbook.present.section import Section
from goalbook.present.subject import Subject
from goalbook.problems import Location


class Shape(StrEnum):
    """How goals can be out of shape."""

    ABSENT = "absent"
    OFF = "off"
    MANY = "many"
    ABSTRACT = "abstract"


_OF_CHECKS: Final = {
    "cycle-has-a-kgi": Shape.ABSENT,
    "key-results-agree": Shape.OFF,
    "key-results-reach-the-plan": Shape.OFF,
    "targets-agree": Shape.OFF,
    "tree-has-one-root": Shape.OFF,
    "volume-and-quality-are-paired": Shape.OFF,
    "chosen-kpis-are-few": Shape.MANY,
    "objective-has-few-key-results": Shape.MANY,
    "weekly-input-is-small": Shape.MANY,
    "key-result-has-one-measure": Shape.ABSTRACT,
    "metric-has-denominator": Shape.ABSTRACT,
    "one-step-is-now": Shape.ABSTRACT,
    "wording-is-observable": Shape.ABSTRACT,
}
"""Which check speaks for which shape."""
_CURES: Final = {
    Shape.ABSENT: ("handbook/steps.md", "step-1", msg("Step 1: from the KGI back to the steps")),
    Shape.OFF: ("handbook/steps.md", "step-2", msg("Step 2: KPIs where the impact is large")),
    Shape.MANY: ("handbook/frame-1-process.md", "chosen", msg("Frame 1: many measures, few chosen KPIs")),
    Shape.ABSTRACT: (
        "handbook/frame-3-practice.md",
        "ladder",
        msg("Frame 3: from a wish to today's practice"),
    ),
}
_RANKED: Final = {
    "low-impact": msg("It is chosen although other steps weigh more, and no reason is given."),
    "not-connected": msg("It is chosen, and nothing connects it with the KGI."),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row that led to a finding.

    Attributes:
        said: In words.
        about: What it is about, in its author's words, or None.
        location: Its line.
        rule: The check's key; empty for what no check says.
    """

    said: Message
    about: Text | None = None
    location: Location
    rule: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One shape.

    Attributes:
        shape: Which.
        rows: What led to it; empty when nothing did.
        page, anchor: Where the handbook says what helps.
        cure: That page's frame or step.
    """

    shape: Shape
    rows: tuple[Row, ...]
    page: str
    anchor: str
    cure: Message


def _build(subject: Subject) -> tuple[Finding, ...]:
    found: dict[Shape, list[Row]] = {shape: [] for shape in Shape}
    for shape, row in (*_of_problems(subject), *_of_cycle(subject), *_of_tables(subject)):
        found[shape].append(row)
    return tuple(
        Finding(
            shape=shape,
            rows=tuple(sorted(rows, key=lambda row: row.location)),
            page=_CURES[shape][0],
            anchor=_CURES[shape][1],
            cure=_CURES[shape][2],
        )
        for shape, rows in found.items()
    )


def _of_problems(subject: Subject) -> Iterator[tuple[Shape, Row]]:
    reviews = f"goals/teams/{subject.team}/reviews/"
    for problem in subject.problems:
        path, shape = problem.location.path, _OF_CHECKS.get(problem.key)
        if shape is not None and (path == subject.ref.path or path.startswith(reviews)):
            yield shape, Row(said=problem.message, location=problem.location, rule=problem.key)


def _of_cycle(subject: Subject) -> Iterator[tuple[Shape, Row]]:
    cycle = subject.cycle
    if cycle is None:
        said = msg("No goals have been written for this team yet.")
        yield Shape.ABSENT, Row(said=said, location=subject.locate())
        return
    for is_there, key, said in _expected(cycle):
        if not is_there and not cycle.is_left_out("", key):
            yield Shape.ABSENT, Row(said=said, location=subject.locate())
    most = threshold_practice.SKILLS_PER_PERSON.value
    skills = grain.practised_by(tuple(cycle.practices.values()), tuple(subject.files.team.members))
    if max(skills.values(), default=0) > most:
        said = msg(
            "Somebody practises {number} skills now; at most {most}.", number=max(skills.values()), most=most
        )
        yield Shape.MANY, Row(said=said, location=subject.locate("practices"))


def _expected(cycle: Cycle) -> tuple[tuple[bool, str, Message], ...]:
    kgi = cycle.metrics.get(cycle.kgi or "")
    return (
        (cycle.kgi is None or kgi is None or bool(kgi.targets), "kgi", msg("The KGI has no target.")),
        (bool(cycle.kpis), "kpis", msg("No KPI is chosen yet.")),
        (bool(cycle.objectives), "objectives", msg("No objective is written yet.")),
        (bool(cycle.practices), "practices", msg("No practice is written yet.")),
    )


def _of_tables(subject: Subject) -> Iterator[tuple[Shape, Row]]:
    for row in _newest(subject):
        said = _RANKED.get(row.finding)
        if said is not None:
            yield Shape.OFF, _about(subject, row.kpi, said)
    for row in subject.rows("drift"):
        said = msg("It rose {number} times running while the KGI did not.", number=row.periods)
        yield Shape.OFF, _about(subject, row.metric, said)
    layers = subject.rows("layers")
    if layers and not any(row.is_leading for row in layers):
        said = msg("All chosen KPIs come after the work; none is about behaviour or skill.")
        yield Shape.ABSTRACT, Row(said=said, location=subject.locate("kpis"))


def _newest(subject: Subject) -> Iterator[Any]:
    """The ranking of the newest complete period, of what is chosen."""
    rows = [row for row in subject.rows("ranking") if row.is_complete and row.kpi]
    newest = max((row.last for row in rows), default=None)
    seen: set[str] = set()
    for row in rows:
        if row.last == newest and row.kpi not in seen:
            seen.add(row.kpi)
            yield row


def _about(subject: Subject, metric: str, said: Message) -> Row:
    return Row(said=said, about=subject.indicator(metric).name, location=subject.locate("kpis", metric))


SECTION = Section(needs=("ranking", "drift", "layers"), build=_build)
