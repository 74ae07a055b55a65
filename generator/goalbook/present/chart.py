"""The seam of charts."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any


Rows = Sequence[Any]
"""Typed rows (named tuples) of one table, for one team."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """A chart ready to be placed.

    Attributes:
        title: The finding in words.
        unit: Shown under the title.
        figure: Plain Plotly figure ``{"data": [...], "layout": {...}}``: lists only, no template, text escaped.
        header: The data table's column names.
        rows: The data table: cells already formatted.
        csv: The same unformatted, for the download.
    """

    title: str
    unit: str
    figure: Mapping[str, Any]
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    csv: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """A picture of one thing.

    Attributes:
        needs: Keys of the tables it reads.
        draw: Rows of these tables for one subject, and the language; None when there is nothing true to draw.
    """

    needs: tuple[str, ...]
    draw: Callable[..., Drawing | None]
