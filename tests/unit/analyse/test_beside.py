from __future__ import annotations

import os
import select
import sys
from collections.abc import Callable, Mapping

import numpy as np
import pandas as pd
import pytest

from builders import a_cycle, a_handbook, a_log, a_team
from goalbook.analyse import beside, forking
from goalbook.analyse.beside import Work

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="processes are forked on Linux alone")

Frames = Mapping[str, pd.DataFrame]

NEEDS = {"first": (), "here": ("first",), "there": ("first",), "after": ("here",), "last": ("there", "after")}
"""Both ``here`` and ``there`` can be built after ``first``; more tables wait for ``here``."""


def a_frame(key: str, given: Frames) -> pd.DataFrame:
    """A table with every type of column, which also tells its process and what it was built from."""
    return pd.DataFrame(
        {
            "team": pd.Categorical(["a", "b"], categories=["a", "b", "c"]),
            "since": pd.array([20, None], dtype="Int64"),
            "day": np.array(["2026-11-03", "NaT"], dtype="datetime64[s]"),
            "value": [0.1 + sum(frame["value"].sum() for frame in given.values()), np.nan],
            "text": [key, ""],
            "is_open": [True, False],
            "process": os.getpid(),
        }
    )


def test_for_few_tables_no_process_is_forked() -> None:
    found: dict[str, pd.DataFrame] = {}
    work = Work(needs=NEEDS, build=a_frame, fewest=len(NEEDS))

    assert sorted(beside.both(work, found)) == sorted(NEEDS)
    assert {frame["process"][0] for frame in found.values()} == {os.getpid()}


def built(
    build: Callable[[str, Frames], pd.DataFrame] = a_frame,
    *,
    is_alone: bool = False,
    here: frozenset[str] = frozenset(),
) -> dict[str, pd.DataFrame]:
    """All tables; this process builds ``here`` until the other one has begun with ``there``."""
    begun, begins = os.pipe()

    def one(key: str, given: Frames) -> pd.DataFrame:
        if key == "there":
            os.write(begins, b".")
        if key == "here" and not is_alone and not here:
            assert select.select([begun], [], [], 60)[0]
        return build(key, {need: given[need] for need in NEEDS[key]})

    found: dict[str, pd.DataFrame] = {}
    keys = list(
        (beside.alone if is_alone else beside.both)(Work(needs=NEEDS, build=one, here=here, fewest=0), found)
    )
    assert sorted(keys) == sorted(found) == sorted(NEEDS)
    assert all(keys.index(need) < keys.index(key) for key in keys for need in NEEDS[key])
    return found


def builders(tables: Frames) -> dict[str, int]:
    return {key: int(frame["process"].iloc[0]) for key, frame in tables.items()}


def test_two_processes_build_what_one_does() -> None:
    mine, ours = built(is_alone=True), built()

    for key, frame in mine.items():
        pd.testing.assert_frame_equal(ours[key].drop(columns="process"), frame.drop(columns="process"))
    assert set(builders(mine).values()) == {os.getpid()}
    assert builders(ours)["here"] == os.getpid() != builders(ours)["there"]


def test_what_remembers_is_built_here() -> None:
    assert set(builders(built(here=frozenset(NEEDS))).values()) == {os.getpid()}


def test_a_mistake_in_the_other_process_is_told_here() -> None:
    def build(key: str, given: Frames) -> pd.DataFrame:
        if key == "there":
            raise TypeError(f"in {os.getpid()}")
        return a_frame(key, given)

    with pytest.raises(TypeError, match=f"in {os.getpid()}"):
        built(build)


def test_what_a_lost_process_had_taken_is_built_here() -> None:
    here = os.getpid()

    def build(key: str, given: Frames) -> pd.DataFrame:
        if os.getpid() != here:
            os._exit(9)
        return a_frame(key, given)

    assert set(builders(built(build)).values()) == {here}


def test_a_column_of_one_value_is_handed_over_in_the_memory_of_one() -> None:
    def build(key: str, given: Frames) -> pd.DataFrame:
        frame = a_frame(key, given)
        columns = {name: frame[name].array for name in frame} | {
            "never": np.broadcast_to(np.array("NaT", dtype="datetime64[s]"), len(frame)),
            "number": np.broadcast_to(np.array(np.nan), len(frame)),
        }
        return pd.DataFrame(columns, copy=False)

    frame = built(build)["there"]

    for name, dtype in (("never", "datetime64[s]"), ("number", "float64")):
        assert frame[name].isna().all()
        assert (str(frame[name].dtype), frame[name].to_numpy().strides) == (dtype, (0,))


def test_a_table_of_the_other_process_is_one_like_any_other() -> None:
    frame = built()["there"]
    frame.loc[0, "value"] = 7.0

    assert frame["value"].tolist()[0] == 7.0


@pytest.mark.parametrize(("rows", "possible", "expected"), [(2, 1, 0), (3, 1, 1), (3, 0, 0)])
def test_two_processes_are_used_where_logs_are_long(
    rows: int, possible: int, expected: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(beside, "ENOUGH", 3)
    monkeypatch.setattr(forking, "is_possible", lambda: bool(possible))
    lines = [f"2026-11-0{day},calls,3" for day in range(1, rows + 1)]

    assert beside.pays(a_handbook(a_team(a_cycle(), logs=[a_log(*lines)]))) == bool(expected)
