"""Which numbers are due from a person: nothing that is computed, nothing that somebody else records.

A number is due from the last working day of its period on, later by the metric's ``lag_days``.
Whoever recorded it last is asked again; before the first time its owner, else the team's lead, else anybody.
What a program writes (``by`` is no member) is asked of nobody.
What is recorded comes from the log itself, or from whoever has read it already (`Seen`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Final

from goalbook.analyse import periods, plan, remembered, threshold_telling
from goalbook.analyse.workdays import Workdays
from goalbook.model.cycle import Cycle
from goalbook.model.handbook import Handbook, TeamFiles
from goalbook.model.log import LogFile
from goalbook.model.metric import Metric
from goalbook.model.values import Period, Span

_CATCH_UP: Final = threshold_telling.CAUGHT_UP.value
"""A missed period costs nothing: only so many of the latest are asked for."""
_ANYBODY: Final = ""


@dataclass(frozen=True, slots=True, order=True)
class Slot:
    """One number of a metric: the team's, a member's, a segment's.

    Attributes:
        metric: The metric's id.
        member: Whose number; empty for the team's.
        segment: Of which part; empty for all.
    """

    metric: str
    member: str = ""
    segment: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """A number that is due.

    Attributes:
        slot: Which.
        period: How often it is logged.
        span: The days it is about, cut to the cycle.
        day: The day it is recorded for: the period's last working day, not later than today.
        since: The day from which it is due.
        last: Day and value of the latest row before; None when there is none.
        planned: What the plan asks for in these days, by working days as everywhere; None when it does not
            say, or for a part.
    """

    slot: Slot
    period: Period
    span: Span
    day: date
    since: date
    last: tuple[date, str] | None
    planned: float | None


@dataclass(slots=True)
class Seen:
    """What the log holds of one slot.

    Attributes:
        rows: Day to value as text; all of them, or the latest ones when `begun` says since when.
        writer: Who recorded the latest; empty when nobody is named.
        begun: The first day with a row; None when it is the first of `rows`.
    """

    rows: dict[date, str] = field(default_factory=dict)
    writer: str = _ANYBODY
    begun: date | None = None

    def add(self, day: date, row: Mapping[str, str]) -> None:
        """One more row; of two on a day the later one says who wrote."""
        if day >= max(self.rows, default=day):
            self.writer = row.get("by") or row.get("member") or self.writer
        self.rows[day] = row["value"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A number that people record.

    Attributes:
        slot: Which.
        recorder: The member who is asked; empty for anybody.
        dues: When it was not recorded and is due, or will be soon; the oldest first.
    """

    slot: Slot
    recorder: str
    dues: tuple[Due, ...]


def wanted(
    handbook: Handbook, team: str, today: date, until: date, seen: Mapping[Slot, Seen] | None = None
) -> tuple[Wanted, ...]:
    """Every number that people record, in the order of the cycle file, with what is due up to a later day.

    Args:
        handbook: Holds the team.
        team: Its id.
        today: The day; what is due by then is asked for.
        until: What falls due up to this day, of the same cycle, comes too.
        seen: What is recorded; read from the log when None.
    """
    now = _asked(handbook, team, today, seen)
    if now is None:
        return ()
    later = replace(now, today=min(until, now.ruler.span.last))
    order = {metric: number for number, metric in enumerate(now.cycle.metrics)}
    found = []
    for slot, recorder in now.recorded_by():
        dues = {each.span: each for each in (*later.due(slot), *now.due(slot))}
        found.append(Wanted(slot=slot, recorder=recorder, dues=tuple(dues[span] for span in sorted(dues))))
    return tuple(
        sorted(found, key=lambda each: (order[each.slot.metric], each.slot.member, each.slot.segment))
    )


