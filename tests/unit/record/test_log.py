"""Recording, correcting and taking out numbers: only what was meant changes, byte by byte."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from goalbook.errors import ConfigError
from goalbook.record import log
from goalbook.record.log import Change, Order
from goalbook.record.row import Row
from workbooks import workbook

LOG = "goals/teams/sales/log/progress"
HEAD = "date,metric,value,member,segment,by,note\n"


def a_row(value: str = "520", metric: str = "calls", day: str = "2026-11-16", **fields: str) -> Row:
    return Row(day=date.fromisoformat(day), metric=metric, value=value, **{"by": "sato", **fields})


def write(project: Path, *rows: Row, change: Change = Change.ADD) -> tuple[log.Done, ...]:
    return log.write(project, Order(team="sales", rows=rows, change=change, renames={"phone_calls": "calls"}))


def given(project: Path, name: str, data: str | bytes) -> Path:
    file = project / LOG / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(data.encode() if isinstance(data, str) else data)
    return file


def test_the_first_number_begins_the_file_of_its_month_and_writer(project: Path) -> None:
    done = write(project, a_row(), a_row("3", "asks", member="ito", note='no, "yes"'))

    assert [(each.path, each.before) for each in done] == [(f"{LOG}/2026-11-sato.csv", None)] * 2
    assert (project / LOG / "2026-11-sato.csv").read_text() == (
        f'{HEAD}2026-11-16,calls,520,,,sato,\n2026-11-16,asks,3,ito,,sato,"no, ""yes"""\n'
    )
    assert [path.name for path in (project / LOG).iterdir()] == ["2026-11-sato.csv"]


def test_months_and_writers_have_files_of_their_own(project: Path) -> None:
    write(project, a_row(), a_row(day="2026-12-01"))
    write(project, a_row(member="ito", by="ito"))

    assert sorted(path.name for path in (project / LOG).iterdir()) == [
        "2026-11-ito.csv", "2026-11-sato.csv", "2026-12-sato.csv",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("date,metric,value\n2026-11-02,calls,1\n", "2026-11-16,calls,520\n"),
        ("date,metric,value\n2026-11-02,calls,1", "\n2026-11-16,calls,520\n"),
        ("date,metric,value\r\n2026-11-02,calls,1\r\n", "2026-11-16,calls,520\r\n"),
        ("\ufeffDate,Value,Metric,by\n2026/11/2,２,calls,\n", "2026-11-16,520,calls,sato\n"),
        ("date,metric,value,note\n", "2026-11-16,calls,520,\n"),
        ("date,metric,value\n合計,calls,1\n", "2026-11-16,calls,520\n"),
    ],
)
def test_a_file_keeps_its_bytes_and_gets_a_line_in_its_own_columns(
    project: Path, before: str, after: str
) -> None:
    file = given(project, "2026-11-sato.csv", before)
    row = a_row() if "by" in before else a_row(by="")
    file = file if "by" in before else file.rename(file.with_name("2026-11.csv"))

    write(project, row)

    assert file.read_bytes() == (before + after).encode()


@pytest.mark.parametrize(
    "data",
    [
        "date,metric,value,by\n2026-11-02,calls,1,\n",
        "date;metric;value;member;by;segment;note\n2026-11-02;calls;1;;;;\n",
        "date,metric,value,note\n2026-11-06,calls,12,電話が多かった\n".encode("cp932"),
        "date,metric,value,note\n2026-11-06,calls,12,電話\n".encode("utf-16"),
        "",
        "calls\n12\n",
    ],
    ids=["lacks a column", "semicolons", "cp932", "utf-16", "empty", "no header"],
)
def test_a_file_that_a_row_does_not_fit_into_is_left_alone(project: Path, data: str | bytes) -> None:
    file = given(project, "2026-11-sato.csv", data)
    before = file.read_bytes()

    done = write(project, a_row(segment="west"))

    assert done[0].path == f"{LOG}/2026-11-sato-2.csv"
    assert file.read_bytes() == before
    assert (project / LOG / "2026-11-sato-2.csv").read_text() == HEAD + "2026-11-16,calls,520,,west,sato,\n"


def test_the_same_number_again_changes_nothing(project: Path) -> None:
    write(project, a_row())
    before = (project / LOG / "2026-11-sato.csv").read_bytes()

    done = write(project, a_row(), a_row("3", "asks"))

    assert [each.before for each in done] == ["520", None]
    assert (project / LOG / "2026-11-sato.csv").read_bytes() == before + b"2026-11-16,asks,3,,,sato,\n"


@pytest.mark.parametrize("metric", ["calls", "phone_calls"])
def test_another_value_is_refused_and_nothing_of_the_order_is_written(project: Path, metric: str) -> None:
    file = given(project, "x.csv", f"date,metric,value\n2026-11-16,{metric},510\n")

    with pytest.raises(ConfigError, match=r"recorded already: 510 in .*x\.csv, line 2") as caught:
        write(project, a_row("3", "asks"), a_row())

    assert "--correct" in caught.value.hint
    assert [path.name for path in file.parent.iterdir()] == ["x.csv"]


