"""Annotations of GitHub Actions.

Errors come first, for GitHub shows about ten of each on a step; what is accepted is a notice.
"""

from __future__ import annotations

from goalbook import escape
from goalbook.problems import Problem
from goalbook.validate import report
from goalbook.validate.format import Format, Report


def _render(found: Report) -> str:
    words = found.words
    ordered = sorted(found.problems, key=lambda problem: not problem.is_error)
    lines = [
        *(
            _command(problem.severity.value, problem, report.told(problem, words), found)
            for problem in ordered
        ),
        *(_command("notice", one.problem, report.accepted_told(one, words), found) for one in found.accepted),
    ]
    return "".join(f"{line}\n" for line in lines)


def _command(level: str, problem: Problem, told: str, found: Report) -> str:
    place = problem.location
    properties = {
        "file": found.prefix + place.path,
        "line": str(place.line),
        "col": str(place.column),
        "title": problem.key,
    }
    given = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
    return f"::{level} {given}::{_data(told)}"


def _data(text: str) -> str:
    """Text behind a command; what GitHub reads as the end of a line is written out."""
    return escape.line(text).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    """A command's property, which ends at a colon or a comma."""
    return _data(text).replace(":", "%3A").replace(",", "%2C")


FORMAT = Format(render=_render, is_for_people=True, is_for_forge=True)
