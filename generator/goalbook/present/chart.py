"""The seam of charts."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from goalbook.messages import msg
from goalbook.model.cycle import Cycle
from goalbook.model.values import Period
from goalbook.present import measure
from goalbook.present.measure import Measure
from goalbook.words import Words

HEIGHT: Final = 240
PHONE_HEIGHT: Final = 180
THUMBNAIL_HEIGHT: Final = 64

Rows = Sequence[Any]
"""Typed rows (named tuples) of one table, for one team."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """What a chart speaks of, and to whom.

    Attributes:
        team: The team's id.
        cycle: What the team agreed; its metrics give names and units.
        words: The reader's language.
        first: The company's first language, in which plain text is written.
        currency: The team's currency, three letters.
        as_of: The day the team is shown as of; nothing later is drawn.
        metric: A metric's id, for charts of one metric.
        period: Length of the periods it shows.
        day: A day of the period it speaks of; None = the last that has begun.
    """

    team: str
    cycle: Cycle
    words: Words
    first: str
    currency: str
    as_of: date
    metric: str = ""
    period: Period = Period.MONTH
    day: date | None = None

    def measure(self, metric: str) -> Measure:
        """How a metric's numbers are written."""
        return measure.measure(self.cycle.metrics, metric, self.currency)

    def name(self, metric: str) -> tuple[str, str]:
        """A metric's name and the language it is in; its id when the cycle does not know it."""
        found = self.cycle.metrics.get(metric)
        return (
            (metric, self.words.language)
            if found is None
            else found.name.pick(self.words.language, self.first)
        )

    def full_name(self, metric: str) -> tuple[str, str]:
        """The same with the fraction of a rate, whose name alone means something else in each company."""
        name, language = self.name(metric)
        found = self.cycle.metrics.get(metric)
        if found is None or found.of is None:
            return name, language
        above, below = self.name(found.of.numerator)[0], self.name(found.of.denominator)[0]
        return self.words.say(
            msg("{rate} ({numerator} ÷ {denominator})", rate=name, numerator=above, denominator=below)
        ), language


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """A chart ready to be placed.

    Attributes:
        title: The finding in words.
        name: What is drawn, e.g. the metric with its fraction.
        language: The language the name is in, empty when it is the reader's.
        unit: Shown under the title behind the name; may be empty.
        figure: Plain Plotly figure ``{"data": [...], "layout": {...}}``: lists, no template, labels safe.
        header: The data table's column names.
        rows: The data table: cells already formatted.
        csv: Header and rows of the download, unformatted.
        file: Name of the download without ``.csv``.
    """

    title: str
    name: str
    language: str
    unit: str
    figure: Mapping[str, Any]
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    csv: tuple[tuple[str, ...], ...]
    file: str

    @property
    def height(self) -> int:
        """Pixels, the still and the live picture alike."""
        return int(self.figure["layout"]["height"])

    @property
    def phone_height(self) -> int:
        """The same on a phone; a picture with a row for each thing keeps its height."""
        return PHONE_HEIGHT if self.height == HEIGHT else self.height


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """A picture of one thing.

    Attributes:
        needs: Keys of the tables it reads.
        draw: The subject and, by table, the rows of its team; None when there is nothing true to draw.
            A chart of one metric passes over the rows of others, so a caller with many hands on only those.
    """

    needs: tuple[str, ...]
    draw: Callable[[Subject, Mapping[str, Rows]], Drawing | None]
