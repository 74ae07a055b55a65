"""Is a step of practice fine enough to be done: P1 to P7, as hints and never as a grade.

Each says what stands in the goal file or the log, and asks for what is missing. What nobody recorded is
unknown, which is no yes. Source: method: deliberate-practice ladder; criteria after Ericsson 2008.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Final

from goalbook.analyse import threshold_practice as thresholds, vague
from goalbook.analyse.threshold import Origin, Threshold
from goalbook.analyse.vague_words import WORDS, VagueWords
from goalbook.analyse.workdays import Workdays
from goalbook.messages import Message, msg
from goalbook.model.company import Limits
from goalbook.model.practice import Practice, Step

_NUMBER: Final = re.compile(r"\d|[一二三四五六七八九十百](?:つ|個|回|本|件|分|人|通|枚|社)")


class Answer(Enum):
    """What a check says."""

    YES = "yes"
    ASK = "ask"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Repetitions:
    """One session of practice, as logged.

    Attributes:
        day: When.
        tried: How often it was done.
        succeeded: How often it succeeded; None when nobody said.
    """

    day: date
    tried: int
    succeeded: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """What a step is judged beside.

    Attributes:
        limits: The company's.
        words: Lists of vague words: the built-in ones and the company's own.
        workdays: The team's working days.
        day: The day of asking.
        metrics: Ids of the cycle's metrics.
    """

    limits: Limits
    words: Sequence[VagueWords] = WORDS
    workdays: Workdays
    day: date
    metrics: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Hint:
    """What one check says of one step.

    Attributes:
        key: ``P1`` to ``P7``.
        claim: What it holds a practice to.
        answer: Yes, a question, or unknown.
        said: What was found, or the question.
        origin: Who made the rule.
        source: The work or the section of the method.
    """

    key: str
    claim: Message
    answer: Answer
    said: Message
    origin: Origin
    source: str


def hints(
    practice: Practice, step: Step, sessions: Sequence[Repetitions], busiest: int, context: Context
) -> tuple[Hint, ...]:
    """All seven, in order.

    Args:
        practice: The ladder.
        step: The step on it.
        sessions: What was logged of the step, in order of time.
        busiest: Most skills that one of its members practises now, this one among them.
        context: What it is judged beside.
    """
    made = (
        (msg("It can be done today."), thresholds.MINUTES_MOST, _today(step, context)),
        (msg("Others can see it, and it holds a number."), None, _seen(step, context)),
        (msg("It is repeated."), thresholds.TIMES_A_WEEK, _repeated(step)),
        (msg("Somebody or something answers soon."), thresholds.FEEDBACK_DAYS, _answered(step)),
        (msg("It lies just beyond what one can do."), thresholds.SUCCESS_LOW, _beyond(sessions, context)),
        (msg("It trains a skill that a measure should show."), None, _linked(practice, context)),
        (msg("A person practises few skills at a time."), thresholds.SKILLS_PER_PERSON, _few(busiest)),
    )
    return tuple(
        _hint(f"P{number}", claim, threshold, found)
        for number, (claim, threshold, found) in enumerate(made, start=1)
    )


Said = tuple[Answer, Message]


def _hint(key: str, claim: Message, threshold: Threshold[int] | Threshold[float] | None, said: Said) -> Hint:
    return Hint(
        key=key,
        claim=claim,
        answer=said[0],
        said=said[1],
        origin=threshold.origin if threshold else Origin.COLUMN,
        source=threshold.source if threshold else "column: clear down to which practice",
    )


def _today(step: Step, context: Context) -> Said:
    most = thresholds.MINUTES_MOST.value
    if step.needs is not None:
        return Answer.ASK, msg("Something must come first. Which part can be done without it?")
    if step.minutes is None:
        return Answer.ASK, msg("How many minutes does it take?")
    if step.minutes > most:
        return Answer.ASK, msg(
            "It takes {minutes} minutes. Which part fits into {most}?", minutes=step.minutes, most=most
        )
    latest = context.workdays.after(context.day, thresholds.BEGIN_DAYS.value)
    if step.begins is not None and step.begins > latest:
        return Answer.ASK, msg(
            "It begins on {day}. What could be done by {latest}?", day=step.begins, latest=latest
        )
    return Answer.YES, msg("{minutes} minutes, and nothing must come first.", minutes=step.minutes)


def _seen(step: Step, context: Context) -> Said:
    texts = [text for _, text in step.text.entries]
    for text in texts:
        for hit in vague.find(text, words=context.words):
            return Answer.ASK, msg('"{word}": {question}', word=hit.word, question=hit.lesson.ask)
    if not all(_NUMBER.search(unicodedata.normalize("NFKC", text)) for text in texts):
        return Answer.ASK, msg("How many, or how long?")
    return Answer.YES, msg("Its words say what is done and how much.")


def _repeated(step: Step) -> Said:
    fewest, least = thresholds.TIMES_A_WEEK.value, thresholds.MINUTES_LEAST.value
    if step.per_week is None:
        return Answer.ASK, msg("How often a week?")
    if step.per_week < fewest:
        return Answer.ASK, msg(
            "Planned a week: {times}. What would make it {fewest}?", times=step.per_week, fewest=fewest
        )
    if step.minutes is None:
        return Answer.UNKNOWN, msg(
            "{times} times a week; the minutes are not written down.", times=step.per_week
        )
    if step.minutes < least:
        return Answer.ASK, msg(
            "{minutes} minutes are short. Is it practice, or a reminder?", minutes=step.minutes
        )
    if step.minutes > thresholds.MINUTES_MOST.value:
        return Answer.ASK, msg(
            "{minutes} minutes are hard to repeat. Which part is the hard one?", minutes=step.minutes
        )
    return Answer.YES, msg(
        "{times} times a week, {minutes} minutes each.", times=step.per_week, minutes=step.minutes
    )


def _answered(step: Step) -> Said:
    most = thresholds.FEEDBACK_DAYS.value
    if step.feedback is None:
        return Answer.ASK, msg("Who or what tells how it went: a colleague, a recording, the customer?")
    if step.feedback.within_days > most:
        return Answer.ASK, msg(
            "Days until the answer: {days}. What could answer within {most}?",
            days=step.feedback.within_days,
            most=most,
        )
    return Answer.YES, msg("Days until the answer: at most {days}.", days=step.feedback.within_days)


def _beyond(sessions: Sequence[Repetitions], context: Context) -> Said:
    low = thresholds.SUCCESS_LOW.of(context.limits)
    high = thresholds.SUCCESS_HIGH.of(context.limits)
    # More successes than tries contradict each other: the check says so, and nothing is made of them.
    told = [one for one in sessions if one.succeeded is not None and 0 < one.tried >= one.succeeded]
    if not told:
        return Answer.UNKNOWN, msg("Nobody has recorded how many repetitions succeeded.")
    last = told[-thresholds.SUCCESS_SESSIONS.value :]
    tried, succeeded = sum(one.tried for one in last), sum(one.succeeded or 0 for one in last)
    counts = {"succeeded": succeeded, "tried": tried}
    is_run = len(last) == thresholds.SUCCESS_SESSIONS.value
    if is_run and all((one.succeeded or 0) > high * one.tried for one in last):
        return Answer.ASK, msg("{succeeded} of {tried} succeeded. What would make it harder?", **counts)
    if succeeded < low * tried:
        return Answer.ASK, msg("{succeeded} of {tried} succeeded. Which part alone would work?", **counts)
    return Answer.YES, msg("{succeeded} of {tried} succeeded lately.", **counts)


def _linked(practice: Practice, context: Context) -> Said:
    if practice.skill is None:
        return Answer.ASK, msg("Which skill stands behind the wish?")
    if practice.metric is None:
        return Answer.ASK, msg("In which measure should the skill show?")
    if practice.metric not in context.metrics:
        return Answer.UNKNOWN, msg("The measure it names is not among the metrics.")
    return Answer.YES, msg("A skill and a measure are named.")


def _few(busiest: int) -> Said:
    most = thresholds.SKILLS_PER_PERSON.value
    if busiest > most:
        return Answer.ASK, msg("Somebody practises {number} skills now. Which can wait?", number=busiest)
    return Answer.YES, msg("Nobody practises more than {most} skills now.", most=most)


def practised_by(practices: Sequence[Practice], members: Sequence[str]) -> dict[str, int]:
    """How many skills each member practises now; a step without members is everybody's."""
    return {
        member: sum(
            any(step.now and (not step.members or member in step.members) for step in practice.steps.values())
            for practice in practices
        )
        for member in members
    }


def busiest(step: Step, skills: Mapping[str, int]) -> int:
    """Most skills that one who practises a step has at a time."""
    return max(_of(step, skills), default=0)


def _of(step: Step, skills: Mapping[str, int]) -> Iterator[int]:
    yield from (number for member, number in skills.items() if not step.members or member in step.members)
