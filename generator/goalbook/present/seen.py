"""What numbers and calendar say of a key result, gathered from the tables for its SMART letters."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from goalbook.analyse import capacity, kpi_tree, scope_rows
from goalbook.analyse.scales import Scales
from goalbook.analyse.smart_log import Seen
from goalbook.analyse.stretch import Zone
from goalbook.model.metric import Metric
from goalbook.model.objective import KeyResult
from goalbook.model.values import Kind, Period
from goalbook.present import loads, plans, reviews
from goalbook.present.subject import Subject

NEEDS: Final = ("last-rows", "consistency", "ranking", "stretch")


@dataclass(frozen=True, slots=True)
class Place:
    """A key result and where it stands."""

    subject: Subject
    objective: str
    key_result: str
    result: KeyResult

    @property
    def metric(self) -> Metric | None:
        """What it is measured by."""
        return self.subject.cycle.metrics.get(self.result.metric or "") if self.subject.cycle else None

    @property
    def due(self) -> date | None:
        """Its day, else the cycle's last."""
        span = self.subject.span
        return self.result.due or (span.last if span else None)

    def row(self, table: str) -> Any:
        """Its row of a table, or None."""
        key = (self.objective, self.key_result)
        rows = self.subject.rows(table)
        return next((row for row in rows if (row.objective, row.key_result) == key), None)


def of(place: Place) -> Seen:
    """What is known of one key result."""
    return Seen(type=place.result.type, **_by_time(place), **_by_metric(place))


def _by_time(place: Place) -> dict[str, Any]:
    due, span = place.due, place.subject.span
    if due is None or span is None:
        return {}
    planned = reviews.planned(place.subject)
    # A finished record holds no reviews, nor does a team that plans none: nothing is asked of either.
    before = sum(span.first <= one.due <= due for one in planned) if planned else None
    return {"is_past": due < place.subject.day, "reviews": before}


def _by_metric(place: Place) -> dict[str, Any]:
    metric = place.metric
    if metric is None:
        return {}
    stretch = place.row("stretch")
    known: dict[str, Any] = {}
    if stretch is not None:
        known = {
            "zone": Zone(stretch.zone),
            "fits": stretch.fits,
            "is_provisional": stretch.is_provisional,
        }
    if stretch is not None and metric.kind is Kind.RATE:
        fewest = place.subject.handbook.company.limits.min_denominator
        known |= {"planned": stretch.planned_cases, "fewest": metric.min_denominator or fewest}
    return {**known, **_logged(place, metric), **_asked(place, metric), **_ranked(place)}


def _logged(place: Place, metric: Metric) -> dict[str, Any]:
    """The day of the last recorded row, and whether another should have come (method: M2)."""
    subject, cycle = place.subject, place.subject.cycle
    if cycle is None:
        return {}
    top = cycle.metrics.get(metric.of.numerator) if metric.of else metric
    cadence = (top.cadence if top else None) or cycle.cadence
    rows = subject.rows("last-rows")
    newest = next((row.last for row in rows if row.metric == place.result.metric), None)
    if newest is None:
        return {"is_logged": True, "is_unlogged": any(row.last is not None for row in rows)}
    slack = timedelta(days=scope_rows.SLACK[cadence] + metric.lag_days)
    return {"is_logged": True, "last": newest, "is_awaited": subject.day - newest > slack}


def _asked(place: Place, metric: Metric) -> dict[str, Any]:
    """Of a count: work a person and working day, beside what can be done (method: A2).

    What can be done is written, or for the first step of a funnel what has been done; later steps depend on
    rates, so that what they came to is no limit.
    """
    row, work = place.row("consistency"), plans.work(place.subject)
    if row is None or work is None or metric.kind is not Kind.COUNT or not row.per:
        return {}
    factor = Scales(span=work.ruler.span).factor(Period(row.per), Period.CYCLE)
    if factor is None:
        return {}
    workdays = work.days.count(work.ruler.span)
    limit = metric.capacity_per_day.value if metric.capacity_per_day else None
    is_first = any(one.step == row.metric and one.previous is None for one in kpi_tree.stages(work.cycle))
    return {
        "asked": capacity.per_person_day(row.target * factor, tuple(work.people.values()), workdays),
        "limit": loads.usual(place.subject, work, row.metric) if limit is None and is_first else limit,
    }


def _ranked(place: Place) -> dict[str, Any]:
    """Its place in the ranking of the newest complete period (method: R2)."""
    subject, name = place.subject, place.result.metric or ""
    rows = [row for row in subject.rows("ranking") if row.is_complete and row.first <= subject.day]
    if not rows:
        return {"is_unranked": subject.cycle is None or name != subject.cycle.kgi}
    # A cycle that is over ends with its last month: the shorter of the two is what is talked about.
    newest = max((row.last, row.first) for row in rows)
    rows = [row for row in rows if (row.last, row.first) == newest]
    own = next((row for row in rows if row.factor == name), None)
    if own is None:
        return {}
    return {
        "rank": own.rank,
        "ranked": sum(row.rank is not None for row in rows),
        "first": subject.handbook.company.limits.kpis_per_team,
        "is_leading": own.is_leading,
        "has_reason": own.has_reason,
    }
