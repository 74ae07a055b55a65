"""Tests that look at the same built site share a worker, which builds it once."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from sharing import SITES

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize(("fixture", "site"), [("sample", "the sample"), ("shell", "the small site")])
def test_who_asks_for_a_shared_site_is_listed(fixture: str, site: str) -> None:
    files = sorted((ROOT / "tests/browser").glob("test_*.py"))
    asking = [file for file in files if re.search(rf"\b{fixture}: ", file.read_text(encoding="utf-8"))]

    assert [file.relative_to(ROOT).as_posix() for file in asking] == sorted(
        name for name, shared in SITES.items() if shared == site
    )
