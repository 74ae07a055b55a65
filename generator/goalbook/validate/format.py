"""The seam of formats: one way to print what a check found."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from goalbook.problems import Problem
from goalbook.validate.accepted import Accepted
from goalbook.words import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What was found, and for whom.

    Attributes:
        problems: In order of place.
        accepted: Problems that authors accept, in order of place.
        words: The language.
        prefix: Way from the repository's top to the project, empty or ending with ``/``; forges know files by
            their place in the repository.
    """

    problems: tuple[Problem, ...]
    words: Words
    prefix: str = ""
    accepted: tuple[Accepted, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """A way to print.

    Attributes:
        render: Everything that is printed, with its last line break; empty prints nothing.
        is_for_people: Whether a sentence with the number of problems follows on the error stream.
        is_for_forge: Whether paths begin at the repository's top.
    """

    render: Callable[[Report], str]
    is_for_people: bool = False
    is_for_forge: bool = False
