"""Two trees read, what is the same in both only once."""

from __future__ import annotations

from collections.abc import Callable

from goalbook.load.loaded import Loaded
from goalbook.load.run import load
from goalbook.load.source import Part
from goalbook.tree import Tree

_TEAM_DEPTH = len(("goals", "teams", "sales-1"))


def loaded(old: Tree, new: Tree, changed: frozenset[str]) -> tuple[Loaded, Loaded]:
    """The goals before and now.

    Args:
        old: Before.
        new: Now.
        changed: Paths of files that are not the same in both.
    """
    known: dict[str, Part] = {}

    def first(path: str, read: Callable[[], Part]) -> Part:
        known[path] = read()
        return known[path]

    def then(path: str, read: Callable[[], Part]) -> Part:
        # What a file yields depends on itself and on its team.yml.
        is_same = path in known and changed.isdisjoint((path, _team_file(path)))
        return known[path] if is_same else read()

    return load(old, first), load(new, then)


def _team_file(path: str) -> str:
    return "/".join((*path.split("/")[:_TEAM_DEPTH], "team.yml"))
