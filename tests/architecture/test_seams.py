"""Every file of a seam is found, has the constant and a title; and every kind has its case file."""

from __future__ import annotations

import click
import pytest

from goalbook import cli, registry
from goalbook.analyse import tables
from goalbook.analyse.table import Table
from goalbook.history import changes
from goalbook.history.kind import ChangeKind
from goalbook.load import sources
from goalbook.load.source import Source
from goalbook.present import charts
from goalbook.present.chart import Chart
from goalbook.validate import checks, formats
from goalbook.validate.check import Check
from goalbook.validate.format import Format

SEAMS = {
    "checks": (checks, "CHECK", Check),
    "charts": (charts, "CHART", Chart),
    "tables": (tables, "TABLE", Table),
    "changes": (changes, "CHANGE", ChangeKind),
    "formats": (formats, "FORMAT", Format),
    "sources": (sources, "SOURCE", Source),
    "commands": (cli, "COMMAND", click.Command),
}


@pytest.mark.parametrize("seam", SEAMS)
def test_every_file_of_a_seam_is_collected(seam: str) -> None:
    package, constant, kind = SEAMS[seam]

    entries = registry.collect(package, constant, kind)

    assert entries
    assert len({entry.title for entry in entries}) == len(entries)
    assert [entry.key for entry in entries] == sorted(entry.key for entry in entries)


def test_a_file_without_its_constant_is_our_own_mistake() -> None:
    with pytest.raises(TypeError, match="must define NOTHING as a Check"):
        registry.collect(checks, "NOTHING", Check)


def test_needed_tables_exist() -> None:
    known = {entry.key for entry in registry.collect(tables, "TABLE", Table)}
    wanted = {need for entry in registry.collect(tables, "TABLE", Table) for need in entry.value.needs}
    wanted |= {need for entry in registry.collect(charts, "CHART", Chart) for need in entry.value.needs}

    assert wanted - known == set()
