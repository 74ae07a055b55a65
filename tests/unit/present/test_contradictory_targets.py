"""Key results that cannot all be met are told by the check, to the authors, and at the key result."""

from __future__ import annotations

import re
import shutil
from collections.abc import Mapping
from datetime import date
from html import unescape
from pathlib import Path

import pytest

from drawn import ROOT, bodies, sample_loaded
from goalbook.load.loaded import Loaded
from goalbook.load.run import load
from goalbook.tree import WorkingTree
from goalbook.validate.run import check

LAST = "      kr5:\n"
MORE = """\
      forty:
        title: {en: 40 asks a month each, ja: 1人月40回の打診}
        metric: asks
        each: member
        per: month
        target: 40
        due: 2027-03-31
        type: committed
        owner: suzuki
      eighteen:
        title: {en: A win rate of 18 %, ja: 受注率18%}
        metric: win_rate
        over: 3 months
        target: 18%
        due: 2027-03-31
        type: aspirational
        owner: sato
"""
TEAM, OKR = "teams/sales-1/index.md", "teams/sales-1/okr/index.md"


@pytest.fixture(scope="module")
def contradictory(tmp_path_factory: pytest.TempPathFactory) -> Loaded:
    """The sample company with two more key results of sales-1."""
    folder: Path = tmp_path_factory.mktemp("contradictory")
    shutil.copytree(ROOT / "goals", folder / "goals")
    file = folder / "goals/teams/sales-1/fy2026-h2.yml"
    text = file.read_text(encoding="utf-8")
    assert text.count(LAST) == 1
    file.write_text(text.replace(LAST, MORE + LAST), encoding="utf-8")
    return load(WorkingTree(folder))


def drawn(loaded: Loaded, language: str) -> Mapping[str, str]:
    found = bodies(
        loaded, *check(loaded), today=date(2026, 11, 30), language=language, only=["team", "team_okr"]
    )
    return {path: " ".join(unescape(re.sub(r"<[^>]+>", " ", found[path])).split()) for path in (TEAM, OKR)}


TOLD = {
    "en": """
This key result asks 60 of "appointments" from the whole team; with "forty", "kr3" just met it comes to 48.
Change one of them, so that all can be met at once.
This key result asks 18% of "win_rate" from the whole team, "kr2" over the same time 15%. Change one of them,
so that all can be met at once.
""",
    "ja": """
この主要な成果はチーム全体の「appointments」に
60を求めていますが、「forty」、「kr3」を
ちょうど達成したときの値は48です。
この主要な成果はチーム全体の「win_rate」に18%を求めていますが、同じ期間の「kr2」は15%です。
""",
}
SAID = {
    "en": """
It cannot be met together with “40 asks a month each”, “An appointment rate of 30 % or more”: with
those just met, appointments set comes to 48; this one asks 60 of the whole team.
It cannot be met together with “A win rate of 15 % or more”: of win rate over the same time this one asks
18.0 %, that one 15.0 %.
""",
    "ja": """
「1人月40回の打診」、「アポ獲得率30%以上」と両立しません。
それらをちょうど達成するとアポ獲得数は48件で、ここではチーム全体で60件としています。
「受注率15%以上の達成」と両立しません。同じ期間の受注率を、ここでは18.0 %、あちらでは15.0 %としています。
""",
}


@pytest.mark.parametrize("language", ["en", "ja"])
def test_it_is_told_on_both_pages(contradictory: Loaded, language: str) -> None:
    found = {path: page.replace(" ", "") for path, page in drawn(contradictory, language).items()}

    for where, sentences in ((TEAM, TOLD), (OKR, SAID)):
        for sentence in re.split(r"(?<=[.。])\n(?=It|This|この|「受)", sentences[language].strip()):
            assert re.sub(r"\s", "", sentence) in found[where]


def test_key_results_that_fit_say_nothing() -> None:
    okr = bodies(sample_loaded(), today=date(2026, 11, 30), only=["team_okr"])[OKR]

    assert "It cannot be met together" not in okr
