"""The checklist of every team, one line each: no total, and no order by it."""

from __future__ import annotations

from dataclasses import dataclass

from goalbook.analyse.checklist_item import CheckState
from goalbook.messages import Message
from goalbook.model.values import Text
from goalbook.present import checklists, subject
from goalbook.present.basis import Basis
from goalbook.present.section import Section


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamLine:
    """One team.

    Attributes:
        team: Its id.
        name: Its name.
        states: Of the seven items.
    """

    team: str
    name: Text
    states: tuple[CheckState, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One item over all teams.

    Attributes:
        key: Its anchor in the handbook.
        question: In words.
        passed: How many teams pass.
        unknown: How many cannot tell.
    """

    key: str
    question: Message
    passed: int
    unknown: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Teams:
    """All teams with goals.

    Attributes:
        lines: By team id.
        questions: The seven, with how many teams pass.
    """

    lines: tuple[TeamLine, ...]
    questions: tuple[Question, ...]


def _build(basis: Basis) -> Teams:
    subjects = (subject.current(basis, team) for team in basis.handbook.teams)
    found = [(one, checklist) for one in subjects if (checklist := checklists.of(one)) is not None]
    lines = tuple(
        TeamLine(team=one.team, name=one.name, states=tuple(line.state for line in checklist.lines))
        for one, checklist in found
    )
    first = found[0][1].lines if found else ()
    return Teams(
        lines=lines,
        questions=tuple(
            Question(
                key=line.key,
                question=line.question,
                passed=sum(team.states[place] is CheckState.PASS for team in lines),
                unknown=sum(team.states[place] is CheckState.UNKNOWN for team in lines),
            )
            for place, line in enumerate(first)
        ),
    )


SECTION = Section(of="site", needs=checklists.NEEDS, build=_build)
