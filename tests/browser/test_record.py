"""This week's record in Chromium: what the form writes is a file that the check accepts."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from playwright.sync_api import Locator, Page
from pydantic_core import PydanticCustomError

import short_handbook
from goalbook.analyse import due
from goalbook.errors import GoalbookError
from goalbook.load.run import load
from goalbook.model.quantities import read_logged
from goalbook.publish import build
from goalbook.tree import WorkingTree
from goalbook.validate.run import check
from recorded_team import HOSTS, TEAM, a_project
from sound import violations

pytestmark = [pytest.mark.browser, pytest.mark.site]

ROOT = Path(__file__).resolve().parents[2]
PHONE = {"width": 390, "height": 844}


@pytest.fixture(scope="session")
def written(
    served: Callable[..., Any], tmp_path_factory: pytest.TempPathFactory, few_pages: Path
) -> Callable[[str], Any]:
    """Builds and serves the small team's site for a host, each once; with its project beside it."""
    built: dict[str, Any] = {}

    def write(host: str) -> Any:
        if host not in built:
            root = tmp_path_factory.mktemp(host)
            project = a_project(root / "project", HOSTS[host])
            with short_handbook.shipped(few_pages):
                built[host] = served(lambda folder, _url: _built(project, folder), root / "site"), project
        return built[host]

    return write


def _built(project: Path, folder: Path) -> None:
    assert build.build(project, out=folder).is_written


def opened_form(watched: Any, address: str = TEAM, person: str = "sato") -> Page:
    """The form as a member reaches it: by the button, then the own name."""
    watched.page.set_default_timeout(60_000)  # a busy machine draws slowly
    page: Page = watched.go(address)
    page.locator("a[data-opens]").click()
    page.select_option("#record-person", person)
    return page


def fields(page: Page) -> dict[str, Any]:
    """Metric to the field that is shown for it."""
    rows = page.locator(".gb-record__form[data-kind=progress] li:visible")
    return {str(row.get_attribute("data-metric")): row.locator("input") for row in rows.all()}


def saving(page: Page, kind: str = "progress") -> dict[str, str]:
    """The file that the host's form is opened with: path and text."""
    href = page.locator(f"form[data-kind={kind}] [data-save]").get_attribute("href")
    query = parse_qs(urlsplit(str(href)).query, strict_parsing=True)
    names = {"filename": "path", "file_name": "path", "value": "text", "content": "text"}
    return {names[name]: value for name, [value] in query.items()}


def pressed(page: Page) -> str:
    """Press the button that saves; gives the file's name that the host's page is opened with."""
    query = landed(page, page.locator("[data-kind=progress] [data-save]"))
    return query.get("filename", query.get("file_name", ""))


def landed(page: Page, button: Locator) -> dict[str, str]:
    """Press a button that leads to the host's form; gives what that page is opened with."""
    page.context.route("**/new/main?*", lambda route: route.fulfill(body="the host's form"))
    with page.expect_popup() as popup:
        button.click()
    popup.value.wait_for_load_state()
    query = parse_qs(urlsplit(popup.value.url).query)
    popup.value.close()
    return {name: value for name, [value] in query.items()}


def accepted(project: Path, folder: Path, *files: dict[str, str]) -> Any:
    """The goals with these files added, when the check finds no error in them."""
    shutil.copytree(project, folder)
    for file in files:
        place = folder / file["path"]
        assert not place.exists()
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(file["text"], encoding="utf-8")
    loaded = load(WorkingTree(folder))
    assert [str(found) for found in check(loaded) if found.is_error] == []
    return loaded.handbook


@pytest.mark.parametrize("way", ["url", "file"])
@pytest.mark.parametrize("address", [TEAM, f"ja/{TEAM}"], ids=["en", "ja"])
def test_a_week_is_recorded_from_a_phone(
    opened: Any, written: Any, tmp_path: Path, address: str, way: str
) -> None:
    site, project = written("github")
    page = opened_form(opened(getattr(site, way), viewport=PHONE, has_touch=True), address)
    first = fields(page)
    for metric, typed in zip(first, ("８０万", "2", "1,006", "", "△3"), strict=True):
        first[metric].fill(typed)

    assert list(first) == ["revenue", "contracts", "offers", "visits", "asks"]
    assert page.locator(".gb-record__wrong:visible").count() == 1
    assert page.locator("[data-kind=progress] [data-save]").get_attribute("href") is None
    first["asks"].fill("41")
    page.locator("[data-step='1']").click()
    fields(page)["calls"].fill("210")

    file = saving(page)
    assert file["path"] == "goals/teams/sales/log/progress/2026-11-20-sato.csv"
    book = accepted(project, tmp_path / "goals", file)
    left = due.due(book, "sales", "sato", date(2026, 11, 20))
    assert [(each.slot.metric, each.day.day) for each in left if each.day.day == 20] == [("visits", 20)]
    assert file["text"].splitlines() == [
        "date,metric,value,by",
        "2026-11-20,revenue,800000,sato",
        "2026-11-20,contracts,2,sato",
        "2026-11-20,offers,1006,sato",
        "2026-11-20,asks,41,sato",
        "2026-11-20,calls,210,sato",
    ]


