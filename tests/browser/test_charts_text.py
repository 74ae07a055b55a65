"""What authors write, on charts and pages in a real browser: shown, never run."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

import pytest
from markupsafe import Markup
from playwright.sync_api import expect

import chart_page
from goalbook.present import figure, text
from goalbook.present.chart import Drawing
from goalbook.publish import policy

pytestmark = pytest.mark.browser

HOSTILE: Final = (Path(__file__).parents[1] / "cases/text/hostile.txt").read_text("utf-8").splitlines()
HARMLESS: Final = (Path(__file__).parents[1] / "cases/text/harmless.txt").read_text("utf-8").splitlines()


def _labelled(written: Sequence[str]) -> Drawing:
    """A drawing with these texts on its bars, ticks, notes and hovers."""
    base = next(iter(chart_page.drawings("en")))
    labels, places_ = [text.label(one) for one in written], list(range(len(written)))
    bars = {"type": "bar", "x": places_, "y": [place + 1 for place in places_], "text": labels}
    hover = {"hovertext": labels, "hoverinfo": "text", "marker": {"color": figure.ACTUAL}}
    layout = {
        **base.figure["layout"],
        "xaxis": {"range": [-0.5, len(written) - 0.5], "tickvals": []},
        "yaxis": {"range": [-0.5, len(written) + 0.5], "tickvals": places_, "ticktext": labels},
        "annotations": [figure.note(one, y=place, colour=figure.INK) for place, one in enumerate(written)],
    }
    title = " ".join(written)
    return replace(base, title=title, name=title, figure={"data": [{**bars, **hover}], "layout": layout})


@functools.lru_cache
def _blocks() -> Markup:
    """Every hostile text by every way to HTML."""
    ways = (text.markdown, text.inline, text.plain)
    return Markup("").join(Markup("<div>{}</div>").format(way(one)) for one in HOSTILE for way in ways)


def test_no_text_of_an_author_runs_or_fetches_anything(opened: Any, tmp_path: Path) -> None:
    chart_page.write(tmp_path, "en", [_labelled(HOSTILE)], _blocks())
    page_file = tmp_path / "en.html"
    # Without the policy, so that it is not the policy alone that stops them.
    page_file.write_text(page_file.read_text("utf-8").replace(policy.policy(()), "", 1), "utf-8")
    watched = opened(tmp_path.as_uri() + "/", anew=True)
    watched.page.add_init_script("window.ran = []; window.pwned = (what) => window.ran.push(what)")
    page = watched.go("en.html")

    page.evaluate("""() => {
        for (const one of document.querySelectorAll('main *')) {
            for (const kind of ['mouseover', 'click', 'focus', 'load', 'error', 'toggle'])
                if (!one.closest('a')) one.dispatchEvent(new Event(kind, { bubbles: false }));
        }
    }""")

    assert page.evaluate("window.ran") == []
    assert page.locator("main :is(script, iframe, object, embed, form, img, style, base, link)").count() == 0


def test_plotly_shows_every_label_as_written(opened: Any, tmp_path: Path) -> None:
    written = [*HOSTILE, *HARMLESS]
    groups = [written[start : start + 36] for start in range(0, len(written), 36)]
    chart_page.write(tmp_path, "en", map(_labelled, groups))
    watched = opened(tmp_path.as_uri() + "/", anew=True)
    watched.page.add_init_script("window.ran = []; window.pwned = (what) => window.ran.push(what)")
    page = watched.go("en.html")

    page.evaluate("""() => {
        for (const chart of document.querySelectorAll('.gb-chart'))
            chart.dispatchEvent(new Event('pointerover', { bubbles: true }));
    }""")
    expect(page.locator(".gb-chart--live")).to_have_count(len(groups), timeout=60_000)
    shown = page.evaluate("""async () => {
        const lives = [...document.querySelectorAll('.gb-chart__live')];
        const texts = (live, label) => [...live.querySelectorAll(label)].map((one) => one.textContent);
        const found = lives.map((live) => ({
            hovers: [],
            ticks: texts(live, '.ytick text'),
            notes: texts(live, '.annotation text'),
            bars: texts(live, '.bars text'),
        }));
        for (const place of lives[0].data[0].x) {
            for (const live of lives)
                if (place in live.data[0].x) Plotly.Fx.hover(live, [{ curveNumber: 0, pointNumber: place }]);
            await new Promise((done) => setTimeout(done, 80)); // Plotly lets 50 ms pass between hovers
            lives.forEach((live, at) => {
                if (place in live.data[0].x) found[at].hovers.push(...texts(live, '.hovertext text.nums'));
            });
        }
        return found;
    }""")

    for expected, found in zip(groups, shown, strict=True):
        for sink, labels in found.items():
            assert [_seen(label) for label in labels] == [_seen(one) for one in expected], sink
    assert page.locator(".gb-chart__live :is(a, script, image, foreignObject)").count() == 0
    assert page.evaluate("window.ran") == []


def _seen(label: str) -> str:
    """What a reader sees: spaces of no width are gone, others count once."""
    return " ".join(text.unlabel(label).split())