def due(handbook: Handbook, team: str, person: str, today: date) -> tuple[Due, ...]:
    """The numbers due from a member, the oldest period first, then in the order of the cycle file.

    Args:
        handbook: Holds the team.
        team: Its id.
        person: The member's id.
        today: The day of asking.
    """
    asked = _asked(handbook, team, today)
    if asked is None:
        return ()
    found = [each for slot in asked.slots(person) for each in asked.due(slot)]
    order = {metric: number for number, metric in enumerate(asked.cycle.metrics)}
    return tuple(
        sorted(
            found, key=lambda each: (each.span, order[each.slot.metric], each.slot.member, each.slot.segment)
        )
    )


def next_day(handbook: Handbook, team: str, person: str, today: date) -> date | None:
    """The first day after today on which a number is due from a member; None when no more come."""
    asked = _asked(handbook, team, today)
    days = [asked.next_day(slot) for slot in asked.slots(person)] if asked else []
    return min((day for day in days if day is not None), default=None)


def is_per_member(files: TeamFiles, metric: str, span: Span) -> bool:
    """Whether a metric's rows of a cycle all name a member: then one without would count beside them."""
    seen = [slot for slot in _seen(files, span) if slot.metric == metric]
    return bool(seen) and all(slot.member for slot in seen)


def cadence(cycle: Cycle, metric: Metric) -> Period:
    """How often a metric is logged."""
    return metric.cadence or cycle.cadence


def renames(files: TeamFiles) -> Mapping[str, str]:
    """Earlier metric id to today's, over all cycles."""
    return {old: new for cycle in files.cycles.values() for old, new in remembered.renames(cycle).items()}


