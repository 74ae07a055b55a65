"""The seven items: where each turns, and that unknown is never a pass."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from builders import a_cycle, a_handbook, a_log, a_metric, a_team, tables
from goalbook.analyse import checklist
from goalbook.analyse.checklist import Asked
from goalbook.analyse.checklist_item import CheckState, Item, graded, worst
from goalbook.analyse.run import Tables
from goalbook.model.agreement import Agreement
from goalbook.model.cycle import Cycle
from goalbook.model.handbook import Handbook, TeamFiles
from goalbook.model.log import LogFile
from goalbook.model.review import Review

DAY = date(2026, 11, 30)
FAIL, WARN, UNKNOWN, PASS = CheckState


def items(cycle: Cycle | None = None, day: date = DAY, **files: Any) -> dict[str, Item]:
    """Key to item for one team."""
    made = a_team(cycle or a_cycle(), **{"lead": "sato", **files.pop("team", {})})
    made = TeamFiles(
        id=made.id, team=made.team, cycles=made.cycles, logs=tuple(files.pop("logs", made.logs)), **files
    )
    built = numbers(a_handbook(replace(made, reviews={}, agreements={})), day)
    layers, zones = (
        [row for row in built.rows(key, "team") if row.cycle == "h2"] for key in ("layers", "stretch")
    )
    asked = Asked(handbook=a_handbook(made), team="team", cycle="h2", day=day)
    return {item.key: item for item in checklist.items(asked, layers, zones)}


NUMBERS: list[tuple[Handbook, date, Tables]] = []


def numbers(book: Handbook, day: date) -> Tables:
    """Tables of a handbook, built once for all that are equal: what people agreed or reviewed is in none."""
    found = next((built for known, then, built in NUMBERS if (known, then) == (book, day)), None)
    if found is None:
        found = tables(book, "layers", "stretch", today=day)
        NUMBERS.append((book, day, found))
    return found


def states(cycle: Cycle | None = None, day: date = DAY, **files: Any) -> dict[str, CheckState]:
    return {key: item.state for key, item in items(cycle, day, **files).items()}


def chosen(number: int, **kpi: Any) -> Cycle:
    metrics = {f"m{n}": a_metric() for n in range(number)}
    return a_cycle(metrics=metrics, kpis=dict.fromkeys(metrics, kpi))


def said(*rows: str) -> list[LogFile]:
    log = a_log(*rows, columns="date,item,answer,by", path="a.csv")
    return [LogFile(log.path, "attestation", log.columns, log.data)]


def agreed(**days: str) -> dict[tuple[str, str], tuple[Agreement, ...]]:
    return {
        ("h2", member): (Agreement.model_validate({"date": day, "will_do": "I ask"}),)
        for member, day in days.items()
    }


def held(day: str, kind: str = "month-start", **actions: Any) -> Review:
    given = {name: {"what": "Ask", "owner": "ito", "due": day, **one} for name, one in actions.items()}
    return Review.model_validate({"kind": kind, "held": day, "actions": given, "prose": "Keep on"})


def test_an_empty_team_passes_nothing() -> None:
    assert PASS not in states(a_cycle(metrics={})).values()


@pytest.mark.parametrize(("number", "state"), [(0, UNKNOWN), (5, PASS), (6, WARN), (7, WARN), (8, FAIL)])
def test_focus_turns_at_the_limit_and_at_eight(number: int, state: CheckState) -> None:
    assert states(chosen(number))["focus"] is state


def test_three_for_a_person_are_enough() -> None:
    assert states(chosen(3, owner="ito"))["focus"] is PASS
    assert states(chosen(4, owner="ito"))["focus"] is WARN


def leading() -> Cycle:
    metrics = {
        "won": a_metric(funnel=["calls", "won"], target="3"),
        "calls": a_metric(),
    }
    return a_cycle(metrics=metrics, kgi="won", kpis={"calls": {}})


def test_behaviour_needs_somebodys_word() -> None:
    assert states(leading())["behaviour"] is UNKNOWN
    assert states(leading(), logs=said("2026-11-05,behaviour,yes,ito"))["behaviour"] is PASS
    assert states(leading(), logs=said("2026-11-05,behaviour,no,ito"))["behaviour"] is WARN


def test_a_word_never_mends_what_the_numbers_say() -> None:
    only_results = a_cycle(metrics={"won": a_metric()}, kgi="won", kpis={"won": {}})

    assert states(only_results, logs=said("2026-11-05,behaviour,yes,ito"))["behaviour"] is FAIL
    assert states(a_cycle(), logs=said("2026-11-05,behaviour,yes,ito"))["behaviour"] is UNKNOWN


def test_a_word_holds_for_ninety_days_and_the_newest_counts() -> None:
    logs = said("2026-09-01,behaviour,yes,ito", "2026-08-01,behaviour,no,sato")
    last, after = date(2026, 11, 30), date(2026, 12, 1)

    assert states(leading(), last, logs=logs)["behaviour"] is PASS
    assert states(leading(), after, logs=logs)["behaviour"] is UNKNOWN
    word = items(leading(), after, logs=logs)["behaviour"].attested
    assert word is not None
    assert (word.by, word.day, word.expires, word.is_expired) == ("ito", date(2026, 9, 1), last, True)


@pytest.mark.parametrize(
    ("day", "days", "state"),
    [
        (date(2026, 10, 7), {}, UNKNOWN),  # the fifth working day from Thursday, 1 October
        (date(2026, 10, 8), {}, FAIL),
        (date(2026, 10, 8), {"ito": "2026-10-05"}, WARN),
        (DAY, {"ito": "2026-10-07", "sato": "2026-10-05"}, PASS),
        (DAY, {"ito": "2026-10-08", "sato": "2026-10-05"}, WARN),
    ],
)
def test_everybody_agrees_within_five_working_days(
    day: date, days: dict[str, str], state: CheckState
) -> None:
    assert states(day=day, agreements=agreed(**days))["agreement"] is state


def test_of_a_finished_record_nobody_is_asked() -> None:
    assert states(team={"as_of": "2026-11-30"})["agreement"] is UNKNOWN


def test_a_stretch_without_a_past_is_unknown_until_somebody_says_so() -> None:
    cycle = a_cycle(key_results={"kr1": {"title": "Ask", "metric": "calls", "target": "10"}})

    assert states(cycle)["stretch"] is UNKNOWN
    assert states(cycle, logs=said("2026-11-05,stretch,yes,ito"))["stretch"] is PASS
    assert states(cycle, logs=said("2026-11-05,stretch,no,ito"))["stretch"] is WARN


def test_numbers_and_words() -> None:
    counted = {"title": "Ask", "metric": "calls", "target": "10"}
    levels = {"title": "Hear", "rubric": ["a", "b", "c", "d"]}

    def both(*results: dict[str, Any], title: str = "Trust") -> CheckState:
        named = {f"kr{n}": one for n, one in enumerate(results)}
        return states(a_cycle(objectives={"o": {"title": title, "key_results": named}}))["both"]

    assert both(counted, levels) is PASS
    assert both(counted) is WARN
    assert both(levels) is WARN
    assert both({"title": "Hear", "rubric": ["a", "b", "c"]}) is FAIL
    assert both(counted, levels, title="Trust of 10 customers") is WARN
    assert both(counted, {**levels, "level": "2"}) is WARN
    assert both(counted, {**levels, "level": "2", "evidence": "Two recordings"}) is PASS


def test_reviews_count_when_they_were_held_in_time() -> None:
    start = {"2026-11-05-month-start": held("2026-11-05"), "2026-10-05-month-start": held("2026-10-05")}
    late = {"2026-11-10-month-start": held("2026-11-10")}

    def kept(**reviews: Review) -> tuple[CheckState, str]:
        item = items(day=date(2026, 11, 9), reviews=reviews, logs=[a_log("2026-10-01,calls,1")])["reviews"]
        return item.state, str(dict(item.facts[0].said.values))

    assert kept(**start) == (WARN, "{'number': 2, 'all': 3}")  # mid-month October was not held
    assert states(reviews={})["reviews"] is UNKNOWN
    assert states(reviews=late, day=date(2026, 11, 12))["reviews"] is FAIL


def test_improvement_counts_tries_that_were_done_and_who_proposed_them() -> None:
    def improved(*tries: dict[str, Any]) -> CheckState:
        named = {f"t{n}": one for n, one in enumerate(tries)}
        return states(reviews={"2026-10-05-month-start": held("2026-10-05", **named)})["improve"]

    done = {"done": "2026-10-20"}
    assert improved() is UNKNOWN
    assert improved({**done, "by": "ito"}) is UNKNOWN, "one try is too few"
    assert improved(done, done) is UNKNOWN, "nobody wrote down who proposed them"
    assert improved({**done, "by": "ito"}, {**done, "by": "sato"}) is PASS
    assert improved({**done, "by": "sato"}, {**done, "by": "sato"}) is WARN
    assert improved({**done, "by": "ito"}, {"by": "sato"}) is WARN  # one of two in 30 days
    assert improved({"by": "ito"}, {"by": "sato"}) is FAIL
    assert improved({"done": "2026-11-10", "by": "ito"}, {**done, "by": "sato"}) is WARN, "36 days"
    assert improved({"dropped": "true", "by": "ito"}, {**done, "by": "sato"}) is UNKNOWN


def test_states_are_joined_by_the_least_favourable() -> None:
    assert worst([]) is UNKNOWN
    assert worst([PASS, UNKNOWN]) is UNKNOWN
    assert worst([PASS, UNKNOWN, WARN]) is WARN
    assert worst([WARN, FAIL]) is FAIL
    assert [graded(share, 0.8, 0.5) for share in (0.8, 0.79, 0.5, 0.49)] == [PASS, WARN, WARN, FAIL]
