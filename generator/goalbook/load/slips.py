"""Keyboard slips of one text that were repaired: where things stood before, and what to say about them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from goalbook.load import rawlines
from goalbook.load.rawlines import Trap
from goalbook.messages import Message, msg

_SHOWN: Final = 80
Mark = tuple[int, int]
"""Line and column, both from 0."""


class Slips:
    """Remembers which repairs were kept; marks are those of the text as it was typed."""

    def __init__(self, text: str) -> None:
        self._lines = text.split("\n")
        self._kept: dict[int, list[Trap]] = {}

    def keep(self, traps: Sequence[Trap]) -> None:
        """Remember repairs of the text as it is now."""
        moved = [replace(trap, start=self.original(trap.line, trap.start)[1]) for trap in traps]
        for trap in moved:
            kept = self._kept.setdefault(trap.line, [])
            kept.append(trap)
            kept.sort(key=lambda trap: trap.start)

    def original(self, line: int, column: int) -> Mark:
        """Where something of the text as it is now stood in the text as it was typed."""
        grown = 0
        for trap in self._kept.get(line, ()):
            start = trap.start + grown
            if column < start:
                break
            if column < start + len(trap.repaired):
                return line, trap.start
            grown += len(trap.repaired) - len(trap.found)
        return line, column - grown

    def told(self) -> Iterator[tuple[Mark, tuple[Message, Message | None]]]:
        """One message for each line with slips; one for neighbours with the same wrong indentation."""
        told_up_to = -1
        for line in sorted(self._kept):
            if line <= told_up_to:
                continue
            traps = self._kept[line]
            last = self._last_like(traps, line)
            told_up_to = last
            message, hint = self._words(traps)
            if last > line:
                message = msg("{message} So are the lines up to {last}.", message=message, last=last + 1)
            yield (line, traps[0].start), (message, hint)

    def _last_like(self, traps: Sequence[Trap], line: int) -> int:
        last = line
        while len(traps) == 1 and traps[0].is_indent and self._is_same(traps[0], last + 1):
            last += 1
        return last

    def _is_same(self, trap: Trap, line: int) -> bool:
        return [other.message for other in self._kept.get(line, ())] == [trap.message]

    def _words(self, traps: Sequence[Trap]) -> tuple[Message, Message | None]:
        found = " ".join(dict.fromkeys(trap.found.strip() or "␣" * len(trap.found) for trap in traps))
        messages = {trap.message.text for trap in traps}
        message = msg(traps[0].message.text, found=found)
        if len(messages) > 1:
            message = msg("Signs of this line are not those that YAML reads: {found}", found=found)
        if traps[0].hint is not None and len(messages) == 1:
            return message, traps[0].hint
        line = traps[0].line
        moved = [replace(trap, line=0) for trap in traps]
        fixed = rawlines.repair(self._lines[line], moved).strip()
        return message, msg("Write: {fixed}", fixed=fixed if len(fixed) <= _SHOWN else f"{fixed[:_SHOWN]}…")
