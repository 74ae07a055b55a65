"""Recording on the command line: what is typed or asked for, what is said about it."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import Any

import click

from goalbook import clock
from goalbook.analyse import due
from goalbook.analyse.due import Due
from goalbook.cli import _project
from goalbook.cli._refused import speaking
from goalbook.cli._said import Telling
from goalbook.messages import msg
from goalbook.model.handbook import Handbook, TeamFiles
from goalbook.model.metric import Metric
from goalbook.record import log, numbers, one_team, request
from goalbook.record.log import Change, Order
from goalbook.record.numbers import Refusal
from goalbook.record.request import Request
from goalbook.record.row import Row
from goalbook.words import Words

_WRONG = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Recording:
    """One run of ``goalbook log``.

    Attributes:
        project: The project's folder.
        handbook: The company and the team.
        files: The team.
        words: The language to speak.
        today: The team's day.
        options: The command's options.
    """

    project: Path
    handbook: Handbook
    files: TeamFiles
    words: Words
    today: date
    options: dict[str, Any]

    @classmethod
    def of(cls, project: Path, team: str, **options: Any) -> Recording:
        """Read the team; a mistake is said in the company's language."""
        words = _project.speech(options["language"], one_team.languages(project))
        with speaking(words):
            handbook, files = one_team.files(project, team)
        today = handbook.as_of(team, clock.today(handbook.calendar(team).time_zone))
        return cls(project=project, handbook=handbook, files=files, words=words, today=today, options=options)

    @property
    def _telling(self) -> Telling:
        return Telling(handbook=self.handbook, files=self.files, words=self.words)

    def _metrics(self) -> Mapping[str, Metric]:
        """The metrics of the team's cycle of today."""
        cycle = self.handbook.current_cycle(self.files.id, self.today)
        return self.files.cycles[cycle].metrics if cycle else {}

    @property
    def is_terminal(self) -> bool:
        """Whether somebody is there to answer."""
        return sys.stdin.isatty()

    def given(self, typed: Sequence[str]) -> int:
        """Record what was typed; returns the exit code."""
        with speaking(self.words):
            by = self._who()
            day = self.options["on"] or self._day(typed)
            found = self._order(typed, by, day)
            if isinstance(found, Order):
                for order in self._settled(found):
                    self._carry_out(order)
                return 0
        for refusal in found:
            click.echo(f"goalbook: {refusal.typed}: {self._sentence(refusal)}", err=True)
        return _WRONG

    def asked(self) -> int:
        """Ask for what is due and record the answers; returns the exit code."""
        with speaking(self.words):
            by = self._who()
            found = due.due(self.handbook, self.files.id, by, self.today)
            if not found:
                self._say_nothing_is_due(by)
            else:
                click.echo(self.words.gettext("Enter alone leaves a number out."), err=True)
            for span, group in groupby(found, key=lambda each: each.span):
                entries = tuple(group)
                click.echo(self._telling.period(span, entries[0].period), err=True)
                rows = [row for each in entries if (row := self._row(each, by)) is not None]
                if rows:
                    self._carry_out(self._add(tuple(rows)))
        return 0

    def _who(self) -> str:
        """The writer: as said, else asked for on a terminal."""
        by, member = self.options["by"], self.options["member"]
        members = sorted(self.files.team.members)
        if by is None and not member and len(members) > 1 and self.is_terminal:
            by = click.prompt(
                self.words.gettext("Who records the numbers?"),
                type=click.Choice(members),
                prompt_suffix=" ",
                err=True,
            )
        return request.writer(self.files, by, member)

    def _day(self, typed: Sequence[str]) -> date:
        """Today, unless somebody says that the period before is meant, which has no number yet."""
        if not self.is_terminal or self.options["correct"] or self.options["delete"]:
            return self.today
        found = self._due_of_all({name.metric for name in numbers.names(typed, self._metrics()).numbers})
        is_due_today = any(self.today in each.span for each in found)
        for day in sorted({each.day for each in found if self.today not in each.span}, reverse=True)[:1]:
            question = msg("{day} has no number yet. Is it for that day, not for today?", day=day)
            if click.confirm(self.words.say(question), default=not is_due_today, err=True):
                return day
        return self.today

    def _due_of_all(self, metrics: set[str]) -> tuple[Due, ...]:
        people = (*self.files.team.members, "")
        found = (due.due(self.handbook, self.files.id, person, self.today) for person in people)
        return tuple(each for entries in found for each in entries if each.slot.metric in metrics)

    def _order(self, typed: Sequence[str], by: str, day: date) -> Order | tuple[Refusal, ...]:
        change = Change.DELETE if self.options["delete"] else Change.ADD
        wanted = Request(
            team=self.files.id,
            typed=tuple(typed),
            day=day,
            by=by,
            member=self.options["member"],
            segment=self.options["segment"],
            note=self.options["note"],
            change=Change.CORRECT if self.options["correct"] else change,
        )
        return request.order(self.handbook, wanted, self.today)

    def _settled(self, order: Order) -> tuple[Order, ...]:
        """The order; on a terminal in two when somebody agrees that numbers are replaced."""
        if order.change is not Change.ADD or not self.is_terminal:
            return (order,)
        other = [
            (row, place)
            for row, place in log.recorded(self.project, order)
            if place.fields["value"] != row.value
        ]
        replaced: list[Row] = []
        for row, place in other:
            if click.confirm(self._telling.replacing(row, place.fields["value"]), err=True):
                replaced.append(row)
        kept = {row for row, _place in other}
        new = tuple(row for row in order.rows if row not in kept)
        return tuple(
            Order(team=order.team, rows=rows, change=change, renames=order.renames)
            for change, rows in ((Change.CORRECT, tuple(replaced)), (Change.ADD, new))
            if rows
        )

    def _carry_out(self, order: Order) -> None:
        done = log.write(self.project, order)
        for each in done:
            click.echo(self._telling.done(each, order.change))
        for path in sorted({each.path for each in done}):
            click.echo(path)

    def _row(self, each: Due, by: str) -> Row | None:
        """The answer to one question; None when it is left empty."""
        metric = self._metrics()[each.slot.metric]
        while True:
            question = self._telling.question(each)
            typed = click.prompt(question, default="", show_default=False, prompt_suffix=" ", err=True)
            if not typed.strip():
                return None
            value = numbers.value(typed, metric)
            if isinstance(value, str):
                slot = each.slot
                return Row(
                    day=each.day,
                    metric=slot.metric,
                    value=value,
                    member=slot.member,
                    segment=slot.segment,
                    by=by,
                )
            click.echo(self._sentence(value), err=True)

    def _add(self, rows: tuple[Row, ...]) -> Order:
        return Order(team=self.files.id, rows=rows, renames=due.renames(self.files))

    def _say_nothing_is_due(self, by: str) -> None:
        day = due.next_day(self.handbook, self.files.id, by, self.today)
        click.echo(self.words.gettext("Nothing is due from {member}.", member=self._telling.member(by)))
        if day is not None:
            click.echo(self.words.gettext("The next numbers are due on {day}.", day=day))

    def _sentence(self, refusal: Refusal) -> str:
        if refusal.hint is None:
            return self.words.say(refusal.message)
        return self.words.say(msg("{sentence} Hint: {hint}", sentence=refusal.message, hint=refusal.hint))
