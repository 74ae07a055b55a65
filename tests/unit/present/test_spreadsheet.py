"""The plan as a spreadsheet: its formulas, worked out by an evaluator of our own, against the plan itself."""

from __future__ import annotations

import ast
import io
import math
import operator
import re
import zipfile
from collections.abc import Callable, Mapping
from datetime import date
from functools import cache
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from scipy import stats

from builders import TODAY, a_cycle, a_handbook, a_metric, a_team
from drawn import templates
from goalbook.analyse import plan, run as tables
from goalbook.load import run
from goalbook.load.loaded import Loaded
from goalbook.model.handbook import Handbook
from goalbook.present import editions, places, spreadsheet, subject
from goalbook.present.basis import Basis
from goalbook.tree import WorkingTree

STEPS = (
    "Calls",
    "Conversations",
    "Appointment asks",
    "Appointments set",
    "Sales meetings",
    "Proposals",
    "Contracts",
)
SPACE = {"x": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}
SIGNS: Mapping[type, Callable[[Any, Any], Any]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
}


class Sheet:
    """A sheet read from its file; ``sheet.value("C11")`` works a formula out, whatever stands beside it."""

    def __init__(self, data: bytes) -> None:
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            texts = ET.fromstring(parts.read("xl/sharedStrings.xml"))  # noqa: S314 - our own file
            cells = ET.fromstring(parts.read("xl/worksheets/sheet1.xml"))  # noqa: S314 - our own file
        said = ["".join(text.itertext()) for text in texts]
        self.texts: dict[str, str] = {}
        self.numbers: dict[str, float] = {}
        self.formulas: dict[str, str] = {}
        for cell in cells.iterfind(".//x:c", SPACE):
            name, value = cell.attrib["r"], cell.findtext("x:v", namespaces=SPACE) or ""
            formula = cell.findtext("x:f", namespaces=SPACE)
            if cell.get("t") == "s":
                self.texts[name] = said[int(value)]
            else:
                self.numbers[name] = float(value)
            if formula is not None:
                self.formulas[name] = formula

    def row(self, name: str) -> str:
        """The row of a measure."""
        return next(cell[1:] for cell, text in self.texts.items() if cell[0] == "A" and text == name)

    def value(self, cell: str) -> float:
        """A cell worked out."""
        formula = self.formulas.get(cell)
        if formula is None:
            return self.numbers[cell]
        return float(self._worked(ast.parse(formula.replace("$", ""), mode="eval").body))

    def _worked(self, node: ast.expr) -> float:
        if isinstance(node, ast.BinOp):
            return float(SIGNS[type(node.op)](self._worked(node.left), self._worked(node.right)))
        if isinstance(node, ast.Name):
            return self.value(node.id)
        if isinstance(node, ast.Call):
            name = getattr(node.func, "id", "")
            given = [self._worked(part) for part in node.args if not self._is_true(part)]
            return float({"ROUNDUP": _rounded_up, "BINOMDIST": stats.binom.cdf}[name](*given))
        assert isinstance(node, ast.Constant)
        return float(node.value)  # type: ignore[arg-type]

    @staticmethod
    def _is_true(node: ast.expr) -> bool:
        return isinstance(node, ast.Name) and node.id == "TRUE"


def _rounded_up(number: float, decimals: float) -> float:
    assert decimals == 0
    return math.ceil(number) if number > 0 else math.floor(number)


def sheets(book: Handbook, team: str, *languages: str) -> dict[str, bytes]:
    loaded = Loaded(handbook=book, problems=(), positions={})
    known = tables.build(book, TODAY, {"certainty"})
    basis = Basis(loaded=loaded, problems=(), tables=known, today=TODAY)
    found = editions.languages(book.company, templates())
    wanted = tuple(one for one in found if not languages or one.code in languages)
    return {asset.path: asset.data for asset in spreadsheet.assets(subject.current(basis, team), wanted)}


@cache
def sample() -> Handbook:
    return run.load(WorkingTree(places.example())).handbook


@cache
def english() -> bytes:
    return sheets(sample(), "sales-1", "en")["data/teams/sales-1-plan-en.xlsx"]


def test_formulas_work_the_plan_back_as_the_plan_does() -> None:
    sheet, cycle = Sheet(english()), sample().teams["sales-1"].cycles["fy2026-h2"]
    planned = plan.plan_values(cycle, date(2026, 12, 31), sample().span("fy2026-h2"))
    names = {
        str(metric.name): planned[name].value for name, metric in cycle.metrics.items() if name in planned
    }
    found = {name: sheet.value(f"C{sheet.row(name)}") for name in names}

    assert found == pytest.approx(names)
    assert [sheet.value(f"D{sheet.row(step)}") for step in STEPS] == [2500, 1000, 200, 60, 48, 30, 6]
    assert {f"C{sheet.row(step)}" for step in STEPS} <= sheet.formulas.keys()


def test_the_values_beside_the_formulas_are_what_they_come_to() -> None:
    sheet = Sheet(english())

    assert {cell: sheet.value(cell) for cell in sheet.formulas} == pytest.approx(
        {cell: sheet.numbers[cell] for cell in sheet.formulas}
    )


