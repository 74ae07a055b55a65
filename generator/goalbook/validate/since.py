"""What a proposal answers for: problems in files it touched, and problems it brought about elsewhere."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from typing import TypeVar

from goalbook.problems import Problem
from goalbook.validate.accepted import Verdict

T = TypeVar("T")


def brought(now: Verdict, then: Verdict, changed: frozenset[str]) -> Verdict:
    """What is found now without what stood there before, in files that did not change.

    Args:
        now: Found now.
        then: Found before.
        changed: Paths of files that changed.
    """
    return Verdict(
        problems=_new(now.problems, then.problems, changed, lambda problem: problem),
        accepted=_new(now.accepted, then.accepted, changed, lambda one: one.problem),
    )


def _new(
    now: Sequence[T], then: Sequence[T], changed: frozenset[str], problem_of: Callable[[T], Problem]
) -> tuple[T, ...]:
    known = Counter(_about(problem_of(one)) for one in then)
    found = []
    for one in now:
        about = _about(problem_of(one))
        if problem_of(one).location.path in changed or not known[about]:
            found.append(one)
        else:
            known[about] -= 1
    return tuple(found)


def _about(problem: Problem) -> tuple[object, ...]:
    return (problem.location.path, problem.key, problem.message.text, repr(problem.message.values))
