"""Names of problems that stay while the lines around them move, so that a forge tells old from new."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Sequence

from goalbook.problems import Problem


def fingerprints(problems: Sequence[Problem]) -> tuple[str, ...]:
    """One name for each problem, no two alike.

    A problem is known by its file, its key and what it says; one of several alike by its number among them.
    Neither line nor language counts.
    """
    seen: Counter[str] = Counter()
    found = []
    for problem in problems:
        about = "\0".join(
            (problem.location.path, problem.key, problem.message.text, repr(problem.message.values))
        )
        seen[about] += 1
        name = f"{about}\0{seen[about]}".encode(errors="backslashreplace")
        found.append(hashlib.sha256(name).hexdigest())
    return tuple(found)
