"""What several checks ask of a handbook is worked out once."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import wraps
from typing import TypeVar

from goalbook.model.handbook import Handbook

T = TypeVar("T")


def once(make: Callable[[Handbook], Iterable[T]]) -> Callable[[Handbook], tuple[T, ...]]:
    """Keeps what was made of the latest handbook; a handbook never changes."""
    latest: list[tuple[Handbook, tuple[T, ...]]] = []

    @wraps(make)
    def shared(handbook: Handbook) -> tuple[T, ...]:
        if not latest or latest[0][0] is not handbook:
            latest[:] = [(handbook, tuple(make(handbook)))]
        return latest[0][1]

    return shared
