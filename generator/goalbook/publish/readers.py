"""Who reads the preview: what is looked at, and what may be shown while the rest is still being built."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from threading import Condition
from typing import Any, Final

from goalbook.publish.preview import Answer, Application

_PAGE: Final = ".html"
_SAME: Final = re.compile(r"/(?:livereload|(?:[^/]+/)?assets)/")
"""Addresses of what an edit of goals leaves as it is, and of the question whether there is something new."""


class Readers:
    """Those who read a site.

    Args:
        folder: Where it is written.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._state = Condition()
        self._is_whole = True
        self._shown: Path | None = None
        self.look_at = folder / "index.html"

    def wait(self) -> None:
        """From now on nothing is as it will be."""
        with self._state:
            self._is_whole, self._shown = False, None

    def show(self, file: Path) -> None:
        """One page is."""
        with self._state:
            self._shown = file
            self._state.notify_all()

    def go_on(self) -> None:
        """All of it is."""
        with self._state:
            self._is_whole = True
            self._state.notify_all()

    def served(self, application: Application) -> Application:
        """The preview's server, which notes what is looked at and lets nobody have what is not yet ready."""

        def serve(environ: dict[str, Any], start: Answer) -> Iterable[bytes]:
            address = str(environ["PATH_INFO"]).encode("latin-1").decode("utf-8", "replace")
            if not _SAME.match(address):
                file = self._file(address)
                if file.suffix == _PAGE:
                    self.look_at = file
                with self._state:
                    self._state.wait_for(lambda: self._is_whole or self._shown == file)
            return application(environ, start)

        return serve

    def _file(self, address: str) -> Path:
        return self._folder / (address.lstrip("/") + ("index.html" if address.endswith("/") else ""))
