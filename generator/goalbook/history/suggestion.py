"""Lines ready to be taken over in one click: a target that moved, with its days and a place for the reason.

A forge shows a review comment's suggestion beside the line it replaces. Only what stands on one line is
suggested; whatever is written in another way keeps the sentence of the comment.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from goalbook.history import series
from goalbook.history.change import Change
from goalbook.history.difference import Difference
from goalbook.history.effect import Effect
from goalbook.model.handbook import Handbook
from goalbook.model.targets import Targets
from goalbook.model.values import Quantity
from goalbook.problems import Location

_STEP: Final = re.compile(r"\{[^{}\"'#]*\}")
_VALUE: Final = re.compile(r"value: (?P<value>.*?)(?:, why: .*)?\}$")
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
            place = _place(found, change)
            if not _is_wanted(effect, change) or (place.path, place.line) in taken:
                continue
            lines = read(place.path).decode(errors="replace").splitlines()
            if place.line > len(lines):
                continue
            here = _Line(lines[place.line - 1], place.column)
            steps = () if change.since else _steps(found, effect, change, reason)
            if change.since:
                text = here.dated(reason)
            elif _is_step(change):
                text = here.step(_two(steps, change, effect.day), change, _dash(found, change))
            else:
                text = here.series(steps, change)
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

    def step(self, two: Sequence[str], change: Change, dash: int | None) -> Sequence[str]:
        """A step whose value was overwritten, as it was, and behind it the one that begins today.

        Args:
            two: Both steps within braces; nothing when they are not known.
            change: What happened.
            dash: How far the hyphen is indented, of a step that has a line for each field.
        """
        before, rest = self.text[: self.column - 1], self.text[self.column - 1 :]
        typed = change.new.text if isinstance(change.new, Quantity) else ""
        if not two or not typed:
            return ()
        if dash is not None:
            value = _VALUE.search(two[0])
            found = next((quote for quote in _QUOTES if rest.rstrip() == f"{quote}{typed}{quote}"), None)
            if value is None or found is None:
                return ()
            return (f"{before}{value['value']}", f"{' ' * dash}- {two[1]}")
        item = _STEP.match(rest)
        if item is None or typed not in item[0]:
            return ()
        after = rest[item.end() :]
        if before.strip() == "-":
            return (f"{before}{two[0]}", f"{before}{two[1]}{after}")
        return (f"{before}{two[0]}, {two[1]}{after}",)


def _is_step(change: Change) -> bool:
    """Whether a change is about one step of a series."""
    return bool(change.ref.keys) and isinstance(change.ref.keys[-1], int)


def _place(found: Difference, change: Change) -> Location:
    """The line that is replaced: of an overwritten step that of its value, should it be another."""
    step = found.locate(change)
    if change.since or not _is_step(change):
        return step
    value = found.new.locate(change.ref.at("value"))
    return step if value.line == step.line else value


def _dash(found: Difference, change: Change) -> int | None:
    """How far a step is indented that has a line for each field and ends with its value; else None."""
    step, value = found.locate(change), found.new.locate(change.ref.at("value"))
    known = found.new.positions.get(step.path, {})
    others = (known.get((*change.ref.keys, name)) for name in ("from", "why"))
    is_last = all(other is None or other[0] < value.line for other in others)
    return step.column - len("- ") - 1 if is_last and value.line > step.line else None


def _two(steps: Sequence[str], change: Change, day: date) -> Sequence[str]:
    """Of the steps of a series the one that was overwritten, as it was, and the one that begins today."""
    number = change.ref.keys[-1]
    if not isinstance(number, int) or number + 1 >= len(steps):
        return ()
    before, today = steps[number : number + 2]
    old = change.old.text if isinstance(change.old, Quantity) else ""
    return (before, today) if old and old in before and today.startswith(f"{{from: {day},") else ()


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