@pytest.mark.parametrize(
    ("metric", "name", "typed", "value"),
    [
        ("win_rate", "Win rate", "25%", 0.25),
        ("appointment_rate", "Appointment rate", "17%", 0.17),
        ("average_deal", "Average deal", "330,000", 330_000),
        ("revenue_new", "New revenue", "3,000,000", 3_000_000),
    ],
)
def test_a_changed_cell_changes_what_a_changed_file_would(
    metric: str, name: str, typed: str, value: float
) -> None:
    sheet, cycle = Sheet(english()), sample().teams["sales-1"].cycles["fy2026-h2"]
    sheet.numbers[f"C{sheet.row(name)}"] = value
    target = (
        type(cycle.metrics[metric]).model_validate({"name": "x", "kind": "count", "target": typed}).target
    )
    metrics = {**cycle.metrics, metric: cycle.metrics[metric].model_copy(update={"target": target})}
    planned = plan.plan_values(
        cycle.model_copy(update={"metrics": metrics}), date(2026, 12, 31), sample().span("fy2026-h2")
    )

    for step in STEPS:
        wanted = next(planned[one].value for one, found in cycle.metrics.items() if str(found.name) == step)
        assert sheet.value(f"C{sheet.row(step)}") == pytest.approx(wanted)
        assert sheet.value(f"D{sheet.row(step)}") == plan.required_whole(wanted)


def test_chances_and_certain_volumes() -> None:
    sheet = Sheet(english())
    asks, proposals = sheet.row("Appointment asks"), sheet.row("Proposals")

    assert sheet.value(f"F{asks}") == pytest.approx(0.526653, abs=5e-7)
    assert sheet.value(f"F{proposals}") == pytest.approx(0.572488, abs=5e-7)
    assert (sheet.numbers[f"G{asks}"], sheet.numbers[f"G{proposals}"]) == (218, 39)
    assert f"G{asks}" not in sheet.formulas


def test_people_and_days_are_cells_too() -> None:
    sheet = Sheet(english())
    calls = f"E{sheet.row('Calls')}"

    assert sheet.value(calls) == 31.25
    sheet.numbers["C4"] = 19
    assert sheet.value(calls) == pytest.approx(32.894737, abs=5e-7)


def test_every_language_has_its_sheet() -> None:
    found = sheets(sample(), "sales-1")
    japanese = Sheet(found["data/teams/sales-1-plan-ja.xlsx"])

    assert set(found) == {"data/teams/sales-1-plan-en.xlsx", "data/teams/sales-1-plan-ja.xlsx"}
    assert {"電話数", "= 契約数 ÷ 受注率", "2026年12月"} <= set(japanese.texts.values())


def test_the_same_plan_gives_the_same_bytes() -> None:
    assert sheets(sample(), "sales-1", "en")["data/teams/sales-1-plan-en.xlsx"] == english()
    with zipfile.ZipFile(io.BytesIO(english())) as parts:
        assert {part.date_time for part in parts.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert b"2026-11-30T00:00:00Z" in parts.read("docProps/core.xml")


def test_a_plan_without_steps_has_no_sheet() -> None:
    assert sheets(sample(), "emergency") == {}


def a_plan(**metrics: dict[str, Any]) -> Sheet:
    book = a_handbook(a_team(a_cycle(kgi=next(iter(metrics)), metrics=metrics)))
    return Sheet(sheets(book, "team", "en")["data/teams/team-plan-en.xlsx"])


def test_an_authors_text_is_never_a_formula() -> None:
    evil = '=HYPERLINK("http://example.com","x")'
    sheet = a_plan(
        won=a_metric(name=evil, funnel=["asks", "won"], target="6", per="month"),
        asks=a_metric(name="Asks"),
        win=a_metric(name="@SUM(A1)", kind="rate", of="won / asks", target="20%"),
    )

    assert {evil, "@SUM(A1)"} <= set(sheet.texts.values())
    assert all(re.fullmatch(r"[A-Z0-9$()+\-*/.,]+", formula) for formula in sheet.formulas.values())


@pytest.mark.parametrize(
    ("formula", "targets", "unknown", "value"),
    [
        ("a + b", {"kgi": "100", "a": "30"}, "b", 70),
        ("a - b", {"kgi": "100", "a": "130"}, "b", 30),
        ("a - b", {"kgi": "100", "b": "30"}, "a", 130),
        ("a ÷ b", {"kgi": "4", "a": "20"}, "b", 5),
        ("a ÷ b", {"kgi": "4", "b": "5"}, "a", 20),
        ("a × b × c", {"kgi": "60", "a": "3", "c": "4"}, "b", 5),
        ("a + b", {"a": "30", "b": "70"}, "kgi", 100),
    ],
)
def test_every_kind_of_formula_is_turned_round(
    formula: str, targets: dict[str, str], unknown: str, value: float
) -> None:
    metrics = {name: a_metric(name=name, kind="level") for name in ("kgi", "a", "b", "c")}
    for name, target in targets.items():
        metrics[name]["target"] = target
    metrics["kgi"]["formula"] = formula
    sheet = a_plan(**metrics)
    cell = f"C{sheet.row(unknown)}"

    assert cell in sheet.formulas
    assert sheet.value(cell) == pytest.approx(value)
