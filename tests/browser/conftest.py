"""Chromium on a served or a local site; console errors and requests to other hosts fail the test."""

from __future__ import annotations

import http.server
import os
import shutil
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from importlib import util
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Error,
    Page,
    Request,
    ViewportSize,
    expect,
    sync_playwright,
)

import short_handbook
from goalbook.publish import build

ROOT = Path(__file__).resolve().parents[2]
CHROMIUM = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "chrome")
WIDE, NARROW = {"width": 1440, "height": 800}, {"width": 390, "height": 844}


@dataclass(kw_only=True)
class Watched:
    """A page and what went wrong on it.

    Attributes:
        page: Playwright's page.
        root: Address of the site's root, with a closing slash.
        errors: Console errors, refusals of the policy among them, and exceptions.
        foreign: Requests that left the site.
        requests: Address of every request, in order.
    """

    page: Page
    root: str
    errors: list[str] = field(default_factory=list)
    foreign: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)

    def go(self, address: str) -> Page:
        """Open a page of the site and wait until the theme has started."""
        self.page.goto(self.root + address)
        self.page.wait_for_selector("html.js", state="attached")
        return self.page

    def follow(self, address: str) -> Page:
        """Press a link to another page of the same language, which the theme swaps for this one."""
        self.page.evaluate(SWAP, self.root + address)
        assert self.page.url == self.root + address
        return self.page

    def listen(self) -> None:
        """Hear what goes wrong on the page and what it asks for."""
        for event, hear in self._heard():
            self.page.on(event, hear)

    def listen_no_more(self) -> None:
        for event, hear in self._heard():
            self.page.remove_listener(event, hear)

    def _heard(self) -> tuple[tuple[Any, Callable[[Any], None]], ...]:
        return (("console", self.hear), ("pageerror", self.fail), ("request", self.note))

    def fail(self, error: Error) -> None:
        self.errors.append(f"{self.page.url}: {error}")

    def hear(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.errors.append(f"{self.page.url}: {message.text}")

    def note(self, request: Request) -> None:
        self.requests.append(request.url)
        if not request.url.startswith((self.root, "data:", "blob:", "about:")):
            self.foreign.append(f"{self.page.url}: {request.url}")


Open = Callable[..., Watched]
SWAP = """\
url => new Promise(done => {
  const old = document.querySelector('[data-md-component=container]'), link = document.createElement('a')
  const pages = document$.subscribe(() => {
    if (old.isConnected) return
    pages.unsubscribe()
    done()
  })
  link.href = url
  document.body.append(link)
  link.click()
  link.remove()
})"""
expect.set_options(timeout=20_000)  # a busy machine is no mistake of the page


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """One browser for the session; without one the test fails in CI and is skipped elsewhere."""
    found = os.environ.get("GOALBOOK_CHROMIUM") or next(
        (path for name in CHROMIUM if (path := shutil.which(name))), None
    )
    with sync_playwright() as playwright:
        try:
            browser = playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])
        except Error as error:
            (pytest.fail if os.environ.get("CI") else pytest.skip)(f"Chromium does not start: {error}")
        yield browser
        browser.close()


@dataclass(kw_only=True)
class Room:
    """A context of the browser and its pages that no test holds at the moment."""

    context: BrowserContext
    idle: list[Page] = field(default_factory=list)

    def page(self, *, anew: bool) -> Page:
        """A page, one that was used before unless a new one is asked for: that starts a new process."""
        return self.idle.pop() if self.idle and not anew else self.context.new_page()

    def tidy(self, page: Page, viewport: ViewportSize) -> None:
        """Make a page as if nothing had been opened in it; what was fetched stays at hand."""
        page.unroute_all()
        page.mouse.move(0, 0)
        page.goto("about:blank")
        page.set_viewport_size(viewport)
        page.emulate_media(media="null")
        self.idle.append(page)

    def forget(self, kept: list[Page]) -> None:
        """Close all pages but these, after what their site stored is gone."""
        self.context.unroute_all()
        self.context.clear_cookies()
        for page in self.context.pages:
            if page.url.startswith(("http:", "file:")):
                page.evaluate("localStorage.clear(), sessionStorage.clear()")
            if page not in kept:
                page.close()


@pytest.fixture(scope="module")
def rooms() -> Iterator[dict[str, Room]]:
    """Contexts by their options, for the tests of a file: what one of them fetched, the next has at hand."""
    known: dict[str, Room] = {}
    yield known
    for room in known.values():
        room.context.close()


