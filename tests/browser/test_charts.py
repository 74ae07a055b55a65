"""Charts in a real browser, under the policy of the site and from ``file://``."""

from __future__ import annotations

import functools
import shutil
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, Final

import jinja2
import plotly
import pytest
from axe_playwright_python.sync_playwright import Axe
from markupsafe import Markup
from playwright.sync_api import Page, expect

from builders import a_cycle, a_handbook, a_log, a_metric, a_team, tables
from goalbook.present import csvtext, figure, places, svg, text
from goalbook.present.chart import Drawing, Subject
from goalbook.present.charts import process_bars, trend
from goalbook.publish import policy
from goalbook.words import words

pytestmark = pytest.mark.browser

HOSTILE: Final = (Path(__file__).parents[1] / "cases/text/hostile.txt").read_text("utf-8").splitlines()
HARMLESS: Final = (Path(__file__).parents[1] / "cases/text/harmless.txt").read_text("utf-8").splitlines()
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
DRAWN: Final = ".gb-chart__live .main-svg"


def _drawings(language: str) -> Iterable[Drawing]:
    agreed = a_cycle(metrics=FUNNEL, kgi="won")
    built = tables(a_handbook(a_team(agreed, logs=[a_log(*ROWS)])), "actuals", "targets", "steps")
    rows = {need: built.rows(need, "team") for need in ("actuals", "targets", "steps")}
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


def _write(folder: Path, language: str, drawings: Iterable[Drawing], below: str = "") -> None:
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
        language=language, drawings=list(drawings), below=below, policy=policy.policy(())
    )
    (folder / f"{language}.html").write_text(page, "utf-8")


@pytest.fixture(scope="module")
def site(served: Callable[..., Any], tmp_path_factory: pytest.TempPathFactory) -> Any:
    def write(folder: Path, _url: str) -> None:
        for language in ("en", "ja"):
            _write(folder, language, _drawings(language))

    return served(write, tmp_path_factory.mktemp("charts"))


def _loaded(requests: Iterable[str]) -> int:
    return sum(address.endswith("plotly.min.js") for address in requests)


def _wake(page: Page, number: int = 0) -> None:
    page.locator(".gb-chart__plot").nth(number).hover()
    # The script has 4.8 MB, which a busy machine reads for seconds.
    expect(page.locator(".gb-chart").nth(number).locator(DRAWN).first).to_be_visible(timeout=20_000)
    page.mouse.move(0, 0)


def test_a_chart_wakes_under_the_pointer_and_the_script_comes_once(site: Any, opened: Any) -> None:
    watched = opened(site.url)
    page = watched.go("en.html")
    height = page.evaluate("document.documentElement.scrollHeight")

    assert _loaded(watched.requests) == 0
    _wake(page)
    _wake(page, 1)

    assert _loaded(watched.requests) == 1
    assert page.locator(".gb-chart--live").count() == 2
    assert page.evaluate("document.documentElement.scrollHeight") == height


def test_a_chart_wakes_on_the_keyboard_and_its_tools_come_with_the_focus(site: Any, opened: Any) -> None:
    page = opened(site.url).go("en.html")
    tools = page.locator(".gb-chart").first.locator(".modebar-container")

    page.keyboard.press("Tab")
    expect(page.locator(DRAWN).first).to_be_visible()

    expect(tools).to_have_css("opacity", "1")
    page.evaluate("document.activeElement.blur()")
    expect(tools).to_have_css("opacity", "0")


@pytest.mark.parametrize("width", [1440, 390])
def test_the_live_picture_has_the_size_of_the_still_one(site: Any, opened: Any, width: int) -> None:
    page = opened(site.url, viewport={"width": width, "height": 844}).go("en.html")

    for number in range(3):
        _wake(page, number)
        still, live = (
            page.locator(".gb-chart").nth(number).locator(part).first.bounding_box()
            for part in (".gb-still", DRAWN)
        )
        assert still is not None
        assert live is not None
        assert abs(still["height"] - live["height"]) <= 1
        assert abs(still["width"] - live["width"]) <= 1
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_the_live_bars_stand_where_the_still_ones_stood(site: Any, opened: Any) -> None:
    page = opened(site.url).go("en.html")
    still = [bar.bounding_box() for bar in page.locator(".gb-chart").first.locator(".gb-still rect").all()]

    _wake(page)
    live = [bar.bounding_box() for bar in page.locator(".gb-chart").first.locator(".bars path").all()]

    assert len(still) == len(live) == 2
    for one, other in zip(still, live, strict=True):
        assert one is not None
        assert other is not None
        assert all(abs(one[side] - other[side]) <= 1.5 for side in ("x", "y", "width", "height"))


def test_colours_follow_the_scheme(site: Any, opened: Any) -> None:
    page = opened(site.url).go("en.html")
    _wake(page)
    bar, still = page.locator(".bars path").first, page.locator(".gb-still rect").first

    expect(bar).to_have_css("fill", "rgb(43, 58, 77)")
    page.evaluate("document.body.dataset.mdColorScheme = 'slate'")

    expect(bar).to_have_css("fill", "rgb(211, 218, 230)")
    expect(still).to_have_css("fill", "rgb(211, 218, 230)")


def test_paper_shows_the_still_picture(site: Any, opened: Any) -> None:
    page = opened(site.url).go("en.html")
    _wake(page)

    page.emulate_media(media="print")

    expect(page.locator(".gb-chart__live")).to_be_hidden()
    expect(page.locator(".gb-still").first).to_have_css("opacity", "1")


