"""No text of an author becomes anything but text, and harmless text is shown as it was written."""

from __future__ import annotations

import time
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given, strategies as st
from markupsafe import Markup

from goalbook.model.values import Text
from goalbook.present import places, text
from goalbook.words import words

CASES = Path(__file__).resolve().parents[2] / "cases" / "text"
HOSTILE = (CASES / "hostile.txt").read_text(encoding="utf-8").splitlines()
HARMLESS = (CASES / "harmless.txt").read_text(encoding="utf-8").splitlines()
EN = words("en", places.locales())
JA = words("ja", places.locales())
ALLOWED = {
    "a", "blockquote", "br", "code", "em", "h3", "h4", "h5", "h6", "hr", "li", "ol", "p", "pre", "strong",
    "table", "tbody", "td", "th", "thead", "tr", "ul",
}  # fmt: skip
WAYS: dict[str, Callable[[str], Markup]] = {
    "markdown": text.markdown,
    "inline": text.inline,
    "plain": text.plain,
    "in a list": lambda found: text.markdown(f"- one\n- {found}\n- three"),
    "in a table": lambda found: text.markdown(f"| a | b |\n|---|---|\n| {found} | x |"),
    "in a link": lambda found: text.markdown(f"[{found}](https://good.example/{found})"),
    "between paragraphs": lambda found: text.markdown(f"before\n\n{found}\n\nafter\n{found}"),
}


class _Seen(HTMLParser):
    """What a browser would make of it: elements, attributes, shown text."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.shown = ""
        self.other: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.shown += data

    def handle_comment(self, data: str) -> None:
        self.other.append(data)

    def handle_decl(self, decl: str) -> None:
        self.other.append(decl)

    def handle_pi(self, data: str) -> None:
        self.other.append(data)

    def unknown_decl(self, data: str) -> None:
        self.other.append(data)


def _assert_only_text(html: str) -> None:
    seen = _Seen(html)

    assert seen.other == [], html
    for tag, attributes in seen.tags:
        assert tag in ALLOWED, html
        allowed = {"a": {"href", "rel"}, "ol": {"start"}}.get(tag, set())
        assert set(attributes) <= allowed, html
        if "href" in attributes:
            assert (attributes["href"] or "").lower().startswith(("http://", "https://", "mailto:")), html
            assert attributes["rel"] == "nofollow noopener noreferrer", html


def test_there_are_enough_cases() -> None:
    assert len(set(HOSTILE)) >= 150
    assert len(set(HARMLESS)) >= 30


@pytest.mark.parametrize("way", WAYS)
def test_hostile_text_stays_text(way: str) -> None:
    for payload in HOSTILE:
        _assert_only_text(str(WAYS[way](payload)))


@given(st.text(alphabet=st.sampled_from("<>&\"'`[](){}!#*_-+:/\\| \n\tahref=javscipt:onx.~"), max_size=80))
def test_no_mixture_of_signs_becomes_more_than_text(source: str) -> None:
    _assert_only_text(str(text.markdown(source)))
    _assert_only_text(str(text.inline(source)))


@pytest.mark.parametrize("way", [text.markdown, text.inline, text.plain])
def test_harmless_text_is_shown_as_written(way: Callable[[str], Markup]) -> None:
    assert [_Seen(str(way(written))).shown for written in HARMLESS] == HARMLESS


def test_a_label_is_shown_as_written_once_its_spaces_of_no_width_are_gone() -> None:
    labels = {written: text.label(written) for written in (*HARMLESS, *HOSTILE)}
    signs = ("<b", "<a", "</", "&l", "&a", "&#", "%{")

    assert {written: text.unlabel(label) for written, label in labels.items()} == {
        written: written for written in labels
    }
    assert [label for label in labels.values() if any(sign in label for sign in signs)] == []


@pytest.mark.parametrize(
    ("written", "html"),
    [
        ("# One\n\n## Two", "<h3>One</h3>\n<h4>Two</h4>"),
        ("##### Five", "<h6>Five</h6>"),
        ("first\nsecond", "<p>first<br>\nsecond</p>"),
        ("- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>"),
        ("3. c\n4. d", '<ol start="3">\n<li>c</li>\n<li>d</li>\n</ol>'),
        ("**重要**です", "<p><strong>重要</strong>です</p>"),
        ("one\n---\ntwo", "<p>one</p>\n<hr>\n<p>two</p>"),
        ("`a & b`", "<p><code>a &amp; b</code></p>"),
        ("", ""),
    ],
)
def test_markdown_is_read(written: str, html: str) -> None:
    assert text.markdown(written) == html


def test_links_lead_to_whole_addresses_only() -> None:
    rel = 'rel="nofollow noopener noreferrer"'

    assert text.inline("[a](https://x.example/?a=1&b=2)") == (
        f'<a href="https://x.example/?a=1&amp;b=2" {rel}>a</a>'
    )
    assert text.inline("詳細はhttps://x.example/aを見る。") == (
        f'詳細は<a href="https://x.example/a" {rel}>https://x.example/a</a>を見る。'
    )
    assert text.inline("See (https://x.example/a).") == (
        f'See (<a href="https://x.example/a" {rel}>https://x.example/a</a>).'
    )
    assert text.inline("[https://a.example](https://b.example)") == (
        f'<a href="https://b.example" {rel}>https://a.example</a>'
    )
    assert text.inline("[plan](../plan.md)") == "[plan](../plan.md)"


def test_one_line_is_no_list_and_no_heading() -> None:
    assert text.inline("1. first") == "1. first"
    assert text.inline("- item") == "- item"
    assert text.inline("# title") == "# title"
    assert text.inline("**now**") == "<strong>now</strong>"


def test_text_in_another_language_is_marked() -> None:
    both = Text((("en", "Sales <1>"), ("ja", "営業<1>")))
    plain = Text.plain("Sales")

    assert text.spoken(both, EN, "en") == "Sales &lt;1&gt;"
    assert text.spoken(both, JA, "en") == "営業&lt;1&gt;"
    assert text.spoken(plain, JA, "en") == '<span lang="en">Sales</span>'
    assert text.spoken(plain, JA, "ja") == "Sales"
    assert text.spoken(None, JA, "ja") == ""
    assert text.spoken_markdown(plain, JA, "en") == '<div lang="en"><p>Sales</p></div>'
    assert text.spoken_markdown(None, JA, "en") == ""


def test_a_language_that_is_none_marks_nothing() -> None:
    odd = Text((('x" onclick="pwned(1)', "Sales"),))

    assert text.spoken(odd, EN, "en") == "Sales"


LISTS_IN_LISTS = "\n".join(" " * 4 * depth + "- a" for depth in range(200))
BOMBS = (
    "[", "](", "[a](", "*a ", "**", "`", "``a` ", ">", "> ", "<", "\\", "_a_ ", "|", "# a\n", "a\n===\n", "&",
    "- a\n", "https://", "[](<", LISTS_IN_LISTS,
)  # fmt: skip


@pytest.mark.parametrize("bomb", BOMBS)
def test_long_and_deep_text_takes_no_minutes(bomb: str) -> None:
    source = (bomb * (65_536 // len(bomb) + 1))[:65_536]
    started = time.perf_counter()

    for length in (19_000, 65_536):
        _assert_only_text(str(text.markdown(source[:length])))
        _assert_only_text(str(text.inline(source[:length])))

    assert time.perf_counter() - started < 20


def test_what_is_too_long_for_markdown_is_shown_as_written() -> None:
    assert text.markdown("**" + "a" * 20_000) == f"<p>**{'a' * 20_000}</p>"
