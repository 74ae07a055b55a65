"""A site that nobody builds any more says so by the reader's clock."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest

import short_handbook
from goalbook.publish import build
from recorded_team import TEAM, a_project

pytestmark = [pytest.mark.browser, pytest.mark.site]


DAY = date(2026, 12, 9)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory, few_pages: Path) -> Path:
    """The small team's site, built on a day."""
    root = tmp_path_factory.mktemp("stale")
    project = a_project(root / "project", "")
    company = project / "goals/company.yml"
    company.write_text(
        company.read_text(encoding="utf-8").replace("as_of: 2026-11-20\n", ""), encoding="utf-8"
    )
    with short_handbook.shipped(few_pages):
        assert build.build(project, out=root / "site", as_of=DAY).is_written
    return root / "site"


@pytest.mark.parametrize(("days", "is_shown"), [(0, False), (8, False), (9, True)])
def test_a_site_that_is_not_built_any_more_says_so(
    opened: Any, site: Path, days: int, *, is_shown: bool
) -> None:
    for address, said in (
        ("index.html", "Built on 9 Dec 2026."),
        (f"ja/{TEAM}", "2026年12月9日に作られました"),
    ):
        watched = opened(site.as_uri() + "/")
        watched.page.clock.set_fixed_time(datetime.combine(DAY + timedelta(days=days), time(12)))
        notice = watched.go(address).locator("[data-built]")
        notice.wait_for(state="visible" if is_shown else "hidden")
        assert said in str(notice.text_content())
