"""The plan to take away: one sheet with live formulas, in each of the site's languages.

The only file that knows XlsxWriter. The same input gives the same bytes: the file's date is the team's day.
An author's text is written as text and never as a formula.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, time
from typing import Any, Final

import xlsxwriter
from xlsxwriter.utility import xl_rowcol_to_cell

from goalbook.analyse import thresholds
from goalbook.messages import Message, msg
from goalbook.present import formats, plan_sheet
from goalbook.present.editions import Language
from goalbook.present.filters import Filters
from goalbook.present.measure import Style
from goalbook.present.plan_sheet import CELLS, WORDS, PlanSheet, SheetRow
from goalbook.present.site import Asset
from goalbook.present.subject import Subject

_FIRST: Final = 8
"""The row of the first measure, counted from 0."""
_DAYS, _PEOPLE = "$C$4", "$C$5"
_PLAN, _WHOLE, _EACH, _CHANCE, _SURE = 2, 3, 4, 5, 6
_WIDTHS: Final = (34, 40, 16, 16, 16, 16, 16)
_FORMATS: Final = {
    Style.SHARE: "0.0%",
    Style.COUNT: "#,##0.0",
    Style.MONEY: "#,##0",
    Style.NUMBER: "#,##0.0",
}


def path(team: str, language: str) -> str:
    """Where a team's sheet stands below the site's root."""
    return f"data/teams/{team}-plan-{language}.xlsx"


def assets(subject: Subject, languages: tuple[Language, ...]) -> Iterator[Asset]:
    """A team's sheet in every language; nothing for a plan in which nothing follows from anything."""
    found = plan_sheet.plan_sheet(subject)
    for one in languages if found is not None else ():
        if found is not None:
            yield Asset(path=path(subject.team, one.code), data=_Sheet(subject, found, one.filters).data())


