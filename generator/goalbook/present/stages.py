"""How far a team is along the five steps: what belongs to each, and whether it stands there.

The steps are the column's; what counts as taken is a house default.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from goalbook.analyse import agreement_states, kpi_tree
from goalbook.analyse.agreement_states import AgreementState
from goalbook.messages import Message, msg
from goalbook.model.cycle import Cycle
from goalbook.model.objective import KeyResult
from goalbook.present.subject import Subject
from goalbook.problems import Location

TITLES: Final = (
    msg("Break the process down from the KGI"),
    msg("Put KPIs where the impact is large"),
    msg("Sharpen the goal with OKR and SMART"),
    msg("Set the grain with deliberate practice"),
    msg("Look back, in numbers and in words, and help people grow"),
)
_NOTHING: Final = Cycle.model_validate({"cycle": "none"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """One thing that belongs to a step.

    Attributes:
        said: In words.
        is_done: Whether it stands there.
        location: Where it stands, or would stand.
    """

    said: Message
    is_done: bool
    location: Location


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """One of the five steps.

    Attributes:
        number: 1 to 5.
        title: In words.
        points: What belongs to it.
    """

    number: int
    title: Message
    points: tuple[Point, ...]

    @property
    def is_done(self) -> bool:
        """Whether all of it stands there."""
        return all(point.is_done for point in self.points)


def stages(subject: Subject) -> tuple[Stage, ...]:
    """All five, in order."""
    cycle = subject.cycle or _NOTHING
    found = (
        _process(subject, cycle),
        _chosen(subject, cycle),
        _okr(subject, cycle),
        _practice(subject, cycle),
    )
    return tuple(
        Stage(number=number, title=title, points=tuple(points))
        for number, (title, points) in enumerate(
            zip(TITLES, (*found, _habits(subject)), strict=True), start=1
        )
    )


def kgi_place(subject: Subject) -> Location:
    """Where the KGI stands, else would stand."""
    kgi = subject.cycle.kgi if subject.cycle else None
    return subject.locate("metrics", kgi) if kgi else subject.locate("kgi")


def is_split(cycle: Cycle) -> bool:
    """Whether any other measure leads to the KGI, by arithmetic or by an arrow.

    Both counts of a rate are the rate itself: of a KGI with these alone no page can say where a gap arose.
    """
    tree = kpi_tree.build_tree(cycle)
    own = {tree.kgi, *tree.measured.get(tree.kgi or "", ())}
    return any(name not in own and bool(tree.way_to_kgi(name)) for name in cycle.metrics) or bool(
        tree.kgi and tree.children(tree.kgi)
    )


def is_reviewed(subject: Subject) -> bool:
    """Whether a review was held in the cycle."""
    span, day = subject.span, subject.day
    held = [one for one in subject.files.reviews.values() if not one.is_draft and one.held <= day]
    return any(span is not None and one.held in span for one in held)


def is_recorded(subject: Subject) -> bool:
    """Whether a number was ever recorded."""
    return any(row.rows for row in subject.rows("freshness"))


def results(cycle: Cycle) -> tuple[KeyResult, ...]:
    """Every key result."""
    return tuple(one for goal in cycle.objectives.values() for one in goal.key_results.values())


def _process(subject: Subject, cycle: Cycle) -> Iterator[Point]:
    kgi, place = cycle.metrics.get(cycle.kgi or ""), kgi_place(subject)
    yield Point(said=msg("The KGI is named."), is_done=kgi is not None, location=subject.locate("kgi"))
    yield Point(said=msg("It has a target."), is_done=bool(kgi and kgi.targets), location=place)
    yield Point(said=msg("It is broken down into steps."), is_done=is_split(cycle), location=place)


def _chosen(subject: Subject, cycle: Cycle) -> Iterator[Point]:
    place, has_reasons = subject.locate("kpis"), all(kpi.because for kpi in cycle.kpis.values())
    yield Point(said=msg("Few KPIs are chosen."), is_done=bool(cycle.kpis), location=place)
    yield Point(said=msg("Each has its reason."), is_done=bool(cycle.kpis) and has_reasons, location=place)


def _okr(subject: Subject, cycle: Cycle) -> Iterator[Point]:
    place, found = subject.locate("objectives"), results(cycle)
    for said, is_done in (
        (msg("An objective stands there in words."), bool(cycle.objectives)),
        (msg("A key result is counted."), any(one.metric for one in found)),
        (msg("A key result is described in levels."), any(one.rubric for one in found)),
    ):
        yield Point(said=said, is_done=is_done, location=place)


def _practice(subject: Subject, cycle: Cycle) -> Iterator[Point]:
    steps = [step for practice in cycle.practices.values() for step in practice.steps.values()]
    place, is_now = subject.locate("practices"), any(step.now for step in steps)
    yield Point(said=msg("A wish became steps."), is_done=bool(steps), location=place)
    yield Point(said=msg("One step is practised now."), is_done=is_now, location=place)


def _habits(subject: Subject) -> Iterator[Point]:
    files, place = subject.files, subject.locate()
    agreed = agreement_states.agreements(files, subject.cycle_id, subject.day) if subject.cycle else ()
    have_all = bool(agreed) and all(one.state is not AgreementState.WAITING for one in agreed)
    yield Point(said=msg("Everybody has agreed in their own words."), is_done=have_all, location=place)
    yield Point(said=msg("A review was held."), is_done=is_reviewed(subject), location=place)
    yield Point(said=msg("Numbers are recorded."), is_done=is_recorded(subject), location=place)
