"""What a team's page says in each state, with exactly the numbers of its files."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from functools import cache
from html import unescape
from typing import Any, Final

import pytest

from builders import a_cycle, a_handbook, a_key_result, a_log, a_metric, a_team
from drawn import bodies
from goalbook.messages import msg
from goalbook.model.handbook import Handbook, TeamFiles
from goalbook.model.values import Text
from goalbook.present.links import RepoLink
from goalbook.problems import Location, Problem, Severity
from goalbook.validate.accepted import Accepted

SALES = {
    "revenue": a_metric(name="Revenue", kind="amount", per="month", target="2,400,000"),
}
EDITOR = RepoLink(edit="https://git.example/edit/{path}#L{line}")


def a_book(metrics: Mapping[str, Any], *rows: str, kgi: str = "revenue", **fields: Any) -> Handbook:
    return a_handbook(
        a_team(a_cycle(metrics=metrics, kgi=kgi, **fields), logs=[a_log(*rows)] if rows else ())
    )


def words(html: str) -> str:
    """What is read on the page."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def answer(handbook: Handbook, **options: Any) -> str:
    """The sentence a team's page opens with."""
    return opening(bodies(handbook, only=["team"], **options)[TEAM])


def opening(page: str) -> str:
    """The sentence in large type."""
    found = re.search(r'<p class="gb-answer">(.*?)</p>', page, re.DOTALL)
    assert found
    return words(found[1])


TEAM = f"teams/{a_team().id}/index.md"


FIRST: Final[Mapping[str, tuple[Mapping[str, Any], list[str], str]]] = {
    "missed": (
        SALES["revenue"],
        ["2026-11-06,revenue,1680000"],
        "November revenue was ¥1.68M, ¥0.72M short of plan.",
    ),
    "even": (
        SALES["revenue"],
        ["2026-11-06,revenue,2400000"],
        "Revenue in November: ¥2.40M, exactly as planned.",
    ),
    "met": (
        SALES["revenue"],
        ["2026-11-06,revenue,2500000"],
        "Revenue in November: ¥2.50M, ¥0.10M above plan. Choose one thing to keep and one to stretch.",
    ),
    "plan 0": (
        {**SALES["revenue"], "target": "0"},
        ["2026-11-06,revenue,5000"],
        "Revenue in November: ¥5,000. The plan is 0, so there is no percentage; the gap is +¥5,000.",
    ),
    "no target": (
        a_metric(name="Revenue", kind="amount", per="month"),
        ["2026-11-06,revenue,5000"],
        "Revenue in November: ¥5,000. No target has been set.",
    ),
    "waiting": (SALES["revenue"], ["2026-10-06,revenue,5000"], "No numbers for Revenue in November yet."),
    "too high": (
        a_metric(name="Days", kind="duration", target="2", per="month"),
        ["2026-11-06,revenue,3"],
        "Days in November: 3, 1 above the target (2 or less).",
    ),
    "low enough": (
        a_metric(name="Days", kind="duration", target="2", per="month"),
        ["2026-11-06,revenue,1"],
        "Days in November: 1, within the target (2 or less).",
    ),
    "in range": (
        a_metric(name="Load", kind="level", direction="band", band=["70", "90"]),
        ["2026-11-06,revenue,80"],
        "Load in November: 80, within the planned range (70 to 90).",
    ),
    "out of range": (
        a_metric(name="Load", kind="level", direction="band", band=["70", "90"]),
        ["2026-11-06,revenue,95"],
        "Load in November: 95, outside the planned range (70 to 90).",
    ),
}


@cache
def first_sentences() -> Mapping[str, str]:
    """Case to the sentence of its team; all of them are teams of one company, whose tables are built once."""
    teams = {
        name.replace(" ", "-"): a_cycle(metrics={"revenue": metric}, kgi="revenue")
        for name, (metric, _, _) in FIRST.items()
    }
    logs = {name.replace(" ", "-"): [a_log(*rows)] for name, (_, rows, _) in FIRST.items()}
    book = a_handbook(*(a_team(cycle, team_id=team, logs=logs[team]) for team, cycle in teams.items()))
    drawn = bodies(book, only=["team"])
    return {name: opening(drawn[f"teams/{name.replace(' ', '-')}/index.md"]) for name in FIRST}


