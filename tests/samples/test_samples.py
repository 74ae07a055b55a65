"""The sample company's logs say what the handbook says, and the scripts beside this file write them."""

from __future__ import annotations

import csv
import re
import subprocess
import sys
from collections import Counter
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
import yaml

HERE = Path(__file__).parent
TEAMS = HERE.parents[1] / "goals" / "teams"
LOGS = sorted(TEAMS.glob("*/log/*/*.csv"))
PROGRESS = [path for path in LOGS if path.parent.name == "progress"]
FUNNEL = ("calls", "conversations", "asks", "appointments", "meetings", "proposals", "contracts")
FIRST_HALF = ("2026-04", "2026-05", "2026-06", "2026-07", "2026-08", "2026-09")
REVENUE = {
    "2026-04": 1_980_000,
    "2026-05": 1_890_000,
    "2026-06": 2_150_000,
    "2026-07": 2_210_000,
    "2026-08": 1_960_000,
    "2026-09": 2_332_000,
    "2026-10": 2_460_000,
    "2026-11": 1_680_000,
}


def rows(team: str) -> list[dict[str, str]]:
    found: list[dict[str, str]] = []
    for path in sorted((TEAMS / team / "log" / "progress").glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            found.extend(csv.DictReader(file))
    return found


def total(team: str, metric: str, first: str, last: str) -> int:
    """Sum of a metric over rows dated first to last (ISO text, so a month's name is a prefix)."""
    return sum(
        int(row["value"]) for row in rows(team) if row["metric"] == metric and first <= row["date"] <= last
    )


def month(metric: str, name: str) -> int:
    return total("sales-1", metric, f"{name}-01", f"{name}-31")


def half(metric: str) -> int:
    return sum(month(metric, name) for name in FIRST_HALF)


def key_results(team: str, cycle: str) -> dict[str, Any]:
    text = (TEAMS / team / f"{cycle}.yml").read_text(encoding="utf-8")
    [objective] = yaml.safe_load(text)["objectives"].values()
    return dict(objective["key_results"])


def run(script: str, *arguments: Path) -> None:
    subprocess.run([sys.executable, HERE / script, *arguments], check=True)


def files(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*.csv"))}


def test_there_are_logs_of_three_teams() -> None:
    assert {path.parents[2].name for path in PROGRESS} == {"sales-1", "pipeline", "emergency"}


@pytest.mark.parametrize("path", PROGRESS, ids=lambda path: f"{path.parents[2].name}-{path.stem}")
def test_log_files_are_canonical_csv(path: Path) -> None:
    part = "member" if path.parents[2].name == "sales-1" else "segment"
    line = rb"\d{4}-\d\d-\d\d,[a-z][a-z0-9_]*,(?:0|[1-9]\d*),[a-z0-9-]*,[a-z0-9-]+,\n"
    header = f"date,metric,value,{part},by,note\n".encode()
    assert re.fullmatch(re.escape(header) + rb"(?:" + line + rb")+", path.read_bytes())


@pytest.mark.parametrize("team", ["sales-1", "pipeline", "emergency"])
def test_no_number_is_recorded_twice(team: str) -> None:
    keys = Counter(
        (row["metric"], row["date"], row.get("member", ""), row.get("segment", "")) for row in rows(team)
    )
    assert [key for key, count in keys.items() if count > 1] == []


@pytest.mark.parametrize(("name", "revenue"), REVENUE.items())
def test_months_of_new_revenue(name: str, revenue: int) -> None:
    assert month("revenue_new", name) == revenue


@pytest.mark.parametrize("name", REVENUE)
def test_a_months_funnel_narrows(name: str) -> None:
    counts = [month(step, name) for step in FUNNEL]
    assert counts == sorted(counts, reverse=True)
    assert counts[-1] > 0


def test_november_is_the_worked_example() -> None:
    assert [month(step, "2026-11") for step in FUNNEL] == [2600, 988, 190, 50, 42, 27, 4]
    assert month("revenue_new", "2026-11") == 1_680_000
    members = Counter[str]()
    for row in rows("sales-1"):
        if row["metric"] == "appointments" and row["date"].startswith("2026-11"):
            members[row["member"]] += int(row["value"])
    assert members == {"sato": 14, "suzuki": 13, "tanaka": 12, "ito": 11}


def test_the_two_running_months_make_414_of_480() -> None:
    assert total("sales-1", "revenue_new", "2026-10-01", "2026-11-30") == 4_140_000


def test_first_half_gives_the_baselines_of_the_second() -> None:
    stated = key_results("sales-1", "fy2026-h2")
    assert half("revenue_new") == 12_522_000
    assert Fraction(half("appointments"), half("asks")) == Fraction(24, 100)
    assert stated["kr3"]["baseline"] == "24%"
    assert Fraction(half("contracts"), half("proposals")) == Fraction(12, 100)
    assert stated["kr2"]["baseline"] == "12%"
    assert half("appointments") / 4 / 6 == stated["kr1"]["baseline"] == 11


def test_appointments_on_the_day_of_the_mid_month_review() -> None:
    assert total("sales-1", "appointments", "2026-11-01", "2026-11-18") == 27


def test_reviews_quote_the_log() -> None:
    november = (TEAMS / "sales-1/reviews/2026-11-18-mid-month.md").read_text(encoding="utf-8")
    october = (TEAMS / "sales-1/reviews/2026-10-16-mid-month.md").read_text(encoding="utf-8")
    proposals = total("sales-1", "proposals", "2026-11-01", "2026-11-18")
    following = total("sales-1", "next_appointments", "2026-10-01", "2026-10-16")
    meetings = total("sales-1", "meetings", "2026-10-01", "2026-10-16")
    assert f"With {proposals} proposals" in november
    assert f"{following} of {meetings} meetings" in october
    assert month("contracts", "2026-10") == 5


def test_every_row_of_sales_stands_on_a_working_day() -> None:
    assert {date.fromisoformat(row["date"]).weekday() for row in rows("sales-1")} <= {0, 1, 2, 3, 4}


def test_sales_script_writes_what_is_in_the_log(tmp_path: Path) -> None:
    run("make_sales.py", tmp_path)
    assert files(tmp_path) == files(TEAMS / "sales-1" / "log")


def test_pipeline_has_the_data_sets_totals() -> None:
    whole = {metric: total("pipeline", metric, "2017", "2018") for metric in ("closed", "won", "revenue")}
    assert whole == {"closed": 6_711, "won": 4_238, "revenue": 10_005_534}
    assert total("pipeline", "engaged", "2017", "2018") == 8_800 - 500 - 1_185
    assert total("pipeline", "won", "2017-07-01", "2017-07-31") == 308
    assert total("pipeline", "closed", "2017-07-01", "2017-07-31") == 627


def test_pipeline_baselines_are_march_to_may() -> None:
    stated = key_results("pipeline", "cy2017")
    closed, won, revenue = (
        total("pipeline", metric, "2017-03-01", "2017-05-31") for metric in ("closed", "won", "revenue")
    )
    assert stated["kr1"]["baseline"] == f"{revenue:,}"
    assert stated["kr2"]["baseline"] == f"{won / closed:.1%}"
    assert stated["kr3"]["baseline"] == f"{revenue / won:,.0f}"


def test_pipeline_script_leaves_out_what_has_no_date(tmp_path: Path) -> None:
    (tmp_path / "sales_teams.csv").write_text(
        "sales_agent,manager,regional_office\nAnn,Bo,East\nCy,Bo,West\n", encoding="utf-8"
    )
    (tmp_path / "sales_pipeline.csv").write_text(
        "opportunity_id,sales_agent,product,account,deal_stage,engage_date,close_date,close_value\n"
        "1,Ann,GTXPro,,Won,2016-12-01,2017-03-01,1054\n"
        "2,Ann,GTXPro,,Lost,2017-03-06,2017-03-31,0\n"
        "3,Cy,GTXPro,,Engaging,2017-04-01,,\n"
        "4,Cy,GTXPro,,Prospecting,,,\n",
        encoding="utf-8",
    )
    run("make_pipeline.py", tmp_path / "log", tmp_path)
    lines = b"".join(files(tmp_path / "log").values()).decode().splitlines()
    assert [line for line in lines if ",0," not in line and not line.startswith("date")] == [
        "2017-03-05,closed,1,east,script,",
        "2017-03-05,won,1,east,script,",
        "2017-03-05,revenue,1054,east,script,",
        "2017-03-12,engaged,1,east,script,",
        "2017-03-31,closed,1,east,script,",
        "2017-04-02,engaged,1,west,script,",
    ]


def test_emergency_ratio_of_sums() -> None:
    breaches = total("emergency", "breaches", "2016", "2020")
    assert round(breaches / total("emergency", "attendances", "2016", "2020"), 6) == 0.115181


@pytest.mark.parametrize("year", [2016, 2017])
def test_emergency_baselines_are_the_year_before(year: int) -> None:
    breaches, attendances = (
        total("emergency", metric, f"{year}-04-01", f"{year + 1}-03-31")
        for metric in ("breaches", "attendances")
    )
    assert key_results("emergency", f"fy{year + 1}")["kr1"]["baseline"] == f"{breaches / attendances:.1%}"


def test_emergency_script_adds_up_organisations(tmp_path: Path) -> None:
    raw = tmp_path / "ae_attendances.csv"
    raw.write_text(
        "period,org_code,type,attendances,breaches,admissions\n"
        "2018-02-01,A,1,100,20,5\n2018-02-01,B,1,50,1,5\n2018-04-01,A,other,0,0,0\n",
        encoding="utf-8",
    )
    run("make_emergency.py", tmp_path / "log", raw)
    header = b"date,metric,value,segment,by,note\n"
    assert files(tmp_path / "log") == {
        "progress/fy2017.csv": header
        + b"2018-02-28,attendances,150,type-1,script,\n2018-02-28,breaches,21,type-1,script,\n",
        "progress/fy2018.csv": header
        + b"2018-04-30,attendances,0,type-other,script,\n2018-04-30,breaches,0,type-other,script,\n",
    }


@pytest.mark.parametrize("path", sorted(TEAMS.parent.rglob("*.yml")), ids=lambda path: path.stem)
def test_every_file_names_its_schema(path: Path) -> None:
    first = path.read_text(encoding="utf-8").splitlines()[0]
    kind = {"company": "company", "team": "team"}.get(path.stem, "cycle")
    kind = "agreement" if "agreements" in path.parts else kind
    schema = first.removeprefix("# yaml-language-server: $schema=")
    assert (path.parent / schema).resolve() == TEAMS.parent / ".schema" / f"{kind}.json"
