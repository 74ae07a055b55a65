"""The seam of kinds of change."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from goalbook.history.both import Both
from goalbook.history.change import Change
from goalbook.model.noun import Noun


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeKind:
    """A kind of change.

    Attributes:
        find: Yields every change of this kind, each once.
        owns: The fields whose changes this kind tells, and no other: ``{Metric: ("unit",)}``.
        is_definition: Whether an entry under ``changes:`` of the same metric gives its day and reason.
    """

    find: Callable[[Both], Iterator[Change]]
    owns: Mapping[type[Noun], tuple[str, ...]]
    is_definition: bool = False
