"""Lines ready to be taken over in one click: a target that moved, with its days and a place for the reason.

A forge shows a review comment's suggestion beside the lines it replaces. Only what stands on one line is
suggested, or a step with a line for each field; whatever is written in another way keeps the sentence of the
comment.
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
_REACH: Final = 3
"""Lines behind a changed one that a forge shows with it, and lets be replaced."""
# One field of a step that ends with its line, whatever remark stands behind it.
_FIELD: Final = re.compile(r"""(?:from|value): +(?:"[^"\\]*"|'[^']*'|[^\s"'#&*!|>{\[][^#]*?)\s*(?:\s#.*)?""")


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """What one line, or a few, could become.

    Attributes:
        path: The file.
        first: Number of the first line that is replaced, from 1.
        line: Number of the last one.
        lines: What stands in their place.
        about: The change that the suggestion is about.
    """

    path: str
    first: int
    line: int
    lines: tuple[str, ...]
    about: Change

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
    wanted = (
        (effect, change)
        for effect in found.effects
        for change in effect.changes
        if _is_wanted(found, effect, change)
    )
    for effect, change in wanted:
        step = found.locate(change)
        lines = read(step.path).decode(errors="replace").splitlines()
        if step.line > len(lines):
            continue
        block = _block(found, change, lines) if _is_step(change) and not change.since else None
        place = found.new.locate(change.ref.at("value")) if block else step
        if (place.path, place.line) in taken:
            continue
        if text := _text(found, effect, change, _Written(lines, place, block, reason)):
            taken.add((place.path, place.line))
            last = block.last if block else place.line
            yield Suggestion(path=place.path, first=place.line, line=last, lines=tuple(text), about=change)


@dataclass(frozen=True, slots=True)
class _Block:
    """A step of a series that has a line for each field.

    Attributes:
        dash: How far its hyphen is indented.
        last: Number of its last line.
    """

    dash: int
    last: int


@dataclass(frozen=True, slots=True)
class _Written:
    """A file's lines, the place in it that is replaced, and what stands where the reason goes."""

    lines: Sequence[str]
    place: Location
    block: _Block | None
    reason: str


def _text(found: Difference, effect: Effect, change: Change, written: _Written) -> Sequence[str]:
    here = _Line(written.lines[written.place.line - 1], written.place.column)
    if change.since:
        return here.dated(written.reason)
    steps = _steps(found, effect, change, written.reason)
    if not _is_step(change):
        return here.series(steps, change)
    two = _two(steps, change, effect.day)
    if written.block is None:
        return here.step(two, change)
    return here.field(two, change, written.block, written.lines[written.place.line : written.block.last])


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

    def step(self, two: Sequence[str], change: Change) -> Sequence[str]:
        """A step whose value was overwritten, as it was, and behind it the one that begins today.

        Args:
            two: Both steps within braces; nothing when they are not known.
            change: What happened.
        """
        before, rest = self.text[: self.column - 1], self.text[self.column - 1 :]
        typed = change.new.text if isinstance(change.new, Quantity) else ""
        item = _STEP.match(rest)
        if not two or not typed or item is None or typed not in item[0]:
            return ()
        after = rest[item.end() :]
        if before.strip() == "-":
            return (f"{before}{two[0]}", f"{before}{two[1]}{after}")
        return (f"{before}{two[0]}, {two[1]}{after}",)

    def field(self, two: Sequence[str], change: Change, block: _Block, below: Sequence[str]) -> Sequence[str]:
        """The same of a step that has a line for each field; `below` are its lines behind the value."""
        before, rest = self.text[: self.column - 1], self.text[self.column - 1 :]
        typed = change.new.text if isinstance(change.new, Quantity) else ""
        value = _VALUE.search(two[0]) if two and typed else None
        found = next((quote for quote in _QUOTES if rest.startswith(f"{quote}{typed}{quote}")), None)
        if value is None or found is None:
            return ()
        after = rest[len(typed) + 2 * len(found) :].rstrip()
        if after.strip() and not re.match(r"\s+#", after):
            return ()
        return (f"{before}{value['value']}{after}", *below, f"{' ' * block.dash}- {two[1]}")


def _is_step(change: Change) -> bool:
    """Whether a change is about one step of a series."""
    return bool(change.ref.keys) and isinstance(change.ref.keys[-1], int)


def _block(found: Difference, change: Change, lines: Sequence[str]) -> _Block | None:
    """The lines of an overwritten step, if it has one for each field and a forge lets them be replaced."""
    step, value = found.locate(change), found.new.locate(change.ref.at("value"))
    before = lines[step.line - 1][: step.column - 1]
    if lines[step.line - 1][step.column - 1] == "{" or before.strip() != "-":
        return None
    dash = before.index("-")
    behind = range(value.line, len(lines))
    end = next((line for line in behind if not _is_deeper(lines[line], dash)), len(lines))
    following = next((lines[line] for line in range(end, len(lines)) if lines[line].strip()), "")
    if end - value.line > _REACH or _is_deeper(following, dash):
        return None
    return _Block(dash=dash, last=end)


def _is_deeper(line: str, dash: int) -> bool:
    """Whether a line belongs to the step whose hyphen is indented so far."""
    return bool(line.strip()) and len(line) - len(line.lstrip()) > dash


def _two(steps: Sequence[str], change: Change, day: date) -> Sequence[str]:
    """Of the steps of a series the one that was overwritten, as it was, and the one that begins today."""
    number = change.ref.keys[-1]
    if not isinstance(number, int) or number + 1 >= len(steps):
        return ()
    before, today = steps[number : number + 2]
    old = change.old.text if isinstance(change.old, Quantity) else ""
    return (before, today) if old and old in before and today.startswith(f"{{from: {day},") else ()


def _is_wanted(found: Difference, effect: Effect, change: Change) -> bool:
    is_moved = isinstance(change.old, Quantity) and isinstance(change.new, Quantity)
    if change.kind != "target-moved" or not is_moved:
        return False
    if change.since is not None:
        return change.why is None
    return effect.is_mid_cycle and (change.why is None or _is_reason_kept(found, change))


def _is_reason_kept(found: Difference, change: Change) -> bool:
    """Whether a step whose value was overwritten has the reason of the value before."""
    number, old = change.ref.keys[-1], targets_of(found.old.handbook, change)
    if not isinstance(number, int) or old is None or number >= len(old.steps):
        return False
    return old.steps[number].why == change.why


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
