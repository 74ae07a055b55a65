"""Scripts come from the site or do not run: the policy of every page."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from click.testing import Result

from goalbook.errors import RenderError
from goalbook.publish import policy, shell
from goalbook.publish.source import Prepared

Read = Callable[[Path], Any]
INLINE = re.compile(r"<script>(.*?)</script>", re.DOTALL)


def directives(page: Any) -> dict[str, list[str]]:
    content = page.one("meta", http_equiv="Content-Security-Policy")["content"]
    return {part.split()[0]: part.split()[1:] for part in content.split(";")}


@pytest.mark.site
def test_every_page_allows_its_own_inline_scripts_and_nothing_else(sample: Path, read: Read) -> None:
    files = sorted(sample.rglob("*.html"))

    assert len(files) > 20
    for file in files:
        page = read(file)
        found = directives(page)
        inline = {
            f"'sha256-{base64.b64encode(hashlib.sha256(code.encode()).digest()).decode()}'"
            for code in INLINE.findall(page.html)
        }

        assert set(found["script-src"]) == {"'self'", *inline}, file
        assert found["default-src"] == ["'self'"]
        assert found["object-src"] == ["'none'"]
        assert found["style-src"] == ["'self'", "'unsafe-inline'"]


@pytest.mark.site
def test_the_policy_stands_before_every_script(sample: Path) -> None:
    for file in sample.rglob("*.html"):
        html = file.read_text()

        assert html.index("Content-Security-Policy") < html.index("<script"), file


@pytest.mark.site
def test_a_script_in_the_content_stays_refused(
    tmp_path: Path,
    small: ModuleType,
    drawn: Callable[[Prepared], None],
    mkdocs: Callable[..., Result],
    read: Read,
) -> None:
    code = "document.title = 'taken'"
    project = small.project(tmp_path)
    (project / "content/en").mkdir()
    (project / "content/en/own.md").write_text(f"---\ntitle: Own\n---\n\n# Own\n\n<script>{code}</script>\n")
    drawn(small.with_pages(lambda page: replace(page, body=f"{page.body}<script>{code}</script>")))
    mkdocs(project, "build")

    for address in ("own.html", "ja/teams/sales-1/index.html"):
        page = read(project / "site" / address)

        assert code in page.html
        assert policy.digest(code) not in page.html


@pytest.mark.site
def test_nothing_in_the_site_names_another_host_to_load_from(sample: Path, read: Read) -> None:
    loading = {"script": "src", "img": "src", "iframe": "src", "link": "href"}
    foreign = [
        (file.name, element[loading[element.tag]])
        for file in sample.rglob("*.html")
        for element in read(file).elements
        if element.tag in loading and "//" in element[loading[element.tag]] and element["rel"] != "canonical"
    ]
    theme = [
        file for file in sample.rglob("*.css") if re.search(r"url\(['\"]?https?:|@import", file.read_text())
    ]

    assert foreign == []
    assert theme == []


def test_data_and_scripts_with_an_address_need_no_hash() -> None:
    html = '<script src="a.js"></script><script type="application/json">{}</script><script>go()</script>'

    assert policy.inline_scripts(html) == ("go()",)


def test_one_more_script_can_be_allowed() -> None:
    html = f"<head>{policy.meta('<script>a</script>')}</head>"
    allowed = policy.allow(html, "b")

    assert policy.digest("a") in allowed
    assert policy.digest("b") in allowed.partition("; style-src")[0]


@pytest.mark.parametrize(
    "html",
    [
        "<html><head></head></html>",
        '<html><meta charset="utf-8"><div data-md-component="search" class="another"></div></html>',
    ],
)
def test_a_theme_that_writes_something_else_is_refused(html: str) -> None:
    with pytest.raises(RenderError, match="not written as expected"):
        shell.finish(html, content="", language="en")


def test_content_that_is_not_in_the_page_is_refused() -> None:
    with pytest.raises(RenderError, match="content"):
        shell.finish('<meta charset="utf-8">', content="<p>x</p>", language="en")
