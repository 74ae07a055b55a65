"""The plugin's options in mkdocs.yml."""

from __future__ import annotations

from datetime import date

from mkdocs.config import base


class Day(base.BaseConfigOption[date | None]):
    """A day written as 2026-11-30."""

    def run_validation(self, value: object, /) -> date | None:
        """Read the day or refuse with what was expected."""
        if value is None or isinstance(value, date):
            return value
        try:
            return date.fromisoformat(str(value))
        except ValueError as error:
            raise base.ValidationError(f"{value!r} is not a day; write it as 2026-11-30") from error


class Options(base.Config):
    """``plugins: - goalbook: {...}``."""

    as_of = Day()
    """Show the goals as of this day; for samples and archives."""
