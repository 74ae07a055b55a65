"""Reads what an author typed; refuses what it cannot mean, with the fix in words.

Every reader takes the scalar's text (the YAML loader keeps it as typed) and either returns a value or refuses.
Width is folded (NFKC) before reading, so ``２０％`` and ``20%`` are the same; what was typed is kept beside it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from pydantic_core import PydanticCustomError

from goalbook.messages import Message, msg
from goalbook.model.noun import refuse
from goalbook.model.values import Form, Formula, Fraction, Operator, Period, Quantity, Span, Text, Window

_SCALE: Final = {"": 1.0, "千": 1e3, "万": 1e4, "百万": 1e6, "億": 1e8, "k": 1e3, "K": 1e3, "M": 1e6}
_MONEY: Final = r"円|JPY|USD|EUR|GBP"
_QUANTITY: Final = re.compile(
    r"(?P<sign>[+\-−△▲]?)\s*(?P<currency>[¥$€£]?)\s*"
    r"(?P<digits>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)\s*"
    rf"(?P<scale>百万|千|万|億|[kKM])?\s*(?P<unit>%|pt|ポイント|{_MONEY})?"
)
_LEADING_ZERO: Final = re.compile(r"[+\-−]?0\d")
_DAY: Final = re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})|(\d{4})年(\d{1,2})月(\d{1,2})日")
_OPERATORS: Final = {
    "×": Operator.PRODUCT, "*": Operator.PRODUCT, "x": Operator.PRODUCT,
    "+": Operator.SUM,
    "-": Operator.DIFFERENCE, "−": Operator.DIFFERENCE, "–": Operator.DIFFERENCE,
    "÷": Operator.QUOTIENT, "/": Operator.QUOTIENT,
}  # fmt: skip
METRIC_ID: Final = re.compile(r"[a-z][a-z0-9_]{0,62}")
ID: Final = re.compile(r"[a-z0-9][a-z0-9-]{0,62}")


def folded(text: str) -> str:
    """The text with full-width letters and digits made narrow (Unicode NFKC) and outer space gone."""
    return unicodedata.normalize("NFKC", text).strip()


def _scalar(value: Any, expected: Message) -> str:
    if isinstance(value, str):
        return value
    if value is None:
        raise refuse("value-missing", msg("Nothing stands here; expected {expected}.", expected=expected))
    raise refuse("value-shape", msg("A list or a group stands here; expected {expected}.", expected=expected))


def read_quantity(value: Any) -> Quantity:
    """A number: ``15``, ``2,400,000``, ``240万円``, ``20%``, ``+15%``, ``+3pt``, ``△1,200``; see the handbook's format page."""
    text = _scalar(value, msg("a number"))
    plain = folded(text)
    match = _QUANTITY.fullmatch(plain)
    if match is None or _LEADING_ZERO.match(plain):
        raise _no_number(text)
    number = float(match["digits"].replace(",", "")) * _SCALE[match["scale"] or ""]
    if match["sign"] and match["sign"] in "-−△▲":
        number = -number
    return Quantity(text=text, **_meaning(number, match))


def _meaning(number: float, match: re.Match[str]) -> dict[str, Any]:
    unit, signed = match["unit"] or "", match["sign"] != ""
    if unit == "%":
        value = round(number / 100, 12)
        return {"value": value, "form": Form.RELATIVE if signed else Form.PERCENT}
    if unit in {"pt", "ポイント"}:
        return {"value": round(number / 100, 12), "form": Form.POINTS}
    return {"value": number, "form": Form.MONEY if unit or match["currency"] else Form.PLAIN}


def _no_number(text: str) -> PydanticCustomError:
    hint = msg("Write for example 15, 2,400,000, 240万円, 20% or +15%.")
    if _LEADING_ZERO.match(folded(text)):
        hint = msg("Leave out the leading zero.")
    elif "_" in text:
        hint = msg("Write thousands with commas: {fixed}.", fixed=text.replace("_", ","))
    elif ":" in text:
        hint = msg("A time of day cannot be a number here; write minutes or hours as one number.")
    return refuse("number-form", msg('"{found}" is not a number this field can read.', found=text), hint)


def read_percent(value: Any) -> float:
    """A percentage as a share: ``80%`` is 0.8."""
    text = _scalar(value, msg("a percentage"))
    quantity = read_quantity(text)
    if quantity.form is not Form.PERCENT:
        raise refuse(
            "percent-form",
            msg('"{found}" has no percent sign.', found=text),
            msg("Write {fixed}%.", fixed=folded(text)),
        )
    return quantity.value


def read_whole(value: Any) -> int:
    """A whole number, not negative."""
    text = _scalar(value, msg("a whole number"))
    plain = folded(text).replace(",", "")
    if not re.fullmatch(r"0|[1-9]\d{0,9}", plain):
        raise refuse(
            "whole-form",
            msg('"{found}" is not a whole number.', found=text),
            msg("Write digits only, for example 30."),
        )
    return int(plain)


def read_flag(value: Any) -> bool:
    """``true`` or ``false``; yes, no, on and off are not guessed at."""
    text = _scalar(value, msg("true or false"))
    if text not in {"true", "false"}:
        raise refuse(
            "flag-form", msg('"{found}" is neither true nor false.', found=text), msg("Write true or false.")
        )
    return text == "true"


