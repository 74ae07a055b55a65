"""Trends say in words which points are more than the usual variation; read by hand from real months."""

from __future__ import annotations

import re
from datetime import date
from html import unescape

import pytest

from drawn import bodies, sample_loaded

PATH = "teams/emergency/trends/index.md"


SAID = {
    "en": (
        "No signal · usual per month 8.1–13.6 % "
        "The plan of a month (5 % or less) lies beyond the usual range: as things are done now it will not "
        "be reached. Signal: above its usual range (February 2019) "
        "Signal: above its usual range (January 2019) Signal: above its usual range (March 2018)"
    ),
    "ja": (
        "信号なし · 月ごとのふだんの幅 8.1〜13.6 % "
        "月の計画(5 %以下)はふだんの幅の外にあり、いまのやり方のままでは届きません。 "
        "信号:ふだんの幅より上(2019年2月) "
        "信号:ふだんの幅より上(2019年1月) 信号:ふだんの幅より上(2018年3月)"
    ),
}


@pytest.mark.parametrize("language", sorted(SAID))
def test_the_newest_point_and_the_signals_before_it_are_told(language: str) -> None:
    found = bodies(sample_loaded(), today=date(2026, 11, 30), language=language, only=["team_trends"])
    article = re.search(r'<article id="breach_rate".*?<div class="gb-chart', found[PATH], re.DOTALL)
    assert article

    assert SAID[language] in " ".join(unescape(re.sub(r"<[^>]+>", " ", article[0])).split())
