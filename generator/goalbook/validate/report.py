"""Problems as text for people and as JSON for machines."""

from __future__ import annotations

import json as _json
from collections.abc import Sequence

from goalbook.messages import msg
from goalbook.problems import Problem, Severity
from goalbook.words import Words

_SEVERITY = {Severity.ERROR: msg("error"), Severity.WARNING: msg("warning")}


def text(problems: Sequence[Problem], words: Words) -> str:
    """One line per problem: ``path:line:col: error[key] Sentence. Hint: ...``; empty without problems."""
    return "".join(f"{line(problem, words)}\n" for problem in problems)


def line(problem: Problem, words: Words) -> str:
    """One problem on one line."""
    told = problem.message
    if problem.hint:
        told = msg("{sentence} Hint: {hint}", sentence=problem.message, hint=problem.hint)
    severity = words.say(_SEVERITY[problem.severity])
    return f"{problem.location}: {severity}[{problem.key}] {_flat(words.say(told))}"


def summary(problems: Sequence[Problem], words: Words) -> str:
    """How many problems there are, in one sentence."""
    errors = sum(problem.is_error for problem in problems)
    warnings = len(problems) - errors
    if not problems:
        return words.gettext("No problems.")
    told = (
        words.ngettext("{number} error", "{number} errors", errors) if errors else "",
        words.ngettext("{number} warning", "{number} warnings", warnings) if warnings else "",
    )
    return words.say(msg("{found}.", found=tuple(part for part in told if part)))


def json(problems: Sequence[Problem], words: Words) -> str:
    """``{"errors": n, "warnings": n, "problems": [{path, line, column, severity, key, message, hint}]}``."""
    errors = sum(problem.is_error for problem in problems)
    found = {
        "errors": errors,
        "warnings": len(problems) - errors,
        "problems": [
            {
                "path": problem.location.path,
                "line": problem.location.line,
                "column": problem.location.column,
                "severity": problem.severity.value,
                "key": problem.key,
                "message": words.say(problem.message),
                "hint": words.say(problem.hint) if problem.hint else None,
            }
            for problem in problems
        ],
    }
    return _json.dumps(found, ensure_ascii=False, indent=2) + "\n"


def _flat(said: str) -> str:
    """An author's text may hold line breaks and other control characters; a report's line holds none."""
    return "".join(character if character.isprintable() else " " for character in said)
