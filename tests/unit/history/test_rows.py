"""Rows are the same wherever they stand; what differs is counted as anybody would count it by hand."""

from __future__ import annotations

import csv
from collections.abc import Sequence

import pytest
from hypothesis import given, settings, strategies as st

from goalbook.history import rows
from goalbook.model.log import LogFile

Row = tuple[str, str, str, str]

ROWS = st.lists(
    st.tuples(
        st.sampled_from(("2026-11-06", "2026-11-13", "2026-11-20")),
        st.sampled_from(("calls", "asks")),
        st.sampled_from(("1", "2", "")),
        st.sampled_from(("", "sato", "ito")),
    ),
    max_size=8,
    unique_by=lambda row: (row[0], row[1], row[3]),
)


def files(found: Sequence[Row], cut: int, *, has_note: bool = False) -> list[LogFile]:
    """The rows in two files; one may have a column more, in which nothing stands."""
    columns = ("date", "metric", "value", "member")
    parts = (found[:cut], found[cut:])
    made = []
    for number, part in enumerate(parts):
        more = has_note and number == 1
        data = "".join(",".join((*row, *([""] if more else []))) + "\n" for row in part).encode()
        made.append(LogFile(f"{number}.csv", "progress", (*columns, *(["note"] if more else [])), data))
    return made


def a_file(path: str, data: bytes) -> LogFile:
    return LogFile(path, "progress", ("date", "metric", "value"), data)


def counted(found: Sequence[rows.Rows]) -> tuple[int, int, int]:
    if not found:
        return (0, 0, 0)
    [one] = found
    return (one.added.number, one.removed.number, one.corrected.number)


@settings(max_examples=150, deadline=None)
@given(ROWS, ROWS, st.integers(0, 8), st.integers(0, 8), st.sampled_from(("", "note")))
def test_rows_are_counted_as_by_hand(
    before: list[Row], after: list[Row], cut: int, other: int, note: str
) -> None:
    old = {(day, metric, member): value for day, metric, value, member in before}
    new = {(day, metric, member): value for day, metric, value, member in after}
    by_hand = (
        len(new.keys() - old.keys()),
        len(old.keys() - new.keys()),
        sum(old[key] != new[key] for key in old.keys() & new.keys()),
    )
    found = rows.compared("a", files(before, cut), files(after, other, has_note=bool(note)), {})

    assert counted(tuple(found)) == by_hand


def test_rows_that_stand_twice_are_counted_twice() -> None:
    row = b"2026-11-06,calls,1\n"
    once, twice = [a_file("a.csv", row)], [a_file("b.csv", row + row)]

    assert counted(tuple(rows.compared("a", once, twice, {}))) == (1, 0, 0)
    assert counted(tuple(rows.compared("a", twice, once, {}))) == (0, 1, 0)


def test_only_lines_that_differ_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    same = b"".join(b"2026-11-06,calls,%d\n" % number for number in range(50_000))
    old = [a_file("a.csv", same + b"2026-11-07,calls,1\n"), a_file("b.csv", same)]
    new = [a_file("c.csv", same + b"2026-11-07,calls,2\n"), a_file("b.csv", same)]
    read: list[str] = []
    reader = csv.reader
    monkeypatch.setattr(csv, "reader", lambda lines: reader(read.extend(lines) or lines))

    assert counted(tuple(rows.compared("a", old, new, {}))) == (0, 0, 1)
    assert read == ["2026-11-07,calls,1", "2026-11-07,calls,2"]
