"""A written HTML file as values, read with the standard library."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

VOID = frozenset(
    {"br", "hr", "img", "input", "link", "meta", "source", "wbr", "path", "circle", "rect", "line"}
)


@dataclass
class Element:
    """One element: its name, attributes, and all text inside it."""

    tag: str
    attributes: dict[str, str]
    text: str = ""

    def __getitem__(self, name: str) -> str:
        return self.attributes.get(name, "")

    def has(self, name: str) -> bool:
        """Whether one of its classes has this name."""
        return name in self["class"].split()


@dataclass
class Written:
    """A page as it was written.

    Attributes:
        file: Where.
        html: Its text.
        elements: Every element in order.
    """

    file: Path
    html: str
    elements: list[Element] = field(default_factory=list)

    @classmethod
    def read(cls, file: Path) -> Written:
        page = cls(file, file.read_text(encoding="utf-8"))
        _Reader(page.elements).feed(page.html)
        return page

    def all(self, tag: str = "", **attributes: str) -> list[Element]:
        """Elements by name and exact attributes; ``class_`` asks for one class."""
        kind = attributes.pop("class_", "")
        wanted = {name.replace("_", "-"): value for name, value in attributes.items()}
        return [
            element
            for element in self.elements
            if (not tag or element.tag == tag)
            and (not kind or element.has(kind))
            and all(element[name] == value for name, value in wanted.items())
        ]

    def one(self, tag: str = "", **attributes: str) -> Element:
        (found,) = self.all(tag, **attributes)
        return found

    @cached_property
    def anchors(self) -> frozenset[str]:
        return frozenset(element["id"] for element in self.elements if element["id"])

    def addresses(self) -> list[str]:
        """Every address that a reader or the browser may follow within the site."""
        found = [element[name] for element in self.elements for name in ("href", "src") if element[name]]
        return [address for address in found if not urlsplit(address).scheme]

    def target(self, address: str) -> tuple[Path, str]:
        """The file an address of this page leads to, and the place in it."""
        parts = urlsplit(address)
        file = (self.file.parent / unquote(parts.path)).resolve() if parts.path else self.file
        return file, unquote(parts.fragment)


class _Reader(HTMLParser):
    def __init__(self, elements: list[Element]) -> None:
        super().__init__()
        self.elements = elements
        self.open: list[Element] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs})
        self.elements.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append(Element(tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        while self.open and any(element.tag == tag for element in self.open):
            if self.open.pop().tag == tag:
                return

    def handle_data(self, data: str) -> None:
        for element in self.open:
            element.text += data
