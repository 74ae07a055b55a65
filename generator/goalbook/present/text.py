"""The only way from an author's text to a page or a chart.

Markdown without raw HTML, attributes or pictures, then nh3 with a small allow-list: two walls, so that one
hole is not enough. Nothing here is ever a template, and what is harmless is shown as it was written.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final
from xml.etree.ElementTree import Element

import nh3
from markdown import Markdown
from markdown.blockprocessors import HashHeaderProcessor
from markdown.inlinepatterns import InlineProcessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString
from markupsafe import Markup, escape

from goalbook.model.values import Text
from goalbook.words import Words

_INLINE_TAGS: Final = frozenset({"a", "br", "code", "em", "strong"})
_TAGS: Final = _INLINE_TAGS | {
    "blockquote", "h3", "h4", "h5", "h6", "hr", "li", "ol", "p", "pre",
    "table", "tbody", "td", "th", "thead", "tr", "ul",
}  # fmt: skip
_SCHEMES: Final = frozenset({"http", "https", "mailto"})
_ADDRESS: Final = r"(?:https?://|mailto:)(?:[^\s()<>]|\([^\s()<>]{0,200}\)){1,2000}"
_ADDRESS_ONLY: Final = re.compile(_ADDRESS, re.IGNORECASE)
# Bounded: Python-Markdown's own reader of links takes minutes for 64 KB of brackets.
_LINK: Final = rf"(?i:\[(?P<text>[^\[\]]{{1,500}})\]\((?P<address>{_ADDRESS})\))"
# An address in running text; Japanese may follow it without a space, a full stop may end it.
_BARE_LINK: Final = r"(?i:(?<![a-z0-9])(?P<address>https?://[!-;=?-~\ufdd0]{1,2000}(?<![.,;:!?)'\"])))"
_LEFT_OUT: Final = (
    "html", "entity", "link", "image_link", "image_reference", "short_image_ref",
    "reference", "short_reference", "autolink", "automail",
)  # fmt: skip
_BLOCKS: Final = ("indent", "code", "hashheader", "hr", "olist", "ulist", "quote")
_LONGEST: Final = 20_000
# An ampersand while Markdown works: a noncharacter of Unicode, which no text may hold.
_AMPERSAND: Final = "\ufdd0"
_FORBIDDEN: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufdd0-\ufdef\ufffe\uffff\ud800-\udfff]")
# Plotly reads tags, entities and templates in every label; none begins with its sign and this behind it.
_BREAK: Final = "\N{ZERO WIDTH SPACE}"
_LABEL_SIGNS: Final = re.compile(r"([<&$]|%(?=\{))")
_HEADING: Final = re.compile("h[1-6]")
_LANGUAGE: Final = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*")


def markdown(text: str) -> Markup:
    """An author's Markdown as HTML blocks: paragraphs, lists, tables, code; headings from h3 down.

    A line break stays a line break. HTML, entities and pictures are shown as written.
    """
    return _cleaned(_rendered(_block_markdown(), text), _TAGS)


def inline(text: str) -> Markup:
    """One line of an author's Markdown: emphasis, code and links; ``1. first`` is no list here."""
    return Markup(str(_cleaned(_rendered(_line_markdown(), text), _INLINE_TAGS)).strip())  # noqa: S704 - cleaned


def plain(text: str) -> Markup:
    """An author's text as it is, escaped."""
    return escape(_FORBIDDEN.sub("", text))


def label(text: str) -> str:
    """An author's text for a Plotly label, tick, hover or template: shown as written.

    A zero-width space behind each sign that Plotly would read; escaping would not do, since Plotly decodes
    entities once in some places and twice in others (plotly.js issue 2927).
    """
    return _LABEL_SIGNS.sub(rf"\1{_BREAK}", " ".join(_FORBIDDEN.sub("", text).split("\n")))


def unlabel(text: str) -> str:
    """A label's text for other eyes than Plotly's."""
    return text.replace(_BREAK, "")


