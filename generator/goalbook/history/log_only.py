"""Whether a branch records numbers and does nothing else: such a proposal waits for no reviewer."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

from goalbook.history import git

_LOG: Final = re.compile(
    r"goals/teams/[^/]+/log/(?:progress|practice|confidence|attestation)/[^/]+\.(?:csv|xlsx)"
)
_REGULAR: Final = "100644"
_WRITTEN: Final = frozenset({"A", "M"})


def others(project: Path, base: str, head: str) -> tuple[str, ...] | None:
    """Files of a branch that are something else than new or changed log files.

    Looked at is the whole repository, not the goals alone: a workflow or a setting is something else too, and
    so are a log file that is gone, a link and a program.

    Args:
        project: The project's folder.
        base: The branch that the proposal goes to.
        head: The branch's last commit.

    Returns:
        Their paths from the repository's top, in order; None when the branch changes nothing at all.

    Raises:
        GitError: No git, no repository, an unknown revision, a history that is cut off.
    """
    repository = git.find(project)
    old, new = git.commit(repository, base), git.commit(repository, head)
    if old is None or new is None:
        return None
    found = git.differences(repository, git.fork_point(repository, old, new), new)
    if not found:
        return None
    return tuple(each.named for each in found if not _is_recorded(each))


def _is_recorded(found: git.Difference) -> bool:
    is_log = found.path is not None and _LOG.fullmatch(found.path) is not None
    return is_log and found.status in _WRITTEN and found.mode == _REGULAR
