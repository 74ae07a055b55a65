"""Two trees of goals compared: what changed, what that does, and what nobody can tell."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from goalbook.history import compare, effect, report
from goalbook.history.change import Change
from goalbook.history.effect import Effect
from goalbook.load.loaded import Loaded
from goalbook.problems import Location

_NONE: Final[Mapping[str, str]] = {}


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """What a proposal does.

    Attributes:
        old: The goals before.
        new: The goals now.
        changes: Every change of meaning, in order of team, cycle and place.
        effects: What they do, in order of team, cycle and day.
        not_compared: Changed places that could not be read before or now.
        is_first: Whether there were no goals before.
        renamed: Team id now to the id that its folder had before.
    """

    old: Loaded
    new: Loaded
    changes: tuple[Change, ...]
    effects: tuple[Effect, ...]
    not_compared: tuple[Location, ...]
    is_first: bool
    renamed: Mapping[str, str]

    def locate(self, change: Change) -> Location:
        """Where a change stands now; where it stood when it is gone."""
        return (self.old if change.is_gone else self.new).locate(change.ref)

    @property
    def is_numbers_only(self) -> bool:
        """Whether rows of the log are all that changed."""
        return not self.not_compared and report.is_numbers_only(self.changes)


def difference(
    old: Loaded, new: Loaded, changed: frozenset[str], today: date, renamed: Mapping[str, str] = _NONE
) -> Difference:
    """Compare two loaded trees.

    Args:
        old: Before.
        new: Now.
        changed: Paths of files that are not the same; a place that cannot be read in any other is no news.
        today: For teams without a day of their own.
        renamed: Team id now to the id that its folder had before.
    """
    changes = tuple(compare.compare(old.handbook, new.handbook))
    sides = [side for side in (old, new) if not _is_empty(side)]
    places = {
        (new if ref in new.handbook.left_out else old).locate(ref)
        for side in sides
        for ref in side.handbook.left_out
        if ref.path in changed
    }
    return Difference(
        old=old,
        new=new,
        changes=changes,
        effects=tuple(effect.effects(old.handbook, new.handbook, changes, today)),
        not_compared=tuple(sorted(places)),
        is_first=not old.handbook.teams,
        renamed=renamed,
    )


def _is_empty(side: Loaded) -> bool:
    """Whether there were no goals at all: what was never written is nothing that could not be read."""
    is_unnamed = any(problem.key == "company-file-missing" for problem in side.problems)
    return is_unnamed and not side.handbook.teams
