"""What a page may need, by name: sections, charts and tables; and which tables these read in turn."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from goalbook import registry
from goalbook.analyse import tables
from goalbook.analyse.table import Table
from goalbook.errors import RenderError
from goalbook.present import charts, sections
from goalbook.present.chart import Chart
from goalbook.present.page import SUFFIX, PageTemplate
from goalbook.present.section import Section


@dataclass(frozen=True, slots=True, kw_only=True)
class Needs:
    """Everything a page's line ``needs:`` may name.

    Attributes:
        sections, charts: Name in templates to section or chart; a key's hyphen is an underscore there.
        tables: Name in templates to the table's key.
    """

    sections: Mapping[str, Section]
    charts: Mapping[str, Chart]
    tables: Mapping[str, str]

    @classmethod
    def collect(cls) -> Needs:
        """From the files of the seams."""
        return cls(
            sections={name(e.key): e.value for e in registry.collect(sections, "SECTION", Section)},
            charts={name(e.key): e.value for e in registry.collect(charts, "CHART", Chart)},
            tables={name(e.key): e.key for e in registry.collect(tables, "TABLE", Table)},
        )

    def tables_of(self, wanted: Iterable[str]) -> frozenset[str]:
        """Keys of the tables that these sections, charts and tables read."""
        found: set[str] = set()
        for need in wanted:
            if need in self.sections:
                found.update(self.sections[need].needs)
            elif need in self.charts:
                found.update(self.charts[need].needs)
            else:
                found.add(self.tables[need])
        return frozenset(found)

    def check(self, template: PageTemplate) -> None:
        """Refuse a page that needs something nobody makes.

        Raises:
            RenderError: Says which name, and the nearest one.
        """
        known = (*self.sections, *self.charts, *self.tables)
        for need in template.needs:
            if need not in known:
                raise _unknown(template.key + SUFFIX, need, known)


def _unknown(file: str, need: str, known: tuple[str, ...]) -> RenderError:
    near = difflib.get_close_matches(need, known, n=1)
    if near:
        return RenderError(
            "{file}: needs: there is no section, chart or table {need}.",
            hint="Did you mean {near}?",
            file=file,
            need=need,
            near=near[0],
        )
    return RenderError(
        "{file}: needs: there is no section, chart or table {need}.",
        hint="Known are {known}.",
        file=file,
        need=need,
        known=", ".join(sorted(known)),
    )


def name(key: str) -> str:
    """A seam's key as a name in templates."""
    return key.replace("-", "_")