@pytest.fixture
def opened(chromium: Browser, rooms: dict[str, Room]) -> Iterator[Open]:
    """Opens pages: ``opened(root, **options of a context)``; fails when anything went wrong on one.

    A page may have shown another test's site: what that stored is gone. A test that changes the page itself,
    by scripts, routes or listeners of its own, asks for one of its own: ``opened(root, anew=True)``.
    """
    watched: list[tuple[Room, Watched, bool, ViewportSize]] = []

    def open_(root: str, *, anew: bool = False, **options: Any) -> Watched:
        options = {"viewport": WIDE, "locale": "en-GB", **options}
        key = repr(sorted(options.items()))
        room = rooms.get(key) or rooms.setdefault(key, Room(context=chromium.new_context(**options)))
        room.context.set_default_timeout(20_000)
        found = Watched(page=room.page(anew=anew), root=root)
        found.listen()
        watched.append((room, found, anew, options["viewport"]))
        return found

    yield open_
    kept = [each.page for _, each, anew, _ in watched if not anew]
    for room, each, anew, viewport in watched:
        each.listen_no_more()
        room.forget([*kept, *room.idle])
        if not anew:
            room.tidy(each.page, viewport)
    assert [error for _, each, _, _ in watched for error in each.errors] == []
    assert [request for _, each, _, _ in watched for request in each.foreign] == []


class _Quiet(http.server.SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"  # one connection for many files

    def end_headers(self) -> None:
        """Files beside the pages stay as they are while a test runs; a browser need not ask again."""
        if not self.path.partition("?")[0].endswith((".html", "/")):
            self.send_header("Cache-Control", "max-age=3600")
        super().end_headers()

    def log_message(self, *_args: object) -> None:
        """Nothing: a request is not news."""


@dataclass(frozen=True, kw_only=True)
class Served:
    """A built site on a server of its own.

    Attributes:
        folder: Where it was written.
        url: Address of its root, with a closing slash.
        file: The same as an address of files.
    """

    folder: Path
    url: str

    @property
    def file(self) -> str:
        return self.folder.as_uri() + "/"


@pytest.fixture(scope="session")
def served() -> Iterator[Callable[..., Served]]:
    """Builds and serves a site: ``served(write, folder)``; ``write(folder, url)`` fills the folder."""
    servers = []

    def serve(write: Callable[[Path, str], None], folder: Path) -> Served:
        handler = partial(_Quiet, directory=str(folder))
        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
        url = f"http://127.0.0.1:{server.server_address[1]}/"
        # The address stands in the site map, and the theme swaps pages only when they are in it.
        try:
            write(folder, url)
        except BaseException:
            server.server_close()
            raise
        threading.Thread(target=server.serve_forever, daemon=True).start()
        servers.append(server)  # one that never served could not be shut down either
        return Served(folder=folder, url=url)

    yield serve
    for server in servers:
        server.shutdown()
        server.server_close()


@pytest.fixture(scope="session")
def small_site() -> ModuleType:
    """A project and a site of a few pages, as values."""
    spec = util.spec_from_file_location("small_site", ROOT / "tests/site/small_site.py")
    assert spec is not None
    assert spec.loader is not None
    module = util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def shell(
    served: Callable[..., Served], small_site: ModuleType, tmp_path_factory: pytest.TempPathFactory
) -> Served:
    """The few pages of `small_site` with the real handbook, built and served."""
    root = tmp_path_factory.mktemp("shell")

    def write(folder: Path, url: str) -> None:
        mkdocs = small_site.MKDOCS + f"site_url: {url}\n"
        project = small_site.project(root / "project", mkdocs=mkdocs)
        build.write(project, folder, small_site.prepared())

    return served(write, root / "site")


@pytest.fixture(scope="session")
def few_pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A short handbook, for sites whose handbook no test looks at."""
    return short_handbook.write(tmp_path_factory.mktemp("content"))


@pytest.fixture(scope="session")
def sample(served: Callable[..., Served], tmp_path_factory: pytest.TempPathFactory) -> Served:
    """The sample company of this repository, built and served; its project lies beside it."""
    root = tmp_path_factory.mktemp("sample")
    project = root / "project"
    shutil.copytree(ROOT / "goals", project / "goals")
    shutil.copytree(ROOT / "content", project / "content")

    def write(folder: Path, url: str) -> None:
        mkdocs = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
        (project / "mkdocs.yml").write_text(f"{mkdocs}\nsite_url: {url}\n", encoding="utf-8")
        found = build.build(project, out=folder)
        assert found.is_written
        assert found.notices == ()

    return served(write, root / "site")
