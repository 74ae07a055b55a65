"""Reads what an author typed; refuses what it cannot mean, with the fix in words.

Every reader takes a scalar's text (the YAML loader keeps it as typed) and returns a value or refuses.
Full-width letters and digits are read as narrow ones (`goalbook.model.width`).
Numbers have a module of their own, `goalbook.model.quantities`.
"""

from __future__ import annotations

import re
import zoneinfo
from collections.abc import Mapping
from datetime import date
from difflib import get_close_matches
from functools import lru_cache
from typing import Any, Final

from pydantic_core import PydanticCustomError

from goalbook.messages import Message, msg
from goalbook.model import days
from goalbook.model.noun import Keys, refuse, refuse_all
from goalbook.model.values import Formula, Fraction, Operator, Period, Span, Text, Window
from goalbook.model.width import narrow

METRIC_ID: Final = re.compile(r"[a-z][a-z0-9_]{0,62}")
ID: Final = re.compile(r"[a-z0-9][a-z0-9-]{0,62}")
LANGUAGE: Final = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_PAIR: Final = 2
_MONTHS: Final = range(1, 13)
_WHOLE: Final = re.compile(r"0|[1-9][0-9]{0,2}(?:,[0-9]{3}){1,2}|[1-9][0-9]{0,8}")
_OPERATORS: Final = {
    "×": Operator.PRODUCT, "*": Operator.PRODUCT, "x": Operator.PRODUCT,
    "+": Operator.SUM,
    "-": Operator.DIFFERENCE, "−": Operator.DIFFERENCE, "–": Operator.DIFFERENCE,
    "÷": Operator.QUOTIENT, "/": Operator.QUOTIENT,
}  # fmt: skip
_LANGUAGE_SLIPS: Final = {
    "jp": "ja",
    "jpn": "ja",
    "cn": "zh",
    "kr": "ko",
    "eng": "en",
    "gb": "en",
    "us": "en",
}

COMMA: Final = msg("Within brackets a comma ends a value; what follows stands here as a key of its own.")
COMMA_HINT: Final = msg("Put a number or text that holds a comma in quotes.")

# What a field expects; made once, because a reader runs for every field of every file.
_A_WHOLE_NUMBER: Final = msg("a whole number")
_TRUE_OR_FALSE: Final = msg("true or false")
_A_DAY: Final = msg("a day")
_A_FIRST_AND_A_LAST_DAY: Final = msg("a first and a last day")
_A_TEXT: Final = msg("a text")
_THE_CODE_OF_A_LANGUAGE: Final = msg("the code of a language")
_ACCOUNT: Final = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9._/-]{0,98}[A-Za-z0-9])?")
_AN_ACCOUNT: Final = msg("an account")
_AN_ID: Final = msg("an id")
_A_METRIC_ID: Final = msg("a metric's id")
_A_FORMULA: Final = msg("a formula")
_A_FRACTION: Final = msg("a fraction")
_A_NUMBER_OF_PERIODS: Final = msg("a number of periods")
_A_CODE: Final = msg("a code")
_A_TIME_ZONE: Final = msg("a time zone")


def _scalar(value: Any, expected: Message) -> str:
    if isinstance(value, str):
        return value
    if value is None:
        raise refuse("value-missing", msg("Nothing stands here; expected {expected}.", expected=expected))
    raise refuse("value-shape", msg("A list or a group stands here; expected {expected}.", expected=expected))


def read_whole(value: Any) -> int:
    """A whole number, not negative, below a thousand million."""
    text = _scalar(value, _A_WHOLE_NUMBER)
    plain = narrow(text)
    if not _WHOLE.fullmatch(plain):
        raise refuse(
            "whole-form",
            msg('"{found}" is not a whole number.', found=text),
            msg("Write digits only, for example 30."),
        )
    return int(plain.replace(",", ""))


def read_month(value: Any) -> int:
    """A month of the year, 1 to 12."""
    month = read_whole(value)
    if month not in _MONTHS:
        raise refuse(
            "month-form",
            msg('"{found}" is not a month.', found=str(value)),
            msg("Write a number from 1 (January) to 12 (December)."),
        )
    return month


