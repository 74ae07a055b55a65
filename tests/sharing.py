"""Which tests share a worker of pytest-xdist: all of a file, and all that look at the same built site.

Fixtures and caches of a module are then made once, not once on every worker; the slowest files start first,
so that the quick ones fill the end. The method is the one xdist documents, a scheduler of one's own.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

from xdist.scheduler import LoadScopeScheduling

SITES: Final = {
    "tests/browser/test_sample.py": "the sample",
    "tests/browser/test_handbook.py": "the sample",
    "tests/browser/test_limits.py": "the sample",
    "tests/browser/test_copy_summary.py": "the sample",
    "tests/browser/test_meeting.py": "the sample",
    "tests/browser/test_practice.py": "the sample",
    "tests/browser/test_what_if.py": "the sample",
    "tests/browser/test_shell.py": "the small site",
}
SLOWEST: Final = ("tests/browser/test_sample.py", "tests/browser", "tests/site", "tests/architecture")


def rank(path: Path, root: Path) -> int:
    """When a file starts: 0 is first."""
    name = path.relative_to(root).as_posix()
    return next((place for place, slow in enumerate(SLOWEST) if name.startswith(slow)), len(SLOWEST))


class BySite(LoadScopeScheduling):
    """Sends what shares a site, else what shares a file, to one worker."""

    def __init__(self, config: Any, log: Any) -> None:
        super().__init__(config, log)
        config.option.loadscopereorder = False  # the order of the collection is the order of work

    def _split_scope(self, nodeid: str) -> str:
        path = nodeid.partition("::")[0]
        return SITES.get(path, path)
