"""Every number that pages show, unrounded, for machines: ``data/teams/<id>.json`` and ``data/index.json``.

The values are those that the templates place, so that nothing can differ; handbook/data.md says what the
fields mean, and a test holds it to them.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from typing import Any, Final

from goalbook import words as speech
from goalbook.messages import Message
from goalbook.model.values import Period, Text, Window
from goalbook.present import entries, places
from goalbook.present.basis import Basis
from goalbook.present.indicator import Indicator
from goalbook.present.needs import Needs
from goalbook.present.pages import Built
from goalbook.present.site import Asset
from goalbook.present.subject import Subject
from goalbook.problems import Location

VERSION: Final = 1
SECTIONS: Final = ("answer", "three_lanes", "process", "objectives", "required", "practice", "checklist")
TABLES: Final = (
    "by_member", "certainty", "confidence", "consistency", "contributions", "drift", "evidence", "freshness",
    "grades", "headlines", "lanes", "last_rows", "layers", "mix", "objective_scores", "pace", "peers",
    "ranking", "recorded", "repetitions", "sessions", "signals", "steps", "stretch", "track_record",
    "views",
)  # fmt: skip
"""Tables that are written whole, row by row."""
CARRIED: Final = {
    "actuals": "series", "attainment": "series", "targets": "series", "key_results": "objectives",
}  # fmt: skip
"""Tables whose rows stand under another key; weeks of the first three stand among the ``signals``."""
_MONTHLY: Final = (Period.MONTH.value, Period.CYCLE.value)
_NAMES: Final = {"indicator": "metric", "measure": "written", "outcomes": "key_results", "stretch": "when"}
"""Words of the code that a reader of the file would not know."""
_SERIES: Final = (
    "period", "first", "last", "actual", "numerator", "denominator",
    "target", "expected", "gap", "attainment", "low", "high", "result",
)  # fmt: skip


def index(basis: Basis) -> Asset:
    """The file that lists every team."""
    first = basis.handbook.company.languages[0]
    value = {
        "version": VERSION,
        "company": _plain(basis.handbook.company.name, first),
        "teams": [_entry(basis, team, first) for team in basis.handbook.teams],
    }
    return Asset(path="data/index.json", data=_bytes(value))


def team_file(needs: Needs, built: Sequence[Built]) -> Asset:
    """One team's file.

    Args:
        needs: Where sections are found.
        built: The team's subjects, the current one first, with sections that are built already.
    """
    now, _ = built[0]
    first = now.handbook.company.languages[0]
    value = {
        "version": VERSION,
        "id": now.team,
        "name": _plain(now.name, first),
        "parent": now.files.team.parent,
        "as_of": now.day.isoformat(),
        "currency": now.currency,
        "current_cycle": now.cycle_id or None,
        "cycles": {one.cycle_id: _cycle(one, needs, made, first) for one, made in built if one.cycle_id},
        "tables": _tables(now, needs, of_cycle=False),
    }
    return Asset(path=f"data/teams/{now.team}.json", data=_bytes(value))


def _entry(basis: Basis, team: str, first: str) -> dict[str, Any]:
    found = entries.entry(basis, team)
    return {
        "id": team,
        "name": _plain(found.name, first),
        "parent": found.parent,
        "standing": found.standing.value,
        "data": f"data/teams/{team}.json",
    }


def _cycle(found: Subject, needs: Needs, made: Mapping[str, Any], first: str) -> dict[str, Any]:
    built = {name: made[name] if name in made else needs.sections[name].build(found) for name in SECTIONS}
    span = found.span
    return {
        "first": span.first.isoformat() if span else None,
        "last": span.last.isoformat() if span else None,
        "metrics": {metric: _plain(one, first) for metric, one in found.indicators.items()},
        **{name: _plain(section, first) for name, section in built.items()},
        "series": _series(found),
        "tables": _tables(found, needs, of_cycle=True),
    }


def _tables(found: Subject, needs: Needs, *, of_cycle: bool) -> dict[str, dict[str, list[Any]]]:
    """Tables as columns and rows; rows of one cycle, or of the whole team where a table knows no cycle."""
    written: dict[str, dict[str, list[Any]]] = {}
    for name in TABLES:
        key = needs.tables[name]
        columns = found.basis.tables.columns(key)
        if ("cycle" in columns) is of_cycle:
            places_of = [place for place, column in enumerate(columns) if _is_told(column)]
            written[name] = {
                "columns": [columns[place] for place in places_of],
                "rows": [[_plain(row[place], "") for place in places_of] for row in found.rows(key)],
            }
    return written


def _is_told(column: str) -> bool:
    """Whether a column says something beside the place it is written in; numbers of rows are ours."""
    return (column not in {"team", "cycle"} and not column.endswith("_row")) or column == "last_row"


def _series(found: Subject) -> dict[str, list[dict[str, Any]]]:
    series: dict[str, list[dict[str, Any]]] = {}
    for row in found.rows("attainment"):
        if row.period in _MONTHLY:
            values = {name: getattr(row, name) for name in _SERIES}
            series.setdefault(row.metric, []).append(
                {name: _plain(value, "") for name, value in values.items()}
            )
    return dict(sorted(series.items()))


def _plain(value: Any, first: str) -> Any:
    """A value as JSON has it; a metric inside another value is its id."""
    if value is None or isinstance(value, (str, bool, int, float)):
        return value
    if isinstance(value, Text):
        return dict(value.by_language(first))
    for kind, form in _FORMS:
        if isinstance(value, kind):
            return form(value)
    if isinstance(value, (tuple, list)):
        return [_inner(one, first) for one in value]
    return dict(_fields(value, first))


def _inner(value: Any, first: str) -> Any:
    return value.id if isinstance(value, Indicator) else _plain(value, first)


def _fields(value: Any, first: str) -> Iterator[tuple[str, Any]]:
    if isinstance(value, Mapping):
        yield from ((str(key), _inner(one, first)) for key, one in value.items())
    elif is_dataclass(value):
        for field in fields(value):
            yield _NAMES.get(field.name, field.name), _inner(getattr(value, field.name), first)
    else:
        raise TypeError(f"{type(value).__name__} has no form for machines")


def _sentence(message: Message) -> str:
    return speech.words(speech.SOURCE_LANGUAGE, places.locales()).say(message)


_FORMS: Final[tuple[tuple[type, Callable[[Any], Any]], ...]] = (
    (Enum, lambda value: value.value),
    (date, date.isoformat),
    (Window, str),
    (Location, str),
    (Message, _sentence),
)


def _bytes(value: dict[str, Any]) -> bytes:
    return (json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":")) + "\n").encode()
