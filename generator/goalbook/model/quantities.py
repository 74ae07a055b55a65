"""Reads numbers as people type them; refuses what could mean two things, with the fix in words.

``15``, ``2,400,000``, ``240万円``, ``1億2,000万``, ``¥1.2M``, ``△1,200``, ``20%``, ``+15%``, ``+3pt``,
each also in full-width signs.
Figures are added up exactly (`decimal.Decimal`) and become a float once, at the end.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

from pydantic_core import PydanticCustomError

from goalbook.messages import Message, msg
from goalbook.model.noun import refuse
from goalbook.model.values import Form, Quantity
from goalbook.model.width import narrow

_SCALES: Final = {
    "兆": 12, "千億": 11, "百億": 10, "億": 8, "千万": 7, "百万": 6, "万": 4, "千": 3,
    "M": 6, "K": 3, "k": 3, "": 0,
}  # fmt: skip
_CODES: Final = (
    "JPY|USD|EUR|GBP|CNY|KRW|TWD|HKD|SGD|AUD|NZD|CAD|CHF|SEK|NOK|DKK|PLN|CZK|"
    "INR|THB|VND|IDR|MYR|PHP|BRL|MXN|ZAR|TRY|AED"
)
_DIGITS: Final = r"(?:[1-9][0-9]{0,2}(?:,[0-9]{3})+|0|[1-9][0-9]*)(?:\.[0-9]{1,9})?"
_PART: Final = re.compile(rf"\s*({_DIGITS})\s*(兆|千億|百億|億|千万|百万|万|千|[kKM])?")
_QUANTITY: Final = re.compile(
    rf"(?P<sign>[+\-−△▲]?)\s*(?P<before>[¥$€£]|(?:{_CODES})(?=\s*[0-9]))?\s*"
    r"(?P<body>[0-9](?:[0-9,.\s兆億万千百kKM]*[0-9兆億万千百kKM])?)\s*"
    rf"(?P<unit>%|pts?|pp|ポイント|円|{_CODES})?"
)
_PLAIN: Final = re.compile(r"0|[1-9][0-9]{0,14}")
_SPOKEN: Final = 10
"""Below it, a number behind 万 or 千 may lack its unit."""
_LARGEST: Final = Decimal(10) ** 15
_POINTS: Final = frozenset({"pt", "pts", "pp", "ポイント"})


@dataclass(frozen=True, slots=True)
class _Found:
    """A number with its form: 0.15 and RELATIVE for ``+15%``."""

    value: Decimal
    form: Form


def read_quantity(value: Any) -> Quantity:
    """A number as written and as read."""
    text = _text(value)
    if _PLAIN.fullmatch(text):
        return Quantity(text=text, value=float(text), form=Form.PLAIN)
    found = _read(text)
    return Quantity(text=text, value=float(found.value), form=found.form)


def read_share(value: Any) -> float:
    """A percentage as a share: ``80%`` is 0.8."""
    text = _text(value)
    found = _read(text)
    if found.form is not Form.PERCENT or found.value < 0:
        plain = narrow(text).strip("%+-−△▲ ")
        raise refuse(
            "percent-form",
            msg('"{found}" is not a percentage.', found=text),
            msg("Write {number}%.", number=plain),
        )
    return float(found.value)


def read_logged(text: str) -> str:
    """A logged number in its one canonical form: digits, at most one point, at most one leading minus."""
    found = _read(text)
    if found.form in {Form.RELATIVE, Form.POINTS}:
        raise refuse(
            "number-form",
            msg('"{found}" is a change, not a number that was reached.', found=text),
            msg("Write the number itself, for example 15."),
        )
    plain = f"{found.value:f}" if found.value else "0"
    return plain.rstrip("0").rstrip(".") if "." in plain else plain


def _text(value: Any) -> str:
    if isinstance(value, str):
        return value
    expected = msg("a number")
    if value is None:
        raise refuse("value-missing", msg("Nothing stands here; expected {expected}.", expected=expected))
    raise refuse("value-shape", msg("A list or a group stands here; expected {expected}.", expected=expected))


def _read(text: str) -> _Found:
    match = _QUANTITY.fullmatch(narrow(text))
    number = _sum(match["body"]) if match else None
    if match is None or number is None:
        raise _no_number(text)
    if number >= _LARGEST:
        raise refuse(
            "number-size",
            msg('"{found}" is too large.', found=text),
            msg("Numbers have at most 15 digits before the point."),
        )
    return _meant(text, number, match)


def _sum(body: str) -> Decimal | None:
    """The parts of ``1億2,000万`` added up; None when they are not in falling order, misfit or are in doubt.

    ``2万3`` is said for 23,000 and written for 20,003: nobody can tell.
    """
    total, room, end = Decimal(0), _LARGEST, 0
    for part in _PART.finditer(body):
        scale = Decimal(10) ** _SCALES[part[2] or ""]
        number = Decimal(part[1].replace(",", ""))
        is_first, is_last = part.start() == 0, part.end() == len(body)
        if scale == 1 and not is_first and number < _SPOKEN:
            return None
        fits = number * scale < room and (number == int(number) or (is_first and is_last))
        if part.start() != end or not (is_first or fits) or (scale == 1 and not is_last):
            return None
        if not is_last and number != int(number):
            return None
        total, room, end = total + number * scale, scale, part.end()
    return total if end == len(body) else None


def _meant(text: str, number: Decimal, match: re.Match[str]) -> _Found:
    sign, unit = match["sign"], match["unit"] or ""
    if (unit == "%" or unit in _POINTS) and not set(match["body"]) <= set("0123456789,."):
        raise _no_number(text)
    value = -number if sign in set("-−△▲") else number
    if unit == "%":
        return _Found(value / 100, Form.RELATIVE if sign else Form.PERCENT)
    if unit in _POINTS:
        if not sign:
            raise _sign_missing(text, match["body"])
        return _Found(value / 100, Form.POINTS)
    if sign == "+":
        raise _plus_alone(text, match["body"])
    return _Found(value, Form.MONEY if unit or match["before"] else Form.PLAIN)


def _sign_missing(text: str, body: str) -> PydanticCustomError:
    return refuse(
        "number-form",
        msg('"{found}" could be percentage points or a score.', found=text),
        msg("Write +{number}pt for percentage points above the baseline, {number} for a score.", number=body),
    )


def _plus_alone(text: str, body: str) -> PydanticCustomError:
    return refuse(
        "number-form",
        msg('"{found}" could be a number or a change.', found=text),
        msg(
            "Write {number} for the number, +{number}% or +{number}pt for a change from the baseline.",
            number=body,
        ),
    )


_HINTS: Final[tuple[tuple[re.Pattern[str], Message], ...]] = (
    (
        re.compile(r"#+|#[A-Z/0!?]+[A-Z0-9!?]"),
        msg("The spreadsheet could not show a number here. Leave the value empty, or mend it there."),
    ),
    (
        re.compile(r"=.*"),
        msg("The formula was never calculated. Open the file in the spreadsheet and save it."),
    ),
    (re.compile(r"[+\-−]?0[0-9]+"), msg("Leave out the leading zero.")),
    (
        re.compile(r"[0-9]+:[0-9:]+"),
        msg("A time of day is no number here; write minutes or hours as one number."),
    ),
    (re.compile(r"[+\-−]?[0-9.]+[eE][+\-]?[0-9]+"), msg("Write all digits, for example 100,000.")),
    (
        re.compile(r"[0-9.,]*[0-9]\.|\.[0-9]+"),
        msg("Write a digit on both sides of the point, for example 0.5."),
    ),
    (
        re.compile(r"[0-9]+(?:[.,][0-9]+)+"),
        msg("Commas separate thousands (2,400,000), a point separates decimals (1.5)."),
    ),
    (
        re.compile(r".*[0-9]\D*(?:\.\.|[〜～~–-])\D*[0-9].*"),
        msg("Write one number; for a range use direction: band with band: [10, 20]."),
    ),
    (
        re.compile(r"(?i)[+\-]?\.?(?:nan|inf|n/?a|tbd|none|-|–|—|未定|なし|不明)"),
        msg("When there is no number yet, leave the line out."),
    ),
)
# How a book-keeper, a Japanese keyboard and a text editor write a minus: (1,200), ー1200, –1200.
_OTHER_MINUS: Final = re.compile(rf"\(\s*(?P<inside>{_DIGITS})\s*\)|[ー―‐‑–—▼]\s*(?P<behind>{_DIGITS})")
_WITH_WORDS: Final = re.compile(
    rf"[^0-9]*?(?P<number>[\-−]?{_DIGITS}\s*(?:億|百万|千万|万)?)\s*(?P<words>[^0-9]*)"
)


def _no_number(text: str) -> PydanticCustomError:
    plain = narrow(text)
    hint = next((hint for pattern, hint in _HINTS if pattern.fullmatch(plain)), None)
    if re.fullmatch(r"[+\-−]?[0-9][0-9_.]*", plain) and "_" in plain:
        hint = msg("Write {fixed}.", fixed=plain.replace("_", ""))
    elif minus := _OTHER_MINUS.fullmatch(plain):
        hint = msg("Write {fixed}.", fixed=f"-{minus['inside'] or minus['behind']}")
    if hint is None and (match := _WITH_WORDS.fullmatch(plain)):
        hint = msg(
            "Write the number alone: {number}. A unit has its own line, unit:.",
            number=match["number"].strip(),
        )
    return refuse(
        "number-form",
        msg('"{found}" is not a number this field can read.', found=text),
        hint or msg("Write for example 15, 2,400,000, 240万円, 20% or +15%."),
    )
