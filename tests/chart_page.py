"""A page with charts as the site lays it out, for tests in a browser."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Final

import jinja2
import plotly

from builders import a_cycle, a_handbook, a_log, a_metric, a_team, tables
from goalbook.present import csvtext, figure, places, svg
from goalbook.present.chart import Drawing, Subject
from goalbook.present.charts import process_bars, trend
from goalbook.publish import policy
from goalbook.words import words

FUNNEL: Final = {
    "calls": a_metric(name={"en": "Calls", "ja": "電話数"}, target="100", per="month"),
    "asks": a_metric(name="Asks", target="50", per="month"),
    "won": a_metric(name="Contracts", target="4", per="month", funnel=["calls", "asks", "won"]),
    "win_rate": a_metric(name="Win rate", kind="rate", of="won / asks", target="10%"),
}
ROWS: Final = tuple(
    f"2026-{month:02}-06,{metric},{value + month}"
    for month in (10, 11)
    for metric, value in (("calls", 90), ("asks", 30), ("won", -7))
)
PAGE: Final = """<!doctype html>
<html lang="{{ language }}" class="js"><head><meta charset="utf-8"><title>Charts</title>
<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="theme">
<meta http-equiv="Content-Security-Policy" content="{{ policy }}">
<link rel="stylesheet" href="assets/goalbook/goalbook.css"><link rel="icon" href="data:,">
<style>body { background: var(--gb-bg); color: var(--gb-ink) }</style></head>
<body data-md-color-scheme="default"><main class="md-typeset"><h1>Charts</h1>
{% from "partials/chart.html.j2" import chart with context %}
{% for drawing in drawings %}{{ chart(drawing) }}{% endfor %}
{{ below }}</main><script src="assets/goalbook/charts.js"></script></body></html>"""


def drawings(language: str) -> Iterable[Drawing]:
    agreed = a_cycle(metrics=FUNNEL, kgi="won")
    needs = sorted({*trend.CHART.needs, *process_bars.CHART.needs})
    built = tables(a_handbook(a_team(agreed, logs=[a_log(*ROWS)])), *needs)
    rows = {need: built.rows(need, "team") for need in needs}
    subject = Subject(
        team="team", cycle=agreed, words=words(language, places.locales()), first="en", currency="JPY",
        as_of=date(2026, 11, 30),
    )  # fmt: skip
    for found in (
        trend.CHART.draw(replace(subject, metric="calls"), rows),
        trend.CHART.draw(replace(subject, metric="win_rate"), rows),
        process_bars.CHART.draw(subject, rows),
    ):
        assert found is not None
        yield found


def write(folder: Path, language: str, shown: Iterable[Drawing], below: str = "") -> None:
    """A page with charts and what it needs, as the site lays it out."""
    assets = folder / "assets/goalbook"
    assets.mkdir(parents=True, exist_ok=True)
    styles = sorted((places.theme() / "css").glob("*.css"))
    (assets / "goalbook.css").write_text("\n".join(file.read_text("utf-8") for file in styles), "utf-8")
    shutil.copy(places.theme() / "js/charts.js", assets)
    shutil.copy(Path(plotly.__file__).parent / "package_data/plotly.min.js", assets)
    templates = jinja2.Environment(loader=jinja2.FileSystemLoader(places.templates()), autoescape=True)
    filters = {
        "still": svg.picture,
        "thumbnail": svg.thumbnail,
        "figure_attribute": figure.attribute,
        "csv_href": csvtext.href,
    }
    templates.filters.update(filters)
    templates.globals["_"] = words(language, places.locales()).gettext
    page = templates.from_string(PAGE).render(
        language=language, drawings=list(shown), below=below, policy=policy.policy(())
    )
    (folder / f"{language}.html").write_text(page, "utf-8")
