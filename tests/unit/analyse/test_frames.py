from __future__ import annotations

from datetime import date

import numpy as np
import pandas as pd
import pytest

from builders import a_handbook, a_log, a_team
from goalbook.analyse import frames

FULL = "date,metric,value,member,segment,n,from,by,note"


def read(*logs: object) -> pd.DataFrame:
    return frames.progress(a_handbook(a_team(logs=logs)))  # type: ignore[arg-type]


def test_every_column_is_read_and_the_note_is_not() -> None:
    frame = read(a_log('2026-11-06,calls,12.5,ito,north,3,2026-11-02,sato,"one, two"', columns=FULL))

    assert frame.to_dict("records") == [
        {
            "team": "team",
            "date": pd.Timestamp("2026-11-06"),
            "metric": "calls",
            "value": 12.5,
            "n": 3.0,
            "since": pd.Timestamp("2026-11-02"),
            "member": "ito",
            "segment": "north",
            "by": "sato",
        }
    ]


def test_what_is_not_said_is_empty_text_no_number_and_no_day() -> None:
    frame = read(a_log("2026-11-06,calls,0"))

    assert frame.loc[0, ["value", "member", "segment"]].tolist() == [0.0, "", ""]
    assert frame.loc[0, ["n", "since"]].isna().all()


def test_an_empty_value_is_not_reported_and_a_zero_is() -> None:
    frame = read(a_log("2026-11-06,calls,", "2026-11-07,calls,0", "2026-11-08,calls,"))

    assert frame["value"].tolist() == [0.0]


def test_a_member_may_be_called_na_and_a_metric_null() -> None:
    columns = "date,metric,value,member"
    frame = read(a_log("2026-11-06,null,1,na", "2026-11-06,nan,2,none", columns=columns))

    assert frame["metric"].tolist() == ["null", "nan"]
    assert frame["member"].tolist() == ["na", "none"]


def test_files_with_different_headers_become_one_frame() -> None:
    frame = read(
        a_log("2026-11-06,calls,1"),
        a_log("2026-11-07,calls,ito,2", columns="date,metric,member,value"),
        a_log("2026-11-08,asks,3", path="b.csv"),
    )

    assert sorted(zip(frame["metric"], frame["value"], frame["member"], strict=True)) == [
        ("asks", 3.0, ""),
        ("calls", 1.0, ""),
        ("calls", 2.0, "ito"),
    ]
    assert {name: str(dtype) for name, dtype in frame.dtypes.items()} == {
        "team": "category",
        "date": "datetime64[s]",
        "metric": "category",
        "value": "float64",
        "n": "float64",
        "since": "datetime64[s]",
        "member": "category",
        "segment": "category",
        "by": "category",
    }


def test_rows_belong_to_the_team_of_their_file() -> None:
    book = a_handbook(
        a_team(team_id="b", logs=[a_log("2026-11-06,calls,3")]),
        a_team(team_id="a", logs=[a_log("2026-11-06,calls,1", "2026-11-07,calls,2"), a_log()]),
        a_team(team_id="c"),
    )

    assert frames.progress(book)["team"].tolist() == ["a", "a", "b"]


def test_only_the_folder_progress_is_read() -> None:
    log = a_log("2026-11-06,sato,hearing", columns="date,member,practice")
    other = type(log)(log.path, "practice", log.columns, log.data)

    assert read(other).empty


@pytest.mark.parametrize("logs", [(), (a_log(),), (a_log("2026-11-06,calls,"),)])
def test_no_numbers_give_a_frame_without_rows_and_with_all_types(logs: tuple[object, ...]) -> None:
    frame = read(*logs)

    assert frame.empty
    assert (
        frame.dtypes.astype(str).to_dict() == read(a_log("2026-11-06,calls,1")).dtypes.astype(str).to_dict()
    )


def test_days_of_any_year_are_days() -> None:
    assert frames.days([date(1, 1, 1), date(9999, 12, 31)]).astype("datetime64[D]").tolist() == [
        date(1, 1, 1),
        date(9999, 12, 31),
    ]


def test_texts_are_categories_in_sorted_order() -> None:
    found = frames.texts(["b", "a", "b"], known=["c", "b", "a"])

    assert list(found) == ["b", "a", "b"]
    assert list(found.categories) == ["a", "b", "c"]


def test_conform_takes_the_declared_columns_in_their_order_and_type() -> None:
    given = pd.DataFrame({"b": [1.0], "more": [0], "a": ["x"]}, index=[7])

    found = frames.conform(given, {"a": frames.TEXT, "b": frames.WHOLE})

    assert found.dtypes.astype(str).to_dict() == {"a": "category", "b": "int64"}
    assert found.index.tolist() == [0]


def test_text_of_two_columns_is_put_together_by_number() -> None:
    first, second = frames.texts(["b", "", "b"]), frames.texts(["c", "a", "b"])

    found = frames.either(np.array([True, False, False]), first, second)

    assert list(found) == ["b", "a", "b"]
    assert list(found.categories) == ["a", "b"]
    assert frames.is_same(first, second).tolist() == [False, False, True]


@pytest.mark.parametrize("day", [date(1, 1, 1), date(1969, 12, 31), date(2026, 2, 28), date(9999, 12, 31)])
def test_days_of_any_year_are_the_same_days(day: date) -> None:
    assert frames.days([day]).astype("datetime64[D]").tolist() == [day]
