"""A difference as values for machines."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from enum import Enum
from typing import Any, Final

from goalbook import escape
from goalbook.analyse.plan import Planned
from goalbook.history import telling
from goalbook.history.change import Change
from goalbook.history.difference import Difference
from goalbook.history.effect import Effect
from goalbook.history.suggestion import Suggestion
from goalbook.model.noun import Noun
from goalbook.model.targets import Targets
from goalbook.model.values import Quantity, Span, Text
from goalbook.words import Words


def json(difference: Difference, words: Words, suggested: Sequence[Suggestion] = ()) -> str:
    """``{"changes", "effects", "renamed", "not_compared", "suggestions"}``, each a list but ``renamed``.

    ``renamed`` has the id of a team now and before; ``not_compared`` is a list of ``{path, line, column}``.
    A suggestion is ``{path, line, body}``: a review comment at that line, which its author can commit; with
    ``start_line`` where it replaces the lines from there on.
    """
    found = {
        "changes": [change(difference, one, words) for one in difference.changes],
        "effects": [effect(one) for one in difference.effects],
        "renamed": dict(difference.renamed),
        "not_compared": [
            {"path": place.path, "line": place.line, "column": place.column}
            for place in difference.not_compared
        ],
        "suggestions": [suggestion(one) for one in suggested],
    }
    return escape.json(found)


def suggestion(found: Suggestion) -> dict[str, Any]:
    """A review comment as GitHub asks for it; GitLab is told the lines above by who posts it."""
    start = {"start_line": found.first} if found.first < found.line else {}
    return {"path": found.path, **start, "line": found.line, "body": found.markdown}


def change(difference: Difference, found: Change, words: Words) -> dict[str, Any]:
    """One change: its kind, its place, old and new as typed, and the sentence in one language."""
    place = difference.locate(found)
    return {
        "kind": found.kind,
        "team": found.team or None,
        "cycle": found.cycle or None,
        "ids": list(found.ids),
        "path": place.path,
        "line": place.line,
        "column": place.column,
        "old": plain(found.old),
        "new": plain(found.new),
        "bar": found.bar.value,
        "since": plain(found.since),
        "why": plain(found.why),
        "message": words.say(found.sentence),
    }


def effect(found: Effect) -> dict[str, Any]:
    """What changes do, with numbers as they were worked out, not rounded."""
    return {
        "team": found.team,
        "cycle": found.cycle,
        "day": found.day.isoformat(),
        "lowers_in_mid_cycle": found.lowers,
        "raises_in_mid_cycle": found.raises,
        "kgi": _kgi(found),
        "volumes": [
            {"metric": one.metric, "before": _planned(one.before), "needed": _planned(one.needed)}
            for one in found.volumes
        ],
        "per_person_and_working_day": _workload(found),
        "key_results": [
            {
                "ids": list(one.ids),
                "is_reached": one.after.is_reached,
                "planned": one.after.planned,
                "target": one.after.target,
                "baseline": one.after.baseline,
            }
            for one in found.promises
        ],
        "agreements_to_renew": list(found.renewal.members),
        "evidence": _evidence(found),
    }


def _kgi(found: Effect) -> dict[str, Any] | None:
    plans = found.plans
    if plans.kgi is None:
        return None
    return {
        "metric": plans.kgi,
        "before": _planned(plans.before.get(plans.kgi)),
        "after": _planned(plans.after.get(plans.kgi)),
        "is_unclear": plans.is_unclear,
    }


def _workload(found: Effect) -> dict[str, Any] | None:
    load = found.workload
    if load is None:
        return None
    return {"metric": load.metric, "before": load.before, "needed": load.needed, "days": plain(load.days)}


def _evidence(found: Effect) -> dict[str, Any] | None:
    told = found.evidence
    if told is None:
        return None
    return {
        "metric": told.metric,
        "month": plain(told.month),
        "numerator": told.hits,
        "denominator": told.cases,
        "target": told.target,
        "p_worse": told.p_worse,
    }


def _planned(planned: Planned | None) -> dict[str, Any] | None:
    if planned is None:
        return None
    return {"value": planned.value, "per": planned.per.value if planned.per else None}


def plain(value: object) -> Any:
    """A value of the model as JSON knows values; quantities as typed, texts by language."""
    form = next((form for kind, form in _FORMS if isinstance(value, kind)), str)
    return form(value)


def _noun(noun: Noun) -> dict[str, Any]:
    names = sorted(noun.model_fields_set, key=list(type(noun).model_fields).index)
    kept = (name for name in names if not type(noun).model_fields[name].exclude)
    return {telling.key(type(noun), name): plain(getattr(noun, name)) for name in kept}


def _text(text: Text) -> Any:
    return str(text) if text.entries[0][0] == "" else dict(text.entries)


def _targets(value: Any) -> Any:
    steps = [
        {"from": plain(step.since), "value": plain(step.value), "why": plain(step.why)}
        for step in value.steps
    ]
    return steps if steps[0]["from"] else steps[0]["value"]


_FORMS: Final[Sequence[tuple[type, Callable[[Any], Any]]]] = (
    (type(None), lambda _value: None),
    (bool, bool),
    (int, int),
    (float, float),
    (str, str),
    (date, date.isoformat),
    (Text, _text),
    (Quantity, lambda value: value.text),
    (Targets, _targets),
    (Enum, lambda value: value.value),
    (Span, lambda value: f"{value.first}..{value.last}"),
    (Noun, _noun),
    (Mapping, lambda value: {str(name): plain(found) for name, found in value.items()}),
    (tuple, lambda value: [plain(found) for found in value]),
)
"""How a value becomes JSON; the first kind that fits counts, anything else is its own text."""
