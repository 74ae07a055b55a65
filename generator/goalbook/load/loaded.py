"""What loading yields: the handbook, the problems, and where everything stood."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from goalbook.load.acceptance import Acceptance
from goalbook.model.handbook import Handbook
from goalbook.model.ref import Ref
from goalbook.problems import Location, Problem

Positions = Mapping[tuple[str | int, ...], tuple[int, int]]
"""Keys to (line, column), both from 1.

An entry points at its value when that is a scalar, at its key when it is a group, a list or empty;
an item of a list at its first character.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Loaded:
    """The result of `goalbook.load.load`.

    Attributes:
        handbook: Everything that could be read.
        problems: What could not, in order of place.
        positions: Path to its positions.
        lengths: Path of a YAML file to how many lines it has.
        acceptances: Problems that authors accept, in order of path and line.
    """

    handbook: Handbook
    problems: tuple[Problem, ...]
    positions: Mapping[str, Positions]
    lengths: Mapping[str, int] = field(default_factory=dict)
    acceptances: tuple[Acceptance, ...] = ()

    def locate(self, ref: Ref) -> Location:
        """Where a place stands: itself, else the nearest place above it, else the file's first line."""
        known = self.positions.get(ref.path, {})
        for length in range(len(ref.keys), -1, -1):
            if (found := known.get(ref.keys[:length])) is not None:
                return Location(ref.path, *found)
        return Location(ref.path)

    def end(self, path: str) -> Location:
        """A YAML file's last line; its first when nothing is known of it."""
        return Location(path, max(1, self.lengths.get(path, 1)))
