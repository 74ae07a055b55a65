"""Problems as lines for people."""

from __future__ import annotations

from collections.abc import Sequence

from goalbook import escape
from goalbook.messages import msg
from goalbook.problems import Problem, Severity
from goalbook.validate.accepted import Accepted
from goalbook.words import Words

_SEVERITY = {Severity.ERROR: msg("error"), Severity.WARNING: msg("warning")}


def text(problems: Sequence[Problem], words: Words) -> str:
    """One line per problem: ``path:line:col: error[key] Sentence. Hint: ...``; empty without problems."""
    return "".join(f"{line(problem, words)}\n" for problem in problems)


def line(problem: Problem, words: Words) -> str:
    """One problem on one line."""
    severity = degree(problem.severity, words)
    return escape.line(f"{problem.location}: {severity}[{problem.key}] {told(problem, words)}")


def accepted_line(accepted: Accepted, words: Words) -> str:
    """An accepted problem with its reason on one line: ``... accepted[key] Sentence. Reason: ...``."""
    problem = accepted.problem
    return escape.line(
        f"{problem.location}: {words.gettext('accepted')}[{problem.key}] {accepted_told(accepted, words)}"
    )


def accepted_told(accepted: Accepted, words: Words) -> str:
    """What was found and why it may stay, on one line."""
    both = msg("{sentence} Reason: {reason}", sentence=accepted.problem.message, reason=str(accepted.reason))
    return escape.line(words.say(both))


def told(problem: Problem, words: Words) -> str:
    """What was found and what to do, on one line."""
    if problem.hint is None:
        return escape.line(words.say(problem.message))
    both = msg("{sentence} Hint: {hint}", sentence=problem.message, hint=problem.hint)
    return escape.line(words.say(both))


def degree(severity: Severity, words: Words) -> str:
    """Error or warning, in words."""
    return words.say(_SEVERITY[severity])


def summary(problems: Sequence[Problem], words: Words, accepted: int = 0) -> str:
    """How many problems there are, and how many are accepted, in one sentence."""
    errors = sum(problem.is_error for problem in problems)
    warnings = len(problems) - errors
    if not problems and not accepted:
        return words.gettext("No problems.")
    if not problems:
        return words.ngettext("No problems; {number} accepted.", "No problems; {number} accepted.", accepted)
    found = (
        words.ngettext("{number} error", "{number} errors", errors) if errors else "",
        words.ngettext("{number} warning", "{number} warnings", warnings) if warnings else "",
        words.ngettext("{number} accepted", "{number} accepted", accepted) if accepted else "",
    )
    return words.say(msg("{found}.", found=tuple(part for part in found if part)))
