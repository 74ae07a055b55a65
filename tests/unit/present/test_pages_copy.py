"""What the first screen says in each state, in both languages, from the rows that produce the state."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from html import unescape
from typing import Any

from builders import a_cycle, a_handbook, a_key_result, a_log, a_metric, a_team
from drawn import bodies
from goalbook.model.handbook import Handbook
from goalbook.present.links import RepoLink

TEAM = f"teams/{a_team().id}/index.md"
REVENUE = {"en": "Revenue", "ja": "売上"}
SALES = {
    "revenue": a_metric(
        name=REVENUE, kind="amount", per="month", target="2,400,000", formula="contracts × average_deal"
    ),
    "average_deal": a_metric(
        name={"en": "Average deal", "ja": "平均単価"},
        kind="ratio",
        of="revenue / contracts",
        target="400,000",
    ),
    "contracts": a_metric(name={"en": "Contracts", "ja": "契約"}, funnel=["proposals", "contracts"]),
    "proposals": a_metric(name={"en": "Proposals", "ja": "提案"}),
    "win_rate": a_metric(
        name={"en": "Win rate", "ja": "受注率"}, kind="rate", of="contracts / proposals", target="20%"
    ),
}
WAITS = {
    "waits": a_metric(
        name={"en": "Breaches", "ja": "4時間超過率"},
        kind="rate",
        of="late / seen",
        target="5%",
        direction="down",
    ),
    "late": a_metric(name="Late"),
    "seen": a_metric(name="Seen"),
}


def a_book(metrics: Mapping[str, Any], rows: Sequence[str], kgi: str = "revenue", **fields: Any) -> Handbook:
    logs = [a_log(*rows)] if rows else ()
    return a_handbook(a_team(a_cycle(metrics=metrics, kgi=kgi, **fields), logs=logs), languages=["en", "ja"])


def november(proposals: int, contracts: int, revenue: int) -> tuple[str, ...]:
    day = "2026-11-30"
    return (
        f"{day},proposals,{proposals}",
        f"{day},contracts,{contracts}",
        f"{day},revenue,{revenue}",
    )


def words(html: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def page(book: Handbook, language: str, **options: Any) -> str:
    return words(bodies(book, language=language, only=["team"], **options)[TEAM])


def answer(book: Handbook, language: str, **options: Any) -> str:
    """Every sentence in large type, one after the other."""
    body = bodies(book, language=language, only=["team"], **options)[TEAM]
    found = re.findall(r'<p class="gb-(?:answer|awaited)">(.*?)</p>', body, re.DOTALL)
    return words(" ".join(found))


def say(book: Handbook, said: Mapping[str, str], **options: Any) -> None:
    for language, expected in said.items():
        assert answer(book, language, **options) == expected


def test_nothing_yet() -> None:
    appointments = a_metric(name={"en": "Appointments", "ja": "アポ"})
    each = {"kr1": a_key_result(metric="appointments", each="member", per="month", target="15")}
    book = a_book({**SALES, "appointments": appointments}, (), key_results=each)

    say(
        book,
        {
            "en": "No numbers yet. The plan for November: Revenue ¥2.4M, 15 appointments each."
            " Record the first row (one minute).",
            "ja": "まだ記録がありません。11月の計画は売上240万円、1人あたりアポ15件です。"
            "最初の1行を記録しましょう(1分)。",
        },
    )


def test_plan_met() -> None:
    say(
        a_book(SALES, november(30, 7, 2_800_000)),
        {
            "en": "Revenue in November: ¥2.80M, ¥0.40M above plan. Mostly at the win rate."
            " Choose one thing to keep and one to stretch.",
            "ja": "11月の売上は280.0万円、計画を40.0万円上回りました。上回った主な段階は受注率です。"
            "続けること・次に伸ばすことを1つずつ選びましょう。",
        },
    )


def test_met_by_luck() -> None:
    say(
        a_book(SALES, november(30, 5, 2_500_000)),
        {
            "en": "Revenue in November: ¥2.50M, ¥0.10M above plan."
            " Win rate was below plan and average deal made up for it."
            " Choose one thing to keep and one to stretch.",
            "ja": "11月の売上は250.0万円、計画を10.0万円上回りました。"
            "受注率は計画を下回り、平均単価で補っています。"
            "続けること・次に伸ばすことを1つずつ選びましょう。",
        },
    )


def test_stale_numbers_name_the_day_and_who_is_awaited() -> None:
    week = {"proposals": 6, "contracts": 1, "revenue": 400_000}
    days = [f"2026-{month}-{day:02}" for month in (10, 11) for day in (2, 9, 16)]
    rows = [f"{day},{metric},{value},ito" for day in days for metric, value in week.items()]
    log = a_log(*rows, columns="date,metric,value,by")
    cycle = a_cycle(metrics=SALES, kgi="revenue", cadence="week")
    book = a_handbook(a_team(cycle, logs=[log]), languages=["en", "ja"])
    today = date(2026, 11, 28)

    english, japanese = (answer(book, language, today=today) for language in ("en", "ja"))

    assert english.startswith(
        "Nothing recorded since 16 Nov. This is not today's state."
        " Waiting for: Ito (Revenue, Contracts, Proposals)."
    )
    assert japanese.startswith(
        "11月16日から記録がありません。以下はその日時点で、今の状態ではありません。"
        "待っている人: Ito (売上、契約、提案)。"
    )
    assert "Nothing recorded since" not in answer(book, "en", today=date(2026, 11, 20))


def test_one_measure_alone() -> None:
    metrics = {"revenue": a_metric(name=REVENUE, kind="amount", per="month", target="2,400,000")}
    book = a_book(metrics, ["2026-11-30,revenue,1680000"])

    said = "One measure only: it cannot show where the gap arose. Split Revenue in two, for example"
    assert said in page(book, "en")
    said = "指標が1つなので、どこで差がついたかは分かりません。売上を2つに分けると見えてきます"
    assert said in page(book, "ja")


def test_thirty_kpis_name_the_three_that_matter_most() -> None:
    more = {f"m{number}": a_metric() for number in range(27)}
    kpis = {name: {} for name in ("win_rate", "average_deal", "proposals", *more)}
    book = a_book({**SALES, **more}, november(20, 3, 1_080_000), kpis=kpis)

    assert (
        "30 KPIs are chosen, 5 is the limit. The three that matter most: Win rate, Proposals, Average deal."
        " Keep the rest as plain measures." in page(book, "en")
    )
    assert "効きの大きい3つ:受注率、提案、平均単価。残りは「指標」として残せます。" in page(book, "ja")


def test_a_plan_of_zero() -> None:
    metrics = {"revenue": a_metric(name=REVENUE, kind="amount", per="month", target="0")}

    say(
        a_book(metrics, ["2026-11-30,revenue,5000"]),
        {
            "en": "Revenue in November: ¥5,000. The plan is 0, so there is no percentage;"
            " the gap is +¥5,000.",
            "ja": "11月の売上は5,000円です。計画が0のため達成率は出せません。差は+5,000円です。",
        },
    )


def test_lower_is_better() -> None:
    say(
        a_book(WAITS, ["2026-11-30,late,134", "2026-11-30,seen,1000"], kgi="waits"),
        {
            "en": "Breaches in November: 13.4 %, 8.4 points above the target (5 % or less).",
            "ja": "11月の4時間超過率は13.4 %、目標(5 %以下)より8.4ポイント多い状態です。",
        },
    )


EDITOR = RepoLink(edit="https://git.example/edit/{path}#L{line}")


def test_numbers_that_contradict_each_other() -> None:
    book = a_book(SALES, november(3, 4, 1_680_000))

    say(
        book,
        {
            "en": "The numbers contradict each other (4 contracts > 3 proposals). No diagnosis until mended.",
            "ja": "数字に矛盾があります(契約4件>提案3件)。直すまで診断は表示しません。",
        },
    )
    body = bodies(book, repo=EDITOR, only=["team"])[TEAM]
    assert 'href="https://git.example/edit/log.csv#L3"' in body
    assert "gb-lane" not in body
