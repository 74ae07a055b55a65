"""`goalbook agree` and `goalbook tidy` on the command line."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from goalbook.cli import _boundary

LOG = "goals/teams/sales/log/progress"
AGREEMENT = "goals/teams/sales/agreements/h2/sato.yml"


def run(project: Path, *arguments: str) -> int:
    return _boundary.run(["-C", str(project), *arguments])


def test_agree_writes_what_was_given(team: Callable[..., Path], capsys: pytest.CaptureFixture[str]) -> None:
    project = team()

    assert run(project, "agree", "sales", "sato", "--will-do", "I ask twice.", "--recorded-by", "ito") == 0

    assert capsys.readouterr().out == f"{AGREEMENT}\n"
    assert (project / AGREEMENT).read_text().splitlines()[1:] == [
        "- date: 2026-11-20", '  will_do: "I ask twice."', "  recorded_by: ito",
    ]  # fmt: skip


def test_agree_asks_for_the_words(team: Callable[..., Path], answering: Callable[..., None]) -> None:
    project = team()

    answering("I ask twice.", "")
    assert run(project, "agree", "sales", "sato") == 0

    assert (project / AGREEMENT).read_text().splitlines()[1:] == [
        "- date: 2026-11-20", '  will_do: "I ask twice."',
    ]  # fmt: skip


def test_agree_refuses_in_the_company_s_language(
    team: Callable[..., Path], capsys: pytest.CaptureFixture[str]
) -> None:
    project = team(language="ja")

    assert run(project, "agree", "sales", "satou", "--will-do", "x") == 2
    japanese = capsys.readouterr().err
    assert run(project, "agree", "sales", "satou", "--will-do", "x", "--language", "en") == 2

    assert "Did you mean sato?" in capsys.readouterr().err
    assert "Did you mean" not in japanese


def test_tidy_folds_every_team_and_leaves_one_with_mistakes(
    team: Callable[..., Path], capsys: pytest.CaptureFixture[str]
) -> None:
    project = team(**{"2026_11_20_sato": "date,metric,value\n2026-11-20,calls,1\n"})
    other = project / "goals/teams/other"
    (other / "log/progress").mkdir(parents=True)
    (other / "team.yml").write_text("name: Other\nmembers: {sato: {name: Sato}}\n")
    (other / "log/progress/2026-11-20-sato.csv").write_text("date,metric,value\n2026-11-31,calls,1\n")

    assert run(project, "tidy", "--language", "en") == 1

    said = capsys.readouterr()
    assert said.out.splitlines()[0].startswith(
        "goals/teams/other/log/progress/2026-11-20-sato.csv:2:1: error["
    )
    assert said.out.splitlines()[1:] == [f"{LOG}/2026-11-sato.csv"]
    assert said.err == "sales: 1 file folded, 1 rows kept.\n"
    assert run(project, "tidy", "sales") == 0
    assert run(project, "tidy", "nobody") == 2
