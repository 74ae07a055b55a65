"""Every format says the same problems, in the shape its readers know."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import jsonschema
import pytest

from goalbook import registry
from goalbook.messages import msg
from goalbook.model.values import Text
from goalbook.problems import Location, Problem, Severity
from goalbook.validate import formats
from goalbook.validate.accepted import Accepted
from goalbook.validate.fingerprints import fingerprints
from goalbook.validate.format import Format, Report
from goalbook.words import Words

Run = Callable[[Mapping[str, str]], tuple[Problem, ...]]

FORMATS = {entry.key: entry for entry in registry.collect(formats, "FORMAT", Format)}
CYCLE = "goals/teams/sales-1/fy2026-h2.yml"
BROKEN = """\
cycle: fy2026-h2
kgi: calls
metrics:
  calls: {name: Calls, kind: count, target: 10, owner: nobody}
  win_rate: {name: Win rate, kind: rate, target: 15%}
  lose_rate: {name: Lose rate, kind: rate, target: 15%}
  hours: {name: Hours, kind: count, target: 1_000}
  asks:
    name: Asks
    kind: count
    target: [{from: 2026-10-01, value: 9}, {from: 2026-12-01, value: 8}]
"""
# What GitLab reads, and of SARIF, whose schema has 3,000 lines, the part that we write.
GITLAB = {
    "type": "array",
    "items": {
        "type": "object",
        "required": ["description", "check_name", "fingerprint", "severity", "location"],
        "additionalProperties": False,
        "properties": {
            "description": {"type": "string", "minLength": 1},
            "check_name": {"type": "string", "pattern": "^[a-z0-9-]+$"},
            "fingerprint": {"type": "string", "pattern": "^[0-9a-f]{64}$"},
            "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
            "location": {
                "type": "object",
                "required": ["path", "lines"],
                "properties": {
                    "path": {"type": "string", "pattern": "^[^./]"},
                    "lines": {
                        "type": "object",
                        "required": ["begin"],
                        "properties": {"begin": {"minimum": 1}},
                    },
                },
            },
        },
    },
}
TEXT = {"type": "object", "required": ["text"], "properties": {"text": {"type": "string", "minLength": 1}}}
SARIF = {
    "type": "object",
    "required": ["version", "runs"],
    "properties": {
        "version": {"const": "2.1.0"},
        "runs": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["tool", "results"],
                "properties": {
                    "columnKind": {"enum": ["utf16CodeUnits", "unicodeCodePoints"]},
                    "tool": {
                        "type": "object",
                        "required": ["driver"],
                        "properties": {
                            "driver": {
                                "type": "object",
                                "required": ["name"],
                                "properties": {
                                    "rules": {
                                        "type": "array",
                                        "uniqueItems": True,
                                        "items": {
                                            "type": "object",
                                            "required": ["id"],
                                            "properties": {
                                                "shortDescription": TEXT,
                                                "fullDescription": TEXT,
                                                "defaultConfiguration": {
                                                    "properties": {
                                                        "level": {
                                                            "enum": ["none", "note", "warning", "error"]
                                                        }
                                                    }
                                                },
                                            },
                                        },
                                    }
                                },
                            }
                        },
                    },
                    "results": {
                        "type": "array",
                        "items": {
                            "type": "object",
                            "required": ["message", "ruleId", "ruleIndex", "level", "locations"],
                            "properties": {
                                "message": TEXT,
                                "level": {"enum": ["none", "note", "warning", "error"]},
                                "ruleIndex": {"type": "integer", "minimum": 0},
                                "locations": {
                                    "type": "array",
                                    "minItems": 1,
                                    "items": {
                                        "properties": {
                                            "physicalLocation": {
                                                "properties": {
                                                    "artifactLocation": {
                                                        "properties": {
                                                            "uri": {"pattern": "^[A-Za-z0-9%/._~-]+$"}
                                                        }
                                                    },
                                                    "region": {
                                                        "properties": {
                                                            "startLine": {"minimum": 1},
                                                            "startColumn": {"minimum": 1},
                                                        }
                                                    },
                                                }
                                            }
                                        }
                                    },
                                },
                                "suppressions": {
                                    "type": "array",
                                    "items": {
                                        "type": "object",
                                        "required": ["kind"],
                                        "properties": {
                                            "kind": {"enum": ["inSource", "external"]},
                                            "status": {"enum": ["accepted", "underReview", "rejected"]},
                                            "justification": {"type": "string"},
                                            "location": {"type": "object"},
                                        },
                                        "additionalProperties": False,
                                    },
                                },
                                "partialFingerprints": {
                                    "type": "object",
                                    "additionalProperties": {"type": "string"},
                                },
                            },
                        },
                    },
                },
            },
        },
    },
}


@pytest.fixture(scope="module")
def found(problems: Run) -> tuple[Problem, ...]:
    """Errors and warnings, some alike."""
    found = problems({CYCLE: BROKEN})
    assert {problem.severity for problem in found} == set(Severity)
    return found


def render(key: str, problems: tuple[Problem, ...], words: Words, prefix: str = "") -> str:
    return FORMATS[key].value.render(Report(problems=problems, words=words, prefix=prefix))


def a_problem(path: str = "a.yml", line: int = 1, *, severity: Severity = Severity.ERROR) -> Problem:
    return Problem(location=Location(path, line, 2), severity=severity, key="a-key", message=msg("Wrong."))


def test_the_formats_are_those_that_forges_and_people_read() -> None:
    assert set(FORMATS) == {"text", "json", "github", "gitlab", "sarif", "markdown"}


@pytest.mark.parametrize("key", FORMATS)
def test_every_format_names_every_problem(key: str, found: tuple[Problem, ...], english: Words) -> None:
    text = unquote(render(key, found, english)).replace("\\", "")

    assert [problem.key for problem in found if problem.key not in text] == []
    assert text.count(CYCLE) >= len(found)


@pytest.mark.parametrize("key", FORMATS)
def test_every_format_lists_what_is_accepted_with_its_reason(key: str, english: Words) -> None:
    one = Accepted(
        problem=a_problem(severity=Severity.WARNING),
        reason=Text.plain("| ::error::\x1b[1m so we do"),
        location=Location("a.yml", 7, 3),
    )
    other = a_problem("b.yml")
    report = Report(problems=(other,), accepted=(one,), words=english)

    text = FORMATS[key].value.render(report)

    assert "so we do" in text
    assert "\x1b" not in text
    assert not [line for line in text.splitlines() if line.startswith("::error::")]
    assert text != FORMATS[key].value.render(replace(report, accepted=()))


def test_accepted_problems_are_marked_so_that_machines_tell_them(english: Words) -> None:
    one = Accepted(
        problem=a_problem(severity=Severity.WARNING),
        reason=Text.plain("Why not."),
        location=Location("a.yml", 7),
    )
    report = Report(problems=(), accepted=(one,), words=english, prefix="sub/")
    gitlab, whole, run = (
        json.loads(FORMATS[key].value.render(report)) for key in ("gitlab", "json", "sarif")
    )
    jsonschema.validate(gitlab, GITLAB)
    jsonschema.validate(run, SARIF)
    [result] = run["runs"][0]["results"]

    assert FORMATS["github"].value.render(report).startswith("::notice file=sub/a.yml,line=1,")
    assert FORMATS["text"].value.render(report) == "a.yml:1:2: accepted[a-key] Wrong. Reason: Why not.\n"
    assert [entry["severity"] for entry in gitlab] == ["info"]
    assert (whole["errors"], whole["warnings"], whole["problems"]) == (0, 0, [])
    assert whole["accepted"][0].items() >= {"key": "a-key", "reason": "Why not.", "accepted_in": 7}.items()
    assert result["suppressions"][0].items() >= {"kind": "inSource", "justification": "Why not."}.items()


@pytest.mark.parametrize("key", FORMATS)
def test_no_problem_is_a_whole_answer_too(key: str, english: Words) -> None:
    text = render(key, (), english)

    assert text == "" or text.endswith("\n")
    if key in {"json", "gitlab", "sarif"}:
        json.loads(text)


def test_text_is_one_line_for_each(found: tuple[Problem, ...], english: Words) -> None:
    lines = render("text", found, english).splitlines()

    assert len(lines) == len(found)
    assert all(re.match(rf"{CYCLE}:\d+:\d+: (error|warning)\[[a-z0-9-]+\] \S", line) for line in lines)


def test_json_holds_places_and_words(found: tuple[Problem, ...], english: Words) -> None:
    whole = json.loads(render("json", found, english))

    assert (whole["errors"] + whole["warnings"], len(whole["problems"])) == (len(found), len(found))
    assert set(whole["problems"][0]) == {"path", "line", "column", "severity", "key", "message", "hint"}


def test_github_tells_errors_first(found: tuple[Problem, ...], english: Words) -> None:
    lines = render("github", found, english, prefix="sub/").splitlines()
    levels = [line.split(" ")[0] for line in lines]

    assert levels == sorted(levels, key=("::error", "::warning").index)
    assert all(f" file=sub/{CYCLE},line=" in line for line in lines)


@pytest.mark.parametrize(
    ("path", "shown"),
    [("a,b:c%.yml", "a%2Cb%3Ac%25.yml"), ("a\n::error::b.yml", "a %3A%3Aerror%3A%3Ab.yml")],
)
def test_github_s_signs_are_written_out(path: str, shown: str, english: Words) -> None:
    problem = Problem(
        location=Location(path), severity=Severity.WARNING, key="k", message=msg("{x}", x="50%\n::error::c")
    )

    assert render("github", (problem,), english) == (
        f"::warning file={shown},line=1,col=1,title=k::50%25 ::error::c\n"
    )


def test_gitlab_reads_its_report(found: tuple[Problem, ...], english: Words) -> None:
    entries = json.loads(render("gitlab", found, english))
    jsonschema.validate(entries, GITLAB)

    assert len({entry["fingerprint"] for entry in entries}) == len(found)


def test_sarif_is_2_1_0(found: tuple[Problem, ...], english: Words) -> None:
    whole = json.loads(render("sarif", found, english))
    jsonschema.validate(whole, SARIF)
    [run] = whole["runs"]
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]

    assert [rules[result["ruleIndex"]] for result in run["results"]] == [problem.key for problem in found]
    assert {result["level"] for result in run["results"]} == {"error", "warning"}


def test_sarif_s_addresses_are_addresses(english: Words) -> None:
    whole = json.loads(render("sarif", (a_problem("goals/営業 1/a#b.yml"),), english, prefix="my dir/"))
    jsonschema.validate(whole, SARIF)
    place: Any = whole["runs"][0]["results"][0]["locations"][0]["physicalLocation"]

    assert unquote(place["artifactLocation"]["uri"]) == "my dir/goals/営業 1/a#b.yml"


def test_markdown_is_a_table(found: tuple[Problem, ...], english: Words) -> None:
    lines = render("markdown", found, english).splitlines()

    assert lines[0].startswith("### ")
    assert len([line for line in lines if line.startswith("| ")]) == len(found) + 2


def test_a_long_table_says_how_much_it_leaves_out(english: Words) -> None:
    text = render("markdown", tuple(a_problem(line=line) for line in range(1, 251)), english)

    assert text.endswith("\nand 50 more\n")


def test_fingerprints_stay_when_lines_move_and_differ_for_twins() -> None:
    once = fingerprints([a_problem(line=1), a_problem(line=2), a_problem("b.yml")])
    moved = fingerprints([a_problem(line=11), a_problem(line=12), a_problem("b.yml")])

    assert once == moved
    assert len(set(once)) == 3


def test_a_file_of_formats_is_found_without_importing_it() -> None:
    folder = Path(str(formats.__file__)).parent

    assert registry.keys(folder) == tuple(sorted(FORMATS))
