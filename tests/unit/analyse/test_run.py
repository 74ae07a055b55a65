from __future__ import annotations

from datetime import date
from functools import cache
from typing import Any

import pandas as pd
import pytest

from builders import TODAY, a_cycle, a_handbook, a_key_result, a_log, a_metric, a_team, tables
from goalbook.analyse import frames, run
from goalbook.analyse.table import Table

EVERY = [entry.key for entry in run.entries()]
LOG = a_log("2026-11-03,calls,3,ito,north", columns="date,metric,value,member,segment")


def fake(built: list[str], name: str, *needs: str, **columns: Any) -> Table:
    declared = columns or {"team": frames.TEXT}

    def build(_: object, given: dict[str, pd.DataFrame]) -> pd.DataFrame:
        assert sorted(given) == sorted(needs)
        built.append(name)
        return pd.DataFrame({"team": pd.Categorical(["a"])})

    return Table(needs=needs, columns=declared, build=build)


@pytest.fixture
def use(monkeypatch: pytest.MonkeyPatch) -> Any:
    def use(known: dict[str, Table]) -> None:
        monkeypatch.setattr(run, "entries", lambda: tuple(_entry(key, value) for key, value in known.items()))

    return use


def _entry(key: str, value: Table) -> Any:
    return run.Entry(key=key, title=key, text="", value=value)


BOOKS = {
    "full": a_handbook(a_team(a_cycle(key_results={"kr1": a_key_result()}), logs=[LOG])),
    "without numbers": a_handbook(),
    "without metrics": a_handbook(a_team(a_cycle(metrics={}))),
    "without cycles": a_handbook(a_team(a_cycle()), spans={}),
    "before it begins": a_handbook(a_team(team_id="b"), a_team(team_id="a", logs=[LOG]), as_of="2020-01-01"),
}


@cache
def built(book: str) -> run.Tables:
    return tables(BOOKS[book], *EVERY)


@pytest.mark.parametrize("key", EVERY)
@pytest.mark.parametrize("book", BOOKS)
def test_every_table_is_what_it_declares(key: str, book: str) -> None:
    table = next(entry.value for entry in run.entries() if entry.key == key)
    frame = built(book).frame(key)

    assert frame.dtypes.astype(str).to_dict() == dict(table.columns)
    assert next(iter(table.columns)) == "team"
    assert frame.index.equals(pd.RangeIndex(len(frame)))


def test_each_table_is_built_once_and_only_what_is_needed(use: Any) -> None:
    built: list[str] = []
    use(
        {
            "top": fake(built, "top", "left", "right"),
            "left": fake(built, "left", "deep"),
            "right": fake(built, "right", "deep"),
            "deep": fake(built, "deep"),
            "other": fake(built, "other"),
        }
    )

    found = tables(a_handbook(), "top")

    assert built == ["deep", "left", "right", "top"]
    assert len(found.frame("top")) == 1
    with pytest.raises(KeyError):
        found.frame("deep")


def test_a_table_that_is_wanted_is_kept_although_others_need_it(use: Any) -> None:
    use({"top": fake([], "top", "deep"), "deep": fake([], "deep")})

    assert len(tables(a_handbook(), "deep", "top").frame("deep")) == 1


def test_a_table_unlike_its_declaration_is_our_own_mistake(use: Any) -> None:
    use({"top": fake([], "top", team=frames.TEXT, more=frames.NUMBER)})

    with pytest.raises(TypeError, match="Table top is not what it declares"):
        tables(a_handbook(), "top")


def test_an_unknown_table_is_our_own_mistake() -> None:
    with pytest.raises(KeyError, match="nothing"):
        tables(a_handbook(), "nothing")


def test_rows_are_plain_python_values() -> None:
    given = a_key_result(per="month", baseline="1", target="5")
    book = a_handbook(
        a_team(
            a_cycle(key_results={"kr1": given}, metrics={"calls": a_metric(), "load": a_metric()}), logs=[LOG]
        )
    )
    [row] = tables(book, "key-results").rows("key-results", "team")

    assert row._asdict() == {
        "team": "team",
        "cycle": "h2",
        "objective": "o1",
        "key_result": "kr1",
        "metric": "calls",
        "first": date(2026, 11, 1),
        "last": date(2026, 11, 30),
        "per": "month",
        "baseline": 1.0,
        "target": 5.0,
        "current": 3.0,
        "numerator": None,
        "denominator": None,
        "raw": 0.5,
        "score": 0.5,
        "reached": 0,
        "heads": 1,
        "waits_until": None,
        "is_complete": True,
        "state": "scored",
        "low": None,
        "high": None,
    }
    assert type(row.reached) is int
    assert type(row.heads) is int
    assert type(row.is_complete) is bool


def test_a_missing_day_is_none() -> None:
    [row] = tables(a_handbook(), "freshness").rows("freshness", "team")

    assert row == ("team", None, 0, TODAY)


def test_a_team_gets_its_own_rows_and_a_team_without_any_gets_none() -> None:
    book = a_handbook(
        a_team(team_id="b", logs=[LOG]), a_team(team_id="a"), a_team(a_cycle(metrics={}), team_id="c")
    )
    built = tables(book, "actuals", "by-member")

    assert {row.team for row in built.rows("actuals", "a")} == {"a"}
    assert built.rows("by-member", "a") == ()
    assert {row.member for row in built.rows("by-member", "b")} == {"ito"}
    assert built.rows("actuals", "c") == ()
    assert built.rows("actuals", "nobody") == ()


def test_rows_asked_for_again_are_the_same_tuple() -> None:
    built = tables(a_handbook(), "actuals")

    assert built.rows("actuals", "team") is built.rows("actuals", "team")


def test_a_table_in_any_order_of_teams_is_cut_into_teams() -> None:
    given = pd.DataFrame({"team": frames.texts(["b", "a", "b"]), "value": [1.0, 2.0, 3.0]})
    built = run.Tables({"mixed": given})

    assert built.rows("mixed", "a") == (("a", 2.0),)
    assert built.rows("mixed", "b") == (("b", 1.0), ("b", 3.0))


def test_each_team_is_shown_as_of_its_own_day() -> None:
    book = a_handbook(
        a_team(team_id="a", as_of="2026-10-31", logs=[LOG]),
        a_team(team_id="b", logs=[LOG]),
        as_of="2026-11-30",
    )
    built = tables(book, "freshness", today=date(2030, 1, 1))

    assert [built.rows("freshness", team)[0][1:] for team in ("a", "b")] == [
        (None, 0, date(2026, 10, 31)),
        (date(2026, 11, 3), 1, date(2026, 11, 30)),
    ]
