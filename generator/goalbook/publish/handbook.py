"""Handbook pages: Markdown files of ``content/<language>/``, ours and the project's.

A project's file of the same path replaces ours, others are added.
What a language lacks is shown in the site's first language, else in English, and marked as such,
so that every page exists in every language.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Final

from mkdocs.utils import meta

from goalbook.present import places
from goalbook.words import SOURCE_LANGUAGE

PICTURES: Final = frozenset({".avif", ".gif", ".jpeg", ".jpg", ".png", ".webp"})
LAST: Final = 1000
_EMPTY_HEADING: Final = re.compile(r"<th([^>]*)></th>")
_PART: Final = re.compile(r"<!--\s*goalbook:\s*([a-z0-9-]+)\s*-->")


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """One file of the handbook.

    Attributes:
        path: Path within the language, e.g. ``handbook/steps.md``.
        folder: The folder of the language it was found in.
        language: The language it is written in.
    """

    path: str
    folder: Path
    language: str

    @property
    def file(self) -> Path:
        """Where it is."""
        return self.folder / self.path

    @property
    def is_page(self) -> bool:
        """Whether it is Markdown; otherwise it is a picture."""
        return self.path.endswith(".md")

    @cached_property
    def head(self) -> Mapping[str, Any]:
        """The lines above the text."""
        return meta.get_data(self.file.read_text(encoding="utf-8-sig"))[1]

    @property
    def title(self) -> str:
        """The title written above the text, else the file's name."""
        return str(self.head.get("title") or Path(self.path).stem.replace("-", " ").capitalize())

    @property
    def order(self) -> int:
        """Place in the menu written above the text: ``order: 10``; last without one."""
        found = self.head.get("order")
        return found if isinstance(found, int) else LAST

    @property
    def section(self) -> tuple[str, ...]:
        """The heading of the menu it stands under, written above the text: ``section: The method``."""
        found = self.head.get("section")
        return (str(found),) if found else ()


def sheets(roots: tuple[Path, ...], language: str, first: str) -> dict[str, Sheet]:
    """The handbook in one language.

    Args:
        roots: Folders that hold a folder per language, the project's before ours.
        language: The language.
        first: The site's first language.

    Returns:
        Path within the language to file, sorted.
    """
    found: dict[str, Sheet] = {}
    for code in dict.fromkeys((language, first, SOURCE_LANGUAGE)):
        for root in roots:
            for path in _paths(root / code):
                found.setdefault(path, Sheet(path=path, folder=root / code, language=code))
    return dict(sorted(found.items()))


def roots(project: Path, docs: Path) -> tuple[Path, ...]:
    """Folders that hold a folder per language.

    Args:
        project: The folder that holds ``goals/``.
        docs: ``docs_dir`` of mkdocs.yml; a project without handbook pages of its own names ``goals`` there.
    """
    own = project / "content" if docs == project / "goals" else docs
    return tuple(dict.fromkeys((own, places.content())))


def parts_in(markdown: str) -> tuple[str, ...]:
    """Names of the live parts a page asks for with ``<!-- goalbook: name -->``."""
    return tuple(_PART.findall(markdown))


def fill(html: str, put: Callable[[str], str]) -> str:
    """A page's HTML with every live part put in."""
    return _PART.sub(lambda found: put(found[1]), html)


def name_headings(html: str) -> str:
    """A page's HTML with plain cells for empty table headings, which mislead whoever hears the table."""
    return _EMPTY_HEADING.sub(r"<td\1></td>", html)


def _paths(folder: Path) -> Iterator[str]:
    """Markdown and pictures below a folder; links, dotfiles and what could hold a script are passed over."""
    for file in sorted(folder.rglob("*")):
        path = file.relative_to(folder)
        is_hidden = any(part.startswith(".") for part in path.parts)
        is_link = any((folder / parent).is_symlink() for parent in (path, *path.parents))
        if not is_hidden and not is_link and file.is_file() and file.suffix.lower() in {".md", *PICTURES}:
            yield path.as_posix()
