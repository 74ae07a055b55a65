"""The code quality report of GitLab.

What is accepted is information with its reason.
"""

from __future__ import annotations

from typing import Any

from goalbook import escape
from goalbook.problems import Problem, Severity
from goalbook.validate import report
from goalbook.validate.fingerprints import fingerprints
from goalbook.validate.format import Format, Report

_SEVERITY = {Severity.ERROR: "major", Severity.WARNING: "minor"}


def _render(found: Report) -> str:
    accepted = tuple(one.problem for one in found.accepted)
    told = [
        *((report.told(problem, found.words), _SEVERITY[problem.severity]) for problem in found.problems),
        *((report.accepted_told(one, found.words), "info") for one in found.accepted),
    ]
    problems = (*found.problems, *accepted)
    entries = [
        _entry(problem, sentence, level, name, found.prefix)
        for problem, (sentence, level), name in zip(problems, told, fingerprints(problems), strict=True)
    ]
    return escape.json(entries)


def _entry(problem: Problem, sentence: str, level: str, name: str, prefix: str) -> dict[str, Any]:
    return {
        "description": sentence,
        "check_name": problem.key,
        "fingerprint": name,
        "severity": level,
        "location": {
            "path": prefix + problem.location.path,
            "lines": {"begin": problem.location.line},
        },
    }


FORMAT = Format(render=_render, is_for_forge=True)
