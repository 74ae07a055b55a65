"""Exit codes, languages and the one boundary of the command line."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import click
import pytest

from goalbook import cli, registry
from goalbook.cli import _boundary

COMPANY = "name: Sample\nlanguages: [{language}, {other}]\ncycles:\n  h2: 2026-10-01..2027-03-31\n"
BROKEN = "cycle: h2\nmetrics:\n  win_rate:\n    name: Win rate\n    kind: rate\n    target: 1_000\n"


def a_project(root: Path, *, cycle: str = "cycle: h2\n", language: str = "en") -> Path:
    (root / "goals/teams/sales").mkdir(parents=True)
    other = "ja" if language == "en" else "en"
    (root / "goals/company.yml").write_text(COMPANY.format(language=language, other=other))
    (root / "goals/teams/sales/team.yml").write_text("name: Sales\n")
    (root / "goals/teams/sales/h2.yml").write_text(cycle)
    return root


def test_clean_goals_exit_with_0(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code = _boundary.run(["-C", str(a_project(tmp_path)), "check"])

    assert (code, capsys.readouterr().out) == (0, "")


def test_a_problem_exits_with_1_and_names_its_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code = _boundary.run(["check", "-C", str(a_project(tmp_path, cycle=BROKEN))])

    assert code == 1
    assert "goals/teams/sales/h2.yml:6:13: error[" in capsys.readouterr().out


def test_messages_are_in_the_company_s_first_language(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _boundary.run(["check", "-C", str(a_project(tmp_path, cycle=BROKEN, language="ja"))])
    japanese = capsys.readouterr().out
    _boundary.run(["check", "--language", "en", "-C", str(tmp_path)])
    english = capsys.readouterr().out

    assert "ヒント" in japanese
    assert "Hint:" in english


def test_the_status_is_told_in_the_language_asked_for_though_the_company_has_another(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    project = a_project(tmp_path)
    (project / "goals/company.yml").write_text("name: Sample\ncycles: {h2: 2026-10-01..2027-03-31}\n")

    _boundary.run(["status", "-C", str(project), "--as-of", "2026-11-30", "--language", "ja"])

    assert "最終目標(KGI)がまだ決まっていません" in capsys.readouterr().out


def test_json_holds_every_problem(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _boundary.run(["check", "--format", "json", "-C", str(a_project(tmp_path, cycle=BROKEN))])

    found = json.loads(capsys.readouterr().out)
    assert {problem["line"] for problem in found["problems"]} >= {6}


def test_a_folder_without_goals_is_wrong_use(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code = _boundary.run(["check", "-C", str(tmp_path)])

    assert code == 2
    assert "no folder goals/" in capsys.readouterr().err


def test_an_unknown_option_is_wrong_use(capsys: pytest.CaptureFixture[str]) -> None:
    assert _boundary.run(["check", "--nothing"]) == 2
    assert "--nothing" in capsys.readouterr().err


def test_our_own_mistake_is_reported_whole(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(registry, "collect", broken)

    assert _boundary.run(["check"]) == 3
    assert "Please report it" in capsys.readouterr().err


def test_an_interrupt_is_130(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(registry, "collect", interrupted)

    assert _boundary.run(["check"]) == 130


@pytest.mark.parametrize(
    "entry", registry.collect(cli, "COMMAND", click.Command), ids=lambda entry: entry.key
)
def test_every_command_explains_itself(
    entry: registry.Entry[click.Command],
    capsys: pytest.CaptureFixture[str],
    golden: Callable[[str, str], None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    assert _boundary.run([entry.key, "--help"]) == 0

    said = capsys.readouterr().out
    assert entry.value.help
    golden(f"help/{entry.key}.txt", said)
