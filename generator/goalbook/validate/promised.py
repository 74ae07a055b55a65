"""What the key results of every cycle file promise, beside its plan."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from goalbook.analyse import consistency
from goalbook.analyse.consistency import Terms
from goalbook.analyse.periods import Ruler
from goalbook.analyse.promises import Promise
from goalbook.model.handbook import Handbook
from goalbook.model.ref import Ref
from goalbook.validate import agreed, planned
from goalbook.validate.agreed import Agreed
from goalbook.validate.once import once


@dataclass(frozen=True, slots=True, kw_only=True)
class Promised:
    """The key results of one cycle file.

    Attributes:
        agreed: The cycle file.
        terms: What they are held against.
        promises: Those that the file states in full.
    """

    agreed: Agreed
    terms: Terms
    promises: tuple[Promise, ...]

    def ref(self, promise: Promise) -> Ref:
        """Where a key result's target stands."""
        keys = ("objectives", promise.objective, "key_results", promise.key_result, "target")
        return self.agreed.ref.at(*keys)


@once
def promised(handbook: Handbook) -> Iterator[Promised]:
    """Every cycle file with days and key results; without targets that say something else than meant."""
    for found in agreed.cycles(handbook):
        if found.span is None or not found.cycle.objectives:
            continue
        calendar = handbook.calendar(found.files.id)
        terms = Terms(
            cycle=planned.readable(found.cycle),
            # No working days: they need a calendar of holidays, and whole months are the same either way.
            ruler=Ruler(span=found.span, year_starts=calendar.fiscal_year_starts),
            members=len(found.files.team.members),
        )
        yield Promised(agreed=found, terms=terms, promises=consistency.promises(terms))
