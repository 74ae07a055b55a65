"""Show the site on this machine and follow every edit, through MkDocs' server like ``mkdocs serve``."""

from __future__ import annotations

import gc
import socket
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import date
from functools import partial
from pathlib import Path
from threading import Event, Thread, Timer
from time import monotonic
from typing import Final

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.livereload import LiveReloadServer

from goalbook.errors import ConfigError, GoalbookError
from goalbook.messages import Message, msg
from goalbook.publish.ahead import Ahead
from goalbook.publish.build import load, plugin_of, run_mkdocs
from goalbook.publish.job import speech
from goalbook.publish.readers import Readers
from goalbook.publish.source import Progress, quiet
from goalbook.publish.trouble import Trouble

_LOOKS_EVERY: Final = 0.2
"""Seconds between two looks at the folders; each takes some milliseconds."""
_TIDIES_AFTER: Final = 3.0
"""Seconds after a build in which its reader has the new page."""


class Site:
    """A project's site in a folder, built again whenever asked.

    Attributes:
        readers: Who reads it.
        once_more: Asks for one more build, where what was shown early came out in another way at last.
    """

    def __init__(
        self, project: Path, folder: Path, *, url: str, as_of: date | None = None, progress: Progress = quiet
    ) -> None:
        self._project = project
        self._folder = folder
        self._url = url
        self._as_of = as_of
        self._progress = progress
        self._rest: Thread | None = None
        self.readers = Readers(folder)
        self.once_more: Callable[[], object] = bool

    def build(self, ahead: Ahead | None = None) -> MkDocsConfig:
        """Build from the files as they are now; what is wrong with the goals is shown on the site, and said.

        Args:
            ahead: The page to show before all others.

        Raises:
            GoalbookError: mkdocs.yml does not fit, or MkDocs stopped.
        """
        started = monotonic()
        config = load(self._project, site_dir=str(self._folder), site_url=self._url)
        plugin = plugin_of(config)
        plugin.as_of, plugin.is_standing, plugin.ahead = self._as_of, True, ahead
        config.plugins.on_startup(command="serve", dirty=False)
        notices = run_mkdocs(config, serve_url=self._url)
        job = plugin.run.job
        found = job.trouble.told(job.words) if job.trouble else ()
        for line in (*notices, *found):
            self._progress(Message("{line}", {"line": line}))
        self._progress(msg("Built in {seconds} s", seconds=f"{monotonic() - started:.1f}"))
        return config

    def rebuild(self) -> None:
        """Build after an edit until the page that somebody looks at can be shown; the others follow."""
        self.finish()
        shown = Event()
        self.readers.wait()
        self._rest = Thread(target=self._follow, args=(shown,), daemon=True)
        self._rest.start()
        shown.wait()

    def _show(self, shown: Event, file: Path) -> None:
        self.readers.show(file)
        shown.set()

    def finish(self) -> None:
        """Wait until every page is as the last edit makes it."""
        if self._rest is not None:
            self._rest.join()

    def _follow(self, shown: Event) -> None:
        """The whole build; when it is impossible the server goes on with the old pages and says why."""
        ahead = Ahead(self.readers.look_at, partial(self._show, shown))
        try:
            with _tidying_later():
                self.build(ahead)
        except GoalbookError as error:
            for line in Trouble(error=error).lines(speech("en")):
                self._progress(Message("{line}", {"line": str(line)}))
        finally:
            self.readers.go_on()
            shown.set()
        if ahead.is_outdated:
            self.once_more()


def serve(
    project: Path,
    *,
    address: str,
    as_of: date | None = None,
    opened: bool = False,
    progress: Progress = quiet,
) -> None:
    """Serve until interrupted.

    Args:
        project: The folder that holds ``goals/``.
        address: ``host:port`` to serve at.
        as_of: Day to build on.
        opened: Whether to open the browser.
        progress: Told the address, and what came of each build.

    Raises:
        ConfigError: mkdocs.yml does not fit, or the address is in use or none.
        GoalbookError: The first build is impossible for another reason than the goals.
    """
    host, port = _split(address)
    _claim(host, port, address)
    url = f"http://{host}:{port}/"
    with tempfile.TemporaryDirectory(prefix="goalbook-") as name:
        folder, bell = Path(name).resolve() / "site", Path(name).resolve() / "bell"
        folder.mkdir()
        bell.mkdir()
        site = Site(project, folder, url=url, as_of=as_of, progress=progress)
        config = site.build()
        server = LiveReloadServer(
            builder=site.rebuild, host=host, port=port, root=str(folder), polling_interval=_LOOKS_EVERY
        )
        server.error_handler = lambda code: _page(folder, code)
        if (project / "mkdocs.yml").is_file():
            server.watch(str(project / "mkdocs.yml"))
        server.watch(str(bell))
        site.once_more = (bell / "rung").touch
        server = config.plugins.on_serve(server, config=config, builder=site.rebuild)
        if (application := server.get_app()) is not None:
            server.set_app(site.readers.served(application))
        progress(msg("Open {url} (Ctrl+C to stop)", url=url))
        try:
            with suppress(KeyboardInterrupt):
                server.serve(open_in_browser=opened)
        finally:
            server.shutdown()
            site.finish()
            config.plugins.on_shutdown()


@contextmanager
def _tidying_later() -> Iterator[None]:
    """Nobody waits for the collector: it looks through all that is kept when the new page is shown."""
    gc.disable()
    try:
        yield
    finally:
        later = Timer(_TIDIES_AFTER, _tidy)
        later.daemon = True
        later.start()


def _tidy() -> None:
    gc.enable()
    gc.collect()


def _split(address: str) -> tuple[str, int]:
    host, _, port = address.rpartition(":")
    if not host or not port.isdecimal():
        raise ConfigError("{address} is no address.", hint="Write --address 127.0.0.1:8000.", address=address)
    return host, int(port)


def _claim(host: str, port: int, address: str) -> None:
    """Say before the first build that an address cannot be had."""
    try:
        socket.create_server((host, port)).close()
    except OSError as error:
        raise ConfigError(
            "{address} cannot be served: {reason}.",
            hint="Choose another one with --address 127.0.0.1:8001.",
            address=address,
            reason=error.strerror or "",
        ) from error


def _page(folder: Path, code: int) -> bytes | None:
    """The page for an address that does not exist."""
    page = folder / f"{code}.html"
    return page.read_bytes() if page.is_file() else None
