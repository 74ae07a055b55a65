"""Folding files of one entry: the same rows before and after, whatever was there."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from goalbook.errors import ConfigError
from goalbook.record import one_team
from goalbook.record.tidy import Tidied, tidy

LOG = "goals/teams/sales/log/progress"
HEAD = "date,metric,value,member,segment,by,note\n"


def given(project: Path, **texts: str) -> Path:
    """Log files; ``d20_sato`` stands for 2026-11-20-sato.csv, ``m_sato`` for 2026-11-sato.csv."""
    folder = project / LOG
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in texts.items():
        first, _, rest = name.partition("_")
        stem = "2026-11" if first == "m" else f"2026-11-{first[1:]}"
        (folder / f"{stem}-{rest.replace('_', '-')}.csv").write_bytes(text.encode())
    return folder


def contents(project: Path) -> dict[str, str]:
    return {path.name: path.read_bytes().decode() for path in sorted((project / LOG).iterdir())}


def all_rows(project: Path) -> Counter[tuple[tuple[str, str], ...]]:
    found = (row for log in one_team.logs(project, "sales") for _line, row in log.rows())
    return Counter(tuple(sorted((column, text) for column, text in row.items() if text)) for row in found)


def test_entries_go_to_the_end_of_their_writer_s_month_in_order(project: Path) -> None:
    given(
        project,
        m_sato=f"{HEAD}2026-11-06,calls,1,,,sato,first\n",
        d20_sato='metric,date,value,note\nasks,2026-11-20,2,"a, b"\ncalls,2026-11-20,３,\n',
        d13_sato="date,metric,value\n2026/11/13,calls,4\n",
        d20_ito="date,metric,value,member\n2026-11-20,calls,5,ito\n",
    )
    before = all_rows(project)

    done = tidy(project, "sales")

    assert (len(done.folded), done.rows, done.doubles, done.problems) == (3, 4, 0, ())
    assert done.into == (f"{LOG}/2026-11-ito.csv", f"{LOG}/2026-11-sato.csv")
    assert contents(project) == {
        "2026-11-ito.csv": f"{HEAD}2026-11-20,calls,5,ito,,,\n",
        "2026-11-sato.csv": f"{HEAD}2026-11-06,calls,1,,,sato,first\n2026-11-13,calls,4,,,,\n"
        '2026-11-20,asks,2,,,,"a, b"\n2026-11-20,calls,3,,,,\n',
    }
    assert all_rows(project) == before


def test_a_second_run_finds_nothing_to_do(project: Path) -> None:
    given(project, d20_sato="date,metric,value\n2026-11-20,calls,1\n")
    tidy(project, "sales")
    before = contents(project)

    assert tidy(project, "sales") == Tidied()
    assert contents(project) == before


def test_a_row_of_another_month_goes_to_that_month(project: Path) -> None:
    given(
        project, d02_sato="date,metric,value,n,from\n2026-10-30,calls,1,3,2026-10-26\n2026-11-02,calls,2,,\n"
    )

    tidy(project, "sales")

    head = "date,metric,value,member,segment,n,from,by,note\n"
    assert contents(project) == {
        "2026-10-sato.csv": f"{head}2026-10-30,calls,1,,,3,2026-10-26,,\n",
        "2026-11-sato.csv": f"{HEAD}2026-11-02,calls,2,,,,\n",
    }


def test_only_entries_of_members_are_folded(project: Path) -> None:
    given(
        project,
        d20_export="date,metric,value\n2026-11-20,calls,1\n",
        d20_sato_2="date,metric,value\n2026-11-20,asks,2\n",
        d21_satou="date,metric,value\n2026-11-20,mood,2\n",
    )

    assert tidy(project, "sales").folded == (f"{LOG}/2026-11-20-sato-2.csv",)


@pytest.mark.parametrize(
    "monthly",
    [
        "date,metric,value\n2026-11-06,calls,1\n",
        "date;metric;value;member;segment;by;note\n2026-11-06;calls;1;;;;\n",
    ],
    ids=["lacks a column", "semicolons"],
)
def test_a_month_s_file_that_cannot_take_the_row_is_left_alone(project: Path, monthly: str) -> None:
    given(project, m_sato=monthly, d20_sato="date,metric,value,note\n2026-11-20,calls,1,why\n")

    tidy(project, "sales")

    assert contents(project) == {
        "2026-11-sato-2.csv": f"{HEAD}2026-11-20,calls,1,,,,why\n",
        "2026-11-sato.csv": monthly,
    }


def test_line_ends_of_the_month_s_file_are_kept(project: Path) -> None:
    given(
        project,
        m_sato="\ufeffdate,metric,value\r\n2026-11-06,calls,1",
        d20_sato="date,metric,value\n2026-11-20,calls,1\n",
    )

    tidy(project, "sales")

    assert contents(project)["2026-11-sato.csv"] == (
        "\ufeffdate,metric,value\r\n2026-11-06,calls,1\r\n2026-11-20,calls,1\r\n"
    )


def test_what_a_stopped_run_left_in_both_is_kept_once(project: Path) -> None:
    given(
        project,
        m_sato=f"{HEAD}2026-11-20,calls,1,,,,\n",
        d20_sato="date,metric,value\n2026-11-20,calls,1\n2026-11-20,asks,2\n",
        d21_sato="date,metric,value\n2026-11-20,calls,1\n",
    )

    done = tidy(project, "sales")

    assert (len(done.folded), done.rows, done.doubles) == (2, 3, 2)
    assert contents(project) == {"2026-11-sato.csv": f"{HEAD}2026-11-20,calls,1,,,,\n2026-11-20,asks,2,,,,\n"}


@pytest.mark.parametrize(
    "other",
    [
        "date,metric,value\n2026-11-20,calls,2\n",
        "date,metric,value,note\n2026-11-20,calls,1,told later\n",
        "date,metric,value\n2026-11-20,phone_calls,1\n",
        "date,metric,value\n2026-11-31,calls,1\n",
        "date,metric,value\n2026-11-21,calls,many\n",
        "date,value\n2026-11-21,1\n",
    ],
    ids=["another value", "another note", "earlier name", "no day", "no number", "no metric"],
)
def test_a_log_with_mistakes_is_left_as_it_is(project: Path, other: str) -> None:
    given(project, d20_sato="date,metric,value\n2026-11-20,calls,1\n", d21_sato=other)
    before = contents(project)

    done = tidy(project, "sales")

    assert done.problems
    assert done.folded == ()
    assert contents(project) == before


def test_mistakes_elsewhere_do_not_stand_in_the_way(project: Path) -> None:
    given(project, d20_sato="date,metric,value\n2026-11-20,calls,1\n")
    (project / "goals/teams/sales/h1.yml").write_text("cycle: [")

    assert tidy(project, "sales").problems == ()


def test_a_file_without_rows_goes(project: Path) -> None:
    given(project, d20_sato="date,metric,value\n")

    assert tidy(project, "sales").rows == 0
    assert contents(project) == {}


def test_a_team_without_a_log_and_one_that_is_none(project: Path) -> None:
    assert tidy(project, "sales") == Tidied()
    assert not (project / LOG).exists()
    with pytest.raises(ConfigError, match="no team"):
        tidy(project, "../sales")
