"""The only module that knows the date."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo


def today(time_zone: str) -> date:
    """Today's date in an IANA time zone, e.g. ``Asia/Tokyo``."""
    return datetime.now(ZoneInfo(time_zone)).date()
