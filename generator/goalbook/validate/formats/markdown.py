"""A table for the page of a job."""

from __future__ import annotations

from typing import Final

from goalbook import escape
from goalbook.problems import Problem
from goalbook.validate import report
from goalbook.validate.format import Format, Report

_MOST: Final = 200


def _render(found: Report) -> str:
    title = f"### {report.summary(found.problems, found.words)}\n"
    if not found.problems:
        return title
    ordered = sorted(found.problems, key=lambda problem: not problem.is_error)
    words = found.words
    head = (words.gettext("Place"), words.gettext("Rule"), words.gettext("What to do"))
    rows = [head, ("---", "---", "---"), *(_row(problem, found) for problem in ordered[:_MOST])]
    table = "".join(f"| {' | '.join(row)} |\n" for row in rows)
    rest = len(ordered) - _MOST
    more = words.gettext("and {number} more", number=rest) + "\n" if rest > 0 else ""
    return "\n".join(part for part in (title, table, more) if part)


def _row(problem: Problem, found: Report) -> tuple[str, str, str]:
    return (
        escape.markdown(str(problem.location)),
        escape.markdown(f"{report.degree(problem.severity, found.words)} {problem.key}"),
        escape.markdown(report.told(problem, found.words)),
    )


FORMAT = Format(render=_render)