@pytest.mark.parametrize("case", FIRST)
def test_the_first_sentence(case: str) -> None:
    assert first_sentences()[case] == FIRST[case][2]


def test_nothing_yet_says_the_plan_and_the_first_step() -> None:
    book = a_book(
        {**SALES, "appointments": a_metric(name="Appointments")},
        key_results={"kr1": a_key_result(metric="appointments", each="member", per="month", target="15")},
    )

    plan = "The plan for November: Revenue ¥2.4M, 15 appointments each."
    assert answer(book) == f"No numbers yet. {plan} Record the first row (one minute)."


def test_a_running_period_is_neither_met_nor_missed() -> None:
    book = a_book(SALES, "2026-10-06,revenue,600000")

    page = bodies(book, today=date(2026, 10, 10), only=["team"])[TEAM]

    assert (
        "Revenue so far in October: ¥0.60M. The plan asks for ¥0.80M by now and ¥2.40M by the end."
        in words(page)
    )
    assert "met" not in re.findall(r"\w+", words(page))


def test_a_rate_that_contradicts_itself_is_said_instead_of_an_answer() -> None:
    metrics = {
        "win_rate": a_metric(name="Win rate", kind="rate", of="contracts / proposals", target="20%"),
        "contracts": a_metric(name="Contracts"),
        "proposals": a_metric(name="Proposals"),
    }
    book = a_book(metrics, "2026-11-06,contracts,4", "2026-11-06,proposals,3", kgi="win_rate")

    page = words(bodies(book, only=["team"])[TEAM])

    assert "The numbers contradict each other (4 contracts > 3 proposals). No diagnosis until mended." in page
    assert "above plan" not in page


def test_one_measure_alone_cannot_show_where_the_gap_arose() -> None:
    page = words(bodies(a_book(SALES, "2026-11-06,revenue,1"), only=["team"])[TEAM])

    assert "One measure only: it cannot show where the gap arose. Split Revenue in two" in page
    assert "Where the difference arose" not in page


def test_too_many_chosen_kpis_are_counted_against_the_limit() -> None:
    metrics = {**SALES, **{f"m{n}": a_metric() for n in range(30)}}
    book = a_book(metrics, "2026-11-06,revenue,1", kpis={f"m{n}": {} for n in range(30)})

    page = words(bodies(book, only=["team"])[TEAM])

    assert "30 KPIs are chosen, 5 is the limit." in page
    assert "House default" in page


def test_a_team_without_goals_says_so_and_shows_no_empty_part() -> None:
    book = a_handbook(TeamFiles(id="sales", team=a_team().team))

    page = bodies(book, only=["team"])["teams/sales/index.md"]

    assert "No goals have been written for this team yet." in words(page)
    assert re.findall(r"<h2", page) == []


def test_a_cycle_without_a_kgi_says_so() -> None:
    book = a_handbook(a_team(a_cycle()))

    assert answer(book) == "No KGI has been chosen yet: the one number that shows the final result."


def test_another_currency_and_very_long_names_are_written() -> None:
    name = "Revenue " + "and more " * 60
    team = a_team(
        a_cycle(
            kgi="revenue",
            metrics={"revenue": a_metric(name=name, kind="amount", per="month", target="1,000")},
        ),
        currency="USD",
        logs=[a_log("2026-11-06,revenue,1130")],
    )

    assert answer(a_handbook(team)).endswith(
        "in November: $1,130, $130 above plan. Choose one thing to keep and one to stretch."
    )


def test_japanese_alone_is_marked_on_the_english_page() -> None:
    metrics = {"revenue": a_metric(name={"ja": "売上"}, kind="amount", per="month", target="10")}

    page = bodies(a_book(metrics, "2026-11-06,revenue,4"), only=["team"])[TEAM]

    assert 'November <span lang="ja">売上</span> was' in page


