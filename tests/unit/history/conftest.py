"""Handbooks before and after, as a case gives them, and what changed between them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import pytest

from goalbook.history import report
from goalbook.history.change import Change
from goalbook.history.compare import compare
from goalbook.load.loaded import Loaded
from goalbook.load.run import load
from goalbook.present import places
from goalbook.problems import Location
from goalbook.tree import MemoryTree
from goalbook.words import Words, words

COMPANY = """\
name: Sample
languages: [en, ja]
cycles:
  fy2026-h1: 2026-04-01..2026-09-30
  fy2026-h2: 2026-10-01..2027-03-31
"""
TEAM = """\
name: Sales team 1
members:
  sato: {name: Sato}
  ito: {name: Ito}
"""
CYCLE = "goals/teams/sales-1/fy2026-h2.yml"

Files = str | Mapping[str, str]
"""Path to text, or the text of the cycle file below its first line."""
Load = Callable[[Files], Loaded]


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """What changed.

    Attributes:
        changes: The changes.
        lines: The same as ``goalbook diff`` prints them.
        old, new: What was compared.
    """

    changes: tuple[Change, ...]
    lines: list[str]
    old: Loaded
    new: Loaded


Diff = Callable[[Files, Files], Difference]


@pytest.fixture(scope="session")
def read() -> Load:
    """Loads files; a company and a team are supplied, and an empty text takes a file away."""

    def run(files: Files) -> Loaded:
        named = {CYCLE: f"cycle: fy2026-h2\n{files}"} if isinstance(files, str) else files
        whole = {"goals/company.yml": COMPANY, "goals/teams/sales-1/team.yml": TEAM, **named}
        return load(MemoryTree({path: text for path, text in whole.items() if text}))

    return run


@pytest.fixture(scope="session")
def diff(read: Load, english: Words) -> Diff:
    """Compares what two sets of files say."""

    def run(before: Files, after: Files) -> Difference:
        old, new = read(before), read(after)
        changes = tuple(compare(old.handbook, new.handbook))

        def locate(change: Change) -> Location:
            return (old if change.is_gone else new).locate(change.ref)

        lines = [report.line(change, locate, english) for change in changes]
        return Difference(changes=changes, lines=lines, old=old, new=new)

    return run


@pytest.fixture(scope="session")
def english() -> Words:
    """English words."""
    return words("en", places.locales())