def read_day(value: Any) -> date:
    """A day: ``2026-12-31``, ``2026/12/31`` or ``2026年12月31日``."""
    text = _scalar(value, msg("a day"))
    match = _DAY.fullmatch(folded(text))
    if match is None:
        raise refuse(
            "day-form",
            msg('"{found}" is not a day.', found=text),
            msg("Write the year, month and day: 2026-12-31."),
        )
    year, month, day = (
        int(part) for part in (match[1] or match[5], match[3] or match[6], match[4] or match[7])
    )
    try:
        return date(year, month, day)
    except ValueError:
        raise refuse("day-exists", msg('There is no day "{found}" in the calendar.', found=text)) from None


def read_span(value: Any) -> Span:
    """Days from first to last: ``2026-10-01..2027-03-31``; one day alone is a span of one."""
    text = _scalar(value, msg("a first and a last day"))
    parts = re.split(r"\s*(?:\.\.|〜|～|~)\s*", text)
    if len(parts) > 2:  # noqa: PLR2004 - first and last
        raise refuse(
            "span-form",
            msg('"{found}" is not a first and a last day.', found=text),
            msg("Write 2026-10-01..2027-03-31."),
        )
    first, last = read_day(parts[0]), read_day(parts[-1])
    if last < first:
        raise refuse(
            "span-order",
            msg('"{found}" ends before it begins.', found=text),
            msg("Write the earlier day first."),
        )
    return Span(first, last)


def read_text(value: Any) -> Text:
    """A plain string, or one entry per language."""
    if isinstance(value, Text):
        return value
    if isinstance(value, Mapping):
        entries = tuple((str(language), _words(text)) for language, text in value.items())
        if entries:
            return Text(entries)
    return Text.plain(_words(value))


def _words(value: Any) -> str:
    text = _scalar(value, msg("a text"))
    if not text.strip():
        raise refuse("text-empty", msg("The text is empty."), msg("Write a text or remove the line."))
    return text.strip()


def read_id(value: Any) -> str:
    """An id of a team, member, cycle, objective, key result or practice."""
    text = _scalar(value, msg("an id"))
    if not ID.fullmatch(text):
        raise refuse(
            "id-form",
            msg('"{found}" cannot be an id.', found=text),
            msg("Use small letters a-z, digits and hyphens, for example sales-1."),
        )
    return text


def read_metric_id(value: Any) -> str:
    """An id of a metric."""
    text = _scalar(value, msg("a metric's id"))
    if not METRIC_ID.fullmatch(text):
        raise refuse(
            "metric-id-form",
            msg('"{found}" cannot be a metric\'s id.', found=text),
            msg(
                "Use small letters a-z, digits and underscores, beginning with a letter, for example win_rate."
            ),
        )
    return text


def read_formula(value: Any) -> Formula:
    """Metric ids joined by one kind of operator: ``contracts × average_deal``."""
    text = _scalar(value, msg("a formula"))
    parts = re.split(r"\s*([×*+\-−–÷/]|(?<=\s)x(?=\s))\s*", folded(text))
    names, operators = parts[::2], {_OPERATORS[sign] for sign in parts[1::2]}
    if len(operators) != 1 or not all(METRIC_ID.fullmatch(name) for name in names):
        raise refuse(
            "formula-form",
            msg('"{found}" is not a formula.', found=text),
            msg(
                "Join metric ids with one kind of × + - ÷, for example contracts × average_deal; name a step of its own for the rest."
            ),
        )
    operator = operators.pop()
    if operator is Operator.QUOTIENT and len(names) != 2:  # noqa: PLR2004 - one above, one below
        raise refuse(
            "formula-form",
            msg('"{found}" divides more than once.', found=text),
            msg("Name a step of its own for the second division."),
        )
    return Formula(operator, tuple(names))


def read_fraction(value: Any) -> Fraction:
    """``numerator / denominator``, both metric ids."""
    text = _scalar(value, msg("a fraction"))
    names = re.split(r"\s*[/÷]\s*", folded(text))
    if len(names) != 2 or not all(METRIC_ID.fullmatch(name) for name in names):  # noqa: PLR2004 - one above, one below
        raise refuse(
            "fraction-form",
            msg('"{found}" is not a fraction of two metrics.', found=text),
            msg("Write for example contracts / proposals."),
        )
    return Fraction(names[0], names[1])


def read_window(value: Any) -> Window:
    """A rolling window: ``3 months``."""
    text = _scalar(value, msg("a number of periods"))
    match = re.fullmatch(r"([1-9]\d?)\s*(day|week|month|quarter)s?", folded(text))
    if match is None:
        raise refuse(
            "window-form",
            msg('"{found}" is not a number of periods.', found=text),
            msg("Write for example 3 months."),
        )
    return Window(int(match[1]), Period(match[2]))


def read_mapping(
    value: Any, *, required: tuple[str, ...], optional: tuple[str, ...] = ()
) -> Mapping[str, Any]:
    """A small group with known keys, for values that are no noun of their own."""
    if not isinstance(value, Mapping):
        raise refuse("value-shape", msg("Expected a group with {keys}.", keys=tuple(required)))
    missing = [key for key in required if key not in value]
    unknown = [key for key in value if key not in (*required, *optional)]
    if missing:
        raise refuse("key-missing", msg("{keys} is missing.", keys=tuple(missing)))
    if unknown:
        raise refuse(
            "key-unknown",
            msg("Unknown key {keys}.", keys=tuple(unknown)),
            msg("Known keys: {keys}.", keys=(*required, *optional)),
        )
    return value