def test_text_of_authors_is_never_markup() -> None:
    evil = "<script>alert(1)</script> {{ company }} <b onclick=x>"
    metrics = {"revenue": a_metric(name=evil, note=evil, kind="amount", per="month", target="10")}
    book = a_book(metrics, "2026-11-06,revenue,4", one_line=evil, kpis={"revenue": {"because": evil}})

    for path, body in bodies(book).items():
        if path.startswith("teams/"):
            assert "<script" not in body
            assert "<b onclick" not in body
            assert "Company(" not in body


def test_every_line_leads_to_its_place_only_where_the_repository_is_known() -> None:
    book = a_book({**SALES, "calls": a_metric()}, "2026-11-06,revenue,4", kpis={"calls": {}})

    known = bodies(book, repo=EDITOR, only=["team"])[TEAM]
    unknown = bodies(book, only=["team"])[TEAM]

    assert 'href="https://git.example/edit/goals/teams/' in known
    assert "gb-pencil" not in unknown
    assert "git.example" not in unknown


def test_notes_for_the_authors_stand_at_their_team_with_place_and_rule() -> None:
    book = a_handbook(a_team(a_cycle(kgi="calls")), a_team(a_cycle(kgi="calls"), team_id="other"))
    place = Location(f"goals/{TEAM.removesuffix('/index.md')}/h2.yml", 7, 3)
    problem = Problem(
        location=place, severity=Severity.WARNING, key="cycle-has-a-kgi", message=msg("Say {x}.", x="<this>")
    )

    found = bodies(book, problem, only=["team"])

    assert "1 note for the authors Say <this>." in words(found[TEAM])
    assert f"{place.path}:7" in words(found[TEAM])
    assert 'href="../../handbook/rules/cycle-has-a-kgi/index.html"' in found[TEAM]
    assert "note for the authors" not in found["teams/other/index.md"]


def test_accepted_notes_stand_at_their_team_with_the_reason_as_it_was_written() -> None:
    book = a_handbook(a_team(a_cycle(kgi="calls")), a_team(a_cycle(kgi="calls"), team_id="other"))
    place = Location(f"goals/{TEAM.removesuffix('/index.md')}/h2.yml", 7, 3)
    problem = Problem(
        location=place, severity=Severity.WARNING, key="leaf-has-an-owner", message=msg("Nobody looks.")
    )
    one = Accepted(problem=problem, reason=Text.plain("<b>We</b> do."), location=place)

    found = bodies(book, one, only=["team"])

    assert "1 note accepted with a reason Nobody looks. Accepted, because: <b>We</b> do." in words(
        found[TEAM]
    )
    assert "note for the authors" not in found[TEAM]
    assert "accepted" not in found["teams/other/index.md"]


def test_home_of_300_teams_stays_small_and_names_ten() -> None:
    teams = [
        a_team(
            a_cycle(metrics=SALES, kgi="revenue"),
            team_id=f"t{n:03}",
            parent=f"d{n % 7}",
            logs=[a_log(f"2026-11-06,revenue,{n}")],
        )
        for n in range(300)
    ]
    divisions = [TeamFiles(id=f"d{n}", team=a_team(name=f"Division {n}").team) for n in range(7)]

    home = bodies(a_handbook(*teams, *divisions), only=["home"])["index.md"]

    assert len(home.encode()) < 300_000
    assert "300 teams: 300 missed or unlikely. Look at these ten first." in words(home)
    assert home.count('class="gb-entries__note') == 10
    assert home.count("<circle") == 300
    assert "plotly" not in home.lower()
    assert "data-figure" not in home


def test_the_full_list_stands_in_blocks_of_a_hundred() -> None:
    teams = [a_team(team_id=f"t{n:03}", name=f"Team {n:03}") for n in range(250)]

    page = bodies(a_handbook(*teams), only=["teams"])["teams/index.md"]

    assert re.findall(r'id="block-\d"[^>]*>(.*?)</h2>', page) == [
        "From Team 000 to Team 099",
        "From Team 100 to Team 199",
        "From Team 200 to Team 249",
    ]
