"""Two handbooks side by side, as a value; `goalbook.history.walk` makes it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, Generic, TypeVar, cast

from goalbook.history.meaning import Lens
from goalbook.history.rows import Rows
from goalbook.model.cycle import Cycle
from goalbook.model.handbook import Handbook
from goalbook.model.noun import Noun
from goalbook.model.ref import Ref
from goalbook.model.values import Span

N = TypeVar("N", bound=Noun)
Renames = Mapping[str, str]
"""Id before to id now; only ids that are not the same."""

_NONE: Final[Renames] = {}


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair(Generic[N]):
    """One noun as it was and as it is; at least one of the two is there.

    Attributes:
        old: As it was; None when it came.
        new: As it is; None when it went.
        old_ref: Where it stood.
        new_ref: Where it stands.
        team: The team's id; empty for the company.
        cycle: The cycle's id; empty outside a cycle.
        ids: What it is called: the ids below the file, now or, when it went, before.
        old_id: Its own id before; empty for what has no id of its own.
    """

    old: N | None
    new: N | None
    old_ref: Ref
    new_ref: Ref
    team: str = ""
    cycle: str = ""
    ids: tuple[str, ...] = ()
    old_id: str = ""

    @property
    def ref(self) -> Ref:
        """Where it stands now; where it stood when it went."""
        return self.old_ref if self.new is None else self.new_ref

    @property
    def noun(self) -> N:
        """As it is; as it was when it went."""
        return cast("N", self.old if self.new is None else self.new)

    @property
    def is_renamed(self) -> bool:
        """Whether it is on both sides under different ids."""
        return self.old is not None and self.new is not None and self.old_id not in {"", self.ids[-1]}


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Both:
    """Two handbooks side by side.

    Attributes:
        old: As it was.
        new: As it is.
        pairs: Kind of noun to its pairs, without those that are equal as values.
        renames: (team, cycle) to the metrics that have another id now.
        rows: What happened to the rows of the logs.
    """

    old: Handbook
    new: Handbook
    pairs: Mapping[type[Noun], Sequence[Pair[Any]]]
    renames: Mapping[tuple[str, str], Renames]
    rows: tuple[Rows, ...]
    _lenses: dict[tuple[str, str], tuple[Lens, Lens]] = field(default_factory=dict, repr=False)

    def of(self, noun: type[N]) -> Sequence[Pair[N]]:
        """The pairs of one kind of noun that are not equal, in order of team, cycle and place."""
        return self.pairs.get(noun, ())

    def lenses(self, pair: Pair[N]) -> tuple[Lens, Lens]:
        """How the two sides of a pair are made comparable."""
        place = (pair.team, pair.cycle)
        if place not in self._lenses:
            self._lenses[place] = self._looked_through(self.renames.get(place, _NONE))
        return self._lenses[place]

    def _looked_through(self, known: Renames) -> tuple[Lens, Lens]:
        first = self.firsts
        same = first[0] if first[0] == first[1] else ""
        # Both sides get a name that is neither's id, so that the comparison is the same from either side.
        names = {old: "/".join(sorted((old, new))) for old, new in known.items()}
        return (
            Lens(first=same, ids=names),
            Lens(first=same, ids={new: names[old] for old, new in known.items()}),
        )

    @property
    def firsts(self) -> tuple[str, str]:
        """The language of plain text in each."""
        return self.old.company.languages[0], self.new.company.languages[0]

    def spans(self, cycle: str) -> tuple[Span | None, Span | None]:
        """The days of a cycle in each."""
        return self.old.span(cycle), self.new.span(cycle)

    def cycles(self, team: str, cycle: str) -> tuple[Cycle | None, Cycle | None]:
        """What a team agreed for a cycle in each."""
        sides = (book.teams.get(team) for book in (self.old, self.new))
        found = tuple(files.cycles.get(cycle) if files else None for files in sides)
        return found[0], found[1]
