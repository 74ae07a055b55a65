"""From what somebody typed to what is recorded: which cycle, whose number, recorded by whom."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches

from pydantic_core import PydanticCustomError

from goalbook.analyse import due
from goalbook.errors import ConfigError
from goalbook.load import text
from goalbook.load.columns import WORDS
from goalbook.messages import msg
from goalbook.model import grammar
from goalbook.model.cycle import Cycle
from goalbook.model.handbook import Handbook, TeamFiles
from goalbook.record import numbers
from goalbook.record.log import Change, Order
from goalbook.record.numbers import Number, Reading, Refusal
from goalbook.record.row import Row


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What somebody typed.

    Attributes:
        team: The team's id, which exists.
        typed: ``METRIC=VALUE`` each; for numbers to take out ``METRIC`` is enough.
        day: The day the numbers belong to.
        by: Who records; None when not said.
        member: Whose numbers they are; None when not said.
        segment: Of which part; empty for all.
        note: Free text.
        change: Added, put right or taken out.
    """

    team: str
    typed: tuple[str, ...]
    day: date
    by: str | None = None
    member: str | None = None
    segment: str = ""
    note: str = ""
    change: Change = Change.ADD


def order(handbook: Handbook, request: Request, today: date) -> Order | tuple[Refusal, ...]:
    """The rows to record, or every number that could not be read.

    Raises:
        ConfigError: The day, a person, the segment or the note cannot be.
    """
    files = handbook.teams[request.team]
    if request.day > max(today, handbook.as_of(request.team, today)):
        raise ConfigError(
            "{day} has not come yet.", hint="Give the day with --on.", day=request.day.isoformat()
        )
    cycle = _cycle(handbook, files, request.day)
    reading = _reading(request, cycle)
    if reading.refusals:
        return reading.refusals
    by = writer(files, request.by, request.member)
    rows = tuple(_row(request, number, _Whose(handbook, files, cycle, by)) for number in reading.numbers)
    return Order(team=request.team, rows=rows, change=request.change, renames=due.renames(files))


def writer(files: TeamFiles, by: str | None, member: str | None) -> str:
    """Who records: as said, else the member whose number it is, else the only member.

    Raises:
        ConfigError: It is not said, or looks like a slip in a member's name.
    """
    members = sorted(files.team.members)
    said = by or member or (members[0] if len(members) == 1 else None)
    if said is None:
        raise ConfigError(
            "Nobody is named who records the numbers.",
            hint=(
                msg("Give --by with one of: {members}.") if members else msg("Give --by with a name.")
            ).text,
            members=", ".join(members),
        )
    near = get_close_matches(said, members, n=1)
    if said not in members and (near or not grammar.ID.fullmatch(said)):
        raise _no_member(said, members)
    return said


def person(files: TeamFiles, said: str) -> str:
    """A member of the team.

    Raises:
        ConfigError: It is none.
    """
    if said in files.team.members:
        return said
    raise _no_member(said, sorted(files.team.members))


def cycle_of(handbook: Handbook, files: TeamFiles, day: date) -> str | None:
    """The team's cycle that holds a day."""
    spans = {cycle: handbook.span(cycle) for cycle in files.cycles}
    return next((cycle for cycle, span in spans.items() if span and day in span), None)


@dataclass(frozen=True, slots=True)
class _Whose:
    """What decides whose number it is."""

    handbook: Handbook
    files: TeamFiles
    cycle: Cycle
    by: str

    def member(self, said: str | None, metric: str) -> str:
        """As said; a metric that is recorded member by member is the writer's own."""
        if said is not None:
            return person(self.files, said) if said else ""
        span = self.handbook.span(self.cycle.cycle)
        if span is None or not due.is_per_member(self.files, metric, span):
            return ""
        if self.by in self.files.team.members:
            return self.by
        raise ConfigError(
            '"{metric}" is recorded for each member so far.', hint="Give --member MEMBER.", metric=metric
        )


def _row(request: Request, number: Number, whose: _Whose) -> Row:
    return Row(
        day=request.day,
        metric=number.metric,
        value=number.value,
        member=whose.member(request.member, number.metric),
        segment=_segment(request.segment),
        by=whose.by,
        note=_note(request.note),
    )


def _cycle(handbook: Handbook, files: TeamFiles, day: date) -> Cycle:
    found = cycle_of(handbook, files, day)
    if found is None:
        raise ConfigError(
            '{day} lies in no cycle of the team "{team}".',
            hint="Correct the day, or add a cycle file for that time.",
            day=day.isoformat(),
            team=files.id,
        )
    return files.cycles[found]


def _reading(request: Request, cycle: Cycle) -> Reading:
    if request.change is Change.DELETE:
        return numbers.names(request.typed, cycle.metrics)
    return numbers.read(request.typed, cycle.metrics)


def _segment(typed: str) -> str:
    try:
        return WORDS.read(typed.strip()) if typed.strip() else ""
    except PydanticCustomError as error:
        raise ConfigError(
            '"{found}" cannot be a segment: it holds a comma or a quote.', found=typed
        ) from error


def _note(typed: str) -> str:
    """The note in one line, which is what a row has room for."""
    line = " ".join(typed.split())
    if next(text.hidden(line, ""), None) is not None:
        raise ConfigError("An invisible character stands in the note.", hint="Type the note again.")
    return line


def _no_member(said: str, members: list[str]) -> ConfigError:
    near = get_close_matches(said, members, n=1)
    if near:
        hint = msg("Did you mean {nearest}?")
    elif members:
        hint = msg("Known here: {names}.")
    else:
        hint = msg("Add the member under members: in team.yml.")
    return ConfigError(
        '"{found}" is no member of the team.',
        hint=hint.text,
        found=said,
        nearest=near[0] if near else "",
        names=", ".join(members),
    )
