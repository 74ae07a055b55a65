"""Live parts of the handbook: all that pages ask for, drawn from the built-in example in every language."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from html import unescape

import pytest

from drawn import needs, templates
from goalbook.analyse import thresholds
from goalbook.analyse.threshold import Origin
from goalbook.model.company import Company
from goalbook.present import editions, parts, places

ASKED = re.compile(r"<!--\s*goalbook:\s*([a-z-]+)\s*-->")


@cache
def drawn() -> Mapping[str, Mapping[str, str]]:
    company = Company.model_validate(
        {"name": "Another company", "languages": ["en", "ja"], "currency": "EUR"}
    )
    return parts.render(needs(), editions.languages(company, templates()))


def read(language: str, name: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", drawn()[language][name])).split())


@pytest.mark.parametrize("language", ["en", "ja"])
def test_every_part_a_handbook_page_asks_for_is_drawn(language: str) -> None:
    pages = (places.content() / language).rglob("*.md")
    asked = {name for page in pages for name in ASKED.findall(page.read_text(encoding="utf-8"))}

    assert asked == set(parts.PARTS)
    assert all(drawn()[language][name].strip() for name in asked)


def test_the_plan_is_worked_back_from_the_kgi() -> None:
    plan = read("en", "plan")

    for said in (
        "Contracts 6 ",
        "Proposals 30 ",
        "Sales meetings 48 ",
        "Appointments set 60 ",
        "Appointment asks 200 ",
        "Conversations 1,000 ",
        "Calls 2,500 ",
    ):
        assert said in plan


def test_every_threshold_is_shown_with_its_origin_and_how_to_change_it() -> None:
    table, written = read("en", "thresholds"), drawn()["ja"]["thresholds"]
    known = thresholds.registry().values()

    assert [one.name.text for one in known if one.name.text not in table] == []
    assert table.count(" Fixed. ") == sum(one.limit is None for one in known)
    assert "Most chosen KPIs of a team 5 House default" in table
    assert "limits: kpis_per_team" in table
    assert "Mean moving ranges from the centre to a natural process limit 2.66 Research Wheeler" in table
    assert written.count("目安") == sum(one.origin is Origin.HOUSE for one in known)


def test_the_process_table_shows_november_with_fractions() -> None:
    table = read("en", "process-table")

    assert "26.3 / 30.0 % (50/190)" in table
    assert "14.8 / 20.0 % (4/27)" in table
    assert "¥1.68M / ¥2.40M −¥720k" in table
    assert "14.8 / 20.0 % (4/27) −¥606k … too early 74 %" in table
    assert "26.3 / 30.0 % (50/190) −¥264k probable 87 %" in table


def test_the_tree_holds_both_stages_and_the_arrows() -> None:
    tree = drawn()["ja"]["kpi-tree"]

    assert tree.count('class="gb-chain gb-chain--finer"') == 1
    assert tree.count("gb-leads") >= 4
    assert "受注率" in tree


def test_the_letters_of_the_example_are_stressed_as_the_column_stresses_them() -> None:
    okr = drawn()["en"]["okr"]

    assert okr.count("gb-letter--stressed") == 8
    assert okr.count('class="gb-letters"') == 5


def test_parts_repeat_no_id_of_a_page() -> None:
    assert [name for name, html in drawn()["en"].items() if re.search(r"\sid=", html)] == []


def test_links_of_parts_fit_every_page_of_the_handbook() -> None:
    for html in drawn()["en"].values():
        for address in re.findall(r'href="(?!data:)([^"]+)"', html):
            assert address.startswith("../handbook/")
