"""The time a build says it was made: midnight of its `as_of`, so that the same input gives the same bytes.

MkDocs writes a time into the site map and its compressed copy; it takes ``SOURCE_DATE_EPOCH`` when set.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from typing import Final

VARIABLE: Final = "SOURCE_DATE_EPOCH"


def put(as_of: date) -> bool:
    """Set the time unless whoever runs the build has set one; says whether it was set here."""
    if VARIABLE in os.environ:
        return False
    os.environ[VARIABLE] = str(int(datetime(as_of.year, as_of.month, as_of.day, tzinfo=UTC).timestamp()))
    return True


def take_away() -> None:
    """Forget the time that `put` set."""
    os.environ.pop(VARIABLE, None)


@contextmanager
def held(as_of: date) -> Iterator[None]:
    """The time is set inside."""
    is_ours = put(as_of)
    try:
        yield
    finally:
        if is_ours:
            take_away()
