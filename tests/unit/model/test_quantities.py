"""Numbers as people type them."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings, strategies as st
from pydantic_core import PydanticCustomError

from goalbook.model import quantities
from goalbook.model.values import Form

READ = [
    ("15", 15, Form.PLAIN),
    ("0", 0, Form.PLAIN),
    ("0.5", 0.5, Form.PLAIN),
    ("2,400,000", 2_400_000, Form.PLAIN),
    ("１５", 15, Form.PLAIN),
    ("２，４００．５", 2400.5, Form.PLAIN),
    (" 15 ", 15, Form.PLAIN),
    ("-5", -5, Form.PLAIN),
    ("−5", -5, Form.PLAIN),
    ("△1,200", -1200, Form.PLAIN),
    ("▲5", -5, Form.PLAIN),
    ("240万", 2_400_000, Form.PLAIN),
    ("1.1万", 11_000, Form.PLAIN),
    ("1億2000万", 120_000_000, Form.PLAIN),
    ("1億2,000万5千", 120_005_000, Form.PLAIN),
    ("3千万", 30_000_000, Form.PLAIN),
    ("1.5億", 150_000_000, Form.PLAIN),
    ("3000万5000", 30_005_000, Form.PLAIN),
    ("240k", 240_000, Form.PLAIN),
    ("240万円", 2_400_000, Form.MONEY),
    ("3,000千円", 3_000_000, Form.MONEY),
    ("¥2,400,000", 2_400_000, Form.MONEY),
    ("￥1,200", 1200, Form.MONEY),
    ("$1.2M", 1_200_000, Form.MONEY),
    ("500 USD", 500, Form.MONEY),
    ("USD 500", 500, Form.MONEY),
    ("20%", 0.2, Form.PERCENT),
    ("２０％", 0.2, Form.PERCENT),
    ("62.5 %", 0.625, Form.PERCENT),
    ("+15%", 0.15, Form.RELATIVE),
    ("-15%", -0.15, Form.RELATIVE),
    ("△15%", -0.15, Form.RELATIVE),
    ("+3pt", 0.03, Form.POINTS),
    ("＋３ポイント", 0.03, Form.POINTS),
    ("−0.5pp", -0.005, Form.POINTS),
]

REFUSED = [
    *(
        "",
        " ",
        "NO",
        "yes",
        "NaN",
        "nan",
        "inf",
        "-inf",
        "none",
        "未定",
        "-",
        "千",
        "万5",
        "①",
        "½",
        "१५",
        "10²",
    ),
    *(
        "1_000",
        "0123",
        "０１２",
        "-012",
        "12:30",
        "1:2:3",
        "1e5",
        "1E-5",
        "0x10",
        "1.200.000",
        "1,20",
        "1,0000",
    ),
    *("0,123", "1,234,56", ".5", "5.", "1 200", "--5", "5-", "5%%", "+5", "+1,000円", "3pt", "2万%", "1円2"),
    *(
        "1億2億",
        "1万2億",
        "1.5億2000万",
        "1億10000万",
        "2万3",
        "3千5円",
        "15件",
        "約15",
        "15以上",
        ">=15",
        "10〜20",
        "10-20",
        "10..20",
    ),
    *("9" * 16, "9" * 5000, "1.0000000001", "15 #件", "1/2", "2026-10-01", "15\u202e", "1,\n000"),
]


@pytest.mark.parametrize(("text", "value", "form"), READ)
def test_read_as_meant_and_kept_as_typed(text: str, value: float, form: Form) -> None:
    found = quantities.read_quantity(text)

    assert (found.value, found.form, found.text) == (value, form, text)


@pytest.mark.parametrize("text", REFUSED)
def test_refused_with_a_fix(text: str) -> None:
    with pytest.raises(PydanticCustomError) as caught:
        quantities.read_quantity(text)

    context = caught.value.context or {}
    assert context["message"].values.get("found") == text
    assert context["hint"] is not None


@pytest.mark.parametrize("value", [None, [], {}])
def test_something_else_than_text_is_refused(value: object) -> None:
    with pytest.raises(PydanticCustomError):
        quantities.read_quantity(value)


@settings(derandomize=True)
@given(st.integers(-(10**15) + 1, 10**15 - 1))
def test_whole_numbers_with_and_without_commas(number: int) -> None:
    assert quantities.read_quantity(str(number)).value == number
    assert quantities.read_quantity(f"{number:,}").value == number
    assert quantities.read_logged(f"{number:,}") == str(number)


@settings(derandomize=True)
@given(st.decimals(-(10**9), 10**9, places=6))
def test_decimals_are_exact(number: Decimal) -> None:
    text = f"{number:f}"

    assert quantities.read_quantity(text).value == float(text)
    assert Decimal(quantities.read_logged(text)) == number
    assert quantities.read_quantity(f"{abs(number):f}%").value == float(abs(number) / 100)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1.50", "1.5"),
        ("-0", "0"),
        ("△0.0", "0"),
        ("240万円", "2400000"),
        ("20%", "0.2"),
        ("100", "100"),
        ("1億", "100000000"),
    ],
)
def test_logged_numbers_have_one_form(text: str, expected: str) -> None:
    assert quantities.read_logged(text) == expected


@pytest.mark.parametrize("text", ["+15%", "+3pt", "+5"])
def test_a_change_is_never_logged(text: str) -> None:
    with pytest.raises(PydanticCustomError):
        quantities.read_logged(text)


@pytest.mark.parametrize(("text", "share"), [("80%", 0.8), ("０％", 0.0), ("120 %", 1.2)])
def test_shares(text: str, share: float) -> None:
    assert quantities.read_share(text) == share


@pytest.mark.parametrize(("text", "fixed"), [("80", "80"), ("0.8", "0.8"), ("+80%", "80"), ("-5%", "5")])
def test_shares_need_a_plain_percent_sign(text: str, fixed: str) -> None:
    with pytest.raises(PydanticCustomError) as caught:
        quantities.read_share(text)

    assert (caught.value.context or {})["hint"].values == {"number": fixed}


@pytest.mark.parametrize(
    ("typed", "fixed"),
    [("(1,200)", "-1,200"), ("（１０）", "-10"), ("ー400", "-400"), ("–5", "-5"), ("▼3", "-3")],
)
def test_another_minus_keeps_its_sign_in_the_hint(typed: str, fixed: str) -> None:
    with pytest.raises(PydanticCustomError) as caught:
        quantities.read_quantity(typed)
    assert (caught.value.context or {})["hint"].values == {"fixed": fixed}


@pytest.mark.parametrize("typed", ["#DIV/0!", "#REF!", "#N/A", "#VALUE!", "#NAME?", "########"])
def test_a_spreadsheets_error_is_never_answered_with_a_number(typed: str) -> None:
    with pytest.raises(PydanticCustomError) as caught:
        quantities.read_logged(typed)
    hint = (caught.value.context or {})["hint"]
    assert hint.text.startswith("The spreadsheet could not show a number here.")
