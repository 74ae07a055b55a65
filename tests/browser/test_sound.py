"""A slip is found on a page much like a sound one that was seen before."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from sound import Judged, mistakes

pytestmark = pytest.mark.browser

PAGE = """<!doctype html><html class=js lang=en><title>A page</title>
<body><main><h1>Goals</h1><h2 id=a>This week</h2>
<p><a href=#a>Calls of the week</a> <button>Copy</button> <img src="data:," alt="A chart"></p>
<label for=n>Number</label> <input id=n name=n>
<table><tr><th scope=col>Step</th></tr><tr><td>Calls</td></tr></table>
<nav aria-label=Parts>Parts</nav><nav aria-label=Teams>Teams</nav></main>"""
SLIPS = {
    "a picture without words": (' alt="A chart"', "", "image-alt"),
    "a picture with empty words in a link": ("Calls of the week", "", "link-name"),
    "a button without words": (">Copy<", "><", "button-name"),
    "a label that leads nowhere": ("<label for=n>", "<label for=m>", "label"),
    "a heading that skips a level": ("h2", "h4", "heading-order"),
    "two landmarks of one name": ("aria-label=Teams", "aria-label=Parts", "landmark-unique"),
    "a role that does not exist": ("<td>", "<td role=figures>", "aria-roles"),
    "a page without a title": ("A page", "", "document-title"),
    "a page of no language": (" lang=en", "", "html-has-lang"),
    "pale text": ("<td>", "<td style='color: #ccc'>", "color-contrast"),
    "too wide": ("<td>", "<td><div style='width: 3000px'>wide</div>", "too wide"),
}


@pytest.mark.parametrize("slip", SLIPS)
def test_a_slip_on_a_later_page_is_found(opened: Callable[..., Any], tmp_path: Path, slip: str) -> None:
    before, after, told = SLIPS[slip]
    assert before in PAGE
    (tmp_path / "sound.html").write_text(PAGE, encoding="utf-8")
    (tmp_path / "slip.html").write_text(PAGE.replace(before, after), encoding="utf-8")
    watched, judged = opened(tmp_path.as_uri() + "/"), Judged()

    assert mistakes(watched.go("sound.html"), "sound.html", judged) == []
    assert mistakes(watched.go("sound.html"), "sound.html", judged) == []

    assert any(told in one for one in mistakes(watched.go("slip.html"), "slip.html", judged))