def test_a_missed_week_is_caught_up_on_in_the_same_file(opened: Any, written: Any, tmp_path: Path) -> None:
    site, project = written("github")
    page = opened_form(opened(site.url))
    fields(page)["contracts"].fill("2")
    page.select_option("#record-gap", index=1)
    fields(page)["contracts"].fill("0")

    file = saving(page)
    accepted(project, tmp_path / "goals", file)
    assert file["text"] == "date,metric,value,by\n2026-11-13,contracts,0,sato\n2026-11-20,contracts,2,sato\n"


def test_only_what_is_due_from_the_person_is_asked(opened: Any, written: Any) -> None:
    page = opened_form(opened(written("github")[0].url), person="ito")

    assert list(fields(page)) == ["training"]
    assert "last 2.50 h on 6 Nov" in page.locator("li:visible .gb-record__beside").first.inner_text()


def test_reps_and_an_agreement_take_the_same_door(opened: Any, written: Any, tmp_path: Path) -> None:
    site, project = written("github")
    page = opened_form(opened(site.url), f"ja/{TEAM}")
    for fold in page.locator("details.gb-record__more:visible > summary").all():
        fold.click()
    page.locator("#record-reps").fill("３")
    page.locator("#record-will").fill('前の日に3分調べる\n"なぜ"を聞く: #毎回 {必ず}\\')
    page.locator("#record-concern").fill("- 展示会")

    files = saving(page, "practice"), saving(page, "agreement")
    book = accepted(project, tmp_path / "goals", *files).teams["sales"]
    [agreed] = book.agreements["h2", "sato"]
    assert agreed.will_do.pick("ja", "en") == ('前の日に3分調べる\n"なぜ"を聞く: #毎回 {必ず}\\', "ja")
    assert str(agreed.concern) == "- 展示会"
    assert [row for log in book.logs if log.folder == "practice" for _, row in log.rows()] == [
        {
            "date": "2026-11-20",
            "member": "sato",
            "practice": "hearing",
            "step": "spin",
            "reps": "3",
            "minutes": "",
        }
    ]


@pytest.mark.parametrize(("folder", "said"), [("", "Actions brought along"), ("ja/", "前回までの宿題")])
def test_the_next_review_is_begun_by_its_button(
    opened: Any, written: Any, tmp_path: Path, folder: str, said: str
) -> None:
    site, project = written("github")
    page = opened_form(opened(site.url, viewport=PHONE), f"{folder}{TEAM}")
    button = page.locator("a.gb-button[href*='reviews']")
    page.locator("details.gb-record__more:visible", has=button).locator("summary").click()
    address = landed(page, button)

    file = {"path": address["filename"], "text": address["value"]}
    name = "2026-11-20-mid-month"  # it was due on the 18th
    assert file["path"] == f"goals/teams/sales/reviews/{name}.md"
    review = accepted(project, tmp_path / "goals", file).teams["sales"].reviews[name]
    assert (review.kind.value, review.held, review.present) == ("mid-month", date(2026, 11, 20), ())
    assert review.is_draft
    assert said in file["text"]
    assert page.locator("#record-review-text").text_content() == file["text"]


def test_what_was_recorded_is_remembered_and_can_be_asked_for_again(opened: Any, written: Any) -> None:
    watched = opened(written("github")[0].url)
    page = opened_form(watched)
    for field in fields(page).values():
        field.fill("1")
    saved = saving(page)["path"]
    assert pressed(page) == saved

    assert (
        "Press “Commit changes” there" in page.locator("[data-kind=progress] .gb-record__after").inner_text()
    )
    page.reload()
    page.locator("a[data-opens]").click()
    assert page.locator("#record-person").input_value() == "sato"
    assert "Once saved there, it is live in about 3 minutes." in page.locator(".gb-record__said").inner_text()
    assert list(fields(page)) == ["calls"]  # the sixth number of this week is still asked for
    fields(page)["calls"].fill("1")
    assert saving(page)["path"] == saved.replace(".csv", "-2.csv")
    page.locator("[data-again]").click()
    assert len(fields(page)) == 5


