"""How days, members and segments become one number: by rules, on the tables of actuals."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

import pandas as pd
import pytest

from builders import a_cycle, a_handbook, a_log, a_metric, a_team, actuals, tables
from goalbook.analyse import run, totals
from goalbook.model.handbook import Handbook

NOVEMBER = ("month", "2026-11-01")
WITH_MEMBER = "date,metric,value,member"
WITH_N = "date,metric,value,n"
RATE = {"won": a_metric(), "asks": a_metric(), "rate": a_metric(kind="rate", of="won / asks")}
MONTHLY = {name: {**metric, "cadence": "month"} for name, metric in RATE.items()}


def of(metric: str, found: dict[tuple[str, str, str], float], *period: str) -> float | None:
    return found.get((metric, *(period or NOVEMBER)))


def test_counts_are_added() -> None:
    found = actuals({"calls": a_metric()}, "2026-11-02,calls,3", "2026-11-03,calls,0", "2026-11-09,calls,4")

    assert of("calls", found) == 7
    assert of("calls", found, "week", "2026-11-02") == 3
    assert of("calls", found, "quarter", "2026-10-01") == 7
    assert of("calls", found, "cycle", "2026-10-01") == 7


def test_a_period_without_a_number_has_none_and_a_reported_zero_is_zero() -> None:
    found = actuals({"calls": a_metric()}, "2026-11-02,calls,0", "2026-11-10,calls,")

    assert of("calls", found, "week", "2026-11-02") == 0
    assert of("calls", found, "week", "2026-11-09") is None


def test_amounts_may_be_negative() -> None:
    found = actuals({"sales": a_metric(kind="amount")}, "2026-11-02,sales,100", "2026-11-03,sales,-150")

    assert of("sales", found) == -50


def test_a_rate_is_a_ratio_of_sums_never_a_mean_of_ratios() -> None:
    rows = ["2026-11-02,won,1", "2026-11-02,asks,2", "2026-11-09,won,30", "2026-11-09,asks,100"]
    rows += ["2026-11-16,won,0", "2026-11-16,asks,0"]

    assert of("rate", actuals(RATE, *rows)) == 31 / 102


def test_a_rate_of_nothing_is_no_number() -> None:
    found = actuals(RATE, "2026-11-02,won,0", "2026-11-02,asks,0")

    assert of("rate", found) is None
    assert of("won", found) == 0


def test_weeks_in_which_only_one_part_was_reported_are_left_out_of_the_rate() -> None:
    rows = ["2026-11-02,won,1", "2026-11-04,asks,4", "2026-11-09,asks,100", "2026-11-16,won,7"]
    book = a_handbook(a_team(a_cycle(metrics=RATE), logs=[a_log(*rows)]))
    found = tables(book, "actuals").rows("actuals", "team")
    month = next(row for row in found if row[2:5] == ("rate", "month", date(2026, 11, 1)))

    assert (month.value, month.numerator, month.denominator, month.rows) == (0.25, 1, 4, 2)


def test_numbers_logged_once_a_month_meet_within_the_month() -> None:
    found = actuals(MONTHLY, "2026-11-06,won,1", "2026-11-27,asks,4")

    assert of("rate", found) == 0.25
    assert of("rate", actuals(RATE, "2026-11-06,won,1", "2026-11-27,asks,4")) is None


def test_the_longer_cadence_of_the_two_parts_decides() -> None:
    mixed = {**RATE, "won": MONTHLY["won"]}

    assert of("rate", actuals(mixed, "2026-11-06,won,1", "2026-11-13,asks,2", "2026-11-27,asks,2")) == 0.25


def test_a_week_says_nothing_about_what_is_logged_once_a_month() -> None:
    found = actuals(MONTHLY, "2026-11-06,won,1", "2026-11-06,asks,4")

    assert {period for _, period, _ in found} == {"month", "quarter", "cycle"}


def test_a_mean_is_weighted_by_n() -> None:
    metrics = {"wait": a_metric(kind="duration")}

    assert of("wait", actuals(metrics, "2026-11-02,wait,2,9", "2026-11-09,wait,12,1", columns=WITH_N)) == 3
    assert of("wait", actuals(metrics, "2026-11-02,wait,2", "2026-11-09,wait,12")) == 7
    assert of("wait", actuals(metrics, "2026-11-02,wait,2,3", "2026-11-09,wait,6,", columns=WITH_N)) == 3
    assert of("wait", actuals(metrics, "2026-11-02,wait,2,0", columns=WITH_N)) is None


def test_of_a_level_the_last_number_counts() -> None:
    metrics = {"stock": a_metric(kind="level")}
    found = actuals(metrics, "2026-11-20,stock,7", "2026-11-06,stock,9", "2026-10-30,stock,3")

    assert of("stock", found) == 7
    assert of("stock", found, "month", "2026-10-01") == 3
    assert of("stock", found, "cycle", "2026-10-01") == 7


def test_last_levels_of_members_are_added_and_last_scores_averaged() -> None:
    rows = ["2026-11-06,x,4,sato", "2026-11-20,x,6,sato", "2026-11-13,x,2,ito"]
    level, score = a_metric(kind="level"), a_metric(kind="score", aggregate="last")

    assert of("x", actuals({"x": level}, *rows, columns=WITH_MEMBER)) == 8
    assert of("x", actuals({"x": score}, *rows, columns=WITH_MEMBER)) == 4


def test_a_ratio_to_a_level_takes_its_last_number() -> None:
    metrics = {
        "sales": a_metric(kind="amount"),
        "staff": a_metric(kind="level"),
        "each": a_metric(kind="ratio", of="sales / staff"),
    }
    rows = ["2026-11-02,sales,30", "2026-11-02,staff,2", "2026-11-09,sales,50", "2026-11-09,staff,4"]

    assert of("each", actuals(metrics, *rows)) == 20


def test_rows_dated_after_the_day_are_not_known_yet() -> None:
    rows = ["2026-11-18,calls,1", "2026-11-19,calls,2", "2026-12-03,calls,4,"]
    metrics = {"calls": a_metric()}

    assert of("calls", actuals(metrics, *rows[:2], today=date(2026, 11, 18))) == 1
    assert ("calls", "month", "2026-12-01") not in actuals(metrics, *rows[:2], today=date(2026, 11, 18))


def test_a_row_that_began_before_the_day_and_ends_after_it_is_not_known_yet() -> None:
    rows = "2026-11-20,calls,10,2026-11-09"

    assert (
        actuals({"calls": a_metric()}, rows, columns="date,metric,value,from", today=date(2026, 11, 18)) == {}
    )


def test_an_earlier_id_still_counts() -> None:
    found = actuals({"calls": a_metric(was="phone_calls")}, "2026-11-02,phone_calls,3", "2026-11-03,calls,4")

    assert of("calls", found) == 7


def test_an_earlier_id_that_is_a_metric_again_is_that_metric() -> None:
    metrics = {"calls": a_metric(was="dials"), "dials": a_metric()}
    found = actuals(metrics, "2026-11-02,dials,3")

    assert (of("dials", found), of("calls", found)) == (3, None)


def test_unknown_metrics_logged_rates_and_days_outside_every_cycle_are_passed_over() -> None:
    rows = ["2026-11-02,other,1", "2026-11-02,rate,0.5", "2025-01-01,won,3", "2027-06-01,won,3"]

    assert actuals(RATE, *rows, today=date(2027, 12, 31)) == {}


def test_a_metric_without_rows_is_computed_from_its_formula() -> None:
    metrics = {
        "sales": a_metric(kind="amount", formula="new + old"),
        "new": a_metric(kind="amount", formula="deals × price"),
        "old": a_metric(kind="amount"),
        "deals": a_metric(),
        "price": a_metric(kind="ratio", of="turnover / deals"),
        "turnover": a_metric(kind="amount"),
        "profit": a_metric(kind="amount", formula="sales - cost"),
        "cost": a_metric(kind="amount"),
        "per_deal": a_metric(kind="amount", formula="profit / deals"),
    }
    rows = ["2026-11-02,old,50", "2026-11-02,deals,2", "2026-11-02,turnover,60", "2026-11-02,cost,30"]
    found = actuals(metrics, *rows)

    assert of("new", found) == 60
    assert of("sales", found) == 110
    assert of("profit", found) == 80
    assert of("per_deal", found) == 40
    assert of("sales", actuals(metrics, *rows[1:])) is None


def test_a_metric_with_rows_is_not_computed() -> None:
    metrics = {"sales": a_metric(formula="new + old"), "new": a_metric(), "old": a_metric()}
    rows = ["2026-10-02,sales,7", "2026-11-02,new,1", "2026-11-02,old,2"]

    assert of("sales", actuals(metrics, *rows)) is None


def test_a_formula_that_leads_back_to_itself_gives_nothing() -> None:
    metrics = {"a": a_metric(formula="b + c"), "b": a_metric(formula="a + c"), "c": a_metric()}

    assert of("a", actuals(metrics, "2026-11-02,c,1")) is None


def test_numbers_of_members_and_segments_stand_apart() -> None:
    columns = "date,metric,value,member,segment"
    rows = ["2026-11-02,won,1,sato,north", "2026-11-02,asks,2,sato,north", "2026-11-02,won,1,ito,south"]
    rows += ["2026-11-02,asks,8,ito,south", "2026-11-02,won,5,,", "2026-11-02,asks,5,,"]
    team = a_team(a_cycle(metrics=RATE), logs=[a_log(*rows, columns=columns)])
    built = tables(a_handbook(team), "by-member", "by-segment")

    for key, names in (("by-member", ("ito", "sato")), ("by-segment", ("south", "north"))):
        november = [row for row in built.rows(key, "team") if row[3:5] == ("month", date(2026, 11, 1))]
        found = {(row[6], row.metric): row.value for row in november}
        assert found == {
            (names[0], "won"): 1, (names[0], "asks"): 8, (names[0], "rate"): 0.125,
            (names[1], "won"): 1, (names[1], "asks"): 2, (names[1], "rate"): 0.5,
        }  # fmt: skip


def test_nothing_divided_by_nothing_is_missing_and_never_infinite() -> None:
    found = totals.divided(pd.Series([1.0, 1.0, float("nan"), 0.0]), pd.Series([2.0, 0.0, 1.0, 0.0]))

    assert found.tolist()[0] == 0.5
    assert found[1:].isna().all()


KINDS = {**RATE, "stock": a_metric(kind="level"), "wait": a_metric(kind="duration")}
COLUMNS = "date,metric,value,member,segment,n,from"
NEEDS = ("actuals", "by-member", "by-segment", "attainment", "freshness")
KEY = ["team", "cycle", "metric", "period", "first"]


def random_rows(seed: int) -> list[str]:
    """Up to 60 rows of one team around the turn of two cycles, each key once, all with member and segment."""
    random = Random(seed)  # noqa: S311 - made-up rows, no secrets
    rows = {}
    for _ in range(random.randrange(60)):
        day = date(2026, 9, 20) + timedelta(days=random.randrange(60))
        key = (day, random.choice(("won", "asks", "stock", "wait")), random.choice(("ito", "sato")))
        value, segment, length = random.randrange(50), random.choice(("north", "south")), random.randrange(11)
        since = day - timedelta(days=length)
        rows[*key, segment] = f"{day},{key[1]},{value},{key[2]},{segment},{value % 5},{since}"
    return list(rows.values())


def random_book(shuffle: Random | None = None) -> Handbook:
    """Fifty teams; with `shuffle` their rows in another order and in two files."""
    teams = []
    for seed in range(50):
        rows, place = random_rows(seed), 0
        if shuffle is not None:
            shuffle.shuffle(rows)
            place = shuffle.randrange(len(rows) + 1)
        logs = [a_log(*part, columns=COLUMNS) for part in (rows[:place], rows[place:])]
        cycles = [a_cycle(name, metrics=KINDS) for name in ("h1", "h2")]
        teams.append(a_team(*cycles, team_id=f"team-{seed:02}", logs=logs))
    return a_handbook(*teams)


@pytest.fixture(scope="module")
def random_tables() -> run.Tables:
    return tables(random_book(), *NEEDS)


@pytest.mark.parametrize(
    ("metric", "part"), [("won", "value"), ("rate", "numerator"), ("rate", "denominator")]
)
def test_weeks_months_and_quarters_add_up_to_the_cycle(
    random_tables: run.Tables, metric: str, part: str
) -> None:
    frame = random_tables.frame("actuals")
    found = frame[frame["metric"] == metric].groupby(KEY[:4], observed=True)[part].sum().unstack("period")  # noqa: PD010 - of a sum

    assert len(found) == 100
    assert found["cycle"].sum() > 0
    for period in ("week", "month", "quarter"):
        pd.testing.assert_series_equal(found[period], found["cycle"], check_names=False)


@pytest.mark.parametrize("part", ["by-member", "by-segment"])
@pytest.mark.parametrize("metric", ["won", "asks", "stock"])
def test_members_and_segments_add_up_to_the_team(random_tables: run.Tables, part: str, metric: str) -> None:
    whole, parts = random_tables.frame("actuals"), random_tables.frame(part)
    is_wanted = (whole["metric"] == metric) & (whole["period"] != "week") & whole["value"].notna()
    expected = whole[is_wanted].set_index(KEY)["value"]
    added = parts[parts["metric"] == metric].groupby(KEY, observed=True)["value"].sum()

    assert len(expected) > 100
    pd.testing.assert_series_equal(added, expected, check_index_type=False)


def test_members_and_segments_have_no_weeks(random_tables: run.Tables) -> None:
    for part in ("by-member", "by-segment"):
        assert set(random_tables.frame(part)["period"]) == {"month", "quarter", "cycle"}


def test_what_was_logged_is_neither_lost_nor_doubled(random_tables: run.Tables) -> None:
    frame = random_tables.frame("actuals")
    found = frame[(frame["metric"] == "won") & (frame["period"] == "cycle")]["value"]
    rows = [row.split(",") for seed in range(50) for row in random_rows(seed)]

    assert found.sum() == sum(int(row[2]) for row in rows if row[1] == "won")


def test_the_order_of_rows_and_the_split_into_files_change_nothing(random_tables: run.Tables) -> None:
    other = tables(random_book(Random(7)), *NEEDS)  # noqa: S311 - made-up order

    for key in NEEDS:
        pd.testing.assert_frame_equal(other.frame(key), random_tables.frame(key), check_exact=True)


def test_empty_handbooks_have_empty_tables() -> None:
    for book in (a_handbook(a_team(a_cycle(metrics={}))), a_handbook(a_team(a_cycle()), spans={})):
        built = tables(book, "actuals", "by-member", "by-segment", "attainment", "steps", "key-results")
        for key in ("actuals", "by-member", "by-segment", "attainment", "steps", "key-results"):
            assert built.rows(key, "team") == ()


@pytest.mark.parametrize("key", ["actuals", "attainment"])
def test_a_period_that_has_begun_has_a_row_without_any_number(key: str) -> None:
    rows = tables(a_handbook(), key).rows(key, "team")

    assert {(row.period, row.first) for row in rows if row.period == "month"} == {
        ("month", date(2026, 10, 1)),
        ("month", date(2026, 11, 1)),
    }
