"""Records numbers in a team's progress log: what is said to be recorded stays, whatever happens next.

Rows go to ``goals/teams/<team>/log/progress/<YYYY-MM>-<writer>.csv``: two people never edit the same file.
A new row is added at the end; a number is corrected or taken out by writing its file anew beside the old one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path

from goalbook.errors import ConfigError
from goalbook.record import append, files, lock, one_team
from goalbook.record.recorded import Place, Recorded, added, changed, names, unsafe
from goalbook.record.row import COLUMNS, Row, text


class Change(Enum):
    """What becomes of a number."""

    ADD = "add"
    CORRECT = "correct"
    DELETE = "delete"


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What to record.

    Attributes:
        team: The team's id, which exists.
        rows: The numbers, each another one.
        change: Added, put right or taken out.
        renames: Earlier metric id to today's.
    """

    team: str
    rows: Sequence[Row]
    change: Change = Change.ADD
    renames: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """What became of one number.

    Attributes:
        row: As it was given.
        path: The file that holds it, or held it.
        before: What stood there; None when nothing did.
    """

    row: Row
    path: str
    before: str | None = None


def recorded(project: Path, order: Order) -> tuple[tuple[Row, Place], ...]:
    """The numbers of an order that are recorded already, with their places."""
    known = Recorded(logs=one_team.logs(project, order.team), renames=order.renames)
    return tuple((row, place) for row in order.rows for place in known.find(row))


def write(project: Path, order: Order) -> tuple[Done, ...]:
    """Carry out an order: all of it is judged before anything is written.

    A number that is recorded already with the same value is left alone: whoever is not sure whether a command
    got through repeats it.

    Raises:
        ConfigError: A number is recorded already or is not, a file cannot be written, or others keep it busy.
    """
    folder = f"goals/teams/{order.team}/{one_team.PROGRESS}"
    with lock.held(project, folder):
        known = Recorded(logs=one_team.logs(project, order.team), renames=order.renames)
        places = {row: known.find(row) for row in order.rows}
        for row, found in places.items():
            _judge(row, found, order.change)
        if order.change is Change.ADD:
            new = [row for row, found in places.items() if not found]
            paths = _add(project, folder, new)
            return tuple(_done(row, places[row], paths) for row in order.rows)
        _rewrite(project, [(found[0], row) for row, found in places.items()], order.change)
        return tuple(_done(row, places[row], {}) for row in order.rows)


def _done(row: Row, found: tuple[Place, ...], paths: Mapping[Row, str]) -> Done:
    if row in paths:
        return Done(row=row, path=paths[row])
    return Done(row=row, path=found[0].path, before=found[0].fields["value"])


def _judge(row: Row, found: tuple[Place, ...], change: Change) -> None:
    """Refuse what would make a number stand twice, or touch one that is not clear."""
    if len(found) > 1:
        raise ConfigError(
            "{metric} on {day} is recorded twice: {path}, line {line}, and {other}, line {second}.",
            hint="Open a file and delete the row that is not right.",
            path=found[0].path,
            line=found[0].line,
            other=found[1].path,
            second=found[1].line,
            **_names(row),
        )
    if change is Change.ADD and found and found[0].fields["value"] != row.value:
        raise ConfigError(
            "{metric} on {day} is recorded already: {value} in {path}, line {line}. Nothing was changed.",
            hint="Give --correct to put {wanted} in its place.",
            value=found[0].fields["value"] or "–",
            path=found[0].path,
            line=found[0].line,
            wanted=row.value,
            **_names(row),
        )
    if change is not Change.ADD and not found:
        raise ConfigError("{metric} on {day} is not recorded. Nothing was changed.", **_names(row))


def _names(row: Row) -> dict[str, str]:
    whom = "/".join(part for part in (row.member, row.segment) if part)
    return {"metric": f"{row.metric} ({whom})" if whom else row.metric, "day": row.day.isoformat()}


def _add(project: Path, folder: str, rows: Sequence[Row]) -> dict[Row, str]:
    """Put new rows into the files of their months and writers; row to its file."""
    paths: dict[Row, str] = {}
    months: dict[tuple[str, str], list[Row]] = {}
    for row in rows:
        months.setdefault((f"{row.day:%Y-%m}", row.by), []).append(row)
    for (month, writer), group in months.items():
        stem = "-".join(part for part in (month, writer) if part)
        for path in names(f"{folder}/{stem}"):
            if _put(project, path, group):
                paths |= dict.fromkeys(group, path)
                break
    return paths


def _put(project: Path, path: str, rows: Sequence[Row]) -> bool:
    """Whether the rows went into a file; its other bytes stay as they are."""
    file = project / path
    if not file.exists():
        lines = "".join(f"{text(row.fields, COLUMNS)}\n" for row in rows)
        files.create(project, path, f"{','.join(COLUMNS)}\n{lines}")
        return True
    with files.refusing(path):
        lines_of_its_own = added(path, file.read_bytes(), [row.fields for row in rows])
    if lines_of_its_own is None:
        return False
    append.append(project, path, lines_of_its_own)
    return True


def _rewrite(project: Path, wanted: Sequence[tuple[Place, Row]], change: Change) -> None:
    """Correct or take out numbers; the files are made ready before the first is replaced."""
    ready: dict[str, bytes] = {}
    # From the last line up, so that taking one out does not move the others.
    for place, row in sorted(wanted, key=lambda pair: (pair[0].path, -pair[0].line)):
        if not place.path.endswith(".csv"):
            raise unsafe(place)
        with files.refusing(place.path):
            before = ready.get(place.path) or (project / place.path).read_bytes()
        fields = None if change is Change.DELETE else _corrected(place, row)
        ready[place.path] = changed(place.path, before, place, fields)
    for path, data in ready.items():
        files.replace(project, path, data)


def _corrected(place: Place, row: Row) -> Mapping[str, str]:
    """The row that stood there with the new value, and a new note where one is given."""
    told = {"value": row.value, "note": row.note, "by": row.by if "by" in place.fields else ""}
    return {**place.fields, **{column: words for column, words in told.items() if words}}
