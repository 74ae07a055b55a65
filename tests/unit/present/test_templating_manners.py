"""Templates place, choose and loop: no arithmetic, known filters, good links, words from the catalogue."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator
from functools import cache
from pathlib import Path

import jinja2
import pytest
from jinja2 import meta, nodes

from drawn import needs, templates
from goalbook import words as speech
from goalbook.present import page, places
from goalbook.present.filters import Filters
from goalbook.present.page import PageTemplate

ROOT = places.templates()
FILES = sorted((*(ROOT / "pages").glob("*.j2"), *(ROOT / "partials").glob("*.j2")))
FILTERS = Filters(speech.words("en", places.locales()), "en").by_name
JINJA = jinja2.Environment(autoescape=True)
JINJA.filters.update(FILTERS)
ARITHMETIC = (nodes.Add, nodes.Sub, nodes.Mul, nodes.Div, nodes.FloorDiv, nodes.Mod, nodes.Pow, nodes.Neg)
BUILT_IN = {"length", "trim"}
SAME_IN_EVERY_LANGUAGE = {"OKR", "CSV"}
LINK = re.compile(r'link\("([^"]+\.md)"(?:, "([^"]+)")?\)')
each_page = pytest.mark.parametrize("template", templates().pages, ids=lambda template: template.key)


@cache
def tree(file: Path) -> nodes.Template:
    """A template's syntax, read once; tests only look at it."""
    return JINJA.parse(page.body_of(file.read_text(encoding="utf-8")))


def offending(found: Callable[[Path], Collection[str]]) -> dict[str, Collection[str]]:
    """Names of templates to what is wrong in them."""
    return {file.name: wrong for file in FILES if (wrong := found(file))}


def closure(file: Path) -> Iterator[Path]:
    """A template and all it includes or imports, by literal names."""
    yield file
    for node in tree(file).find_all((nodes.Include, nodes.FromImport, nodes.Import)):
        name = node.template
        if isinstance(name, nodes.Const):
            yield from closure(ROOT / name.value)


def test_a_template_computes_nothing() -> None:
    assert len(FILES) > 100
    assert offending(lambda file: [type(node).__name__ for node in tree(file).find_all(ARITHMETIC)]) == {}


def test_filters_are_ours_or_jinjas() -> None:
    known = FILTERS.keys() | BUILT_IN

    assert offending(lambda file: {node.name for node in tree(file).find_all(nodes.Filter)} - known) == {}


def test_the_readme_lists_every_filter_and_no_other() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    table = readme.partition("## Filters")[2].partition("\n## ")[0]
    first_cells = re.findall(r"^\| (`.*?) \|", table, re.MULTILINE)

    assert {name for cell in first_cells for name in re.findall(r"`([a-z_]+)", cell)} == FILTERS.keys()


def test_the_readme_lists_every_line_above_a_page() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    table = readme.partition("## A page")[2].partition("\n## ")[0]

    assert re.findall(r"^\| `([a-z]+)` \|", table, re.MULTILINE) == [
        "each", "path", "title", "description", "search", "nav", "order", "source", "only", "needs",
    ]  # fmt: skip
    assert set(page.KEYS) == set(re.findall(r"^\| `([a-z]+)` \|", table, re.MULTILINE))


def test_text_comes_from_the_catalogue() -> None:
    def own(file: Path) -> set[str]:
        source = page.body_of(file.read_text(encoding="utf-8"))
        bare = re.sub(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}", "", source, flags=re.DOTALL)
        text = re.sub(r"<[^>]*>", " ", bare)
        return set(re.findall(r"[^\W\d_]{2,}", text)) - SAME_IN_EVERY_LANGUAGE - {"gt", "lt"}

    assert offending(own) == {}


def test_attributes_hold_plain_words() -> None:
    marked = re.compile(r'="[^"<>]*\{\{ _\([^}]*\}\}')

    assert offending(lambda file: marked.findall(file.read_text(encoding="utf-8"))) == {}


def test_a_template_is_short_enough_to_read() -> None:
    assert offending(lambda file: file.read_text(encoding="utf-8").splitlines()[60:]) == {}


@pytest.mark.parametrize("language", ["en", "ja"])
def test_links_lead_to_a_page_and_a_heading(language: str) -> None:
    drawn = {template.path for template in templates().pages}
    lost = []
    for file in FILES:
        for path, anchor in LINK.findall(file.read_text(encoding="utf-8")):
            sheet = places.content() / language / path
            if path in drawn and not anchor:
                continue
            known = sheet.read_text(encoding="utf-8") if sheet.is_file() else ""
            if not known or (anchor and f"#{anchor} }}" not in known):
                lost.append(f"{file.name}: {path}#{anchor}")

    assert lost == []


@each_page
def test_a_page_needs_what_it_names_and_names_what_it_needs(template: PageTemplate) -> None:
    files = set(closure(ROOT / "pages" / f"{template.key}{page.SUFFIX}"))
    named = {name for file in files for name in meta.find_undeclared_variables(tree(file))}
    asked = {
        node.args[0].value
        for file in files
        for node in tree(file).find_all(nodes.Call)
        if isinstance(node.node, nodes.Name) and node.node.name == "draw"
    }
    every = (node for file in files for node in tree(file).find_all(nodes.Name))
    own = {node.name for node in every if node.ctx in {"store", "param"}}
    known = {*needs().sections, *needs().tables} - own

    assert set(template.needs) - needs().charts.keys() == named & known
    assert set(template.needs) & needs().charts.keys() == asked


def test_sections_charts_and_tables_share_no_name() -> None:
    names = [*needs().sections, *needs().charts, *needs().tables]

    assert len(set(names)) == len(names)
