"""The code quality report of GitLab."""

from __future__ import annotations

from goalbook import escape
from goalbook.problems import Severity
from goalbook.validate import report
from goalbook.validate.fingerprints import fingerprints
from goalbook.validate.format import Format, Report

_SEVERITY = {Severity.ERROR: "major", Severity.WARNING: "minor"}


def _render(found: Report) -> str:
    names = fingerprints(found.problems)
    entries = [
        {
            "description": report.told(problem, found.words),
            "check_name": problem.key,
            "fingerprint": name,
            "severity": _SEVERITY[problem.severity],
            "location": {
                "path": found.prefix + problem.location.path,
                "lines": {"begin": problem.location.line},
            },
        }
        for problem, name in zip(found.problems, names, strict=True)
    ]
    return escape.json(entries)


FORMAT = Format(render=_render, is_for_forge=True)