def test_a_correction_changes_one_line_and_keeps_its_other_fields(project: Path) -> None:
    text = (
        "\ufeffdate,metric,value,from,by,note\r\n2026/11/9,calls,５１０,,ito,\r\n"
        '2026-11-16,calls,510,2026-11-10,ito,"a, b"\r\n2026-11-17,calls,5,,,\r\n'
    )
    file = given(project, "old.csv", text)

    done = write(project, a_row(), change=Change.CORRECT)

    assert done[0].before == "510"
    changed = '2026-11-16,calls,520,2026-11-10,sato,"a, b"'
    assert file.read_bytes().decode() == text.replace('2026-11-16,calls,510,2026-11-10,ito,"a, b"', changed)


def test_several_numbers_of_one_file_are_taken_out_together(project: Path) -> None:
    file = given(
        project,
        "old.csv",
        "date,metric,value\n2026-11-16,calls,510\n2026-11-02,calls,1\n2026-11-16,asks,5\n\n2026-11-17,asks,6",
    )

    done = write(project, a_row(""), a_row("", "asks"), change=Change.DELETE)

    assert [each.before for each in done] == ["510", "5"]
    assert file.read_text() == "date,metric,value\n2026-11-02,calls,1\n\n2026-11-17,asks,6"


def test_a_number_without_value_can_be_filled_in_by_a_correction(project: Path) -> None:
    file = given(project, "old.csv", "date,metric,value\n2026-11-16,calls,\n")

    write(project, a_row(), change=Change.CORRECT)

    assert file.read_text() == "date,metric,value\n2026-11-16,calls,520\n"


@pytest.mark.parametrize("change", [Change.CORRECT, Change.DELETE])
def test_a_number_that_is_not_there_is_neither_corrected_nor_taken_out(project: Path, change: Change) -> None:
    with pytest.raises(ConfigError, match="is not recorded"):
        write(project, a_row(), change=change)

    assert list((project / LOG).iterdir()) == []


@pytest.mark.parametrize("change", list(Change))
def test_a_number_that_stands_twice_is_not_touched(project: Path, change: Change) -> None:
    file = given(project, "old.csv", "date,metric,value\n2026-11-16,calls,510\n2026-11-16,phone_calls,511\n")
    before = file.read_bytes()

    with pytest.raises(ConfigError, match="recorded twice"):
        write(project, a_row(), change=change)

    assert file.read_bytes() == before


@pytest.mark.parametrize("encoding", ["cp932", "utf-16"])
def test_a_file_of_another_encoding_is_not_written_over(project: Path, encoding: str) -> None:
    text = "date,metric,value,note\n2026-11-16,calls,12,電話が多かった\n"
    file = given(project, "old.csv", text.encode(encoding))
    before = file.read_bytes()

    with pytest.raises(ConfigError, match="cannot be changed safely") as caught:
        write(project, a_row(), change=Change.CORRECT)

    assert caught.value.values["line"] == 2
    assert file.read_bytes() == before


def test_a_correction_that_would_lose_a_note_is_refused(project: Path) -> None:
    file = given(project, "old.csv", "date,metric,value\n2026-11-16,calls,510\n")

    with pytest.raises(ConfigError, match="cannot be changed safely"):
        write(project, a_row(note="counted again"), change=Change.CORRECT)

    assert file.read_text() == "date,metric,value\n2026-11-16,calls,510\n"


def test_a_long_file_grows_across_pages(project: Path) -> None:
    days = [date.fromordinal(date(2026, 11, 1).toordinal() + n).isoformat() for n in range(30)]
    for day in days:
        for metric in ("calls", "asks", "mood"):
            write(project, a_row("7", metric, day, note="x" * 80))

    lines = (project / LOG / "2026-11-sato.csv").read_text().splitlines()
    assert len(lines) == 91
    assert {line.count(",") for line in lines} == {6}
    assert len("\n".join(lines)) > 2 * 4096


def test_what_a_killed_writer_left_is_cleared(project: Path) -> None:
    given(project, ".goalbook-abc.tmp", "half")
    given(project, ".goalbook-lock", "")

    write(project, a_row())

    assert [path.name for path in (project / LOG).iterdir()] == ["2026-11-sato.csv"]


def test_a_number_in_a_workbook_is_known_and_left_to_a_person(project: Path) -> None:
    data = workbook({"Nov": [["date", "metric", "value"], ["2026-11-16", "calls", 510]]})
    file = given(project, "2026-11.xlsx", data)

    with pytest.raises(ConfigError, match=r"recorded already: 510 in .*xlsx#Nov, line 2"):
        write(project, a_row())
    with pytest.raises(ConfigError, match="cannot be changed safely"):
        write(project, a_row(), change=Change.CORRECT)

    assert file.read_bytes() == data
