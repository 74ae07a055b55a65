"""Problems as lines for people."""

from __future__ import annotations

from collections.abc import Sequence

from goalbook import escape
from goalbook.messages import msg
from goalbook.problems import Problem, Severity
from goalbook.words import Words

_SEVERITY = {Severity.ERROR: msg("error"), Severity.WARNING: msg("warning")}


def text(problems: Sequence[Problem], words: Words) -> str:
    """One line per problem: ``path:line:col: error[key] Sentence. Hint: ...``; empty without problems."""
    return "".join(f"{line(problem, words)}\n" for problem in problems)


def line(problem: Problem, words: Words) -> str:
    """One problem on one line."""
    severity = degree(problem.severity, words)
    return escape.line(f"{problem.location}: {severity}[{problem.key}] {told(problem, words)}")


def told(problem: Problem, words: Words) -> str:
    """What was found and what to do, on one line."""
    if problem.hint is None:
        return escape.line(words.say(problem.message))
    both = msg("{sentence} Hint: {hint}", sentence=problem.message, hint=problem.hint)
    return escape.line(words.say(both))


def degree(severity: Severity, words: Words) -> str:
    """Error or warning, in words."""
    return words.say(_SEVERITY[severity])


def summary(problems: Sequence[Problem], words: Words) -> str:
    """How many problems there are, in one sentence."""
    errors = sum(problem.is_error for problem in problems)
    warnings = len(problems) - errors
    if not problems:
        return words.gettext("No problems.")
    found = (
        words.ngettext("{number} error", "{number} errors", errors) if errors else "",
        words.ngettext("{number} warning", "{number} warnings", warnings) if warnings else "",
    )
    return words.say(msg("{found}.", found=tuple(part for part in found if part)))
