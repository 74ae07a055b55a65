"""The goals as they are beside the goals as they were agreed, for checks that ask what moved."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from goalbook.history.change import Change
from goalbook.history.compare import compare
from goalbook.history.git_tree import GitTree
from goalbook.history.renamed import renamed
from goalbook.load.loaded import Loaded
from goalbook.load.run import load
from goalbook.model.handbook import Handbook
from goalbook.model.ref import COMPANY
from goalbook.tree import Tree

_DEPTH = len(("goals", "teams", "sales-1", "fy2026-h2.yml"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """Two handbooks and what changed between them.

    Attributes:
        old: As it was.
        new: As it is.
        changes: What changed in meaning.
        today: For teams without a day of their own.
    """

    old: Handbook
    new: Handbook
    changes: tuple[Change, ...]
    today: date

    def day(self, change: Change) -> date | None:
        """The team's day, when it lies within the cycle of a change behind its first day; None otherwise.

        A change of the company's own, or of a team that is gone, has no day.
        """
        if change.team not in self.new.teams:
            return None
        span, day = self.new.span(change.cycle), self.new.as_of(change.team, self.today)
        return day if span is not None and span.first < day <= span.last else None


def compared(old: Loaded, new: Loaded, today: date) -> Compared:
    """Compare what was loaded."""
    changes = tuple(compare(old.handbook, new.handbook))
    return Compared(old=old.handbook, new=new.handbook, changes=changes, today=today)


def with_git(old: GitTree, new: Tree, today: date) -> Compared | None:
    """Compare the goals of those teams whose cycle files are other than they were; None without any.

    Only what was agreed is read, no numbers, so that a check of a large company stays quick.

    Args:
        old: The goals as they were agreed.
        new: The goals as they are.
        today: For teams without a day of their own.
    """
    old = old.under(renamed(old, new))
    moved = [path for path in old.changed(_Agreed(new)) if path.count("/") == _DEPTH - 1]
    teams = {path.split("/")[2] for path in moved if path.endswith(".yml")}
    if not teams:
        return None
    return compared(load(_Agreed(old, teams)), load(_Agreed(new, teams)), today)


class _Agreed:
    """company.yml, and of some teams team.yml and the cycle files; a Tree.

    Args:
        tree: The whole.
        teams: Their ids; all when None.
    """

    def __init__(self, tree: Tree, teams: set[str] | None = None) -> None:
        self._tree = tree
        self._paths = tuple(path for path in tree.paths() if _is_wanted(path, teams))

    def paths(self) -> tuple[str, ...]:
        return self._paths

    def read(self, path: str) -> bytes:
        return self._tree.read(path)


def _is_wanted(path: str, teams: set[str] | None) -> bool:
    parts = path.split("/")
    if len(parts) != _DEPTH or not path.endswith(".yml"):
        return path == COMPANY.path
    return teams is None or parts[2] in teams
