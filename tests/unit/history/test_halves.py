"""Two processes tell of a history what one tells of it."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

import pytest

from goalbook.analyse import forking
from goalbook.history import chronicle, halves
from goalbook.history.chronicle import Teller
from goalbook.history.turns import Turn
from goalbook.present import places, told
from goalbook.words import words
from repositories import Repo

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="processes are forked on Linux alone")

COMPANY = "name: Sample\ncycles: {h2: 2026-10-01..2027-03-31}\n"
CYCLE = "cycle: h2\nmetrics:\n  calls: {{name: Calls, kind: count, target: {target}}}\n"


@pytest.fixture
def repo(tmp_path: Path) -> Repo:
    """Teams that change, take another's name and break; a company that breaks and is mended."""
    made = Repo.make(tmp_path / "repo")
    teams = [f"t{number}" for number in range(5)]
    made.write({"goals/company.yml": COMPANY})
    made.write({f"goals/teams/{team}/team.yml": f"name: {team}\n" for team in teams})
    made.write({f"goals/teams/{team}/h2.yml": CYCLE.format(target=10) for team in teams})
    made.commit()
    made.write({f"goals/teams/{team}/h2.yml": CYCLE.format(target=20) for team in teams})
    made.write({"goals/teams/t1/log/progress/2026-11.csv": "date,metric,value\n2026-11-02,calls,3\n"})
    made.commit()
    made.write({"goals/company.yml": "name: [\n", "goals/teams/t2/h2.yml": "cycle: [\n"})
    made.commit()
    for gone, came in (("t0", "t5"), ("t1", "t0")):
        made.git("mv", f"goals/teams/{gone}", f"goals/teams/{came}")
        made.write({f"goals/teams/{came}/h2.yml": CYCLE.format(target=30)})
        made.commit()
    made.write({"goals/company.yml": COMPANY.replace("Sample", "Other")})
    made.write({"goals/teams/t2/h2.yml": CYCLE.format(target=40), "goals/teams/t0/team.yml": "name: t6\n"})
    made.commit()
    return made


@pytest.fixture
def teller() -> Teller:
    """Tells in English."""
    return told.teller((words("en", places.locales()),))


def entries(repo: Repo, teller: Teller, monkeypatch: pytest.MonkeyPatch, enough: int) -> tuple[Any, ...]:
    (repo.root / ".cache/goalbook/history.json").unlink(missing_ok=True)
    monkeypatch.setattr(halves, "ENOUGH", enough)
    monkeypatch.setattr(forking, "is_possible", lambda: True)
    return chronicle.read(repo.root, teller, "Asia/Tokyo").entries


def test_what_two_tell_is_what_one_tells(repo: Repo, teller: Teller, monkeypatch: pytest.MonkeyPatch) -> None:
    alone = entries(repo, teller, monkeypatch, 1000)

    assert entries(repo, teller, monkeypatch, 1) == alone
    assert {entry["was"] for entry in alone} == {"", "t0", "t1"}
    assert [entry["unread"] for entry in alone if entry["unread"]] == [
        ["goals/company.yml"],
        ["goals/teams/t2/h2.yml"],
    ]


def test_each_tells_a_part(repo: Repo, monkeypatch: pytest.MonkeyPatch) -> None:
    teller = Teller(tell=lambda turn: {"team": turn.team, "process": os.getpid()}, key="")
    found = entries(repo, teller, monkeypatch, 1)

    assert len({entry["process"] for entry in found}) == 2
    assert [entry["team"] for entry in found][:5] == ["t0", "t1", "t2", "t3", "t4"]


def test_where_the_other_fails_this_one_tells_everything(
    repo: Repo, teller: Teller, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    here = os.getpid()

    def tell(turn: Turn) -> dict[str, Any]:
        if os.getpid() != here:
            os._exit(9)
        return teller.tell(turn)

    alone = entries(repo, teller, monkeypatch, 1000)
    assert entries(repo, Teller(tell=tell, key=teller.key), monkeypatch, 1) == alone
    assert capfd.readouterr().err == ""
