"""Runs every check over what was read."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from goalbook import registry
from goalbook.history.compared import Compared
from goalbook.load.loaded import Loaded
from goalbook.model.ref import Ref
from goalbook.problems import Problem
from goalbook.registry import Entry
from goalbook.validate import checks
from goalbook.validate.accepted import Bench, Verdict, divide
from goalbook.validate.check import Check


@cache
def rules() -> tuple[Entry[Check], ...]:
    """Every check with its key, title and text, sorted by key."""
    return registry.collect(checks, "CHECK", Check)


def check(loaded: Loaded, compared: Compared | None = None) -> tuple[Problem, ...]:
    """Everything wrong in the goals that nobody has accepted; arguments and order as in `judge`."""
    return judge(loaded, compared).problems


def judge(loaded: Loaded, compared: Compared | None = None) -> Verdict:
    """Everything wrong in the goals: what could not be read and what the checks found.

    Args:
        loaded: The goals.
        compared: The same beside what was agreed before, where that is known.

    Returns:
        Problems in order of place, each once; those that authors accept apart.
    """
    told = {_sentence(problem): problem for problem in (*loaded.problems, *_found(loaded, compared))}
    bench = Bench(
        checks={rule.key: rule.value for rule in rules()},
        is_compared=compared is not None,
        is_whole=not any(problem.is_error for problem in loaded.problems),
    )
    return divide(sorted(told.values(), key=_sentence), loaded.acceptances, bench)


def _found(loaded: Loaded, compared: Compared | None) -> Iterator[Problem]:
    for rule in rules():
        moved = rule.value.compare(compared) if rule.value.compare and compared else ()
        for finding in (*rule.value.find(loaded.handbook), *moved):
            place = finding.ref
            yield Problem(
                location=loaded.locate(place) if isinstance(place, Ref) else place,
                severity=finding.severity or rule.value.severity,
                key=rule.key,
                message=finding.message,
                hint=finding.hint,
            )


def _sentence(problem: Problem) -> tuple[object, ...]:
    return (problem.location, problem.key, problem.message.text, repr(problem.message.values))
