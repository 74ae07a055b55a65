"""Which SMART letters of key results a change opens or answers, from the goal files alone.

What needs the log is left to the pages, where the log is read (`goalbook.analyse.smart_log`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from goalbook.analyse import smart
from goalbook.analyse.smart_letter import Letter, Result
from goalbook.history.change import Change
from goalbook.messages import Message
from goalbook.model.cycle import Cycle
from goalbook.model.handbook import Handbook
from goalbook.model.objective import KeyResult, SmartLetter
from goalbook.model.ref import COMPANY

_OPEN: Final = frozenset({Result.FAIL, Result.WARN})


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterMove:
    """A letter of a key result of which something else comes now.

    Attributes:
        team: The team's id.
        result: The key result as it is.
        letter: Which of the five.
        before: What came of it before; None for a new key result.
        after: What comes of it now.
        questions: What is asked now and was not before.
    """

    team: str
    result: KeyResult
    letter: SmartLetter
    before: Result | None
    after: Result
    questions: tuple[Message, ...]


def moves(old: Handbook, new: Handbook, changes: Sequence[Change]) -> Iterator[LetterMove]:
    """Letters that change, in order of team, cycle and place; of a new key result those that lack something.

    A team of whose goals something could not be read before or now is passed over.

    Args:
        old: The handbook before.
        new: The handbook now.
        changes: What `goalbook.history.compare` found between them; one of the company's own may touch all.
    """
    touched = {change.team for change in changes}
    teams = new.teams if "" in touched else touched & new.teams.keys()
    for team in sorted(teams & old.teams.keys()):
        if _is_whole(old, team) and _is_whole(new, team):
            before, after = old.teams[team].cycles, new.teams[team].cycles
            for cycle in sorted(before.keys() & after.keys()):
                yield from _of_cycle((old, before[cycle]), (new, after[cycle]), (team, cycle))


def _of_cycle(
    old: tuple[Handbook, Cycle], new: tuple[Handbook, Cycle], place: tuple[str, str]
) -> Iterator[LetterMove]:
    for objective, goal in new[1].objectives.items():
        for name, result in goal.key_results.items():
            after = _letters(new, (*place, objective, name))
            was = _earlier(old[1], (objective, *goal.was), (name, *result.was))
            before = _letters(old, (*place, *was)) if was else ()
            if not after or (was and not before):
                continue  # measured by something unknown, which has a problem of its own
            moved = map(_moved, before or (None,) * len(after), after)
            for then, now, asked in (move for move in moved if move is not None):
                yield LetterMove(
                    team=place[0],
                    result=result,
                    letter=now.letter,
                    before=then.result if then else None,
                    after=now.result,
                    questions=asked,
                )


def _moved(before: Letter | None, after: Letter) -> tuple[Letter | None, Letter, tuple[Message, ...]] | None:
    """A letter before and now, and what is asked anew; None when nothing else comes of it."""
    if before is None:
        return (before, after, after.questions) if after.result in _OPEN else None
    asked = tuple(one for one in after.questions if one not in before.questions)
    return (before, after, asked) if asked or before.result is not after.result else None


def _letters(side: tuple[Handbook, Cycle], place: smart.Place) -> tuple[Letter, ...]:
    book, cycle = side
    metric = cycle.objectives[place[2]].key_results[place[3]].metric
    return smart.letters(book, place) if not metric or metric in cycle.metrics else ()


def _earlier(cycle: Cycle, objectives: Sequence[str], names: Sequence[str]) -> tuple[str, str] | None:
    """Ids that a key result had before, of those that it has now or had, as ``was:`` says."""
    for objective in objectives:
        goal = cycle.objectives.get(objective)
        for name in names if goal else ():
            if goal and name in goal.key_results:
                return objective, name
    return None


def _is_whole(book: Handbook, team: str) -> bool:
    """Whether all could be read that letters are told from; rows of the log are none of it."""
    folder = f"goals/teams/{team}/"
    return not any(
        ref.path == COMPANY.path or (ref.path.startswith(folder) and not ref.path.startswith(f"{folder}log/"))
        for ref in book.left_out
    )
