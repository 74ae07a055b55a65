"""Below the answer: the picture's months, the process table, chosen KPIs, OKRs in a line, trends and reviews.

Every number and sentence of the three sample teams is golden; `test_below_by_hand` reckons those of the two
teams with real data a second time from the bare log.
"""

from __future__ import annotations

import re
from html import unescape

import pytest

from conftest import Golden
from drawn import sample

CUTS = (
    re.compile(r'<section class="gb-section gb-record".*?</section>', re.DOTALL),
    re.compile(r'<pre id="summary".*?</pre>', re.DOTALL),
    re.compile(r"<text.*?</text>", re.DOTALL),
)
COURSE = re.compile(r'<section class="gb-card gb-course">.*?</section>', re.DOTALL)
SERIES = re.compile(r'(<article id="\w+".*?)<div class="gb-chart', re.DOTALL)


def read(html: str) -> str:
    for cut in CUTS:
        html = cut.sub("", html)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def parts(language: str, team: str) -> list[str]:
    page, trends, reviews = (
        sample(language)[f"teams/{team}/{path}index.md"].body for path in ("", "trends/", "reviews/")
    )
    course = COURSE.search(page)
    assert course is not None
    said = SERIES.findall(trends)
    assert said
    return [
        read(course[0]),
        read(page[page.index('<p class="gb-copy') :]),
        "\n".join(map(read, said)),
        read(reviews[reviews.index("<h2") :]),
    ]


@pytest.mark.parametrize("language", ["en", "ja"])
@pytest.mark.parametrize("team", ["emergency", "pipeline", "sales-1"])
def test_every_sentence_below_the_answer_was_read_once(team: str, language: str, golden: Golden) -> None:
    golden(f"sentences/{team}-below-{language}.txt", "\n\n".join(parts(language, team)) + "\n")


@pytest.mark.parametrize(
    ("language", "months"),
    [
        ("en", "1.98 1.89 2.15 2.21 1.96 2.33 2.46 1.68"),
        ("ja", "198.0 189.0 215.0 221.0 196.0 233.2 246.0 168.0"),
    ],
)
def test_the_picture_of_the_first_screen_shows_the_months_of_the_sample(language: str, months: str) -> None:
    """April to November, and October and November against 2.40 million."""
    page = sample(language)["teams/sales-1/index.md"].body
    course = COURSE.search(page)
    assert course is not None
    drawn = " ".join(re.findall(r"<text[^>]*>([^<]*)</text>", course[0]))
    table = parts(language, "sales-1")[0]

    assert months in drawn
    for month in months.split():
        assert month in table
    assert ("1.63–2.65M" if language == "en" else "162.6〜265.5万円") in table