def test_tools_speak_the_reader_s_language(site: Any, opened: Any) -> None:
    page = opened(site.url).go("ja.html")
    _wake(page)

    titles = page.locator(".modebar-btn").evaluate_all("found => found.map(one => one.dataset.title)")

    assert titles == ["拡大", "縮小", "元の範囲に戻す"]


@pytest.mark.parametrize("root", ["url", "file"])
def test_numbers_can_be_taken_along(site: Any, opened: Any, root: str) -> None:
    page = opened(getattr(site, root)).go("ja.html")

    with page.expect_download() as download:
        page.locator(".gb-chart__csv").first.click()

    data = Path(download.value.path()).read_bytes()
    assert download.value.suggested_filename == "team-calls-month.csv"
    assert data.startswith(b"\xef\xbb\xbf")
    assert "実績" in data.decode("utf-8-sig")


def test_charts_work_from_a_folder(site: Any, opened: Any) -> None:
    page = opened(site.file).go("en.html")

    _wake(page, 2)

    assert page.locator(".gb-chart--live").count() == 1


def test_a_page_that_is_swapped_keeps_its_charts_alive(site: Any, opened: Any) -> None:
    watched = opened(site.url)
    watched.page.add_init_script("window.document$ = { subscribe(react) { window.swapped = react } }")
    page = watched.go("en.html")
    _wake(page)

    page.evaluate("document.querySelector('main').outerHTML = document.querySelector('main').outerHTML")
    page.evaluate("""() => {
        for (const chart of document.querySelectorAll('.gb-chart')) {
            chart.classList.remove('gb-chart--live');
            delete chart.dataset.awake;
            chart.querySelector('.gb-chart__live')?.remove();
        }
        window.swapped();
    }""")
    _wake(page)

    assert _loaded(watched.requests) == 1
    page.evaluate("document.body.dataset.mdColorScheme = 'slate'")
    expect(page.locator(".bars path").first).to_have_css("fill", "rgb(211, 218, 230)")


def test_without_the_script_the_still_picture_stays(opened: Any, tmp_path: Path) -> None:
    _write(tmp_path, "en", _drawings("en"))
    (tmp_path / "assets/goalbook/plotly.min.js").unlink()
    watched = opened(tmp_path.as_uri() + "/")
    page = watched.go("en.html")

    with page.expect_event("requestfailed"):
        page.locator(".gb-chart__plot").first.hover()

    expect(page.locator(".gb-still").first).to_have_css("opacity", "1")
    assert all("ERR_FILE_NOT_FOUND" in error for error in watched.errors)
    watched.errors.clear()


@pytest.mark.parametrize("scheme", ["default", "slate"])
def test_axe_finds_nothing(site: Any, opened: Any, scheme: str) -> None:
    page = opened(site.url).go("en.html")
    page.evaluate("scheme => { document.body.dataset.mdColorScheme = scheme }", scheme)
    page.locator("summary").first.click()
    for number in range(3):
        _wake(page, number)

    found = Axe().run(page).response["violations"]

    assert [(each["id"], [node["html"][:120] for node in each["nodes"]]) for each in found] == []


def _labelled(written: Sequence[str]) -> Drawing:
    """A drawing with these texts on its bars, ticks, notes and hovers."""
    base = next(iter(_drawings("en")))
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
    _write(tmp_path, "en", [_labelled(HOSTILE)], _blocks())
    page_file = tmp_path / "en.html"
    # Without the policy, so that it is not the policy alone that stops them.
    page_file.write_text(page_file.read_text("utf-8").replace(policy.policy(()), "", 1), "utf-8")
    watched = opened(tmp_path.as_uri() + "/")
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
    dozens = [written[start : start + 12] for start in range(0, len(written), 12)]
    _write(tmp_path, "en", map(_labelled, dozens))
    watched = opened(tmp_path.as_uri() + "/")
    watched.page.add_init_script("window.ran = []; window.pwned = (what) => window.ran.push(what)")
    page = watched.go("en.html")

    page.evaluate("""() => {
        for (const chart of document.querySelectorAll('.gb-chart'))
            chart.dispatchEvent(new Event('pointerover', { bubbles: true }));
    }""")
    expect(page.locator(".gb-chart--live")).to_have_count(len(dozens), timeout=60_000)
    shown = page.evaluate("""async () => {
        const found = [];
        for (const live of document.querySelectorAll('.gb-chart__live')) {
            const texts = (label) => [...live.querySelectorAll(label)].map((one) => one.textContent);
            const hovers = [];
            for (const place of live.data[0].x) {
                Plotly.Fx.hover(live, [{ curveNumber: 0, pointNumber: place }]);
                await new Promise((done) => setTimeout(done, 80)); // Plotly lets 50 ms pass between hovers
                hovers.push(...texts('.hovertext text.nums'));
            }
            found.push({
                hovers,
                ticks: texts('.ytick text'),
                notes: texts('.annotation text'),
                bars: texts('.bars text'),
            });
        }
        return found;
    }""")

    for expected, found in zip(dozens, shown, strict=True):
        for sink, labels in found.items():
            assert [_seen(label) for label in labels] == [_seen(one) for one in expected], sink
    assert page.locator(".gb-chart__live :is(a, script, image, foreignObject)").count() == 0
    assert page.evaluate("window.ran") == []


def _seen(label: str) -> str:
    """What a reader sees: spaces of no width are gone, others count once."""
    return " ".join(text.unlabel(label).split())
