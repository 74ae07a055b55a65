"""``goalbook check`` in a proposal, and ``goalbook explain``."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from goalbook.cli import _boundary
from goalbook.validate import rules
from goalbook.validate.reading import CLAIMS
from repositories import Repo

Said = pytest.CaptureFixture[str]

COMPANY = "name: Sample\nlanguages: [en, ja]\ncycles: {h2: 2026-10-01..2027-03-31}\n"
TEAM = "name: Sales\nmembers:\n  sato: {name: Sato}\n  ito: {name: Ito}\n"
OLD = "cycle: h2\nkgi: won\nmetrics:\n  won: {name: Won, kind: count, target: 9, owner: ito}\n"
BAD = OLD.replace("ito", "sato") + "  rate: {name: R, kind: rate}\n"


@pytest.fixture
def repo(tmp_path: Path) -> Repo:
    """One team with an old mistake, one without."""
    made = Repo.make(tmp_path / "repo")
    made.write({"goals/company.yml": COMPANY, "goals/teams/a/team.yml": TEAM, "goals/teams/a/h2.yml": OLD})
    made.write({"goals/teams/b/team.yml": TEAM, "goals/teams/b/h2.yml": BAD})
    made.commit()
    return made


def keys(repo: Repo, said: Said, *arguments: str) -> list[tuple[str, str]]:
    _boundary.run(["-C", str(repo.root), "check", "--format", "json", *arguments])
    found = json.loads(said.readouterr().out)["problems"]
    return [(problem["path"], problem["key"]) for problem in found]


def test_old_mistakes_elsewhere_are_not_the_proposal_s(repo: Repo, capsys: Said) -> None:
    repo.write({"goals/teams/a/h2.yml": OLD.replace("9", "10")})

    assert ("goals/teams/b/h2.yml", "metric-has-denominator") in keys(repo, capsys)
    assert keys(repo, capsys, "--changed-since", "HEAD") == [
        problem for problem in keys(repo, capsys) if problem[0] == "goals/teams/a/h2.yml"
    ]


def test_a_mistake_brought_about_elsewhere_is(repo: Repo, capsys: Said) -> None:
    repo.write({"goals/teams/a/team.yml": TEAM.replace("  ito: {name: Ito}\n", "")})

    assert ("goals/teams/a/h2.yml", "members-are-known") in keys(repo, capsys, "--changed-since", "HEAD")


def test_old_mistakes_alone_do_not_fail(repo: Repo, capsys: Said) -> None:
    assert _boundary.run(["-C", str(repo.root), "check"]) == 1
    assert _boundary.run(["-C", str(repo.root), "check", "--changed-since", "HEAD"]) == 0
    capsys.readouterr()


def test_an_unknown_revision_is_wrong_use(repo: Repo, capsys: Said) -> None:
    assert _boundary.run(["-C", str(repo.root), "check", "--changed-since", "nothing"]) == 2
    assert "no revision" in capsys.readouterr().err


def test_the_job_s_page_gets_a_table(
    repo: Repo, tmp_path: Path, capsys: Said, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = tmp_path / "summary.md"
    page.write_text("before\n", encoding="utf-8")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(page))

    _boundary.run(["-C", str(repo.root), "check", "--format", "github"])

    assert page.read_text(encoding="utf-8").startswith("before\n### ")
    assert "metric-has-denominator" in page.read_text(encoding="utf-8")
    assert capsys.readouterr().out.startswith("::error file=goals/teams/b/h2.yml,line=5,")


def test_a_project_in_a_folder_is_annotated_from_the_top(tmp_path: Path, capsys: Said) -> None:
    repo = Repo.make(tmp_path / "repo")
    files = {"company.yml": COMPANY, "teams/b/team.yml": TEAM, "teams/b/h2.yml": BAD}
    repo.write({f"sub/goals/{path}": text for path, text in files.items()})

    _boundary.run(["-C", str(repo.root / "sub"), "check", "--format", "github"])

    assert "file=sub/goals/teams/b/h2.yml" in capsys.readouterr().out


@pytest.mark.parametrize("key", [rule.key for rule in rules()])
def test_every_rule_is_explained_with_both_examples(key: str, capsys: Said) -> None:
    assert _boundary.run(["explain", key, "--language", "en"]) == 0
    told = capsys.readouterr().out
    [rule] = [rule for rule in rules() if rule.key == key]

    assert told.startswith(f"{rule.title}\n{key}")
    assert all(
        f"    {line}" in told for line in (*rule.value.bad.splitlines(), *rule.value.good.splitlines())
    )


def test_a_rule_is_found_by_its_number_and_in_the_company_s_language(repo: Repo, capsys: Said) -> None:
    repo.write({"goals/company.yml": COMPANY.replace("[en, ja]", "[ja, en]")})

    assert _boundary.run(["-C", str(repo.root), "explain", "tree-07"]) == 0
    assert "コラム" in capsys.readouterr().out


def test_a_misspelt_rule_gets_the_nearest(capsys: Said) -> None:
    assert _boundary.run(["explain", "metric-has-denomintor"]) == 2
    assert "Did you mean metric-has-denominator?" in capsys.readouterr().err


def test_without_a_key_every_rule_is_listed(capsys: Said) -> None:
    assert _boundary.run(["explain", "--language", "en"]) == 0

    listed = [line.partition(":")[0] for line in capsys.readouterr().out.splitlines() if ": " in line]
    assert listed == [*(rule.key for rule in rules()), *CLAIMS]
