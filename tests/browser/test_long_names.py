"""Names without a space, as long as a line, in a real browser: they never push a page wider."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import short_handbook
from goalbook.publish import build

pytestmark = pytest.mark.browser

SUBPAGES = ("", "plan/", "trends/", "okr/")
LONG = "Pneumonoultramicroscopicsilicovolcanoconiosis" * 2
FILES = {
    "goals/company.yml": "name: C\nlanguages: [en]\nas_of: 2026-11-22\n"
    "cycles:\n  h2: 2026-10-01..2027-03-31\n",
    "goals/teams/a/team.yml": f"name: {LONG}\nmembers:\n  x: {{name: X}}\n",
    "goals/teams/a/h2.yml": "cycle: h2\nkgi: m\nmetrics:\n"
    f"  m: {{name: {LONG}, kind: count, target: 10, per: month, owner: x}}\n",
    "goals/teams/a/log/progress/a.csv": "date,metric,value\n2026-10-05,m,3\n2026-11-05,m,4\n",
}


@pytest.fixture(scope="module")
def site(served: Callable[..., Any], tmp_path_factory: pytest.TempPathFactory, few_pages: Path) -> Any:
    root = tmp_path_factory.mktemp("long")

    def write(folder: Path, _url: str) -> None:
        for name, text in FILES.items():
            path = root / "project" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        with short_handbook.shipped(few_pages):
            assert build.build(root / "project", out=folder).is_written

    return served(write, root / "site")


@pytest.mark.parametrize("width", [1440, 390])
def test_a_long_name_breaks(opened: Callable[..., Any], site: Any, width: int) -> None:
    watched = opened(site.url, viewport={"width": width, "height": 800})
    for address in ("index.html", "teams/index.html", *(f"teams/a/{part}index.html" for part in SUBPAGES)):
        page = watched.go(address)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, address


def test_what_is_hidden_stays_hidden(opened: Callable[..., Any], site: Any) -> None:
    page = opened(site.url).go("teams/a/index.html")

    hidden = page.locator("article [hidden]")
    assert [one.evaluate("one => one.className || one.id") for one in hidden.all() if one.is_visible()] == []
