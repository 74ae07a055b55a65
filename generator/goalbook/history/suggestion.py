"""Lines ready to be taken over in one click: a target that moved, with its days and a place for the reason.

A forge shows a review comment's suggestion beside the line it replaces. Only what stands on one line is
suggested; whatever is written in another way keeps the sentence of the comment.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from goalbook.history import series
from goalbook.history.change import Change
from goalbook.history.difference import Difference
from goalbook.history.effect import Effect
from goalbook.model.handbook import Handbook
from goalbook.model.targets import Targets
from goalbook.model.values import Quantity

_QUOTES: Final = ("", '"', "'")
# One field of a step that ends with its line, whatever remark stands behind it.
_FIELD: Final = re.compile(r"""(?:from|value): +(?:"[^"\\]*"|'[^']*'|[^\s"'#&*!|>{\[][^#]*?)\s*(?:\s#.*)?""")


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """What one line could become.

    Attributes:
        path: The file.
        line: The line's number, from 1.
        lines: What stands in its place.
    """

    path: str
    line: int
    lines: tuple[str, ...]

    @property
    def markdown(self) -> str:
        """The block that GitHub and GitLab offer to commit."""
        text = "\n".join(self.lines)
        fence = "```"
        while fence in text:
            fence += "`"
        return f"{fence}suggestion\n{text}\n{fence}\n"


def suggestions(found: Difference, read: Callable[[str], bytes], reason: str) -> Iterator[Suggestion]:
    """What the goals could become, one for each line at most, in the order of the effects.

    Args:
        found: What changed.
        read: Path to the bytes of a file as it is now.
        reason: What stands where the reason goes.
    """
    taken: set[tuple[str, int]] = set()
    for effect in found.effects:
        for change in effect.changes:
            place = found.locate(change)
            if not _is_wanted(effect, change) or (place.path, place.line) in taken:
                continue
            lines = read(place.path).decode(errors="replace").splitlines()
            if place.line > len(lines):
                continue
            here = _Line(lines[place.line - 1], place.column)
            text = (
                here.dated(reason)
                if change.since
                else here.series(_steps(found, effect, change, reason), change)
            )
            if text:
                taken.add((place.path, place.line))
                yield Suggestion(path=place.path, line=place.line, lines=tuple(text))


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of a goal file and the place of a value in it."""

    text: str
    column: int

    def dated(self, reason: str) -> Sequence[str]:
        """A step of a series, ``{from: ..., value: ...}`` or a line for each field, with a reason."""
        if self.text[: self.column - 1].strip() == "-" and _FIELD.fullmatch(self.text[self.column - 1 :]):
            return (self.text.rstrip(), f"{' ' * (self.column - 1)}why: {reason}")
        end = self.text.find("}", self.column - 1)
        if not self.text[self.column - 1 :].lstrip("- ").startswith("{") or end < 0:
            return ()
        return (f"{self.text[:end].rstrip()}, why: {reason}{self.text[end:]}",)

    def series(self, steps: Sequence[str], change: Change) -> Sequence[str]:
        """One value, as a series: below its key where it stands alone, else within the braces."""
        before, rest = self.text[: self.column - 1], self.text[self.column - 1 :]
        typed = change.new.text if isinstance(change.new, Quantity) else ""
        found = next((quote for quote in _QUOTES if rest.startswith(f"{quote}{typed}{quote}")), None)
        if not steps or not typed or found is None:
            return ()
        after = rest[len(typed) + 2 * len(found) :]
        if before.strip() == "target:" and (not after.strip() or after.lstrip().startswith("#")):
            indent = " " * (len(before) - len(before.lstrip()) + 2)
            return (f"{before.rstrip()}{after.rstrip()}", *(f"{indent}- {step}" for step in steps))
        return (f"{before}[{', '.join(steps)}]{after}",)


def _is_wanted(effect: Effect, change: Change) -> bool:
    is_moved = isinstance(change.old, Quantity) and isinstance(change.new, Quantity)
    return (
        change.kind == "target-moved"
        and is_moved
        and change.why is None
        and (change.since is not None or effect.is_mid_cycle)
    )


def _steps(found: Difference, effect: Effect, change: Change, reason: str) -> tuple[str, ...]:
    span = found.new.handbook.span(effect.cycle)
    old, new = (targets_of(side.handbook, change) for side in (found.old, found.new))
    if span is None or old is None or new is None:
        return ()
    return series.moved(old, new, span, effect.day, reason)


def targets_of(book: Handbook, change: Change) -> Targets | None:
    """The target that a change is about; None when it has another id in this handbook."""
    files = book.teams.get(change.team)
    cycle = files.cycles.get(change.cycle) if files else None
    if cycle is None:
        return None
    if len(change.ids) == 1:
        metric = cycle.metrics.get(change.ids[0])
        return metric.target if metric else None
    objective = cycle.objectives.get(change.ids[0])
    result = objective.key_results.get(change.ids[1]) if objective else None
    return result.target if result else None
