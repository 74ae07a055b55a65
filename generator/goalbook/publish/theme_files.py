"""The theme's files, listed without the ten thousand pictures that MkDocs passes over anyway."""

from __future__ import annotations

import os
from pathlib import Path

from jinja2 import Environment, FileSystemLoader
from mkdocs.theme import Theme


class _Undotted(FileSystemLoader):
    """Lists what does not begin with a dot, for MkDocs takes nothing else; finds every template."""

    def list_templates(self) -> list[str]:
        """Paths of all templates, sorted."""
        found: set[str] = set()
        for folder in self.searchpath:
            for at, folders, files in os.walk(folder, followlinks=self.followlinks):
                folders[:] = [name for name in folders if not name.startswith(".")]
                base = Path(at).relative_to(folder).as_posix()
                found.update(name if base == "." else f"{base}/{name}" for name in files)
        return sorted(found)


def list_quickly(theme: Theme) -> None:
    """Let MkDocs list the files of a theme without looking into its folders of icons."""
    make = theme.get_env

    def get_env() -> Environment:
        found = make()
        found.loader = _Undotted(theme.dirs)
        return found

    theme.get_env = get_env  # type: ignore[method-assign]
