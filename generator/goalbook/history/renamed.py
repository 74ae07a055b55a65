"""Which teams stand in a folder of another name than before: no file says so, their contents do."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from typing import Final

from goalbook.analyse import threshold_targets
from goalbook.errors import SourceUnreadable
from goalbook.history.git_tree import GitTree
from goalbook.tree import Tree

_SAME: Final = threshold_targets.SAME_FOLDER.value
"""The part of a folder's files that must come again under another name for it to be the same folder."""
_DEPTH: Final = len(("goals", "teams", "sales-1", "team.yml"))


def renamed(old: GitTree, new: Tree) -> dict[str, str]:
    """Team id now to the id that its folder had before.

    Args:
        old: The goals before.
        new: The goals now; only files of teams that came are read.
    """
    before, now = _teams(old.paths()), _teams(new.paths())
    gone, came = before.keys() - now.keys(), now.keys() - before.keys()
    if not gone or not came:
        return {}
    here = {team: frozenset(name for path in now[team] for name in _names(old, new, path)) for team in came}
    there = {team: frozenset(old.blob(path).id for path in before[team]) for team in gone}
    return pairs(here, there)


def pairs(came: Mapping[str, Collection[str]], gone: Mapping[str, Collection[str]]) -> dict[str, str]:
    """Folders that came to those that went with at least half of their contents.

    Args:
        came: Folder to the names of its contents.
        gone: Likewise.
    """
    found: dict[str, str] = {}
    for now in sorted(came):
        for then in sorted(gone.keys() - found.values()):
            there = frozenset(gone[then])
            if len(there.intersection(came[now])) >= _SAME * len(there):
                found[now] = then
                break
    return found


def _teams(paths: Sequence[str]) -> Mapping[str, list[str]]:
    found: defaultdict[str, list[str]] = defaultdict(list)
    for path in paths:
        parts = path.split("/")
        if len(parts) >= _DEPTH and parts[1] == "teams":
            found[parts[2]].append(path)
    return found


def _names(old: GitTree, new: Tree, path: str) -> tuple[str, ...]:
    if isinstance(new, GitTree):
        return (new.blob(path).id,)
    try:
        return old.names(new.read(path))
    except SourceUnreadable:
        return ()