def test_gitlab_gets_the_name_and_the_text_is_copied(opened: Any, written: Any, tmp_path: Path) -> None:
    site, project = written("gitlab")
    page = opened_form(opened(site.url, permissions=["clipboard-read", "clipboard-write"]))
    fields(page)["contracts"].fill("2")
    file = saving(page)
    assert pressed(page) == file["path"]
    page.wait_for_function(
        "text => navigator.clipboard.readText().then((found) => found === text)", arg=file["text"]
    )

    assert (
        "the text is on the clipboard" in page.locator("[data-kind=progress] .gb-record__after").inner_text()
    )
    accepted(project, tmp_path / "goals", file)


def test_without_a_repository_the_form_offers_a_file(opened: Any, written: Any, tmp_path: Path) -> None:
    site, project = written("none")
    page = opened_form(opened(site.url, accept_downloads=True))
    fields(page)["contracts"].fill("2")
    with page.expect_download() as download:
        page.locator("[data-kind=progress] [data-load]").click()

    path = f"goals/teams/sales/log/progress/{download.value.suggested_filename}"
    text = Path(download.value.path()).read_text(encoding="utf-8")
    accepted(project, tmp_path / "goals", {"path": path, "text": text})
    assert (
        "goals/teams/sales/log/progress/"
        in page.locator("[data-kind=progress] .gb-record__after").inner_text()
    )
    assert page.locator("[data-save]").count() == 0


def test_without_a_script_the_files_to_make_are_listed(opened: Any, written: Any, tmp_path: Path) -> None:
    site, project = written("github")
    page = opened(site.url, java_script_enabled=False).page
    page.goto(f"{site.url}{TEAM}#record")
    page.locator(".gb-record summary").first.click()
    query = parse_qs(urlsplit(str(page.locator(".gb-record__plain a").first.get_attribute("href"))).query)

    assert page.locator(".gb-record__desk").is_hidden()
    accepted(project, tmp_path / "goals", {"path": query["filename"][0], "text": query["value"][0]})
    assert "2026-11-20,calls,,,,sato" in query["value"][0]


def test_a_browser_that_keeps_nothing_can_record(opened: Any, written: Any) -> None:
    watched = opened(written("github")[0].url, anew=True)
    blocked = """for (const name of ["getItem", "setItem"]) {
      const real = Storage.prototype[name];
      Storage.prototype[name] = function (key, ...rest) {
        if (key.startsWith("goalbook")) throw new DOMException("blocked");
        return real.call(this, key, ...rest);
      };
    }"""
    watched.page.add_init_script(blocked)
    page = opened_form(watched)
    fields(page)["contracts"].fill("2")

    assert unquote(saving(page)["text"]).count("\n") == 2


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_form_suits_a_phone_and_axe_finds_nothing(opened: Any, written: Any, scheme: str) -> None:
    page = opened_form(opened(written("github")[0].url, viewport=PHONE, color_scheme=scheme), f"ja/{TEAM}")
    for fold in page.locator("details.gb-record__more:visible > summary").all():
        fold.click()
    fields(page)["contracts"].fill("2.5")
    small = [
        button.inner_text()
        for button in page.locator(".gb-record :is(button, a.gb-button, input, select):visible").all()
        if button.bounding_box()["height"] < 44
    ]

    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    assert len(fields(page)) == 5
    assert small == []
    assert violations(page) == []


NUMBERS = (
    "0", "5", "520", "1,500", "1,2345", "12,34", "007", "2.5", "2.50", "-3", "−3", "△3", "▲1,200", "５２０",
    "240万", "1.5万", "2.4億", "3千", "1.23456万", "万", "1_000", "1e3", "nan", "inf", "5%", "", " 7 ",
    "1 500",
    "0.0000000001", "1234567890123456", "+5", "5円", "240万円", "¥5", ".5", "5.", "--5", "0x10",
)  # fmt: skip


def test_a_number_is_read_as_the_check_reads_it_or_refused(opened: Any, written: Any) -> None:
    page = opened_form(opened(written("github")[0].url))
    field, read = fields(page)["revenue"], {}
    for typed in NUMBERS:
        field.fill(typed)
        line = page.locator("#record-progress-text").text_content().split("\n")[1:2]
        read[typed] = line[0].split(",")[2] if line else None

    known = {typed: _canonical(typed) for typed in NUMBERS}
    assert {typed: value for typed, value in read.items() if value not in {None, known[typed]}} == {}
    assert {typed for typed, value in read.items() if value is None} == {
        "1,2345", "12,34", "007", "万", "1_000", "1e3", "nan", "inf", "5%", "", "1 500",
        "0.0000000001", "1234567890123456", "+5", ".5", "5.", "--5", "0x10",
    }  # fmt: skip


def _canonical(typed: str) -> str | None:
    try:
        return read_logged(typed.strip())
    except (GoalbookError, PydanticCustomError):
        return None
