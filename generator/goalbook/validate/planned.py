"""The plan of every cycle file, once for each stretch of days on which no target moves."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from goalbook.analyse import plan
from goalbook.analyse.plan import Planned, PlanSource, Relation
from goalbook.analyse.scales import Scales
from goalbook.model.handbook import Handbook
from goalbook.validate import agreed
from goalbook.validate.agreed import Agreed


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """The plan from a day on.

    Attributes:
        agreed: The cycle file.
        since: Its first day; None for the stretch the cycle begins with.
        values: Metric to its planned value.
        relations: The plan's equations.
        scales: Lengths of periods.
    """

    agreed: Agreed
    since: date | None
    values: Mapping[str, Planned]
    relations: tuple[Relation, ...]
    scales: Scales

    def is_typed(self, metric: str) -> bool:
        """Whether a metric has a target of its own."""
        return metric in self.values and self.values[metric].source is PlanSource.TYPED


def stretches(handbook: Handbook) -> Iterator[Stretch]:
    """Every stretch of every cycle file that plans anything, in order of time."""
    for found in agreed.cycles(handbook):
        relations = plan.relations(found.cycle)
        first = found.span.first if found.span else date.min
        days = [day for day in plan.change_days(found.cycle) if day > first]
        for day in (first, *days) if relations else ():
            yield Stretch(
                agreed=found,
                since=None if day == first else day,
                values=plan.plan_values(found.cycle, day, found.span),
                relations=relations,
                scales=Scales(span=found.span),
            )