def _asked(
    handbook: Handbook, team: str, today: date, seen: Mapping[Slot, Seen] | None = None
) -> _Asked | None:
    name = handbook.current_cycle(team, today)
    span = handbook.span(name) if name else None
    if name is None or span is None or today < span.first:
        return None
    calendar = handbook.calendar(team)
    workdays = Workdays(calendar)
    files = handbook.teams[team]
    return _Asked(
        files=files,
        cycle=files.cycles[name],
        ruler=periods.Ruler(span=span, year_starts=calendar.fiscal_year_starts, workdays=workdays),
        workdays=workdays,
        today=today,
        seen=_seen(files, span) if seen is None else seen,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    """A team's cycle on a day."""

    files: TeamFiles
    cycle: Cycle
    ruler: periods.Ruler
    workdays: Workdays
    today: date
    seen: Mapping[Slot, Seen]
    _plans: dict[date, Mapping[str, plan.Planned]] = field(default_factory=dict)

    def slots(self, person: str) -> Iterator[Slot]:
        """The numbers that a member records."""
        return (slot for slot, recorder in self.recorded_by() if recorder in {person, _ANYBODY})

    def recorded_by(self) -> Iterator[tuple[Slot, str]]:
        """The numbers that people record, with who is asked; empty for anybody."""
        for name, metric in self.cycle.metrics.items():
            if metric.is_logged:
                known = self._live(name)
                for slot in known:
                    recorder = self._recorder(slot)
                    if recorder is not None:
                        yield slot, recorder
                if not known:
                    yield Slot(name), self._first_recorder(name, metric)

    def due(self, slot: Slot) -> Iterator[Due]:
        """The periods of a number that have no row and are due, the latest few."""
        period = cadence(self.cycle, self.cycle.metrics[slot.metric])
        rows = self.seen[slot].rows if slot in self.seen else {}
        begun = min(rows, default=None)
        if begun is not None:
            begun = self.seen[slot].begun or begun
        closed = [span for span in self._periods(period) if self._due_from(slot, span) <= self.today]
        for span in closed[-_CATCH_UP:] if begun else closed[-1:]:
            if (begun is None or span.last >= begun) and not any(day in span for day in rows):
                yield self._due(slot, period, span)

    def next_day(self, slot: Slot) -> date | None:
        """The next day on which this number falls due."""
        period = cadence(self.cycle, self.cycle.metrics[slot.metric])
        days = (self._due_from(slot, span) for span in self._periods(period))
        return next((day for day in days if day > self.today), None)

    def _due(self, slot: Slot, period: Period, span: Span) -> Due:
        rows = self.seen[slot].rows if slot in self.seen else {}
        latest = max((day for day in rows if day < span.first), default=None)
        return Due(
            slot=slot,
            period=period,
            span=span,
            day=min(self._last_workday(span), self.today),
            since=self._due_from(slot, span),
            last=(latest, rows[latest]) if latest else None,
            planned=self._planned(slot, span),
        )

    def _planned(self, slot: Slot, span: Span) -> float | None:
        if slot.member or slot.segment:
            return None
        found = self._plan(min(span.last, self.today)).get(slot.metric)
        if found is None or found.per is None or not plan.adds_up(self.cycle.metrics[slot.metric]):
            return found.value if found else None
        moves = [day for day in plan.change_days(self.cycle) if span.first < day <= span.last]
        lasts = [*(day - timedelta(days=1) for day in moves), span.last]
        pieces = [
            (self._plan(first).get(slot.metric), Span(first, last))
            for first, last in zip([span.first, *moves], lasts, strict=True)
        ]
        parts = [
            each.value * periods.units(days, each.per, self.ruler)
            for each, days in pieces
            if each is not None and each.per is not None
        ]
        return sum(parts) if len(parts) == len(pieces) else None

    def _plan(self, day: date) -> Mapping[str, plan.Planned]:
        if day not in self._plans:
            self._plans[day] = plan.plan_values(self.cycle, day, self.ruler.span)
        return self._plans[day]

    def _live(self, metric: str) -> list[Slot]:
        """The numbers of a metric that are still recorded: of members who are there, none long left."""
        known = sorted(slot for slot in self.seen if slot.metric == metric)
        here = [slot for slot in known if not slot.member or slot.member in self.files.team.members]
        if not here:
            return []
        spans = self._periods(cadence(self.cycle, self.cycle.metrics[metric]))
        latest = max(day for slot in here for day in self.seen[slot].rows)
        place = next((n for n, span in enumerate(spans) if latest in span), len(spans) - 1)
        since = spans[max(0, place - _CATCH_UP + 1)].first if spans else latest
        return [slot for slot in here if max(self.seen[slot].rows) >= since]

    def _recorder(self, slot: Slot) -> str | None:
        """Who is asked for a number; None when a program writes it."""
        writer = self.seen[slot].writer
        return writer if writer == _ANYBODY or writer in self.files.team.members else None

    def _first_recorder(self, name: str, metric: Metric) -> str:
        chosen = self.cycle.kpis.get(name)
        owner = metric.owner or (chosen.owner if chosen else None) or self.files.team.lead
        return owner if owner and owner in self.files.team.members else _ANYBODY

    def _periods(self, period: Period) -> tuple[Span, ...]:
        if period is Period.DAY:
            return tuple(Span(day, day) for day in self.workdays.days(self.ruler.span))
        return periods.split(self.ruler, period)

    def _due_from(self, slot: Slot, span: Span) -> date:
        return self._last_workday(span) + timedelta(days=self.cycle.metrics[slot.metric].lag_days)

    def _last_workday(self, span: Span) -> date:
        worked = self.workdays.days(span)
        return worked[-1] if worked else span.last


def _seen(files: TeamFiles, span: Span) -> dict[Slot, Seen]:
    """The rows of a cycle by slot; those with an empty value have reported nothing."""
    newer = renames(files)
    found: dict[Slot, Seen] = {}
    for log in files.logs:
        if log.folder == "progress" and _touches(log, span):
            for _line, row in log.rows():
                day = date.fromisoformat(row["date"])
                if row["value"] and day in span:
                    metric = newer.get(row["metric"], row["metric"])
                    slot = Slot(metric, row.get("member", ""), row.get("segment", ""))
                    found.setdefault(slot, Seen()).add(day, row)
    return found


def _touches(log: LogFile, span: Span) -> bool:
    held = log.span()
    return held is not None and held.overlaps(span)
