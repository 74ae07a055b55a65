"""A cycle's name in words from its id."""

from __future__ import annotations

import re
from typing import Final

from goalbook.messages import Message, msg

_CYCLE: Final = re.compile(r"(?P<year>(?:fy|cy)\d{4})(?:-(?P<part>h[12]|q[1-4]))?")


def named(cycle: str) -> Message | str:
    """``fy2026-h2`` is ``FY2026 H2`` and ``2026年度下期``; any other id stays as it is."""
    found = _CYCLE.fullmatch(cycle)
    if found is None:
        return cycle
    year = _year(found["year"])
    part = found["part"] or ""
    if not part:
        return year
    if part.startswith("q"):
        return msg("{year} Q{quarter}", year=year, quarter=part[1])
    return msg("{year} H1", year=year) if part == "h1" else msg("{year} H2", year=year)


def _year(text: str) -> Message:
    number = text[2:]
    return msg("FY{year}", year=number) if text.startswith("fy") else msg("Year {year}", year=number)
