"""The seam of checks."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from goalbook.history.compared import Compared
from goalbook.messages import Message
from goalbook.model.handbook import Handbook
from goalbook.model.ref import Ref
from goalbook.problems import Location, Severity


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What a check points at and says; `goalbook.validate.run` adds key, severity and position.

    Attributes:
        ref: The place; for a row of a log its line.
        message: What was found and what was expected.
        hint: One thing to do.
        severity: The check's own when None; given where one claim has two degrees.
    """

    ref: Ref | Location
    message: Message
    hint: Message | None = None
    severity: Severity | None = None


def nothing(_handbook: Handbook) -> Iterator[Finding]:
    """Finds nothing: what a check that only compares sees in one handbook."""
    return iter(())


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """A claim about good goals.

    Attributes:
        find: Yields every place where the claim does not hold.
        compare: Yields every place where it does not hold beside what was agreed before; such a check needs
            git and says nothing without it.
        severity: Error or warning.
        origin: Who made the rule: ``column``, ``research`` or ``house``.
        why: Why it matters, for the handbook's rule page.
        before: What stood there before `bad`, for a check that compares.
        bad: A YAML fragment that fails. It stands in a cycle file, or in the file that a line
            ``# goals/...`` above it names.
        good: The same, mended.
        alias: The number in the method document, e.g. ``tree-01``.
        may_be_accepted: Whether authors may accept even its errors with a reason, as they may all warnings.
        is_of_logs: Whether it speaks of rows of a log, beside which no remark can stand.
        page: The place of the handbook that explains what the rule protects, e.g. ``steps.md#step-1``.
    """

    find: Callable[[Handbook], Iterator[Finding]]
    severity: Severity
    origin: str
    why: Message
    bad: str
    good: str
    alias: str = ""
    compare: Callable[[Compared], Iterator[Finding]] | None = None
    before: str = ""
    may_be_accepted: bool = False
    is_of_logs: bool = False
    page: str = "format.md#format"

    @property
    def is_acceptable(self) -> bool:
        """Whether authors may accept what it finds."""
        return not self.is_of_logs and (self.may_be_accepted or self.severity is Severity.WARNING)

    @property
    def place(self) -> tuple[str, str]:
        """`page` as source path and anchor."""
        path, _, anchor = self.page.partition("#")
        return f"handbook/{path}", anchor
