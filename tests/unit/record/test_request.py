"""Whose number it is, who records it, which cycle it belongs to."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from builders import a_cycle, a_handbook, a_log, a_metric, a_team
from goalbook.errors import ConfigError
from goalbook.model.handbook import Handbook
from goalbook.record import request
from goalbook.record.log import Change, Order
from goalbook.record.request import Request

TODAY = date(2026, 11, 20)


def order(book: Handbook, *typed: str, **said: Any) -> Order:
    wanted = Request(team="team", typed=typed or ("calls=5",), **{"day": TODAY, "by": "sato", **said})
    found = request.order(book, wanted, TODAY)
    assert isinstance(found, Order)
    return found


def a_book(*rows: str, **team: Any) -> Handbook:
    cycles = [a_cycle(name, metrics={"calls": a_metric(was=["phone"])}) for name in ("h1", "h2")]
    return a_handbook(a_team(*cycles, logs=[a_log(*rows, columns="date,metric,value,member,by")], **team))


def test_a_plain_number_is_the_team_s() -> None:
    found = order(a_book(), note="  two\n lines ", segment=" west ")

    row = found.rows[0]
    assert (row.day, row.metric, row.value, row.member, row.by) == (TODAY, "calls", "5", "", "sato")
    assert (row.segment, row.note) == ("west", "two lines")
    assert found.renames == {"phone": "calls"}


def test_a_number_recorded_member_by_member_is_the_writer_s_own() -> None:
    book = a_book("2026-11-06,calls,1,sato,sato", "2026-11-06,calls,1,ito,sato")

    assert order(book).rows[0].member == "sato"
    assert order(book, member="ito").rows[0].member == "ito"
    assert order(book, member="").rows[0].member == ""
    assert order(book, day=date(2026, 9, 1)).rows[0].member == ""
    with pytest.raises(ConfigError, match="for each member so far"):
        order(book, by="crm")


def test_the_writer_is_said_or_follows() -> None:
    book = a_book()

    assert order(book, by=None, member="ito").rows[0].by == "ito"
    assert order(a_book(members=["sato"]), by=None).rows[0].by == "sato"
    assert order(book, by="crm-export").rows[0].by == "crm-export"
    with pytest.raises(ConfigError, match="Nobody is named") as nobody:
        order(book, by=None)
    assert nobody.value.values["members"] == "ito, sato"


@pytest.mark.parametrize(
    ("said", "match"),
    [
        ({"by": "satou"}, '"satou" is no member'),
        ({"by": "../up"}, "is no member"),
        ({"by": "佐藤"}, "is no member"),
        ({"member": "suzuki"}, '"suzuki" is no member'),
        ({"day": date(2026, 11, 21)}, "has not come yet"),
        ({"day": date(2026, 3, 31)}, "lies in no cycle"),
        ({"segment": "a,b"}, "cannot be a segment"),
        ({"note": "a\u202eb"}, "invisible character"),
    ],
)
def test_refused(said: dict[str, Any], match: str) -> None:
    with pytest.raises(ConfigError, match=match):
        order(a_book(), **said)


def test_numbers_to_take_out_need_no_value() -> None:
    found = order(a_book(), "calls", "phone=3", change=Change.DELETE)

    assert [(row.metric, row.value) for row in found.rows] == [("calls", "")]


def test_a_finished_record_may_be_added_to_up_to_its_day() -> None:
    assert order(a_book(as_of="2027-01-31"), day=date(2027, 1, 31)).rows[0].day == date(2027, 1, 31)
