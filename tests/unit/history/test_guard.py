"""What moves while a cycle runs keeps its old value: git finds it, and mending it is one click."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest

from goalbook.cli import _boundary
from repositories import Repo

Said = pytest.CaptureFixture[str]
PATH = "goals/teams/sales/h2.yml"
COMPANY = "name: Sample\nlanguages: [en, ja]\nas_of: 2026-11-30\ncycles: {h2: 2026-10-01..2027-03-31}\n"
TEAM = "name: Sales\nmembers: {sato: {name: Sato}}\n"
CYCLE = """\
cycle: h2
kgi: won
metrics:
  won:
    name: Won
    kind: count
    target: 6  # a month
    per: month
    funnel: [asked, won]
    owner: sato
  asked: {name: Asked, kind: count, owner: sato}
  rate: {name: Win rate, kind: rate, of: won / asked, target: 20%}
"""


@pytest.fixture
def repo(tmp_path: Path) -> Repo:
    """A cycle in its third month."""
    made = Repo.make(tmp_path / "repo")
    made.write({"goals/company.yml": COMPANY, "goals/teams/sales/team.yml": TEAM, PATH: CYCLE})
    made.commit()
    return made


def check(repo: Repo, said: Said, *arguments: str) -> list[str]:
    asked = ["-C", str(repo.root), "check", "--language", "en", *arguments]
    assert _boundary.run(asked) in {0, 1}
    return [line for line in said.readouterr().out.splitlines() if "moved-" in line]


def suggestions(repo: Repo, said: Said, base: str = "HEAD") -> list[dict[str, Any]]:
    asked = ["-C", str(repo.root), "diff", base, "--format", "json", "--language", "en"]
    assert _boundary.run(asked) == 0
    found: list[dict[str, Any]] = json.loads(said.readouterr().out)["suggestions"]
    return found


def taken_over(repo: Repo, found: list[dict[str, Any]]) -> None:
    """Do what pressing the button does, and give the reason."""
    for one in found:
        lines = (repo.root / one["path"]).read_text(encoding="utf-8").splitlines()
        block = re.fullmatch(r"(`{3,})suggestion\n(.*)\n\1\n", one["body"], re.DOTALL)
        assert block
        first = one.get("start_line", one["line"])
        lines[first - 1 : one["line"]] = [block[2].replace("reason here", "New customers")]
        repo.write({one["path"]: "\n".join(lines) + "\n"})


@pytest.mark.parametrize(
    ("old", "new", "suggested"),
    [
        (
            "target: 6  # a month",
            "target: 5  # a month",
            (
                "    target:  # a month\n"
                "      - {from: 2026-10-01, value: 6}\n"
                "      - {from: 2026-11-30, value: 5, why: reason here}"
            ),
        ),
        (
            "target: 20%}",
            "target: 16%}",
            (
                "  rate: {name: Win rate, kind: rate, of: won / asked, "
                "target: [{from: 2026-10-01, value: 20%}, {from: 2026-11-30, value: 16%, why: reason here}]}"
            ),
        ),
        (
            "target: 20%}",
            'target: "16%"}',
            (
                "  rate: {name: Win rate, kind: rate, of: won / asked, "
                "target: [{from: 2026-10-01, value: 20%}, {from: 2026-11-30, value: 16%, why: reason here}]}"
            ),
        ),
    ],
)
def test_an_overwritten_target_is_a_problem_and_its_mending_one_click(
    repo: Repo, capsys: Said, old: str, new: str, suggested: str
) -> None:
    assert check(repo, capsys) == []
    repo.write({PATH: CYCLE.replace(old, new)})
    [line] = check(repo, capsys)
    [one] = suggestions(repo, capsys)

    assert "error[moved-targets-are-dated]" in line
    assert line.startswith(f"{PATH}:{one['line']}:")
    assert one["body"] == f"```suggestion\n{suggested}\n```\n"
    taken_over(repo, [one])
    assert check(repo, capsys) == []
    assert suggestions(repo, capsys) == []


LATER = "      - {from: 2027-01-01, value: 9, why: More of us}"


@pytest.mark.parametrize(
    ("series", "suggested"),
    [
        (
            f"target:\n      - {{from: 2026-10-01, value: 6}}  # agreed\n{LATER}",
            (
                "      - {from: 2026-10-01, value: 6}\n"
                "      - {from: 2026-11-30, value: 5, why: reason here}  # agreed"
            ),
        ),
        (
            f"target:\n      - from: 2026-10-01\n        value: 6\n{LATER}",
            "        value: 6\n      - {from: 2026-11-30, value: 5, why: reason here}",
        ),
        (
            "target: [{from: 2026-10-01, value: 6}, {from: 2027-01-01, value: 9, why: a}]",
            (
                "    target: [{from: 2026-10-01, value: 6}, {from: 2026-11-30, value: 5, why: reason here}, "
                "{from: 2027-01-01, value: 9, why: a}]"
            ),
        ),
        (
            "target:\n      - from: 2026-10-01\n        value: 6  # agreed",
            "        value: 6  # agreed\n      - {from: 2026-11-30, value: 5, why: reason here}",
        ),
        (
            "target:\n      - value: 6\n        from: 2026-10-01",
            (
                "      - value: 6\n        from: 2026-10-01\n"
                "      - {from: 2026-11-30, value: 5, why: reason here}"
            ),
        ),
        (
            f"target:\n      - from: 2026-10-01\n        value: 6  # agreed\n        why: All of us\n{LATER}",
            (
                "        value: 6  # agreed\n        why: All of us\n"
                "      - {from: 2026-11-30, value: 5, why: reason here}"
            ),
        ),
        (
            "target:\n      - from: 2026-10-01\n        value: 6\n        why:\n          en: All of us",
            (
                "        value: 6\n        why:\n          en: All of us\n"
                "      - {from: 2026-11-30, value: 5, why: reason here}"
            ),
        ),
        (
            f"target:\n      - {{from: 2026-10-01, value: 6, why: All}}\n{LATER}",
            (
                "      - {from: 2026-10-01, value: 6, why: All}\n"
                "      - {from: 2026-11-30, value: 5, why: reason here}"
            ),
        ),
        (
            "target:\n      - from: 2026-10-01\n        value: 6\n        why: >\n          a\n\n          b",
            None,
        ),
        (
            "target:\n      - {from: 2026-10-01, value: 6}\n      - {from: 2026-11-01, value: 9, why: More}",
            None,
        ),
    ],
)
def test_an_overwritten_step_is_written_twice_where_that_takes_a_few_lines(
    repo: Repo, capsys: Said, series: str, suggested: str | None
) -> None:
    before = CYCLE.replace("target: 6  # a month", series)
    repo.write({PATH: before})
    repo.commit()
    repo.write({PATH: before.replace("value: 6", "value: 5")})
    found = suggestions(repo, capsys)

    assert [one["body"] for one in found] == ([f"```suggestion\n{suggested}\n```\n"] if suggested else [])
    taken_over(repo, found)
    if suggested:
        assert check(repo, capsys) == []
        assert suggestions(repo, capsys) == []


def test_a_step_that_was_overwritten_with_a_new_reason_is_left_to_its_author(
    repo: Repo, capsys: Said
) -> None:
    series = "target:\n      - from: 2026-10-01\n        value: 6\n        why: All of us"
    before = CYCLE.replace("target: 6  # a month", series)
    repo.write({PATH: before})
    repo.commit()
    repo.write({PATH: before.replace("value: 6", "value: 5").replace("All of us", "Fewer of us")})

    assert suggestions(repo, capsys) == []


def test_a_dated_step_without_a_reason_gets_a_place_for_it(repo: Repo, capsys: Said) -> None:
    dated = "target:\n      - {from: 2026-10-01, value: 6}\n      - {from: 2026-12-01, value: 5}"
    repo.write({PATH: CYCLE.replace("target: 6  # a month", dated)})
    [one] = suggestions(repo, capsys)

    assert check(repo, capsys) == []
    assert one["body"] == ("```suggestion\n      - {from: 2026-12-01, value: 5, why: reason here}\n```\n")
    taken_over(repo, [one])
    assert suggestions(repo, capsys) == []


@pytest.mark.parametrize(
    "first", ["from: 2026-12-01", "from: '2026-12-01'  # from the winter on", "value: 5"]
)
def test_a_step_that_has_a_line_for_each_field_gets_one_more(repo: Repo, capsys: Said, first: str) -> None:
    other = "value: 5" if first.startswith("from") else "from: 2026-12-01"
    dated = f"target:\n      - {{from: 2026-10-01, value: 6}}\n      - {first}\n        {other}"
    repo.write({PATH: CYCLE.replace("target: 6  # a month", dated)})
    [one] = suggestions(repo, capsys)

    assert one["body"] == f"```suggestion\n      - {first}\n        why: reason here\n```\n"
    taken_over(repo, [one])
    assert check(repo, capsys) == []
    assert suggestions(repo, capsys) == []


def test_a_changed_definition_is_a_problem_until_it_is_written_down(repo: Repo, capsys: Said) -> None:
    other = (
        CYCLE.replace("of: won / asked", "of: won / met") + "  met: {name: Met, kind: count, owner: sato}\n"
    )
    repo.write({PATH: other})
    [line] = check(repo, capsys)
    entry = re.search(r"Add under changes: (- \{.*\})", line)

    assert "error[moved-definitions-are-dated]" in line
    assert entry
    repo.write({PATH: f"{other}changes:\n  {entry[1].replace('...', 'We meet first')}\n"})
    assert check(repo, capsys) == []


@pytest.mark.parametrize(
    "days", ["{h2: 2026-10-01..2027-03-31, h3: 2027-04-01..2027-09-30}", "{h2: 2026-10-01..2027-02-28}"]
)
def test_what_the_company_changes_beside_a_team_s_file_is_no_team_s_definition(
    repo: Repo, capsys: Said, days: str
) -> None:
    company = COMPANY.replace("{h2: 2026-10-01..2027-03-31}", days)
    files = {"goals/company.yml": company, PATH: CYCLE.replace("Win rate", "Rate of wins")}
    if "h3" in days:
        files["goals/teams/sales/h3.yml"] = CYCLE.replace("cycle: h2", "cycle: h3")
    repo.write(files)

    assert check(repo, capsys) == []


def test_a_team_that_is_gone_has_nothing_to_write_down(repo: Repo, capsys: Said) -> None:
    repo.write({"goals/teams/other/team.yml": TEAM, "goals/teams/other/h2.yml": CYCLE})
    repo.commit()
    shutil.rmtree(repo.root / "goals/teams/other")

    assert check(repo, capsys) == []


def test_a_proposal_is_compared_with_where_it_left_the_default_branch(
    repo: Repo, capsys: Said, tmp_path: Path
) -> None:
    repo.git("clone", "--quiet", str(repo.root), str(tmp_path / "clone"))
    clone = Repo(tmp_path / "clone", commits=5)
    clone.git("switch", "--quiet", "--create", "idea")
    clone.write({PATH: CYCLE.replace("20%", "16%")})
    clone.commit("Lower it")
    clone.write({PATH: CYCLE.replace("20%", "15%")})
    clone.commit("Lower it more")

    [line] = check(clone, capsys)
    assert "from 20% to 15%" in line
    assert check(clone, capsys, "--changed-since", "origin/main") == [line]


def test_after_the_merge_it_is_history(repo: Repo, capsys: Said) -> None:
    repo.write({PATH: CYCLE.replace("20%", "16%")})
    repo.commit("Merged all the same")

    assert check(repo, capsys) == []


def test_a_clone_without_its_past_and_a_folder_without_git_are_checked_without(
    repo: Repo, capsys: Said, tmp_path: Path
) -> None:
    repo.write({PATH: CYCLE.replace("20%", "16%")})
    repo.commit()
    repo.git("clone", "--quiet", "--depth", "1", f"file://{repo.root}", str(tmp_path / "shallow"))
    bare = tmp_path / "bare"
    (repo.root / ".git").rename(tmp_path / "away")
    repo.root.rename(bare)

    assert check(Repo(tmp_path / "shallow"), capsys) == []
    assert check(Repo(bare), capsys) == []


def test_a_fence_in_the_line_does_not_end_the_suggestion(repo: Repo, capsys: Said) -> None:
    odd = CYCLE.replace("target: 20%", "note: '```', target: 20%")
    repo.write({PATH: odd})
    repo.commit()
    repo.write({PATH: odd.replace("20%", "16%")})
    [one] = suggestions(repo, capsys)

    assert one["body"].startswith("````suggestion\n")
    taken_over(repo, [one])
    assert check(repo, capsys) == []
