"""Wrong content as a value: where it stands, how bad it is, what is wrong, what to do."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from goalbook.messages import Message


class Severity(Enum):
    """How much a problem stops: an error stops a build, a warning is shown and listed."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True, order=True)
class Location:
    """A place in a file.

    Attributes:
        path: Path from the project root, with ``/``.
        line: Line, from 1.
        column: Column in characters, from 1.
    """

    path: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One thing wrong in the goals.

    Attributes:
        location: Where it stands.
        severity: Error or warning.
        key: The check's key, e.g. ``metric-has-denominator``; also the handbook page's name.
        message: What was found and what was expected.
        hint: One thing to do; None when the message says it.
    """

    location: Location
    severity: Severity
    key: str
    message: Message
    hint: Message | None = None

    @property
    def is_error(self) -> bool:
        """Whether this stops a build."""
        return self.severity is Severity.ERROR
