"""A commit of the main line as a value, and what it is called.

The main line is what one gets by going from a commit to its first parent again and again: how the goals came
to be, a merged proposal being one step. Its drafts, on branches of their own, are left out.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Touched:
    r"""A file that a revision touched.

    Attributes:
        path: From the project's root; bytes that are no UTF-8 are written as ``\xe9``.
        mode: As in `goalbook.history.git.Blob`; ``000000`` when it went.
        old: The name of its content before; None when it came.
        new: The name of its content now; None when it went.
    """

    path: str
    mode: str
    old: str | None
    new: str | None


@dataclass(frozen=True, slots=True)
class Revision:
    """A commit of the main line that touched ``goals/``.

    Attributes:
        id: Its full name.
        parents: The full names of its parents; none for the first, and where the history is cut off.
        authors: Who wrote it; for a merge those who wrote what was merged.
        time: When it came to the main line: seconds since 1970.
        message: What was written about it.
        touched: The files.
    """

    id: str
    parents: tuple[str, ...]
    authors: tuple[str, ...]
    time: int
    message: str
    touched: tuple[Touched, ...]

    @property
    def heading(self) -> Heading:
        """What it is called."""
        return heading(self.message)


@dataclass(frozen=True, slots=True)
class Heading:
    """What a revision is called.

    Attributes:
        title: One line; of a merged proposal the proposal's title.
        proposal: The proposal's number with its sign, ``#12`` or ``!12``; empty when the message names none.
    """

    title: str
    proposal: str = ""


_SQUASHED: Final = re.compile(r"(?P<title>\S.*?) \((?P<number>[#!][0-9]{1,9})\)")
_AZURE: Final = re.compile(r"Merged PR (?P<number>[0-9]{1,9}): (?P<title>.*)")
_MERGED: Final = re.compile(
    r"Merge pull request (?P<number>#[0-9]{1,9}) from .*|Merged in .* \(pull request (?P<other>#[0-9]{1,9})\)"
)
_GITLAB: Final = re.compile(r"See merge request (?:\S*?)(?P<number>![0-9]{1,9})")


def heading(message: str) -> Heading:
    """What GitHub, GitLab, Bitbucket or Azure DevOps write about a merged proposal; else the first line."""
    lines = [line.strip() for line in message.splitlines() if line.strip()] or [""]
    first = lines[0]
    if found := _SQUASHED.fullmatch(first):
        return Heading(found["title"], found["number"])
    if found := _AZURE.fullmatch(first):
        return Heading(found["title"], f"#{found['number']}")
    if found := _MERGED.fullmatch(first):
        return Heading(lines[1] if len(lines) > 1 else first, found["number"] or found["other"])
    if found := _GITLAB.fullmatch(lines[-1]):
        title = lines[1] if first.startswith("Merge branch ") and len(lines) > 2 else first  # noqa: PLR2004 - between both
        return Heading(title, found["number"])
    return Heading(first)
