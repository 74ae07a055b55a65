"""SARIF 2.1.0, which code scanners and forges read."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final
from urllib.parse import quote

import goalbook
from goalbook import escape
from goalbook.problems import Location, Problem
from goalbook.registry import Entry
from goalbook.validate import report
from goalbook.validate.accepted import Accepted
from goalbook.validate.check import Check
from goalbook.validate.fingerprints import fingerprints
from goalbook.validate.format import Format, Report
from goalbook.validate.run import rules
from goalbook.words import Words

_SCHEMA: Final = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"


def _render(found: Report) -> str:
    problems = (*found.problems, *(one.problem for one in found.accepted))
    keys = sorted({problem.key for problem in problems})
    known = {rule.key: rule for rule in rules()}
    driver = {
        "name": "Goalbook",
        "version": goalbook.__version__,
        "rules": [_rule(key, known, found.words) for key in keys],
    }
    names = fingerprints(problems)
    results = [
        _result(problem, found, keys.index(problem.key), name)
        for problem, name in zip(problems, names, strict=True)
    ]
    for result, one in zip(results[len(found.problems) :], found.accepted, strict=True):
        result["suppressions"] = [_suppression(one, found)]
    # Columns of problems count characters, not the pairs that UTF-16 makes of some of them.
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    whole = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
    return escape.json(whole)


def _rule(key: str, known: Mapping[str, Entry[Check]], words: Words) -> dict[str, Any]:
    rule = known.get(key)
    if rule is None:  # what could not be read at all: the message says everything
        return {"id": key}
    return {
        "id": key,
        "shortDescription": {"text": words.gettext(rule.title)},
        "fullDescription": {"text": words.say(rule.value.why)},
        "defaultConfiguration": {"level": rule.value.severity.value},
    }


def _result(problem: Problem, found: Report, rule: int, name: str) -> dict[str, Any]:
    return {
        "ruleId": problem.key,
        "ruleIndex": rule,
        "level": problem.severity.value,
        "message": {"text": report.told(problem, found.words)},
        "locations": [_place(problem.location, found)],
        "partialFingerprints": {"goalbook/v1": name},
    }


def _suppression(one: Accepted, found: Report) -> dict[str, Any]:
    return {
        "kind": "inSource",
        "status": "accepted",
        "justification": str(one.reason),
        "location": _place(one.location, found),
    }


def _place(place: Location, found: Report) -> dict[str, Any]:
    return {
        "physicalLocation": {
            "artifactLocation": {"uri": quote(found.prefix + place.path, errors="backslashreplace")},
            "region": {"startLine": place.line, "startColumn": place.column},
        }
    }


FORMAT = Format(render=_render, is_for_forge=True)
