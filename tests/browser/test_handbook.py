"""The handbook in the built sample site: every row of the method has a place, every link leads somewhere."""

from __future__ import annotations

import csv
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator
from functools import cache
from importlib import util
from pathlib import Path
from typing import Any

import pytest

from goalbook.present import parts, places
from goalbook.publish import handbook
from goalbook.validate import run as validate_run

pytestmark = pytest.mark.site

Open = Callable[..., Any]
ROOT = Path(__file__).resolve().parents[2]
ROWS = 71
LANGUAGES = {"en": "", "ja": "ja/"}


def mapped() -> dict[int, tuple[str, ...]]:
    """Row of the method to what carries it: ``page#anchor``, ``part:name`` or ``check:key``."""
    text = (ROOT / "tests/cases/handbook/method_rows.csv").read_text(encoding="utf-8")
    return {int(row["row"]): tuple(row["carried by"].split()) for row in csv.DictReader(text.splitlines())}


def checks() -> set[str]:
    return {rule.key for rule in validate_run.rules()}


@pytest.fixture(scope="module")
def read() -> Callable[[Path], Any]:
    """A written page as values, each read once."""
    spec = util.spec_from_file_location("written_page", ROOT / "tests/site/written_page.py")
    assert spec is not None
    assert spec.loader is not None
    module = sys.modules["written_page"] = util.module_from_spec(spec)
    spec.loader.exec_module(module)
    reader: Callable[[Path], Any] = cache(module.Written.read)
    return reader


def test_every_row_of_the_method_is_carried_by_something() -> None:
    assert sorted(mapped()) == list(range(1, ROWS + 1))
    assert [row for row, carried in mapped().items() if not carried] == []


@pytest.mark.parametrize("row", sorted(mapped()))
def test_what_carries_a_row_exists_in_both_languages(
    sample: Any, read: Callable[[Path], Any], row: int
) -> None:
    known = checks()
    missing = []
    for target in mapped()[row]:
        kind, _, name = target.rpartition(":")
        if kind == "check":
            missing += [target] if name not in known else []
            name = f"handbook/rules/{name}/index.html#{name}"
        elif kind == "part":
            missing += [target] if name not in asked() else []
            continue
        address, _, anchor = name.partition("#")
        for folder in LANGUAGES.values():
            file = sample.folder / folder / address
            if not file.is_file() or anchor not in read(file).anchors:
                missing.append(folder + name)

    assert missing == []


@cache
def asked() -> frozenset[str]:
    """Live parts that a handbook page asks for in every language."""
    found = [
        {
            name
            for page in (places.content() / code).rglob("*.md")
            for name in handbook.parts_in(page.read_text(encoding="utf-8"))
        }
        for code in LANGUAGES
    ]
    return frozenset(set.intersection(*found) & set(parts.PARTS))


def test_every_link_of_every_page_leads_somewhere(sample: Any, read: Callable[[Path], Any]) -> None:
    pages = [file for file in sorted(sample.folder.rglob("*.html")) if file.name != "404.html"]
    dead = [
        f"{file.relative_to(sample.folder)}: {address}"
        for file in pages
        for address in read(file).addresses()
        if not leads(sample.folder, read, *read(file).target(address))
    ]

    assert len(pages) > 2 * len(checks())
    assert dead == []


def leads(folder: Path, read: Callable[[Path], Any], file: Path, anchor: str) -> bool:
    """Whether a file of the site is there, and the place in it."""
    if not file.is_file() or not file.is_relative_to(folder):
        return False
    return not anchor or file.suffix != ".html" or anchor in read(file).anchors


def test_no_page_shows_the_mark_of_an_anchor(sample: Any, read: Callable[[Path], Any]) -> None:
    pages = [
        file for folder in LANGUAGES.values() for file in (sample.folder / folder / "handbook").glob("*.html")
    ]

    assert [file.name for file in pages if "{ #" in read(file).one(class_="md-content__inner").text] == []


def test_the_page_of_a_rule_leads_to_its_place_in_the_handbook(
    sample: Any, read: Callable[[Path], Any]
) -> None:
    for rule in validate_run.rules():
        path, anchor = rule.value.place
        for folder in LANGUAGES.values():
            page = read(sample.folder / folder / f"handbook/rules/{rule.key}/index.html")
            target = sample.folder / folder / path.replace(".md", ".html")
            assert (target, anchor) in [page.target(address) for address in page.addresses()], rule.key
            assert anchor in read(target).anchors, rule.key


def test_every_handbook_page_is_written_in_both_languages_and_alike() -> None:
    def outline(language: str) -> dict[str, list[str]]:
        folder = places.content() / language
        return {
            page.relative_to(folder).as_posix(): sorted(set(anchors(page.read_text(encoding="utf-8"))))
            for page in sorted(folder.rglob("*.md"))
        }

    assert outline("en") == outline("ja")


def anchors(markdown: str) -> Iterator[str]:
    """Anchors that an author gave."""
    for piece in markdown.split("{ #")[1:]:
        yield piece.partition(" }")[0]


def test_every_label_a_page_tells_to_press_is_among_the_buttons() -> None:
    folder = places.content() / "ja/handbook"
    known = (folder / "buttons.md").read_text(encoding="utf-8")
    for name in ("record.md", "propose.md"):
        pieces = (folder / name).read_text(encoding="utf-8").split("**")[1::2]
        labels = [piece for piece in pieces if piece.isascii()]
        assert len(labels) > 5
        assert [label for label in labels if f"**{label}**" not in known] == []


UNSEEN = """\
names => names.filter(name => {
  const place = document.getElementById(name)
  return !place?.checkVisibility({visibilityProperty: true}) || !place.getClientRects().length
})"""


@pytest.mark.browser
@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_a_reader_can_go_to_the_place_of_every_row(opened: Open, sample: Any, language: str) -> None:
    wanted = defaultdict(set)
    for target in (target for carried in mapped().values() for target in carried if ":" not in target):
        address, _, anchor = target.partition("#")
        wanted[address].add(anchor)
    watched = opened(sample.url, viewport={"width": 390, "height": 844})
    hidden = []
    watched.go(f"{LANGUAGES[language]}index.html")
    for address, names in sorted(wanted.items()):
        page = watched.follow(LANGUAGES[language] + address)
        hidden += [f"{address}#{name}" for name in page.evaluate(UNSEEN, sorted(names))]

    assert len(wanted) > 10
    assert hidden == []
