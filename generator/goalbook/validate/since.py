"""What a proposal answers for: problems in files it touched, and problems it brought about elsewhere."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from goalbook.problems import Problem


def brought(now: Sequence[Problem], then: Sequence[Problem], changed: frozenset[str]) -> tuple[Problem, ...]:
    """The problems of now without those that stood there before, in files that did not change.

    Args:
        now: Problems now.
        then: Problems before.
        changed: Paths of files that changed.
    """
    known = Counter(_about(problem) for problem in then)
    found = []
    for problem in now:
        about = _about(problem)
        if problem.location.path in changed or not known[about]:
            found.append(problem)
        else:
            known[about] -= 1
    return tuple(found)


def _about(problem: Problem) -> tuple[object, ...]:
    return (problem.location.path, problem.key, problem.message.text, repr(problem.message.values))
