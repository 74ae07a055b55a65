"""Questions to proven rows that need no table."""

from __future__ import annotations

from datetime import date

import pytest

from goalbook.model.log import LogFile
from goalbook.model.values import Span

COLUMNS = ("date", "metric", "value", "member", "note")
LOG = LogFile(
    "a.csv",
    "progress",
    COLUMNS,
    '2026-11-07,asks,3,sato,"two, ""three"""\n2026-11-06,calls,,,メモ\n2026-11-06,asks,1,ito,\n'.encode(),
)


def test_names_are_distinct_values() -> None:
    assert LOG.names("metric") == {"asks", "calls"}
    assert LOG.names("member") == {"sato", "ito", ""}
    assert LOG.names("date") == {"2026-11-06", "2026-11-07"}
    assert LOG.names("segment") == frozenset()


def test_span_goes_from_the_first_to_the_last_day() -> None:
    assert LOG.span() == Span(date(2026, 11, 6), date(2026, 11, 7))


def test_rows_have_their_lines() -> None:
    rows = list(LOG.rows())

    assert [line for line, _ in rows] == [2, 3, 4]
    assert rows[0][1] == dict(zip(COLUMNS, ("2026-11-07", "asks", "3", "sato", 'two, "three"'), strict=True))
    assert rows[1][1]["value"] == ""


@pytest.mark.parametrize(("lines", "expected"), [((), 3), ((4, 9), 9)])
def test_line_of_a_row(lines: tuple[int, ...], expected: int) -> None:
    assert LogFile("a.csv", "progress", COLUMNS, b"", lines).line(1) == expected


def test_a_log_without_rows() -> None:
    log = LogFile("a.csv", "progress", COLUMNS, b"")

    assert log.names("metric") == frozenset()
    assert log.span() is None
    assert list(log.rows()) == []
