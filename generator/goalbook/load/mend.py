"""Text of a YAML file -> nouns and all its problems at once, also those behind a syntax error.

Where a file cannot be read, two things are tried on a copy: repairing keyboard slips (what the repair mends
is reported, in the words of the slip), then leaving out the smallest entry around a syntax error.
So one slip on line 3 hides no mistake on line 40, and nothing is reported that does no harm.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final, Generic, TypeAlias, TypeVar

from goalbook.load import outline, rawlines, slips, syntax, yaml
from goalbook.load.rawlines import Trap
from goalbook.load.shape import Form, Shaped, shape
from goalbook.load.yaml import Document, Keys
from goalbook.messages import Message, msg
from goalbook.model.noun import Noun
from goalbook.problems import Location, Problem, Severity

N = TypeVar("N", bound=Noun)
_MOST_CUTS: Final = 12
_MOST_TOLD: Final = 200
# So that a large hostile file costs seconds, not minutes; a goal file has some ten thousand letters.
_MOST_LETTERS_MENDED: Final = 1 << 17
_MOST_TRIED: Final = 120
_MOST_LETTERS_TRIED: Final = 4_000_000
_Health: TypeAlias = tuple[int, int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading(Generic[N]):
    """What one file yields.

    Attributes:
        shaped: Its nouns and all its problems in order of place.
        document: The plain values they were read from, with positions.
    """

    shaped: Shaped[N]
    document: Document


@dataclass(frozen=True, slots=True, kw_only=True)
class _Try(Generic[N]):
    """A text and how far it can be read."""

    text: str
    reading: Reading[N]

    @property
    def error(self) -> syntax.Trouble | None:
        return self.reading.document.error

    @property
    def is_sound(self) -> bool:
        return self.health == (1, 0, 0)

    @property
    def health(self) -> _Health:
        """Comparable: with a syntax error the later the better, without one the fewer problems the better.

        Where a text stands instead of a group, all that was meant to be in it is hidden; that weighs more.
        """
        document, shaped = self.reading.document, self.reading.shaped
        if document.error is not None:
            place = syntax.explain(document.error, self.text, "").location
            return (0, place.line, place.column)
        if isinstance(document.value, str):
            return (0, -1, 0)
        hiding = sum(problem.key == "value-shape" for problem in shaped.problems)
        return (1, -len(document.problems) - len(shaped.problems) - 2 * hiding, 0)


def read(text: str, form: Form[N], path: str) -> Reading[N]:
    """Read a text with LF line ends as the form says."""
    if not rawlines.is_suspicious(text):
        found = _try(text, form, path)
        if found.is_sound:
            return found.reading
    begins, kept = rawlines.conflicts(text)
    problems = [_problem(path, (line, 0), "merge-marker", *rawlines.MERGE) for line in begins]
    problems += [
        _problem(path, (trap.line, trap.start), "value-cut", trap.message, trap.hint)
        for trap in rawlines.cut_values(kept)
    ]
    return _Mender(kept, form, path).mended(problems)


def _try(text: str, form: Form[N], path: str, cut: frozenset[Keys] = frozenset()) -> _Try[N]:
    document = yaml.parse(text, path)
    if cut:
        document = replace(document, broken=document.broken | cut)
    if document.error is not None:
        shaped: Shaped[N] = Shaped(left_out=frozenset({()}))
    else:
        shaped = shape(document, form, path)
    return _Try(text=text, reading=Reading(shaped=shaped, document=document))


class _Mender(Generic[N]):
    """Mends one text as far as it can be mended."""

    def __init__(self, text: str, form: Form[N], path: str) -> None:
        self._form = form
        self._path = path
        self._cut: frozenset[Keys] = frozenset()
        self._slips = slips.Slips(text)
        self._tries = min(_MOST_TRIED, _MOST_LETTERS_TRIED // max(len(text), 1))
        self._now = _try(text, form, path)

    def mended(self, problems: list[Problem]) -> Reading[N]:
        """The reading of the mended text; all problems at their places in the text as it was typed."""
        if len(self._now.text) <= _MOST_LETTERS_MENDED:
            problems += self._mend()
        elif self._now.error is not None:
            problems.append(syntax.explain(self._now.error, self._now.text, self._path))
        reading = self._now.reading
        problems += [
            _problem(self._path, mark, "keyboard-slip", *words) for mark, words in self._slips.told()
        ]
        problems += [
            self._moved(problem) for problem in (*reading.document.problems, *reading.shaped.problems)
        ]
        problems.sort(key=lambda problem: problem.location)
        return replace(reading, shaped=replace(reading.shaped, problems=_first(problems)))

    def _mend(self) -> list[Problem]:
        """Repair and leave out, in turn, until the rest can be read; gives the syntax errors met."""
        problems: list[Problem] = []
        self._repair_wide_groups()
        for _ in range(_MOST_CUTS):
            self._repair()
            error = self._now.error
            if error is None:
                break
            found = syntax.explain(error, self._now.text, self._path)
            problems.append(self._moved(found))
            if not self._leave_out(found.location.line - 1, error.mark[0]):
                break
        return problems

    def _repair_wide_groups(self) -> None:
        lines = rawlines.wide_groups(self._now.text)
        for traps in rawlines.possible(self._now.text) if lines else ():
            if traps[0].line in lines and self._is_better(
                rawlines.repair(self._now.text, traps), or_as_good=True
            ):
                self._slips.keep(traps)

    def _repair(self) -> None:
        """Try to repair slips and keep what helps, until nothing does: indentation first, then line by line.

        What helps in line 5 may show only after line 9 was repaired; what never helps was no slip.
        """
        before = None
        while before != self._now.text and not self._now.is_sound and self._tries > 0:
            before = self._now.text
            self._repair_indents(
                [trap for traps in rawlines.possible(before) for trap in traps if trap.is_indent]
            )
            self._repair_lines()
            if before == self._now.text:
                self._repair_together([trap for traps in rawlines.possible(before) for trap in traps])

    def _repair_lines(self) -> None:
        for traps in rawlines.possible(self._now.text):
            error = self._now.error
            if self._tries <= 0 or self._now.is_sound:
                return
            if error is None or traps[0].line <= error.mark[0]:  # the parser has come that far
                self._repair_line([trap for trap in traps if not trap.is_indent])

    def _repair_line(self, traps: Sequence[Trap]) -> None:
        for part in _parts(traps):
            if self._is_better(rawlines.repair(self._now.text, part)):
                self._slips.keep(part)
                return

    def _repair_indents(self, indents: Sequence[Trap]) -> None:
        before, kept = self._now.text, tuple(indents)
        for wider in rawlines.indentations(before, indents) if indents else ():
            if self._is_better(rawlines.repair(before, wider)):
                kept = wider
        if self._now.text != before:
            self._keep_needed(before, kept)

    def _repair_together(self, traps: Sequence[Trap]) -> None:
        """Slips that hide each other: a whole group typed with full-width colons is one long text to YAML."""
        before = self._now.text
        if traps and not self._now.is_sound and self._is_better(rawlines.repair(before, traps)):
            self._keep_needed(before, tuple(traps))

    def _keep_needed(self, before: str, kept: tuple[Trap, ...]) -> None:
        """Take back repairs that change nothing: a wide space that begins a paragraph does no harm."""
        for run in _runs(kept):
            lines = {trap.line for trap in run}
            fewer = tuple(trap for trap in kept if trap.line not in lines)
            if fewer and self._tries > 0 and self._is_better(rawlines.repair(before, fewer), or_as_good=True):
                kept = fewer
        self._slips.keep(kept)

    def _is_better(self, text: str, *, or_as_good: bool = False) -> bool:
        self._tries -= 1
        tried = _try(text, self._form, self._path, self._cut)
        if tried.health < self._now.health or (tried.health == self._now.health and not or_as_good):
            return False
        self._now = tried
        return True

    def _leave_out(self, *lines: int) -> bool:
        """Empty the smallest entry without which the text can be read further."""
        cut = self._cut
        for line in lines:
            for entry in outline.around(self._now.text.split("\n"), line):
                self._cut = cut | {entry.keys}
                if self._is_better(outline.without(self._now.text, entry)):
                    return True
        self._cut = cut
        return False

    def _moved(self, problem: Problem) -> Problem:
        where = problem.location
        line, column = self._slips.original(where.line - 1, where.column - 1)
        return replace(problem, location=Location(where.path, line + 1, column + 1))


def _parts(traps: Sequence[Trap]) -> tuple[tuple[Trap, ...], ...]:
    """What to try of a group: all, all but the commas (which are often just prose), each alone."""
    if len(traps) > _MOST_TRIED:
        return (tuple(traps),)
    no_commas = tuple(trap for trap in traps if trap.found not in {"、", "，"})
    single = tuple((trap,) for trap in traps) if len(traps) > 1 else ()
    return tuple(
        part for part in (tuple(traps), no_commas if len(no_commas) < len(traps) else (), *single) if part
    )


def _first(problems: list[Problem]) -> tuple[Problem, ...]:
    """At most two hundred; nobody reads more before mending the first."""
    if len(problems) <= _MOST_TOLD:
        return tuple(problems)
    message = msg("{count} more problems in this file.", count=len(problems) - _MOST_TOLD)
    last = problems[_MOST_TOLD].location
    more = Problem(location=last, severity=Severity.ERROR, key="file-problems", message=message)
    return (*problems[:_MOST_TOLD], more)


def _runs(traps: Sequence[Trap]) -> list[tuple[Trap, ...]]:
    """Traps on lines one after another."""
    runs: list[tuple[Trap, ...]] = []
    for trap in traps:
        if runs and runs[-1][-1].line >= trap.line - 1:
            runs[-1] += (trap,)
        else:
            runs.append((trap,))
    return runs


def _problem(path: str, mark: tuple[int, int], key: str, message: Message, hint: Message | None) -> Problem:
    where = Location(path, mark[0] + 1, mark[1] + 1)
    return Problem(location=where, severity=Severity.ERROR, key=key, message=message, hint=hint)
