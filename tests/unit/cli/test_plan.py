"""``goalbook plan``: the method's worked numbers from the sample's files, for people and for machines."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from goalbook.cli import _boundary, _columns

ROOT = Path(__file__).resolve().parents[3]
STEPS = ("calls", "conversations", "asks", "appointments", "meetings", "proposals", "contracts")


@pytest.fixture
def printed(capsys: pytest.CaptureFixture[str]) -> Any:
    """Runs ``plan`` in the sample project; gives what it printed."""

    def run(*arguments: str) -> str:
        code = _boundary.run(["-C", str(ROOT), "plan", *arguments])
        said = capsys.readouterr()
        assert (code, said.err) == (0, "")
        return said.out

    return run


def test_text_says_what_november_asks(printed: Any) -> None:
    said = printed("sales-1", "--language", "en", "--certainty", "80%")
    lines = {" ".join(line.split()) for line in said.splitlines()}

    assert "Sales team 1, FY2026 H2, November 2026: 19 working days, 4.0 full-time people" in lines
    assert "New revenue ¥2,400,000 a month ¥2,400,000" in lines
    assert "Appointment asks 200 53 % 218 2.6" in lines
    assert "Proposals 30 57 % 39 0.4" in lines
    assert "Calls 2,500 51 % 2,551 32.9" in lines
    assert said.endswith(
        "From Calls to Contracts: 2,500 are enough for 6 with a probability of 55 %; 3,293 with 80 %.\n"
    )


def test_json_holds_every_number_unrounded(printed: Any) -> None:
    found = json.loads(printed("sales-1", "--format", "json", "--certainty", ".8"))
    lines = {line["metric"]: line for line in found["lines"]}
    links = {link["step"]: link for link in found["links"] if not link["is_whole"]}

    assert [lines[step]["required"] for step in STEPS] == [2500, 1000, 200, 60, 48, 30, 6]
    assert lines["calls"]["per_person_day"] == pytest.approx(32.894737, abs=5e-7)
    assert (links["asks"]["needed"], links["proposals"]["needed"]) == (218, 39)
    assert links["asks"]["chance"] == pytest.approx(0.526653, abs=5e-7)
    assert links["proposals"]["chance"] == pytest.approx(0.572488, abs=5e-7)
    assert (found["first"], found["workdays"]) == ("2026-11-01", 19)


@pytest.mark.parametrize(
    ("by", "pieces", "asked"),
    [
        ("week", ["2026-11-02", "2026-11-09", "2026-11-16", "2026-11-23", "2026-11-30"], [13, 16, 16, 12, 3]),
        ("member", ["sato", "suzuki", "tanaka", "ito"], [15, 15, 15, 15]),
    ],
)
def test_a_month_is_divided(printed: Any, by: str, pieces: list[str], asked: list[int]) -> None:
    found = json.loads(printed("sales-1", "--by", by, "--format", "json"))["split"]

    assert found["pieces"] == pieces
    assert found["parts"]["appointments"] == asked


def test_by_month_speaks_of_the_whole_cycle(printed: Any) -> None:
    found = json.loads(printed("sales-1", "--by", "month", "--format", "json"))

    assert (found["first"], found["last"]) == ("2026-10-01", "2027-03-31")
    assert found["split"]["workdays"] == [21, 19, 20, 19, 18, 22]
    assert found["split"]["parts"]["calls"] == [2500] * 6


def test_csv_opens_in_a_spreadsheet(printed: Any) -> None:
    text = printed("sales-1", "--format", "csv", "--by", "member", "--language", "ja")
    rows = {row["metric"]: row for row in csv.DictReader(io.StringIO(text.removeprefix("\ufeff")))}

    assert text.startswith("\ufeff")
    assert (rows["calls"]["name"], rows["calls"]["required"], rows["calls"]["sato"]) == (
        "電話数", "2500", "625",
    )  # fmt: skip


def test_a_day_picks_its_period_and_cycle(printed: Any) -> None:
    december = json.loads(printed("sales-1", "--as-of", "2026-12-15", "--format", "json"))
    summer = json.loads(printed("sales-1", "--as-of", "2026-07-01", "--format", "json"))

    assert (december["first"], december["workdays"]) == ("2026-12-01", 20)
    assert (summer["cycle"], summer["first"]) == ("fy2026-h1", "2026-07-01")


def test_a_plan_without_steps_is_told_as_it_is(printed: Any) -> None:
    said = printed("emergency", "--language", "en", "--certainty", ".8")

    assert [" ".join(line.split()) for line in said.splitlines()[2:]] == [
        "Measure Target Required Chance With 80 % certainty Per person and working day",
        "Waits over 4 hours 5 %",
    ]


@pytest.mark.parametrize("share", ["0", "1", "100%", "half", "-1"])
def test_a_certainty_is_a_share(share: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert _boundary.run(["-C", str(ROOT), "plan", "sales-1", "--certainty", share]) == 2
    assert "write it as .8 or 80%" in capsys.readouterr().err


def test_an_unknown_team_is_told_with_the_nearest(capsys: pytest.CaptureFixture[str]) -> None:
    assert _boundary.run(["-C", str(ROOT), "plan", "sales1", "--language", "en"]) == 2
    assert "sales-1" in capsys.readouterr().err


def a_project(root: Path, cycle: str) -> Path:
    (root / "goals/teams/sales").mkdir(parents=True)
    (root / "goals/company.yml").write_text(
        "name: Sample\nas_of: 2026-11-30\ncycles:\n  h2: 2026-10-01..2027-03-31\n"
    )
    (root / "goals/teams/sales/team.yml").write_text("name: Sales\nmembers:\n  ito: {name: Ito}\n")
    if cycle:
        (root / "goals/teams/sales/h2.yml").write_text(cycle)
    return root


def test_too_much_for_one_person_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    calls = "{name: Calls, kind: count, target: 950, per: month, capacity_per_day: 40}"
    project = a_project(tmp_path, f"cycle: h2\nmetrics:\n  calls: {calls}\n")

    assert _boundary.run(["-C", str(project), "plan", "sales", "--language", "en"]) == 0
    assert capsys.readouterr().out.endswith(
        "Calls: 50.0 per person and working day is more than one person can do (40).\n"
    )


@pytest.mark.parametrize(
    ("cycle", "code", "said"),
    [
        ("", 2, 'The team "sales" has no cycle.'),
        (
            "cycle: h2\nmetrics:\n  calls: {name: Calls, kind: count}\n",
            0,
            "No measure of Sales has a target in h2.",
        ),
    ],
)
def test_nothing_to_print_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], cycle: str, code: int, said: str
) -> None:
    assert _boundary.run(["-C", str(a_project(tmp_path, cycle)), "plan", "sales", "--language", "en"]) == code
    assert said in capsys.readouterr().err


def test_columns_allow_for_wide_letters() -> None:
    assert list(_columns.columns([["指標", "x"], ["a", "12"]])) == ["指標   x", "a     12"]


def test_without_a_certainty_nothing_heavy_is_imported() -> None:
    script = (
        "import sys\nfrom goalbook.cli import _boundary\n"
        "code = _boundary.run(['plan', 'sales-1', '--by', 'week'])\n"
        "print(*(name for name in ('pandas', 'numpy', 'scipy', 'jinja2', 'mkdocs') if name in sys.modules))\n"
        "sys.exit(code)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=False
    )

    assert (done.returncode, done.stdout.splitlines()[-1]) == (0, "")