def read_flag(value: Any) -> bool:
    """``true`` or ``false``; yes, no, on and off are not guessed at."""
    text = _scalar(value, _TRUE_OR_FALSE)
    if text not in {"true", "false"}:
        raise refuse(
            "flag-form", msg('"{found}" is neither true nor false.', found=text), msg("Write true or false.")
        )
    return text == "true"


def read_day(value: Any) -> date:
    """A day: ``2026-12-31``, ``2026/12/31``, ``2026年12月31日``, ``令和8年12月31日`` or ``R8.12.31``."""
    return days.read(_scalar(value, _A_DAY))


def read_span(value: Any) -> Span:
    """Days from first to last: ``2026-10-01..2027-03-31``; one day alone is a span of one."""
    text = _scalar(value, _A_FIRST_AND_A_LAST_DAY)
    parts = re.split(r"\s*(?:\.{2,3}|〜|～|~)\s*", text)
    if len(parts) > _PAIR or not all(parts):
        raise refuse(
            "span-form",
            msg('"{found}" is not a first and a last day.', found=text),
            msg("Write for example 2026-10-01..2027-03-31."),
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
    if isinstance(value, str) and (words := value.strip()):
        return Text((("", words),))
    if not isinstance(value, Mapping):
        return Text.plain(_words(value))
    entries: list[tuple[str, str]] = []
    wrong: list[tuple[Keys, PydanticCustomError]] = []
    for language, words in value.items():
        try:
            if words is None and not LANGUAGE.fullmatch(language):
                raise refuse("value-comma", COMMA, COMMA_HINT) if entries or wrong else _braces(language)
            entries.append((_language(language), _words(words)))
        except PydanticCustomError as error:
            wrong.append(((language,), error))
    if wrong:
        raise refuse_all(wrong)
    return Text(tuple(entries)) if entries else Text.plain(_words(""))


def _braces(words: str) -> PydanticCustomError:
    return refuse(
        "value-braces",
        msg("Between { and } stands a group of YAML, not a text."),
        msg("Put the text in quotes: {text}.", text=f'"{{{words}}}"'),
    )


def _words(value: Any) -> str:
    text = _scalar(value, _A_TEXT)
    if not text.strip():
        raise refuse("text-empty", msg("The text is empty."), msg("Write a text or remove the line."))
    return text.strip()


@lru_cache(maxsize=64)
def _language(text: str) -> str:
    meant = _LANGUAGE_SLIPS.get(text.lower())
    if LANGUAGE.fullmatch(text) and meant is None:
        return text
    raise refuse(
        "language-form",
        msg('"{found}" is not the code of a language.', found=text),
        msg("Write {fixed}:.", fixed=meant)
        if meant
        else msg("A text has one entry per language, for example en: and ja:."),
    )


def read_language(value: Any) -> str:
    """The code of a language, e.g. ``ja``."""
    return _language(_scalar(value, _THE_CODE_OF_A_LANGUAGE))


def read_id(value: Any) -> str:
    """An id of a team, member, cycle, objective, key result or practice."""
    text = _scalar(value, _AN_ID)
    if not ID.fullmatch(text):
        raise refuse("id-form", msg('"{found}" cannot be an id.', found=text), id_hint(text))
    return text


def id_hint(text: str) -> Message:
    """How to write an id instead of a text that cannot be one."""
    mended = re.sub(r"[^a-z0-9]+", "-", narrow(text).lower()).strip("-")
    if text.isascii() and ID.fullmatch(mended):
        return msg("Write {fixed}: ids have small letters a-z, digits and hyphens.", fixed=mended)
    return msg("Use small letters a-z, digits and hyphens, for example sales-1; the name may be anything.")


def read_metric_id(value: Any) -> str:
    """An id of a metric."""
    text = _scalar(value, _A_METRIC_ID)
    if not METRIC_ID.fullmatch(text):
        raise refuse(
            "metric-id-form", msg('"{found}" cannot be a metric\'s id.', found=text), _metric_id_hint(text)
        )
    return text


def _metric_id_hint(text: str) -> Message:
    mended = re.sub(r"[^a-z0-9]+", "_", narrow(text).lower()).strip("_")
    if text.isascii() and METRIC_ID.fullmatch(mended):
        return msg("Write {fixed}: metric ids have small letters a-z, digits and underscores.", fixed=mended)
    return msg(
        "Use small letters a-z, digits and underscores, for example win_rate; the name may be anything."
    )


def read_account(value: Any) -> str:
    """Somebody's account, or a group's, on the repository's host without @: ``sato-k``, ``example/sales``."""
    text = _scalar(value, _AN_ACCOUNT).removeprefix("@")
    if not _ACCOUNT.fullmatch(text):
        raise refuse(
            "account-form",
            msg('"{found}" cannot be an account.', found=text),
            msg("Write the name of the account on GitHub or GitLab, for example sato-k."),
        )
    return text


def read_formula(value: Any) -> Formula:
    """Metric ids joined by one kind of operator: ``contracts × average_deal``."""
    text = _scalar(value, _A_FORMULA)
    parts = re.split(r"\s*([×*+\-−–÷/]|(?<=\s)x(?=\s))\s*", narrow(text))
    names, operators = parts[::2], {_OPERATORS[sign] for sign in parts[1::2]}
    if len(operators) > 1:
        raise refuse(
            "formula-form",
            msg('"{found}" mixes two kinds of operators.', found=text),
            msg("A formula has one kind of × + - ÷; give a part of it a metric of its own."),
        )
    if not operators or not all(METRIC_ID.fullmatch(name) for name in names):
        raise refuse(
            "formula-form",
            msg('"{found}" is not a formula.', found=text),
            msg("Join metric ids with one kind of × + - ÷, for example contracts × average_deal."),
        )
    operator = operators.pop()
    if operator is Operator.QUOTIENT and len(names) > _PAIR:
        raise refuse(
            "formula-form",
            msg('"{found}" divides more than once.', found=text),
            msg("Name a step of its own for the second division."),
        )
    return Formula(operator, tuple(names))


def read_fraction(value: Any) -> Fraction:
    """``numerator / denominator``, both metric ids."""
    text = _scalar(value, _A_FRACTION)
    names = re.split(r"\s*[/÷]\s*", narrow(text))
    if len(names) != _PAIR or not all(METRIC_ID.fullmatch(name) for name in names):
        raise refuse(
            "fraction-form",
            msg('"{found}" is not a fraction of two metrics.', found=text),
            msg("Write for example contracts / proposals."),
        )
    return Fraction(names[0], names[1])


def read_window(value: Any) -> Window:
    """A rolling window: ``3 months``."""
    text = _scalar(value, _A_NUMBER_OF_PERIODS)
    match = re.fullmatch(r"([1-9][0-9]?)\s*(day|week|month|quarter)s?", narrow(text))
    if match is None:
        raise refuse(
            "window-form",
            msg('"{found}" is not a number of periods.', found=text),
            msg("Write for example 3 months."),
        )
    return Window(int(match[1]), Period(match[2]))


def read_currency(value: Any) -> str:
    """A currency's three letters, ISO 4217."""
    return _letters(value, 3, msg("Write the three letters of the currency, for example JPY."))


def read_country(value: Any) -> str:
    """A country's two letters, ISO 3166."""
    return _letters(value, 2, msg("Write the two letters of the country, for example JP."))


def _letters(value: Any, length: int, hint: Message) -> str:
    text = _scalar(value, _A_CODE)
    if not re.fullmatch(rf"[A-Z]{{{length}}}", text):
        raise refuse(
            "code-form",
            msg('"{found}" is not a code of {length} capital letters.', found=text, length=length),
            hint,
        )
    return text


def read_time_zone(value: Any) -> str:
    """A time zone of the IANA list, e.g. ``Asia/Tokyo``."""
    text = _scalar(value, _A_TIME_ZONE)
    try:
        zoneinfo.ZoneInfo(text)
    except (ValueError, OSError, zoneinfo.ZoneInfoNotFoundError):
        near = get_close_matches(text, sorted(zoneinfo.available_timezones()), n=1)
        raise refuse(
            "time-zone-known",
            msg('"{found}" is not a time zone.', found=text),
            msg("Did you mean {nearest}?", nearest=near[0]) if near else msg("Write for example Asia/Tokyo."),
        ) from None
    return text
