"""A table for the page of a job."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from goalbook import escape
from goalbook.problems import Problem
from goalbook.validate import report
from goalbook.validate.format import Format, Report
from goalbook.words import Words

_MOST: Final = 200


def _render(found: Report) -> str:
    words = found.words
    title = f"### {report.summary(found.problems, words, len(found.accepted))}\n"
    ordered = sorted(found.problems, key=lambda problem: not problem.is_error)
    open_rows = [
        (problem, report.degree(problem.severity, words), report.told(problem, words))
        for problem in ordered[:_MOST]
    ]
    accepted_rows = [
        (one.problem, words.gettext("accepted"), report.accepted_told(one, words))
        for one in found.accepted[:_MOST]
    ]
    parts = (
        title,
        _table(open_rows, words.gettext("What to do"), words),
        _more(len(ordered), words),
        _table(accepted_rows, words.gettext("Why it may stay"), words),
        _more(len(found.accepted), words),
    )
    return "\n".join(part for part in parts if part)


def _table(rows: Sequence[tuple[Problem, str, str]], last: str, words: Words) -> str:
    """Place, rule and a last column for each problem; empty without one."""
    if not rows:
        return ""
    head = (words.gettext("Place"), words.gettext("Rule"), last)
    cells = ((str(problem.location), f"{degree} {problem.key}", told) for problem, degree, told in rows)
    lines = (head, ("---", "---", "---"), *(tuple(map(escape.markdown, row)) for row in cells))
    return "".join(f"| {' | '.join(row)} |\n" for row in lines)


def _more(number: int, words: Words) -> str:
    rest = number - _MOST
    return words.gettext("and {number} more", number=rest) + "\n" if rest > 0 else ""


FORMAT = Format(render=_render)
