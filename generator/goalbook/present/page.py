"""A page template: one file ``pages/*.html.j2``, a few ``key: value`` lines above its body.

::

    ---
    each: team
    path: teams/{{ subject.team }}/index.md
    title: {{ team.name|plain }}
    needs: answer process
    ---
    <h1>...</h1>

The lines are no YAML: a value is the rest of its line, and may hold Jinja.
"""

from __future__ import annotations

import difflib
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Final

from goalbook.errors import RenderError

FENCE: Final = "---"
SUFFIX: Final = ".html.j2"
SUBJECTS: Final = ("site", "team", "period", "review", "cycle", "check")


@dataclass(frozen=True, slots=True, kw_only=True)
class PageTemplate:
    """What stands above a template's body.

    Attributes:
        key: The file's name without ``.html.j2``; a class of the page for the style sheet.
        each: Once for the ``site``, or for each ``team``, ``period`` beside the one its page speaks of,
            held ``review``, archived ``cycle`` or ``check``.
        path: Source path of the page (Jinja), always ``.../index.md``.
        title: For the tab and the search (Jinja).
        description: For the head (Jinja).
        search: Words to find the page by (Jinja); nothing keeps it out of the search.
        nav: Menu titles from the top down, joined by `` > `` (Jinja); nothing keeps it out of the menu.
        source: Part of the goal file that "edit this" opens, e.g. ``objectives``; ``.`` for its first line.
        only: A section of `needs`; a subject for which it has nothing to say gets no such page.
        order: Sorts the menu.
        needs: Sections, charts and tables the body names; it receives only these.
    """

    key: str
    each: str = "site"
    path: str
    title: str
    description: str = ""
    search: str = ""
    nav: str = ""
    source: str = ""
    only: str = ""
    order: int = 0
    needs: tuple[str, ...] = ()


KEYS: Final = tuple(field.name for field in fields(PageTemplate) if field.name != "key")


def read(file: Path) -> PageTemplate:
    """The lines above a template's body.

    Raises:
        RenderError: They are missing, or a key is unknown, missing or cannot be read.
    """
    name, head = file.name, _head(file)
    values: dict[str, str] = {}
    for number, line in enumerate(head, start=2):
        key, colon, value = (part.strip() for part in line.partition(":"))
        if not colon or key not in KEYS:
            raise _unknown(name, number, key)
        if key in values:
            raise RenderError(
                "{file}:{line}: the line {key} stands there twice.", file=name, line=number, key=f"{key}:"
            )
        values[key] = value
    for key in ("path", "title"):
        if not values.get(key):
            raise RenderError("{file}:1: the line {key} is missing above the page.", file=name, key=f"{key}:")
    return _template(name, values)


def body_of(source: str) -> str:
    """A template's source with the lines above its body made a comment, so that line numbers stay."""
    if not source.startswith(FENCE + "\n"):
        return source
    head, _, body = source.removeprefix(FENCE + "\n").partition(f"\n{FENCE}\n")
    return "{#" + "\n" * (head.count("\n") + 2) + "#}\n" + body


def _head(file: Path) -> list[str]:
    source = file.read_text(encoding="utf-8")
    head, fence, _body = source.removeprefix(FENCE + "\n").partition(f"\n{FENCE}\n")
    if not source.startswith(FENCE + "\n") or not fence:
        raise RenderError(
            "{file}:1: a page template begins with lines between two --- lines.",
            hint="Write at least path: and title: there, as in the other page templates.",
            file=file.name,
        )
    return head.split("\n")


def _unknown(name: str, number: int, key: str) -> RenderError:
    near = difflib.get_close_matches(key, KEYS, n=1)
    if near:
        return RenderError(
            "{file}:{line}: unknown line {key} above the page.",
            hint="Did you mean {near}?",
            file=name,
            line=number,
            key=key,
            near=near[0],
        )
    return RenderError(
        "{file}:{line}: unknown line {key} above the page.",
        hint="Known are {known}.",
        file=name,
        line=number,
        key=key,
        known=", ".join(KEYS),
    )


def _template(name: str, values: dict[str, str]) -> PageTemplate:
    order, each = values.pop("order", "0"), values.pop("each", "site")
    if not order.isdecimal():
        raise RenderError("{file}:1: order: {found} is not a whole number.", file=name, found=order)
    if each not in SUBJECTS:
        raise RenderError(
            "{file}:1: each: {found} is none of {known}.", file=name, found=each, known=", ".join(SUBJECTS)
        )
    needs = tuple(values.pop("needs", "").split())
    return PageTemplate(key=name.removesuffix(SUFFIX), each=each, order=int(order), needs=needs, **values)
