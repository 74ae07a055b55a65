"""What a reader of the preview sees while the goals cannot be built."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from goalbook.errors import GoalbookError
from goalbook.messages import Message, Value
from goalbook.problems import Problem
from goalbook.validate import report
from goalbook.words import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Trouble:
    """Why the last edit is not shown.

    Attributes:
        problems: What stops the build, in order of place.
        error: What stopped it before problems could be found; None when there are problems.
    """

    problems: tuple[Problem, ...] = ()
    error: GoalbookError | None = None

    def lines(self, words: Words) -> tuple[Line, ...]:
        """Every problem in a language, or the one error."""
        if self.error is not None:
            return (_error_line(self.error, words),)
        return tuple(
            Line(
                place=str(problem.location),
                text=words.say(problem.message),
                hint=words.say(problem.hint) if problem.hint else "",
            )
            for problem in self.problems
        )

    def told(self, words: Words) -> tuple[str, ...]:
        """The same for a terminal, as `goalbook check` prints it."""
        if self.error is not None:
            return tuple(map(str, self.lines(words)))
        return tuple(report.line(problem, words) for problem in self.problems)


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One thing wrong, as text.

    Attributes:
        place: ``path:line:column``; empty when the text names it.
        text: What was found and what was expected.
        hint: What to do; may be empty.
    """

    place: str = ""
    text: str
    hint: str = ""

    def __str__(self) -> str:
        return " ".join(
            part for part in (f"{self.place}:" if self.place else "", self.text, self.hint) if part
        )


def errors(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Those that stop a build."""
    return tuple(problem for problem in problems if problem.is_error)


def _error_line(error: GoalbookError, words: Words) -> Line:
    values: dict[str, Value] = dict(error.values)
    return Line(
        text=words.say(Message(error.text, values)),
        hint=words.say(Message(error.hint, values)) if error.hint else "",
    )
