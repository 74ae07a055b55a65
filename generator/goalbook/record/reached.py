"""Which key results of a cycle have reached their target; heavy tables are read for this question alone."""

from __future__ import annotations

from datetime import date
from typing import Final

from goalbook.model.handbook import Handbook

_TOLERANCE: Final = 1e-9
_TOLD: Final = frozenset({"scored", "running", "rubric"})
"""States of `goalbook.analyse.scores.State` in which a score is known."""


def reached(handbook: Handbook, team: str, cycle: str, today: date) -> frozenset[tuple[str, str]]:
    """The key results that are done, as (objective, key result); one whose score is unknown is not.

    With ``each: member`` every member has to have reached the target.
    """
    from goalbook.analyse import run

    alone = Handbook(company=handbook.company, teams={team: handbook.teams[team]}, left_out=handbook.left_out)
    rows = run.build(alone, today, ("key-results",)).rows("key-results", team)
    return frozenset(
        (row.objective, row.key_result)
        for row in rows
        if row.cycle == cycle
        and row.state in _TOLD
        and row.score is not None
        and row.score >= 1 - _TOLERANCE
        and (row.reached is None or row.reached >= row.heads)
    )
