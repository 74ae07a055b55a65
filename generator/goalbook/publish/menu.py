"""The menu: pages that name their place in it become a tree of titles."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TypeAlias

Nav: TypeAlias = "str | dict[str, str | list[Nav]]"
"""An entry as MkDocs takes it: a path, a title and a path, or a title and entries."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One page of the menu.

    Attributes:
        titles: From the top down to the page itself.
        order: Sorts pages and sections; a section stands where its own page, else its first, would stand.
        path: Source path.
    """

    titles: tuple[str, ...]
    order: int
    path: str


@dataclass(slots=True)
class _Node:
    entry: Entry | None = None
    below: dict[str, _Node] = field(default_factory=dict)

    @property
    def order(self) -> tuple[int, str]:
        if self.entry is not None:
            return self.entry.order, self.entry.path
        return min(node.order for node in self.below.values())


def arrange(entries: Iterable[Entry]) -> list[Nav]:
    """The menu as MkDocs takes it, sorted by order, then path."""
    top = _Node()
    for entry in entries:
        node = top
        for title in entry.titles:
            node = node.below.setdefault(title, _Node())
        node.entry = entry
    return _below(top)


def _below(node: _Node) -> list[Nav]:
    ranked = sorted(node.below.items(), key=lambda item: item[1].order)
    return [_entry(title, child) for title, child in ranked]


def _entry(title: str, node: _Node) -> Nav:
    if not node.below:
        return {title: node.entry.path if node.entry else ""}
    own: list[Nav] = [node.entry.path] if node.entry else []
    return {title: [*own, *_below(node)]}
