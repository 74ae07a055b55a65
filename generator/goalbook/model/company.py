"""The company: languages, currency, calendar, cycles, limits."""

from __future__ import annotations

from collections.abc import Mapping

from pydantic import Field

from goalbook.model.fields import DayField, IdField, SpanField, TextField, WholeField
from goalbook.model.noun import Noun, field
from goalbook.model.values import Span


class Calendar(Noun):
    """Which days count. A team may override single entries."""

    country: str = field("Country of the public holidays, two letters", "祝日の国(2文字)", "JP")
    time_zone: str = field("Time zone, e.g. Asia/Tokyo", "タイムゾーン(例:Asia/Tokyo)", "Asia/Tokyo")
    fiscal_year_starts: WholeField = field(
        "Month the fiscal year begins in, 1-12", "会計年度の始まりの月(1〜12)", 4
    )
    closed: tuple[SpanField, ...] = field(
        "Days the company is closed, first..last", "会社の休業日(初日..最終日)", ()
    )
    extra_workdays: tuple[DayField, ...] = field(
        "Days that are worked although they are off", "休みだが働く日", ()
    )


class Limits(Noun):
    """House defaults that a company may change."""

    kpis_per_team: WholeField = field("Most chosen KPIs of a team", "1チームの選んだKPIの上限", 5)
    key_results_per_objective: WholeField = field(
        "Most key results of an objective", "1つの目標の主要な成果の上限", 5
    )


class Company(Noun):
    """``goals/company.yml``."""

    name: TextField = field("The company's name", "会社名")
    languages: tuple[IdField, ...] = field(
        "Languages of the site; the first is the site's root and the language of plain text",
        "サイトの言語。先頭がサイトの入口で、言語を書かない文章の言語",
        ("en", "ja"),
        min_length=1,
    )
    currency: str = field(
        "Currency of amounts, three letters", "金額の通貨(3文字)", "JPY", pattern="^[A-Z]{3}$"
    )
    as_of: DayField | None = field(
        "Show the goals as of this day; for samples and archives only, leave it out otherwise",
        "この日時点で表示する。見本と保存用だけで使い、ふだんは書かない",
        None,
    )
    calendar: Calendar = field("Working days", "営業日", Calendar())
    cycles: Mapping[IdField, SpanField] = field(
        "Cycles: a name and its days, first..last",
        "期の名前と期間(初日..最終日)",
        Field(default_factory=dict),
    )
    limits: Limits = field("Limits that checks use", "チェックの上限値", Limits())

    def span(self, cycle: str) -> Span | None:
        """The days of a cycle; None when it is not listed."""
        return self.cycles.get(cycle)
