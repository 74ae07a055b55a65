"""JSON for programs.

``{"errors": n, "warnings": n, "problems": [{path, line, column, severity, key, message, hint}],
"accepted": [the same with reason and accepted_in, the line of the remark]}``
"""

from __future__ import annotations

from goalbook import escape
from goalbook.problems import Problem
from goalbook.validate.format import Format, Report


def _render(found: Report) -> str:
    errors = sum(problem.is_error for problem in found.problems)
    whole = {
        "errors": errors,
        "warnings": len(found.problems) - errors,
        "problems": [_entry(problem, found) for problem in found.problems],
        "accepted": [
            {**_entry(one.problem, found), "reason": str(one.reason), "accepted_in": one.location.line}
            for one in found.accepted
        ],
    }
    return escape.json(whole)


def _entry(problem: Problem, found: Report) -> dict[str, str | int | None]:
    return {
        "path": problem.location.path,
        "line": problem.location.line,
        "column": problem.location.column,
        "severity": problem.severity.value,
        "key": problem.key,
        "message": found.words.say(problem.message),
        "hint": found.words.say(problem.hint) if problem.hint else None,
    }


FORMAT = Format(render=_render)
