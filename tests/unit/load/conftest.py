"""Small projects for the tests of loading."""

from __future__ import annotations

import base64
from collections.abc import Callable, Mapping
from functools import reduce
from typing import Any

import pytest

from goalbook.load.loaded import Loaded
from goalbook.load.run import load
from goalbook.tree import MemoryTree
from workbooks import workbook

COMPANY = """\
name: Sample
languages: [en, ja]
cycles:
  fy2026-h1: 2026-04-01..2026-09-30
  fy2026-h2: 2026-10-01..2027-03-31
"""
TEAM = "name: Sales team 1\nmembers:\n  sato: {name: Sato}\n  ito: {name: Ito}\n"

Load = Callable[..., Loaded]


def project(files: Mapping[str, str | bytes | None]) -> dict[str, str | bytes]:
    """Files with a company and a team.yml for each team; one that is given as None is not there."""
    teams = {path.split("/")[2] for path in files if path.startswith("goals/teams/") and path.count("/") > 2}
    added = {f"goals/teams/{team}/team.yml": TEAM for team in sorted(teams)}
    given = {"goals/company.yml": COMPANY, **added, **files}
    return {path: data for path, data in given.items() if data is not None}


@pytest.fixture(scope="session")
def loaded() -> Load:
    """Loads files given as text, or as sheets of rows; `encodings` says which are not written in UTF-8."""

    def run(files: Mapping[str, Any], encodings: Mapping[str, str] | None = None) -> Loaded:
        written = {path: _written(data, (encodings or {}).get(path)) for path, data in files.items()}
        return load(MemoryTree(project(written)))

    return run


def _written(data: Any, encoding: str | None) -> Any:
    if encoding == "workbook":
        return workbook(data)
    if encoding == "base64":
        return base64.b64decode(data)
    return data if encoding is None or data is None else data.encode(encoding)


@pytest.fixture(scope="session")
def pick() -> Callable[[object, str], object]:
    """What stands at a path such as ``teams/sales-1/cycles/fy2026-h2/metrics/calls/name``."""

    def walk(found: Any, name: str) -> Any:
        if isinstance(found, Mapping):
            return found[name] if name in found else found[tuple(name.split("+"))]
        return found[int(name)] if isinstance(found, tuple) else getattr(found, name)

    return lambda handbook, path: reduce(walk, path.split("/"), handbook)
