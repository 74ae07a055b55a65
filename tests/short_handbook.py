"""A handbook of four of our pages, for tests of sites: all of it is most of the work of a small site.

Its rules are listed and have no pages of their own.

The whole handbook is in the sample, which tests build once and read page by page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import pytest

from goalbook.present import places
from goalbook.present.pages import Pages

PAGES: Final = ("index.md", "why-goals-fail.md", "steps.md", "frame-1-process.md")
ELSEWHERE: Final = re.compile(r"\]\((?!https?:|#|(?:why-goals-fail|steps|frame-1-process)\.md)[^)]*\)")


def write(folder: Path) -> Path:
    """Fill a folder with the pages, a folder per language; what leads to another page leads to the first."""
    for language in ("en", "ja"):
        pages = folder / language / "handbook"
        pages.mkdir(parents=True)
        for name in PAGES:
            text = (places.content() / language / "handbook" / name).read_text(encoding="utf-8")
            (pages / name).write_text(ELSEWHERE.sub("](index.md)", text), encoding="utf-8")
    return folder


@contextmanager
def shipped(folder: Path) -> Iterator[None]:
    """For this while sites have the handbook of this folder instead of ours."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(places, "content", lambda: folder)
        patch.setattr(Pages, "of_rules", lambda _pages: {})
        yield
