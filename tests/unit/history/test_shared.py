"""What is the same before and now is read once, and nothing is told otherwise for that."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from goalbook.history import shared
from goalbook.load.run import load
from goalbook.tree import MemoryTree

CALLS = "date,metric,value\n2026-11-06,calls,1\n"
FILES = {
    "goals/company.yml": "name: Sample\nlanguages: [en]\ncycles: {h2: 2026-10-01..2027-03-31}\n",
    "goals/teams/a/team.yml": "name: A\n",
    "goals/teams/a/h2.yml": "cycle: h2\nmetrics: {calls: {name: Calls, kind: count, target: 5}}\n",
    "goals/teams/a/log/progress/x.csv": CALLS,
    "goals/teams/b/team.yml": "name: [\n",
    "goals/teams/b/log/progress/x.csv": CALLS,
}
CHANGES: Mapping[str, tuple[Mapping[str, str], set[str]]] = {
    "nothing": ({}, set()),
    "a cycle": ({"goals/teams/a/h2.yml": "cycle: h2\n"}, {"goals/teams/a/h2.yml"}),
    "a team, on which its files depend": (
        {"goals/teams/a/team.yml": "name: A\nlog: {dates: day/month/year}\n"},
        {path for path in FILES if path.startswith("goals/teams/a/")},
    ),
    "a file more": ({"goals/teams/c/team.yml": "name: C\n"}, {"goals/teams/c/team.yml"}),
}


class _Noted(MemoryTree):
    """Notes what was read."""

    def __init__(self, files: Mapping[str, str | bytes]) -> None:
        super().__init__(files)
        self.noted: set[str] = set()

    def read(self, path: str) -> bytes:
        self.noted.add(path)
        return super().read(path)


@pytest.mark.parametrize("what", CHANGES)
def test_only_what_changed_is_read_again(what: str) -> None:
    files, expected = CHANGES[what]
    before, after = MemoryTree(FILES), _Noted({**FILES, **files})

    old, new = shared.loaded(before, after, frozenset(files))

    assert after.noted == expected
    assert (old, new) == (load(before), load(MemoryTree({**FILES, **files})))
