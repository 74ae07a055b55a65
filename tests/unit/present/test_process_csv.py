"""The process table as a download: the numbers of the page, not rounded."""

from __future__ import annotations

import base64
import csv
import io
import re
from datetime import date
from html import unescape

import pytest

from builders import a_cycle, a_handbook, a_log, a_metric, a_team
from drawn import bodies
from goalbook.load import run
from goalbook.present import places
from goalbook.tree import WorkingTree

LINK = re.compile(
    r'download="sales-1-process-2026-11-01\.csv" href="data:text/csv;charset=utf-8;base64,([^"]+)"'
)


@pytest.mark.parametrize(
    ("language", "step", "rate"), [("en", "Contracts", "Win rate"), ("ja", "契約数", "受注率")]
)
def test_the_rows_hold_what_the_page_rounds(language: str, step: str, rate: str) -> None:
    loaded = run.load(WorkingTree(places.example()))
    body = bodies(loaded, today=date(2026, 11, 30), language=language, only=["team"])[
        "teams/sales-1/index.md"
    ]
    found = LINK.search(body)
    assert found
    data = base64.b64decode(unescape(found[1]))

    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    contracts = next(row for row in rows if row[0] == step)

    assert data.startswith(b"\xef\xbb\xbf")
    assert len(rows) == 11
    assert {len(row) for row in rows} == {11}
    assert contracts[:9] == [step, "", "4", "6", rate, "4", "27", str(4 / 27), "0.2"]
    assert float(contracts[9]) == pytest.approx(-605_804.557444, abs=1e-6)
    assert float(contracts[10]) == pytest.approx(0.740386, abs=1e-6)


def test_a_kgi_that_is_the_last_step_leaves_its_rate_an_impact_of_its_own() -> None:
    metrics = {
        "asks": a_metric(name="Asks"),
        "visits": a_metric(name="Visits"),
        "won": a_metric(name="Contracts", funnel=["asks", "visits", "won"], target="6", per="month"),
        "visit_rate": a_metric(name="Visit rate", kind="rate", of="visits / asks", target="20%"),
        "win_rate": a_metric(name="Win rate", kind="rate", of="won / visits", target="20%"),
    }
    log = a_log("2026-11-27,asks,400", "2026-11-27,visits,20", "2026-11-27,won,2")
    book = a_handbook(a_team(a_cycle(metrics=metrics, kgi="won"), logs=[log]))

    drawn = bodies(book, only=["home", "team", "team_diagnosis"])
    team, diagnosis = (
        " ".join(unescape(re.sub(r"<[^>]+>", " ", drawn[f"teams/team/{page}"])).split())
        for page in ("index.md", "diagnosis/index.md")
    )

    assert "10.0 / 20.0 % (2/20) −2.5 … too early 87 %" in team
    assert "Then came win rate (20.0 % → 10.0 %), −2.5." in diagnosis
    assert "20.0 % 10.0 % −2.5 … too early 87 % 63.1 % Contracts 6 2 −4" in diagnosis
