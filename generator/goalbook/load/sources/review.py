"""reviews/<date>-<kind>.md: who met, what was decided, which actions came out, and prose."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from goalbook.load import rawlines, text
from goalbook.load.draft import Draft
from goalbook.load.shape import Form
from goalbook.load.source import Given, Part, Source, nouns
from goalbook.messages import Message, msg
from goalbook.model.review import Review
from goalbook.problems import Location, Problem, Severity

_BOTH: Final = 2  # the opening and the closing line
_FENCE: Final = re.compile(r"(?m)^---[ \t]*$")


def read(given: Given) -> Part:
    """Read ``goals/teams/<team>/reviews/<date>-<kind>.md``: YAML between two lines ``---``, then prose."""
    words, problems = text.read(given.data, given.path)
    if words is None:
        return Part(value=None, problems=problems, left_out=frozenset({()}))
    fences = [match for match, _ in zip(_FENCE.finditer(words), range(_BOTH), strict=False)]
    if len(fences) < _BOTH or words[: fences[0].start()].strip():
        return Part(value=None, problems=(*problems, _no_head(given)), left_out=frozenset({()}))
    # The opening line stays, so that lines keep their numbers; to YAML it is the beginning of a document.
    head = words[: fences[1].start()]
    found, part = nouns(replace(given, data=head.encode()), Form(kind=Review))
    prose = words[fences[1].end() :]
    problems += (*part.problems, *_merges(given, prose, head.count("\n")))
    value = found[0].model_copy(update={"prose": prose.strip("\n")}) if found else None
    return replace(part, value=value, problems=problems)


def _merges(given: Given, prose: str, above: int) -> tuple[Problem, ...]:
    begins = rawlines.conflicts(prose)[0] if "\n<<<<<<<" in prose else ()
    return tuple(
        _problem(Location(given.path, above + line + 1), "merge-marker", *rawlines.MERGE) for line in begins
    )


def _no_head(given: Given) -> Problem:
    return _problem(
        Location(given.path),
        "review-head",
        msg("A review begins with a line ---, its fields, and a second line ---."),
        msg("Copy the first lines of another review and change them."),
    )


def _problem(location: Location, key: str, message: Message, hint: Message) -> Problem:
    return Problem(location=location, severity=Severity.ERROR, key=key, message=message, hint=hint)


def place(draft: Draft, given: Given, review: Review) -> None:
    """One file for each review."""
    draft.teams[given.names["team"]].reviews[given.names["review"]] = review


SOURCE = Source(
    pattern=re.compile(
        r"goals/teams/(?P<team>[^/]+)/reviews/(?P<review>[0-9]{4}-[0-9]{2}-[0-9]{2}-[a-z0-9-]+)\.md"
    ),
    read=read,
    place=place,
)