@dataclass(slots=True)
class _Sheet:
    """One sheet as it is written."""

    subject: Subject
    found: PlanSheet
    filters: Filters
    out: io.BytesIO = field(default_factory=io.BytesIO)

    def data(self) -> bytes:
        book = xlsxwriter.Workbook(self.out, {"in_memory": True})
        made = datetime.combine(self.subject.day, time(), tzinfo=UTC).replace(tzinfo=None)
        book.set_properties({"title": self._title, "created": made})
        sheet = book.add_worksheet(self._say(msg("Plan")))
        for column, width in enumerate(_WIDTHS):
            sheet.set_column(column, column, width)
        self._head(book, sheet)
        for place, row in enumerate(self.found.rows):
            self._row(book, sheet, _FIRST + place, row)
        self._notes(book, sheet, _FIRST + len(self.found.rows) + 1)
        sheet.freeze_panes(_FIRST, 1)
        book.close()
        return self.out.getvalue()

    def _head(self, book: Any, sheet: Any) -> None:
        bold, muted = book.add_format({"bold": True, "font_size": 14}), book.add_format({"italic": True})
        sheet.write_string(0, 0, self._title, bold)
        sheet.write_string(1, 0, self.filters.period(self.found.stretch), muted)
        typed = self._typed(book, "#,##0.0")
        sheet.write_string(3, 0, self._say(msg("Working days")))
        sheet.write_number(3, _PLAN, self.found.workdays, typed)
        sheet.write_string(4, 0, self._say(msg("Full-time people")))
        sheet.write_number(4, _PLAN, self.found.people, typed)
        note = msg("Change a coloured cell, and the others follow from it.")
        sheet.write_string(5, 0, self._say(note), muted)
        head = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "bottom"})
        for column, text in enumerate(self._columns()):
            sheet.write_string(_FIRST - 1, column, self._say(text), head)

    def _columns(self) -> tuple[Message, ...]:
        return (
            msg("Measure"),
            msg("Comes from"),
            msg("Plan"),
            msg("Required"),
            msg("Per person and working day"),
            msg("Chance to reach the next step's plan"),
            msg("With {share} certainty", share=self._certainty),
        )

    def _row(self, book: Any, sheet: Any, number: int, row: SheetRow) -> None:
        shape = self._shape(row)
        sheet.write_string(number, 0, self.filters.plain(row.indicator.name))
        if row.by is None:
            sheet.write_string(number, 1, self._said(row))
            sheet.write_number(number, _PLAN, row.value, self._typed(book, shape))
        else:
            words = plan_sheet.formula(row.indicator.id, row.by, self._name, WORDS)
            cells = plan_sheet.formula(row.indicator.id, row.by, self._cell, CELLS)
            sheet.write_string(number, 1, f"= {words}")
            sheet.write_formula(number, _PLAN, f"={cells}", book.add_format({"num_format": shape}), row.value)
        if row.is_counted:
            self._counted(book, sheet, number, row)

    def _counted(self, book: Any, sheet: Any, number: int, row: SheetRow) -> None:
        whole, each = (book.add_format({"num_format": shape}) for shape in ("#,##0", "#,##0.0"))
        required = plan_sheet.whole(row.value)
        here = xl_rowcol_to_cell(number, _PLAN)
        sheet.write_formula(number, _WHOLE, f"=ROUNDUP({here}-0.000000001,0)", whole, required)
        people, days = self.found.people, self.found.workdays
        if people and days:
            cell = xl_rowcol_to_cell(number, _WHOLE)
            sheet.write_formula(
                number, _EACH, f"={cell}/({_PEOPLE}*{_DAYS})", each, required / (people * days)
            )
        if row.chance is not None and row.needed is not None:
            cell, aim = xl_rowcol_to_cell(number, _WHOLE), self._cell(row.aim, _WHOLE)
            formula = f"=1-BINOMDIST({aim}-1,{cell},{self._cell(row.rate)},TRUE)"
            share = book.add_format({"num_format": "0%"})
            sheet.write_formula(number, _CHANCE, formula, share, row.chance)
            sheet.write_number(number, _SURE, row.needed, whole)

    def _notes(self, book: Any, sheet: Any, number: int) -> None:
        muted = book.add_format({"italic": True})
        notes = [
            msg(
                "Required: worked back from the KGI with the planned rates, each step rounded up on its own."
            ),
            msg("A plan at expected value is an average; it is not sure to be met."),
            msg("The last column holds numbers and no formulas: work them out anew when a rate changes."),
        ]
        for place, note in enumerate(notes):
            sheet.write_string(number + place, 0, self._say(note), muted)

    # ---- names and shapes ----------------------------------------------------------------

    @property
    def _title(self) -> str:
        return self._say(msg("{team}: the plan worked back", team=self.filters.plain(self.subject.name)))

    @property
    def _certainty(self) -> str:
        limits = self.subject.handbook.company.limits
        return formats.share(thresholds.PLAN_CERTAINTY.of(limits), self.filters.words, 0)

    def _cell(self, metric: str, column: int = _PLAN) -> str:
        place = next(n for n, row in enumerate(self.found.rows) if row.indicator.id == metric)
        return str(xl_rowcol_to_cell(_FIRST + place, column))

    def _name(self, metric: str) -> str:
        return self.filters.plain(self.subject.indicator(metric).name)

    def _said(self, row: SheetRow) -> str:
        """A rate never stands without its fraction."""
        one = row.indicator
        if one.numerator is None or one.denominator is None:
            return self._say(msg("typed"))
        return f"{self.filters.plain(one.numerator)} ÷ {self.filters.plain(one.denominator)}"

    def _shape(self, row: SheetRow) -> str:
        measure = row.indicator.measure
        if measure.style is Style.MONEY and measure.unit != "JPY":
            return "#,##0.00"
        return _FORMATS[measure.style]

    def _typed(self, book: Any, shape: str) -> Any:
        return book.add_format(
            {"num_format": shape, "bg_color": "#DFECF8", "border": 1, "border_color": "#7D8796"}
        )

    def _say(self, message: Message) -> str:
        return self.filters.say(message)
