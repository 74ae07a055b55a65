"""Charts as templates ask for them: ``{{ draw("trend", "win_rate") }}``."""

from __future__ import annotations

from dataclasses import dataclass

from goalbook.errors import RenderError
from goalbook.model.values import Period
from goalbook.present import chart
from goalbook.present.chart import Drawing
from goalbook.present.filters import Filters
from goalbook.present.needs import Needs
from goalbook.present.readings import Stretch
from goalbook.present.subject import Subject


@dataclass(frozen=True, slots=True, kw_only=True)
class Easel:
    """Draws the charts that a page's line ``needs:`` names.

    Attributes:
        needs: Where charts are found.
        names: What the page needs.
        subject: The team in a cycle; None on a page of none.
        filters: The reader's language.
    """

    needs: Needs
    names: tuple[str, ...]
    subject: Subject | None
    filters: Filters

    def draw(self, key: str, metric: str = "", stretch: Stretch | None = None) -> Drawing | None:
        """A chart, or None when there is nothing true to draw.

        Args:
            key: The chart's name.
            metric: For charts of one metric.
            stretch: For charts of one period.

        Raises:
            RenderError: The page does not name the chart in its needs, or has no subject.
        """
        found = self.needs.charts.get(key) if key in self.names else None
        if found is None:
            raise RenderError("The page draws {chart} but its line needs: does not name it.", chart=key)
        if self.subject is None:
            raise RenderError("The chart {chart} speaks of one team; this page of none.", chart=key)
        subject = _subject(self.subject, self.filters, metric, stretch)
        if subject is None:
            return None
        return found.draw(subject, {table: self.subject.rows_of(table, metric) for table in found.needs})


def _subject(
    subject: Subject, filters: Filters, metric: str, stretch: Stretch | None
) -> chart.Subject | None:
    if subject.cycle is None:
        return None
    return chart.Subject(
        team=subject.team,
        cycle=subject.cycle,
        words=filters.words,
        first=filters.first,
        currency=subject.currency,
        as_of=subject.day,
        metric=metric,
        period=stretch.kind if stretch else Period.MONTH,
        day=stretch.first if stretch else None,
    )
