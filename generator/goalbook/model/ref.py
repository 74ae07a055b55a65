"""Pointing at a place in the goals without knowing its line.

Positions live in a side table made by `goalbook.load`, never inside nouns:
two equal goals on different lines are equal.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Ref:
    """A place in one file.

    Attributes:
        path: The file, from the project root.
        keys: The keys and list positions that lead there; empty for the whole file.
    """

    path: str
    keys: tuple[str | int, ...] = ()

    def at(self, *keys: str | int) -> Ref:
        """A place below this one."""
        return Ref(self.path, (*self.keys, *keys))


COMPANY = Ref("goals/company.yml")


def team_ref(team: str) -> Ref:
    """The file ``team.yml`` of a team."""
    return Ref(f"goals/teams/{team}/team.yml")


def cycle_ref(team: str, cycle: str) -> Ref:
    """The file of what a team agreed for a cycle."""
    return Ref(f"goals/teams/{team}/{cycle}.yml")


def agreement_ref(team: str, cycle: str, member: str) -> Ref:
    """The file of one member's agreement."""
    return Ref(f"goals/teams/{team}/agreements/{cycle}/{member}.yml")


def review_ref(team: str, review: str) -> Ref:
    """The file of a review; its name is without ``.md``."""
    return Ref(f"goals/teams/{team}/reviews/{review}.md")