def spoken(text: Text | None, words: Words, first: str) -> Markup:
    """The text in the reader's language, else in another that is marked as such; nothing for None.

    Args:
        text: What the author wrote.
        words: The reader's language.
        first: The company's first language, in which plain text is written.
    """
    if text is None:
        return Markup()
    chosen, language = text.pick(words.language, first)
    return _marked("span", plain(chosen), language, words)


def spoken_markdown(text: Text | None, words: Words, first: str) -> Markup:
    """The same as Markdown blocks."""
    if text is None:
        return Markup()
    chosen, language = text.pick(words.language, first)
    return _marked("div", markdown(chosen), language, words)


def _marked(tag: str, html: Markup, language: str, words: Words) -> Markup:
    if language == words.language or not _LANGUAGE.fullmatch(language):
        return html
    return Markup('<{tag} lang="{language}">{html}</{tag}>').format(tag=tag, language=language, html=html)


def _rendered(engine: Markdown, text: str) -> str:
    source = _FORBIDDEN.sub("", text).replace("&", _AMPERSAND)
    if len(source) > _LONGEST:  # longer than anybody reads, and Markdown's time grows with the square
        return f"<p>{escape(text)}</p>"
    try:
        html = engine.reset().convert(source)
    except RecursionError:  # nested deeper than anybody reads
        return f"<p>{escape(text)}</p>"
    return html.replace(_AMPERSAND, "&amp;")


def _cleaned(html: str, tags: frozenset[str]) -> Markup:
    return Markup(  # noqa: S704 - this is the place that makes it safe
        nh3.clean(
            html,
            tags=set(tags),
            attributes={"a": {"href"}, "ol": {"start"}},
            attribute_filter=_attribute,
            url_schemes=set(_SCHEMES),
            link_rel="nofollow noopener noreferrer",
        )
    )


def _attribute(tag: str, name: str, value: str) -> str | None:
    """Only whole addresses: a relative one would point at another page than the author sees."""
    if tag == "a":
        return value if name == "rel" or _ADDRESS_ONLY.fullmatch(value) else None
    return value if value.isdecimal() else None


class _House(Treeprocessor):
    """A page has its own h1 and h2; an author's headings begin below them."""

    def run(self, root: Element) -> None:
        for node in root.iter():
            if _HEADING.fullmatch(node.tag):
                node.tag = f"h{min(6, int(node.tag[1]) + 2)}"


class _Link(InlineProcessor):
    """``[text](https://...)`` and bare addresses; a link that leads nowhere from here stays as written."""

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[Element, int, int]:  # type: ignore[override]  # noqa: ARG002, N802 - Markdown's names
        node = Element("a", {"href": m["address"]})
        text = m.groupdict().get("text") or m["address"]
        node.text = AtomicString(text) if "://" in text else text  # no link within a link
        return node, m.start(), m.end()


class _SpacedHeader(HashHeaderProcessor):
    """``# Heading`` needs its space, as in CommonMark; ``#1`` is a text."""

    RE = re.compile(r"(?:^|\n)(?P<level>#{1,6})[ \t]+(?P<header>[^\n]*?)[ \t]*#*(?:\n|$)")


@lru_cache(maxsize=1)
def _block_markdown() -> Markdown:
    engine = _bare_markdown("tables", "sane_lists", "nl2br")
    engine.parser.blockprocessors.register(_SpacedHeader(engine.parser), "hashheader", 70)
    return engine


@lru_cache(maxsize=1)
def _line_markdown() -> Markdown:
    engine = _bare_markdown()
    for name in _BLOCKS:
        engine.parser.blockprocessors.deregister(name)
    return engine


def _bare_markdown(*extensions: str) -> Markdown:
    engine = Markdown(extensions=list(extensions), output_format="html")
    engine.preprocessors.deregister("html_block")
    for name in ("reference", "setextheader"):
        engine.parser.blockprocessors.deregister(name)
    for name in _LEFT_OUT:
        engine.inlinePatterns.deregister(name)
    engine.inlinePatterns.register(_Link(_LINK, engine), "link", 160)
    engine.inlinePatterns.register(_Link(_BARE_LINK, engine), "address", 120)
    engine.treeprocessors.register(_House(engine), "house", 15)
    return engine
