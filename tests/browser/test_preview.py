"""`goalbook serve` and `mkdocs serve` follow an edit in the browser, say what is wrong, and recover."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from playwright.sync_api import Page

pytestmark = pytest.mark.browser

Open = Callable[..., Any]
BIN = Path(sys.executable).parent
PATIENCE = 90
COMMANDS = {
    "goalbook": ("serve", "-C", "{project}", "--address", "127.0.0.1:{port}"),
    "mkdocs": ("serve", "-q", "-f", "{project}/mkdocs.yml", "-a", "127.0.0.1:{port}"),
}
COMPANY = "name: Sample\nlanguages: [en, ja]\nas_of: 2026-11-30\ncycles:\n  h2: 2026-10-01..2027-03-31\n"


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@pytest.fixture
def project(tmp_path: Path, small_site: ModuleType) -> Path:
    """A project with one team."""
    project: Path = small_site.project(tmp_path / "project")
    (project / "goals/company.yml").write_text(COMPANY)
    (project / "goals/teams/sales").mkdir()
    (project / "goals/teams/sales/team.yml").write_text("name: Sales 1\n")
    return project


@contextmanager
def preview(command: str, project: Path) -> Iterator[str]:
    """The address of a running preview."""
    port = free_port()
    arguments = [part.format(project=project, port=port) for part in COMMANDS[command]]
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    with (project.parent / "said.txt").open("w") as said:
        server = subprocess.Popen(
            [BIN / command, *arguments], cwd=project.parent, stdout=said, stderr=said, env=environment
        )
        try:
            wait(f"http://127.0.0.1:{port}/", server)
            yield f"http://127.0.0.1:{port}/"
        finally:
            server.terminate()
            server.wait(10)


def wait(url: str, server: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        assert server.poll() is None, "the preview has stopped"
        try:
            urllib.request.urlopen(url, timeout=5).close()  # noqa: S310 - our own address
        except (urllib.error.URLError, TimeoutError):
            time.sleep(0.2)
        else:
            return
    pytest.fail("the preview did not answer")


def test_goalbook_follows_an_edit_shows_a_mistake_and_recovers(project: Path, opened: Open) -> None:
    team = project / "goals/teams/sales/team.yml"
    with preview("goalbook", project) as url:
        page = patient(opened(url).go("ja/teams/sales/index.html"))

        team.write_text("name: Sales 2\n")
        page.locator("main h1", has_text="Sales 2").wait_for()

        team.write_text("name: Sales 2\nleed: suzuki\n")
        page.locator(".gb-trouble", has_text="goals/teams/sales/team.yml:2:1").wait_for()
        assert page.locator("main h1", has_text="Sales 2").is_visible()

        team.write_text("name: Sales 3\n")
        page.locator("main h1", has_text="Sales 3").wait_for()
        assert page.locator(".gb-trouble").count() == 0
        page.goto("about:blank")


def test_mkdocs_follows_goals_and_handbook(project: Path, opened: Open) -> None:
    (project / "goals/company.yml").write_text(COMPANY.replace("[en, ja]", "[ja]"))
    with preview("mkdocs", project) as url:
        page = patient(opened(url).go("teams/sales/index.html"))

        (project / "goals/teams/sales/team.yml").write_text("name: Sales 2\n")
        page.locator("main h1", has_text="Sales 2").wait_for()

        (project / "content/ja/handbook").mkdir(parents=True)
        (project / "content/ja/handbook/own.md").write_text(
            "---\ntitle: 自社のページ\n---\n\n# 自社のページ\n"
        )
        page.locator(".md-nav__link", has_text="自社のページ").first.wait_for(state="attached")
        page.goto("about:blank")


def patient(page: Page) -> Page:
    """A page that waits as long as a busy machine needs to build a site."""
    page.set_default_timeout(PATIENCE * 1000)
    return page
