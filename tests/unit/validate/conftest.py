"""Projects around cases and fragments, and what the checks say about them."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date

import pytest

from goalbook.history.compared import compared
from goalbook.load.run import load
from goalbook.present import places
from goalbook.problems import Problem
from goalbook.tree import MemoryTree
from goalbook.validate.accepted import Verdict
from goalbook.validate.run import judge
from goalbook.words import Words, words

_COMPANY = """\
name: Sample
languages: [en, ja]
cycles:
  fy2026-h1: 2026-04-01..2026-09-30
  fy2026-h2: 2026-10-01..2027-03-31
"""
_TEAM = """\
name: Sales team 1
members:
  sato: {name: Sato}
  ito: {name: Ito}
  suzuki: {name: Suzuki}
"""
_CYCLE = "goals/teams/sales-1/fy2026-h2.yml"
_FILE = re.compile(r"^# (goals/\S+)\n", re.MULTILINE)

_TODAY = date(2026, 11, 30)

Check = Callable[..., tuple[Problem, ...]]


def _project(files: Mapping[str, str]) -> dict[str, str]:
    teams = {path.split("/")[2] for path in files if path.startswith("goals/teams/")} or {"sales-1"}
    added = {f"goals/teams/{team}/team.yml": _TEAM for team in sorted(teams)}
    return {"goals/company.yml": _COMPANY, **added, **files}


@pytest.fixture(scope="session")
def verdict() -> Callable[..., Verdict]:
    """Loads and judges files; a company, and a team for each folder, are supplied where they are absent.

    With the files as they were agreed before, also what moved is checked, on 30 November 2026.
    """

    def run(files: Mapping[str, str], before: Mapping[str, str] | None = None) -> Verdict:
        loaded = load(MemoryTree(_project(files)))
        if before is None:
            return judge(loaded)
        agreed = load(MemoryTree(_project(before)))
        return judge(loaded, compared(agreed, loaded, _TODAY))

    return run


@pytest.fixture(scope="session")
def problems(verdict: Callable[..., Verdict]) -> Check:
    """The problems of the same that nobody accepts."""

    def run(files: Mapping[str, str], before: Mapping[str, str] | None = None) -> tuple[Problem, ...]:
        return verdict(files, before).problems

    return run


@pytest.fixture(scope="session")
def fragment() -> Callable[[str], dict[str, str]]:
    """The files of a check's ``bad`` or ``good``: a cycle file, then those that ``# goals/...`` names."""

    def split(text: str) -> dict[str, str]:
        first, *others = _FILE.split(text)
        named = dict(zip(others[::2], others[1::2], strict=True))
        return {_CYCLE: f"cycle: fy2026-h2\n{first}", **named}

    return split


@pytest.fixture(scope="session")
def english() -> Words:
    """English words."""
    return words("en", places.locales())
