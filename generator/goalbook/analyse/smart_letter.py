"""One SMART letter of a key result: what it rests on, what is asked, and what comes of it (method: SMART)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Final

from goalbook.messages import Message, msg
from goalbook.model.objective import SmartLetter


class Result(Enum):
    """What comes of a letter, worst first; of several rules the worst holds.

    ``fail``: the goal files lack it or contradict it. ``warn``: it is there, and there is a reason to look
    again. ``attest``: people have said it, or have yet to; no number shows it. ``unknown``: a rule cannot be
    judged yet, which is never a pass. ``pass``: goal files and numbers show it.
    """

    FAIL = "fail"
    WARN = "warn"
    ATTEST = "attest"
    UNKNOWN = "unknown"
    PASS = "pass"  # noqa: S105 - of a test, not into a house


WORDS: Final[Mapping[Result, Message]] = {
    Result.FAIL: msg("missing"),
    Result.WARN: msg("to look at again"),
    Result.ATTEST: msg("for people to say"),
    Result.UNKNOWN: msg("cannot be told yet"),
    Result.PASS: msg("evidenced"),
}
NAMES: Final[Mapping[SmartLetter, Message]] = {
    SmartLetter.SPECIFIC: msg("Specific"),
    SmartLetter.MEASURABLE: msg("Measurable"),
    SmartLetter.ACHIEVABLE: msg("Achievable"),
    SmartLetter.RELEVANT: msg("Relevant"),
    SmartLetter.TIME_BOUND: msg("Time-bound"),
}
_ORDER: Final = tuple(Result)


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, and what a letter is while it is open.

    Attributes:
        message: The question, or what is said where nothing is asked.
        result: What the letter is with it.
        is_open: Whether somebody is to answer.
    """

    message: Message
    result: Result = Result.FAIL
    is_open: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """One letter of a key result.

    Attributes:
        letter: Which of the five.
        is_stressed: Whether the author stresses it (``smart:``).
        result: What comes of it.
        evidence: What speaks for it.
        questions: What is left open.
        not_known: What cannot be told yet.
    """

    letter: SmartLetter
    is_stressed: bool
    result: Result
    evidence: tuple[Message, ...]
    questions: tuple[Message, ...]
    not_known: tuple[Message, ...] = ()

    @property
    def is_evidenced(self) -> bool:
        """Whether nothing is asked and nothing is unknown: goal files, numbers, or people's word show it."""
        return not self.questions and self.result in {Result.PASS, Result.ATTEST}


def worst(results: Iterable[Result]) -> Result:
    """The worst of several; a pass when there is none."""
    return min(results, key=_ORDER.index, default=Result.PASS)
