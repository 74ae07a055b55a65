"""No module that judges, reckons or draws decides by a number of its own: thresholds stand in the registry.

Numbers that decide nothing are named here with what they are; each name must still be in use.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from goalbook.analyse import thresholds

PACKAGE = Path(thresholds.__file__).parents[1]
PLAIN = {0, 1, 2, 3, 4, 6, 10, 12, 31}
"""In a function: squares, halves, parts of a year, decimals; a constant is named unless it is 0 or 1."""
NOISE = 1e-6
"""Smaller numbers are tolerances of comparing two floats."""

NO_DECISION = {
    "tolerance of comparing two numbers": """
        analyse/plan:_without_noise analyse/tables/priorities:_DIGITS present/lanes:is_even
        present/sections/diagnosis:_gains
    """,
    "a fact of the calendar: lengths of periods, a year's months, an epoch, when holidays are announced": """
        analyse/fiscal:_MONTHS analyse/layout:_DAYS_TO_1970 analyse/periods:_MONTHS analyse/periods:_WEEK
        analyse/reported:_BEFORE_1970 analyse/review_dates:_DAYS_OF_ANY_MONTH analyse/review_dates:_QUARTER
        analyse/scales:_LENGTHS analyse/scales:_MONTH analyse/scope_rows:SLACK analyse/scope_rows:_MONTHS
        analyse/season:_YEAR analyse/series_rows:_WHOLE analyse/workday_rows:_BEFORE
        analyse/workday_rows:_NEVER analyse/workdays:_ANNOUNCED_IN analyse/workdays:_FEWEST_A_YEAR
        analyse/workdays:_SEARCHED_YEARS history/touches:_LAST present/entries:_MONTHS
        validate/checks/weekly_input_is_small:_A_WEEK
    """,
    "arithmetic: a half step of whole numbers, cents, per cent, what a unit's name multiplies by": """
        analyse/forecast_amount:_futures analyse/forecast_large:_HALF analyse/spread:divide
        analyse/units:_SCALES analyse/volumes:_CENTS
        present/impact:_FULL
        present/measure:_CENTS present/measure:_HUNDRED present/sections/required:_HALF
        present/formats:_NEARLY_SURE analyse/figures:typed present/measure:_number_scale
        present/sections/diagnosis:_judged present/sections/diagnosis:_ranks
        present/sections/process:bar present/sections/usual:_IN
        present/sections/zones:_HUNDRED present/spoken:signed_share
        validate/checks/rate_has_percent_sign:_find
    """,
    "bounds time or memory, or is a size of the machine; what lies beyond is refused or done another way": """
        analyse/beside:ENOUGH analyse/beside:FEW analyse/certainty:_MOST_TRIALS analyse/combinations:_MOST
        analyse/contribution_rows:_DEEPEST analyse/derived:_DEEPEST analyse/evidence:_MOST_CASES
        analyse/evidence:_ROUNDS
        analyse/forecast_rate:_CELLS analyse/forking:_TWO analyse/handover:_ALIGNED analyse/handover:put
        analyse/kpi_tree:_DEEPEST_STAGE analyse/layout:_DAY_BITS analyse/remembered:_MOST
        analyse/reported:_DAY_BITS analyse/row_numbers:_DENSE analyse/run:_KEPT
        analyse/segment_rows:_SCOPE_BITS analyse/split:WEIGHT_UNITS analyse/spread:_LARGEST_EXACT
        analyse/tables/last_rows:_DEEPEST analyse/tables/recorded:_REACH
        history/chance:_MOST_TERMS history/git_tree:_LONGEST_POINTER history/halves:ENOUGH
        history/names:_FORMS history/turns:_VERSIONS present/feeds:_MOST present/hosts:LONGEST
        present/numbers:_DAYS_AT_ONCE present/snapshots:_TEAMS_AT_ONCE present/text:_LONGEST
        validate/nearest:_COMPARED
    """,
    "a code or a place in a row, a seed, a count of columns": """
        analyse/asked:_PLAIN analyse/forecast_amount:_SEED analyse/tables/lanes:_ORDER
        analyse/tables/peers:_THIN history/git_tree:_name
        history/suggestion:_REACH history/touches:_EMPTY history/touches:_facts history/touches:_folders
        present/sections/what_if:_STEPS present/sections/what_if:_round_unit
        present/spreadsheet:(_PLAN,_WHOLE,_EACH,_CHANCE,_SURE)
    """,
    "digits that a number is written with": """
        analyse/figures:_DIGITS analyse/smart_log:_FIGURES analyse/smart_log:_MOST_FIGURES
        present/effects:_SMALL present/formats:_MOST_DECIMALS present/formats:_SCORE_DECIMALS
        present/formats:share present/measure:_MAN present/measure:_MORE present/measure:_SHORT
        present/measure:_share_scale
    """,
    "layout: pixels, letters of a line, parts of a picture's room, entries of a list with more behind": """
        present/chart:HEIGHT present/chart:PHONE_HEIGHT present/chart:THUMBNAIL_HEIGHT
        present/charts/funnel_plot:_MOST_LABELLED present/charts/funnel_plot:_MOST_TICKS
        present/charts/funnel_plot:_ROOM present/charts/funnel_plot:_STEPS present/charts/funnel_plot:_figure
        present/charts/funnel_plot:_label present/charts/funnel_plot:_line
        present/charts/practice_course:HEIGHT present/charts/practice_course:_BEFORE
        present/charts/practice_course:_LOWER present/charts/practice_course:_UPPER
        present/charts/practice_course:_bars present/charts/process_bars:_FEWEST
        present/charts/process_bars:_INDENT present/charts/process_bars:_NAME_WIDTH
        present/charts/process_bars:_ROW_HEIGHT present/charts/process_bars:_figure
        present/charts/trend:_MOST_LABELLED present/charts/trend:_MOST_MARKED present/charts/trend:_PALE
        present/charts/trend:_bars present/charts/waterfall:_NAME_WIDTH present/charts/waterfall:_ROW_HEIGHT
        present/charts/waterfall:_figure present/comment:_LONGEST present/comment:_MOST_PLACES
        present/comment:_MOST_SENTENCES present/comment:_SECTIONS present/figure:FONT_SIZE
        present/figure:LINE_HEIGHT present/figure:MOST_TICKS present/figure:NARROWEST
        present/figure:_BETWEEN present/figure:_EDGE present/figure:_GAP present/figure:_ROOM
        present/figure:_TOUCH present/figure:place_axis present/figure:plan_line present/figure:tick_texts
        present/figure:ticks present/figure:width present/icalendar:_LONGEST present/ranges:_BAND
        present/ranges:_FAN present/ranges:_NARROW present/ranges:ahead present/sections/card:_DATES
        present/sections/diagnosis:_SURELY_MOST present/sections/overview:_ROOM
        present/sections/overview:_place present/sections/process:_FULL
        present/sections/recent_changes:_MOST present/sections/record:_NAMED
        present/sections/review_agenda:_SOON present/sections/team_list:_BLOCK present/spreadsheet:_FIRST
        present/spreadsheet:_WIDTHS present/spreadsheet:_head present/svg:_BASELINE present/svg:_HALO
        present/svg:_LINE_EM present/svg:_bar present/svg:_note
        present/svg:sparkline present/svg:x present/svg:y present/text:_bare_markdown
        present/text:_block_markdown present/turns:_MOST validate/formats/markdown:_MOST
        validate/nearest:_SHOWN validate/rows:MOST
    """,
    "a date in an example that a reader overwrites": "present/sections/guide:_REVIEW_DAYS",
}
"""What a number is to the places where it stands: module without package, then constant or function."""


def _numbers(node: ast.AST, plain: set[int]) -> bool:
    return any(
        isinstance(one, ast.Constant)
        and isinstance(one.value, (int, float))
        and not isinstance(one.value, bool)
        and one.value not in plain
        and one.value > NOISE
        for one in ast.walk(node)
    )


def _places(path: Path) -> Iterator[str]:
    module = path.relative_to(PACKAGE).with_suffix("").as_posix()
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for line in tree.body:
        if isinstance(line, (ast.Assign, ast.AnnAssign)) and line.value and _numbers(line.value, {0, 1}):
            target = line.targets[0] if isinstance(line, ast.Assign) else line.target
            yield f"{module}:{ast.unparse(target).replace(' ', '')}"
    for function in ast.walk(tree):
        if isinstance(function, ast.FunctionDef) and any(_numbers(one, PLAIN) for one in function.body):
            yield f"{module}:{function.name}"


def _found(folder: str) -> set[str]:
    paths = (PACKAGE / folder).rglob("*.py")
    return {place for path in paths if not path.stem.startswith("threshold") for place in _places(path)}


def _named(folder: str) -> set[str]:
    names = [name for places in NO_DECISION.values() for name in places.split()]
    assert len(names) == len(set(names))
    return {name for name in names if name.startswith(f"{folder}/")}


@pytest.mark.parametrize("folder", ["analyse", "history", "present", "validate"])
def test_no_formula_hides_a_threshold(folder: str) -> None:
    assert _found(folder) == _named(folder)
