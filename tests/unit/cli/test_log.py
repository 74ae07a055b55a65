"""`goalbook log` on the command line: what it says, what it asks, what it answers to a script."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from goalbook.cli import _boundary

LOG = "goals/teams/sales/log/progress"
HEAD = "date,metric,value,member,segment,by,note\n"
ROWS = "date,metric,value,by\n2026-11-06,calls,540,sato\n2026-11-06,asks,39,sato\n"


@pytest.fixture(autouse=True)
def _no_writer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("GOALBOOK_BY", raising=False)


def log(project: Path, *arguments: str) -> int:
    return _boundary.run(["-C", str(project), "log", "sales", *arguments])


def lines(project: Path, name: str = "2026-11-sato") -> list[str]:
    return (project / LOG / f"{name}.csv").read_text().splitlines()[1:]


def test_it_says_what_it_read(team: Callable[..., Path], capsys: pytest.CaptureFixture[str]) -> None:
    project = team()

    code = log(project, "calls=５２０", "revenue=240万円", "--on", "2026-11-16", "--by", "sato")

    assert code == 0
    assert capsys.readouterr().out.splitlines() == [
        "Calls: 520 for 2026-11-16",
        "Revenue: ¥2,400,000 for 2026-11-16",
        f"{LOG}/2026-11-sato.csv",
    ]
    assert lines(project) == ["2026-11-16,calls,520,,,sato,", "2026-11-16,revenue,2400000,,,sato,"]


def test_the_team_s_day_is_the_default(team: Callable[..., Path], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GOALBOOK_BY", "ito")
    project = team()

    assert log(project, "calls=1", "--member", "sato", "--segment", "west", "--note", "a, b") == 0
    assert lines(project, "2026-11-ito") == ['2026-11-20,calls,1,sato,west,ito,"a, b"']


def test_a_correction_and_a_deletion_say_what_stood_there(
    team: Callable[..., Path], capsys: pytest.CaptureFixture[str]
) -> None:
    project = team(old=ROWS)

    assert log(project, "calls=541", "--on", "2026-11-06", "--by", "ito", "--correct") == 0
    assert log(project, "asks", "--on", "2026-11-06", "--by", "ito", "--delete") == 0
    assert log(project, "calls=541", "--on", "2026-11-06", "--by", "ito") == 0

    assert [line for line in capsys.readouterr().out.splitlines() if ":" in line] == [
        "Calls: 541 for 2026-11-06, before 540",
        "Asks for 2026-11-06: 39 taken out",
        "Calls: 541 for 2026-11-06 was recorded already",
    ]
    assert lines(project, "old") == ["2026-11-06,calls,541,ito"]


def test_a_script_is_refused_where_a_person_is_asked(
    team: Callable[..., Path], capsys: pytest.CaptureFixture[str]
) -> None:
    project = team(old=ROWS)

    assert log(project, "calls=541", "--on", "2026-11-06", "--by", "sato") == 2
    assert "Give --correct" in capsys.readouterr().err
    assert log(project, "calls=541") == 2
    assert "Give --by with one of: ito, sato." in capsys.readouterr().err
    assert log(project, "--by", "sato") == 2
    assert "calls=520" in capsys.readouterr().err
    assert log(project, "calls=1", "--correct", "--delete") == 2
    assert lines(project, "old") == ROWS.splitlines()[1:]


def test_every_number_that_cannot_be_read_is_told(
    team: Callable[..., Path], capsys: pytest.CaptureFixture[str]
) -> None:
    project = team(language="ja")

    assert log(project, "cals=1", "ask_rate=20%", "calls=5", "--by", "sato", "--language", "en") == 2

    first, second = capsys.readouterr().err.splitlines()
    assert first == 'goalbook: cals=1: "cals" is no metric of this cycle. Hint: Did you mean calls?'
    assert second.startswith('goalbook: ask_rate=20%: "ask_rate" is a rate or ratio')
    assert second.endswith(" Hint: Log asks and calls instead.")
    assert list((project / LOG).iterdir()) == []


def test_somebody_is_asked_before_a_number_is_replaced(
    team: Callable[..., Path], answering: Callable[..., None], capsys: pytest.CaptureFixture[str]
) -> None:
    project = team(old=ROWS)

    answering("n")
    assert log(project, "calls=541", "--on", "2026-11-06", "--by", "sato") == 0
    assert lines(project, "old") == ROWS.splitlines()[1:]
    answering("y")
    assert log(project, "calls=541", "revenue=1", "--on", "2026-11-06", "--by", "sato") == 0

    said = capsys.readouterr().err
    assert "Calls for 2026-11-06 is recorded already: 540. Put 541 in its place? [y/N]" in said
    assert lines(project, "old") == ["2026-11-06,calls,541,sato", "2026-11-06,asks,39,sato"]
    assert lines(project) == ["2026-11-06,revenue,1,,,sato,"]


@pytest.mark.parametrize(("answer", "day"), [("y", "2026-11-13"), ("n", "2026-11-20"), ("", "2026-11-20")])
def test_somebody_is_asked_whether_the_missing_week_is_meant(
    team: Callable[..., Path], answering: Callable[..., None], answer: str, day: str
) -> None:
    project = team(old=ROWS)

    answering(answer)
    assert log(project, "calls=500", "--by", "sato") == 0

    assert lines(project) == [f"{day},calls,500,,,sato,"]


def test_bare_it_asks_for_what_is_due_and_for_nothing_else(
    team: Callable[..., Path], answering: Callable[..., None], capsys: pytest.CaptureFixture[str]
) -> None:
    project = team(old=ROWS)

    answering("sato", "", "", "abc", "510", "40")
    assert log(project) == 0

    said = capsys.readouterr()
    assert re.findall(r"Week of \d+ \w+ \d+", said.err) == ["Week of 9 Nov 2026", "Week of 16 Nov 2026"]
    assert "Calls (last 540 on 2026-11-06, plan about 658)" in said.err
    assert '"abc" is not a number' in said.err
    assert "Revenue" not in said.err
    assert said.out.splitlines() == [
        "Calls: 510 for 2026-11-20", "Asks: 40 for 2026-11-20", f"{LOG}/2026-11-sato.csv",
    ]  # fmt: skip


def test_bare_with_nothing_due_it_says_when_the_next_numbers_are(
    team: Callable[..., Path], answering: Callable[..., None], capsys: pytest.CaptureFixture[str]
) -> None:
    project = team(old="date,metric,value,by\n2026-11-18,calls,540,sato\n2026-11-18,asks,3,sato\n")

    answering()
    assert log(project, "--by", "sato") == 0

    assert capsys.readouterr().out == "Nothing is due from Sato.\nThe next numbers are due on 2026-11-27.\n"


def test_it_imports_nothing_heavy(team: Callable[..., Path]) -> None:
    heavy = {"pandas", "numpy", "scipy", "plotly", "mkdocs", "jinja2", "holidays"}
    script = (
        "import sys; from goalbook.cli import _boundary; code = _boundary.run(sys.argv[1:]);"
        f"print(sorted({heavy!r} & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, "-C", str(team()), "log", "sales", "calls=1", "--by", "sato"],
        capture_output=True,
        text=True,
        check=False,
        stdin=subprocess.DEVNULL,
    )

    assert done.stdout.splitlines()[-1] == "[]", done.stderr
