"""The seam of sources: one kind of file under ``goals/``."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from goalbook.load import acceptance, mend, text
from goalbook.load.acceptance import Acceptance
from goalbook.load.draft import Draft
from goalbook.load.loaded import Positions
from goalbook.load.shape import Form
from goalbook.load.yaml import Keys
from goalbook.model.noun import Noun
from goalbook.model.team import Team
from goalbook.problems import Problem

N = TypeVar("N", bound=Noun)


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """One file to read.

    Attributes:
        path: From the project root.
        data: Its bytes.
        names: What the source's pattern found in the path, e.g. ``team`` and ``cycle``.
        team: What the team's ``team.yml`` says, which is read first; None for the company and without one.
        is_team_known: Whether all of it that other files need could be read.
    """

    path: str
    data: bytes
    names: Mapping[str, str]
    team: Team | None = None
    is_team_known: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """What one file yields; depends on nothing but the file and its ``team.yml``.

    Attributes:
        value: What it holds; None when nothing could be read.
        problems: What could not.
        left_out: The places missing in `value` although they were written; ``()`` = the whole file.
        positions: Where everything stands.
        lines: How many lines the file has, where they are counted.
        acceptances: Problems that its authors accept, each with a reason.
    """

    value: Any
    problems: tuple[Problem, ...] = ()
    left_out: frozenset[Keys] = frozenset()
    positions: Positions = field(default_factory=dict)
    lines: int = 0
    acceptances: tuple[Acceptance, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A kind of file.

    Attributes:
        pattern: Matches its whole path; its groups ``team``, ``cycle`` and ``member`` are checked as ids.
        read: Reads one file.
        place: Puts what was read into the draft of the handbook; called only when there is a value.
    """

    pattern: re.Pattern[str]
    read: Callable[[Given], Part]
    place: Callable[[Draft, Given, Any], None]


def nouns(given: Given, form: Form[N]) -> tuple[tuple[N, ...], Part]:
    """The nouns of a YAML file, and a part that still lacks its value."""
    words, problems = text.read(given.data, given.path)
    if words is None:
        return (), Part(value=None, problems=problems, left_out=frozenset({()}))
    reading = mend.read(words, form, given.path)
    accepted, unclear = acceptance.read(words, given.path, reading.document.positions)
    return reading.shaped.nouns, Part(
        value=None,
        problems=(*problems, *reading.shaped.problems, *unclear),
        left_out=reading.shaped.left_out,
        positions=reading.document.positions,
        lines=len(words.splitlines()),
        acceptances=accepted,
    )
