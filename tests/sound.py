"""What makes a page sound in a browser: no wider than its window, nothing that axe finds.

Axe takes a second or two per page, and the pages of a site repeat the same few things: it looks around what
is of a kind that no page before had, at the whole page when its headings or landmarks follow each other as on
none before, and at the contrast of a text when no text before looked like it. Without `Judged` it looks at
everything; so does ``make test-all``.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

SEEN: Final = (Path(__file__).parent / "sound.js").read_text(encoding="utf-8")
AXE: Final = """\
([where, options]) => axe.run(where ?? document, {resultTypes: ['violations'], ...options})
  .then(found => found.violations)"""
COLOURS: Final = ("color-contrast", "link-in-text-block")  # what axe judges by colours


@dataclass(kw_only=True)
class Judged:
    """What axe has looked at on the pages before; grows.

    Attributes:
        kinds: Kinds of elements, headings that follow each other, sets of landmarks.
        looks: Looks of text: colours, size, weight, opacity, the ground it stands on.
    """

    kinds: set[str] = field(default_factory=set)
    looks: set[str] = field(default_factory=set)


def excess(page: Page) -> int:
    """How many pixels the page is wider than its window; 0 when it fits."""
    return max(0, int(page.evaluate("document.documentElement.scrollWidth - innerWidth")))


def violations(page: Page, judged: Judged | None = None) -> list[str]:
    """What axe finds, as rule and element.

    Args:
        page: An open page.
        judged: What need not be looked at again. Without it axe looks at everything.
    """
    runs = [(None, {})] if judged is None else list(_runs(page, judged))
    if runs and not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    found = [rule for run in runs for rule in page.evaluate(AXE, run)]
    return [f"{rule['id']}: {node['target']}" for rule in found for node in rule["nodes"]]


def _runs(page: Page, judged: Judged) -> Iterator[tuple[dict[str, object] | None, dict[str, object]]]:
    """Where axe has to look and by which rules."""
    kinds, looks, is_whole = page.evaluate(SEEN, json.dumps([list(judged.kinds), list(judged.looks)]))
    judged.kinds.update(kinds)
    judged.looks.update(looks)
    if kinds:
        yield (
            None if is_whole else {"include": [["[data-fresh]"]]},
            {"rules": {name: {"enabled": False} for name in COLOURS}},
        )
    if looks:
        yield {"include": [["[data-judged]"]]}, {"runOnly": COLOURS}


def mistakes(page: Page, address: str, judged: Judged | None = None) -> list[str]:
    """Both, as sentences that begin with the page's address."""
    wide = excess(page)
    return [f"{address} is {wide} px too wide"] * bool(wide) + [
        f"{address} {violation}" for violation in violations(page, judged)
    ]
