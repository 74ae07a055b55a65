"""The plan of one team as it is printed: text for people, JSON and CSV for machines."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from goalbook import clock
from goalbook.analyse import capacity, volumes
from goalbook.analyse.volumes import Line, Pieces, Work
from goalbook.cli import _columns, _project
from goalbook.cli._links import link_of
from goalbook.cli._refused import speaking
from goalbook.errors import ConfigError
from goalbook.messages import Message, msg
from goalbook.model.handbook import Handbook, TeamFiles
from goalbook.model.values import Kind, Period, Span
from goalbook.present import csvtext, formats, measure as measures, periods
from goalbook.present.measure import NONE, Style
from goalbook.record import one_team
from goalbook.words import Words

if TYPE_CHECKING:
    from goalbook.analyse.certain_links import Certain


@dataclass(frozen=True, kw_only=True)
class Asked:
    """One run of ``goalbook plan``.

    Attributes:
        handbook: The company and the team.
        files: The team.
        cycle: The cycle's id.
        work: What the plan asks.
        period: The period asked for.
        words: The language to speak.
        certainty: How sure volumes are to be; None for the plan at expected value alone.
        by: ``month``, ``week``, ``member`` or None.
    """

    handbook: Handbook
    files: TeamFiles
    cycle: str
    work: Work
    period: Span
    words: Words
    certainty: float | None
    by: str | None

    @classmethod
    def of(cls, project: Path, team: str, **options: Any) -> Asked:
        """Read the team; a mistake is said in the company's language."""
        words = _project.speech(options["language"], one_team.languages(project))
        with speaking(words):
            handbook, files = one_team.files(project, team)
            today = clock.today(handbook.calendar(team).time_zone)
            day: date = options["as_of"] or handbook.as_of(team, today)
            cycle, work = _work(handbook, team, day)
            return cls(
                handbook=handbook,
                files=files,
                cycle=cycle,
                work=work,
                period=work.ruler.span if options["by"] == "month" else work.period(day),
                words=words,
                certainty=options["certainty"],
                by=options["by"],
            )

    def printed(self, style: str) -> int:
        """Print it; returns the exit code."""
        if not self.lines:
            text = msg("No measure of {team} has a target in {cycle}.", team=self._team, cycle=self._cycle)
            click.echo(self.words.say(text), err=True)
        elif style == "json":
            click.echo(json.dumps(self._json(), ensure_ascii=False, indent=2))
        elif style == "csv":
            click.echo(csvtext.data(self._csv()), nl=False)
        else:
            click.echo("\n".join(self._text()))
        return 0

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """The plan of the period."""
        return volumes.lines(self.work, self.period)

    @cached_property
    def pieces(self) -> Pieces | None:
        """The plan divided; None when it is not, or for a team without members."""
        if self.by == "month":
            return volumes.by_month(self.work)
        if self.by == "week":
            return volumes.by_week(self.work, self.period)
        return volumes.by_member(self.work, self.period) if self.by == "member" else None

    @cached_property
    def certain(self) -> tuple[Certain, ...]:
        """The links of the funnels, when a certainty is asked for."""
        if self.certainty is None:
            return ()
        from goalbook.analyse import certain_links

        return certain_links.certain(self.work, self.period, self.certainty)

    @property
    def _workdays(self) -> int:
        return self.work.days.count(self.period)

    def _a_day(self, line: Line) -> float | None:
        """Cases per person and working day."""
        if line.planned.per is None or line.required is None or self._kind(line.metric) is not Kind.COUNT:
            return None
        people = tuple(self.work.people.values())
        return capacity.per_person_day(line.required, people, self._workdays)

    def _limit(self, metric: str) -> float | None:
        written = self.work.cycle.metrics[metric].capacity_per_day
        return written.value if written else None

    # ---- text ----------------------------------------------------------------------------

    def _text(self) -> Iterator[str]:
        yield self.words.say(
            msg(
                "{team}, {cycle}, {period}: {days} working days, {people} full-time people",
                team=self._team,
                cycle=self._cycle,
                period=self._period,
                days=self._workdays,
                people=self.words.number(sum(self.work.people.values()), 1),
            )
        )
        yield ""
        yield from _columns.columns([self._head(), *map(self._row, self._rows)])
        yield from self._below()

    @property
    def _rows(self) -> tuple[Line, ...]:
        if self.pieces is None:
            return self.lines
        return tuple(line for line in self.lines if line.metric in self.pieces.parts)

    def _head(self) -> list[str]:
        head = [msg("Measure"), msg("Target"), msg("Required")]
        if self.pieces is not None:
            return [self.words.say(head[0]), *self._pieces_named(), self.words.say(msg("Total"))]
        if self.certainty is not None:
            share = formats.share(self.certainty, self.words, 0)
            head += [msg("Chance"), msg("With {share} certainty", share=share)]
        return [self.words.say(text) for text in (*head, msg("Per person and working day"))]

    def _row(self, line: Line) -> list[str]:
        name = self._name(line.metric)
        if self.pieces is not None:
            parts = self.pieces.parts[line.metric]
            known = [part for part in parts if part is not None]
            return [name, *(self._number(line.metric, part) for part in (*parts, sum(known)))]
        is_typed = line.planned.by is None
        required = self._number(line.metric, line.required) if line.planned.per else ""
        cells = [name, self._target(line) if is_typed else "", required]
        if self.certainty is not None:
            found = next((one for one in self.certain if self._is_link_of(one, line.metric)), None)
            chance = formats.share(found.chance, self.words, 0) if found else ""
            cells += [chance, self._number(line.metric, found.needed) if found else ""]
        a_day = self._a_day(line)
        return [*cells, "" if a_day is None else self.words.number(a_day, 1)]

    def _is_link_of(self, one: Certain, metric: str) -> bool:
        return one.link.step == metric and not one.link.is_whole

    def _below(self) -> Iterator[str]:
        """Sentences about whole funnels and about what is too much."""
        if self.pieces is not None:
            return
        for one in self.certain:
            if one.link.is_whole:
                yield ""
                yield self.words.say(self._whole(one))
        for line in self.lines:
            a_day, limit = self._a_day(line), self._limit(line.metric)
            if a_day is not None and limit is not None and capacity.is_too_much(a_day, limit):
                yield ""
                yield self.words.say(self._too_much(line.metric, a_day, limit))

    def _whole(self, one: Certain) -> Message:
        return msg(
            "From {step} to {aim}: {volume} are enough for {target} with a probability of {chance}; "
            "{needed} with {certainty}.",
            step=self._name(one.link.step),
            aim=self._name(one.link.aim),
            volume=self._number(one.link.step, one.volume),
            target=self._number(one.link.aim, one.target),
            chance=formats.share(one.chance, self.words, 0),
            needed=self._number(one.link.step, one.needed),
            certainty=formats.share(self.certainty, self.words, 0),
        )

    def _too_much(self, metric: str, a_day: float, limit: float) -> Message:
        return msg(
            "{name}: {asked} per person and working day is more than one person can do ({limit}).",
            name=self._name(metric),
            asked=self.words.number(a_day, 1),
            limit=self.words.number(limit, 0 if limit.is_integer() else 1),
        )

    def _target(self, line: Line) -> str:
        number = self._number(line.metric, line.planned.value)
        per = line.planned.per
        return number if per is None else self.words.say(Message(_PER[per].text, {"number": number}))

    def _number(self, metric: str, value: float | None) -> str:
        if value is None:
            return NONE
        found = measures.measure(self.work.cycle.metrics, metric, self.handbook.currency(self.files.id))
        if found.style is Style.MONEY:
            return formats.money_full(value, self.words, found.unit)
        return measures.scale(found, self.words, value).trimmed(value)

    def _pieces_named(self) -> Iterator[str]:
        if self.pieces is None:
            return
        yield from (self._told(self.files.team.members[member].name) for member in self.pieces.members)
        kind = Period.MONTH if self.by == "month" else Period.WEEK
        for span, days in zip(self.pieces.spans, self.pieces.workdays, strict=True):
            name = (
                self.words.day(span.first, "short")
                if kind is Period.WEEK
                else periods.period_name(span.first, self.words, span.last, kind)
            )
            yield self.words.say(msg("{period} ({days} days)", period=name, days=days))

    # ---- machines ------------------------------------------------------------------------

    def _json(self) -> dict[str, Any]:
        found: dict[str, Any] = {
            "team": self.files.id,
            "cycle": self.cycle,
            "first": self.period.first.isoformat(),
            "last": self.period.last.isoformat(),
            "workdays": self._workdays,
            "people": dict(self.work.people),
            "lines": [self._line(line) for line in self.lines],
        }
        if self.certainty is not None:
            found |= {"certainty": self.certainty, "links": [link_of(one) for one in self.certain]}
        if self.pieces is not None:
            found["split"] = {
                "by": self.by,
                "pieces": list(self._ids()),
                "workdays": list(self.pieces.workdays),
                "parts": {metric: list(parts) for metric, parts in self.pieces.parts.items()},
            }
        return found

    def _line(self, line: Line) -> dict[str, Any]:
        planned = line.planned
        return {
            "metric": line.metric,
            "kind": self._kind(line.metric).value,
            "planned": planned.value,
            "per": planned.per.value if planned.per else None,
            "source": planned.source.value,
            "required": line.required,
            "per_person_day": self._a_day(line),
        }

    def _csv(self) -> Iterator[list[str]]:
        known = {one.link.step: one for one in self.certain if not one.link.is_whole}
        head = ["metric", "name", "planned", "per", "source", "required", "per_person_day"]
        sure = ["aim", "chance", "needed"] if self.certainty is not None else []
        yield [*head, *sure, *self._ids()]
        for line in self._rows:
            row = self._line(line)
            cells = [row["planned"], row["per"], row["source"], row["required"], row["per_person_day"]]
            if sure:
                one = known.get(line.metric)
                cells += [one.link.aim, one.chance, one.needed] if one else [None] * len(sure)
            cells += self.pieces.parts[line.metric] if self.pieces else ()
            yield [line.metric, self._name(line.metric), *map(_cell, cells)]

    def _ids(self) -> tuple[str, ...]:
        """The pieces for machines: members' ids, or first days."""
        if self.pieces is None:
            return ()
        return self.pieces.members or tuple(span.first.isoformat() for span in self.pieces.spans)

    # ---- names ---------------------------------------------------------------------------

    @property
    def _team(self) -> str:
        return self._told(self.files.team.name)

    @property
    def _cycle(self) -> str:
        return periods.cycle_name(self.cycle, self.words)

    @property
    def _period(self) -> str:
        return periods.span_name(self.period.first, self.words, self.period.last)

    def _kind(self, metric: str) -> Kind:
        return self.work.cycle.metrics[metric].kind

    def _name(self, metric: str) -> str:
        return self._told(self.work.cycle.metrics[metric].name)

    def _told(self, text: Any) -> str:
        found: str = text.pick(self.words.language, self.handbook.company.languages[0])[0]
        return found


_PER = {
    Period.DAY: msg("{number} a day"),
    Period.WEEK: msg("{number} a week"),
    Period.MONTH: msg("{number} a month"),
    Period.QUARTER: msg("{number} a quarter"),
    Period.CYCLE: msg("{number} in the cycle"),
}


def _work(handbook: Handbook, team: str, day: date) -> tuple[str, Work]:
    spans = ((name, handbook.span(name)) for name in handbook.teams[team].cycles)
    cycle = next((name for name, span in spans if span and day in span), None)
    cycle = cycle or handbook.current_cycle(team, day)
    work = Work.of(handbook, team, cycle) if cycle else None
    if cycle is None or work is None:
        raise ConfigError(
            'The team "{team}" has no cycle.',
            hint="Begin one with: goalbook new cycle",
            team=team,
        )
    return cycle, work


def _cell(value: float | str | None) -> str:
    return value if isinstance(value, str) else csvtext.number(value)
