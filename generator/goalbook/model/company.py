"""The company: languages, currency, calendar, cycles, limits."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum

from goalbook.model.fields import (
    CountryField,
    CurrencyField,
    DayField,
    FlagField,
    IdField,
    LanguageField,
    MonthField,
    PercentField,
    SpanField,
    TextField,
    TimeZoneField,
    WholeField,
)
from goalbook.model.noun import Noun, field
from goalbook.model.review import ReviewKind
from goalbook.model.values import Span


class Gate(Enum):
    """What happens to goals that leave something open."""

    OFF = "off"
    WARN = "warn"
    BLOCK = "block"


class Calendar(Noun):
    """Which days count. A team may override single entries."""

    country: CountryField = field("Country of the public holidays, two letters", "祝日の国(2文字)", "JP")
    time_zone: TimeZoneField = field(
        "Time zone, e.g. Asia/Tokyo", "タイムゾーン(例:Asia/Tokyo)", "Asia/Tokyo"
    )
    fiscal_year_starts: MonthField = field(
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
    certainty: PercentField = field(
        "How sure the volumes of a plan with certainty are to reach the target",
        "確度付き逆算の確度",
        0.8,
    )
    evidence: PercentField = field(
        "How sure it must be that a step is below plan before it is acted on and coloured",
        "計画を下回っていると判断する確かさ",
        0.8,
    )
    min_denominator: WholeField = field(
        "Below this many cases a rate is not judged, when the metric says nothing",
        "これより分母が小さい率は判断しない(指標に書かれていないとき)",
        30,
    )
    signal_run: WholeField = field(
        "Points in a row on one side of the centre that make a signal, 8 or 7",
        "中心線の同じ側に続くと信号とする点の数(8または7)",
        8,
    )
    numbers_per_week: WholeField = field(
        "Most numbers that one person records in a week", "1人が1週間に記録する数字の上限", 5
    )
    success_low: PercentField = field(
        "Below this part of repetitions that succeed a practice is cut finer",
        "うまくいく割合がこれより低い練習は、もっと細かくする",
        0.4,
    )
    success_high: PercentField = field(
        "Above this part of repetitions that succeed a practice is made harder",
        "うまくいく割合がこれより高い練習は、少し難しくする",
        0.85,
    )


class Company(Noun):
    """``goals/company.yml``."""

    name: TextField = field("The company's name", "会社名")
    languages: tuple[LanguageField, ...] = field(
        "Languages of the site; the first is the site's root and the language of plain text",
        "サイトの言語。先頭がサイトの入口で、言語を書かない文章の言語",
        ("en", "ja"),
        min_length=1,
    )
    currency: CurrencyField = field("Currency of amounts, three letters", "金額の通貨(3文字)", "JPY")
    public: FlagField = field(
        "Whether people outside the company read the site: who changed the goals is then left out",
        "社外の人もサイトを読むか。読む場合、誰が目標を変えたかは表示しない",
        default=False,
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
        {},
    )
    reviews: tuple[ReviewKind, ...] = field(
        "Reviews that are held, month-start and mid-month when left out; month-end and quarter may be added",
        "行う振り返り。書かなければ month-start(月初)と mid-month(月中)。month-end と quarter を足せる",
        (ReviewKind.MONTH_START, ReviewKind.MID_MONTH),
    )
    limits: Limits = field("Limits that checks use", "チェックの上限値", Limits())
    words: tuple[TextField, ...] = field(
        "Words that goals shall not use, since everybody takes them differently; besides the built-in ones",
        "人によって受け取り方が違うため、目標に使わない言葉。組み込みの一覧に加わる",
        (),
    )

    smart_gate: Gate = field(
        "Key results that leave a letter of SMART open: off (told on the page alone), warn (also in a "
        "check) or block (the site is not published)",
        "SMARTの問いが残る主要な成果の扱い。off(ページに示すだけ)、warn(チェックでも知らせる)、"
        "block(公開を止める)",
        Gate.OFF,
    )

    def span(self, cycle: str) -> Span | None:
        """The days of a cycle; None when it is not listed."""
        return self.cycles.get(cycle)
