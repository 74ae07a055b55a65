"""Reads days as people write them, also in years of an era; refuses those that no calendar has."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from goalbook.messages import msg
from goalbook.model.noun import refuse
from goalbook.model.width import narrow

_DAY: Final = re.compile(
    r"([0-9]{4})([-/.])([0-9]{1,2})\2([0-9]{1,2})|([0-9]{4})年([0-9]{1,2})月([0-9]{1,2})日"
)
_ERA_DAY: Final = re.compile(
    r"(令和|平成|令|平|[RH])(元|[0-9]{1,2})(?:年([0-9]{1,2})月([0-9]{1,2})日|([-/.])([0-9]{1,2})\5([0-9]{1,2}))"
)
_ERAS: Final = {
    "令R": (2018, date(2019, 5, 1), date.max),  # the year before the era's first, and its days
    "平H": (1988, date(1989, 1, 8), date(2019, 4, 30)),
}
_YEARS: Final = range(1900, 2200)


def read(text: str) -> date:
    """A day: ``2026-12-31``, ``2026/12/31``, ``2026年12月31日``, ``令和8年12月31日`` or ``R8.12.31``."""
    plain = narrow(text)
    if (match := _DAY.fullmatch(plain)) is not None:
        year = int(match[1] or match[5])
        month, day = int(match[3] or match[6]), int(match[4] or match[7])
    elif (match := _ERA_DAY.fullmatch(plain)) is not None:
        return _era_day(text, match)
    else:
        raise refuse(
            "day-form",
            msg('"{found}" is not a day.', found=text),
            msg("Write the year, month and day: 2026-12-31."),
        )
    return _day(text, year, month, day)


def _era_day(text: str, match: re.Match[str]) -> date:
    """A day of an era; the era's name does not reach beyond its days."""
    before, first, last = next(era for names, era in _ERAS.items() if match[1][0] in names)
    year = before + (1 if match[2] == "元" else int(match[2]))
    found = _day(text, year, int(match[3] or match[6]), int(match[4] or match[7]))
    if first <= found <= last:
        return found
    raise refuse(
        "day-exists",
        msg('There is no day "{found}" in the calendar.', found=text),
        msg("Write the year, month and day: 2026-12-31."),
    )


def _day(text: str, year: int, month: int, day: int) -> date:
    if year not in _YEARS:
        raise refuse(
            "day-exists",
            msg('The year of "{found}" is out of range.', found=text),
            msg("Years from 1900 to 2199 can be read."),
        )
    try:
        return date(year, month, day)
    except ValueError:
        raise refuse(
            "day-exists",
            msg('There is no day "{found}" in the calendar.', found=text),
            msg("Write the year, month and day: 2026-12-31."),
        ) from None
