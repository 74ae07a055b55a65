"""Numbers as readers see them, in both languages; worked figures are those of the pages' copy."""

from __future__ import annotations

import pytest
from hypothesis import given, strategies as st

from goalbook.model.metric import Metric
from goalbook.present import formats, measure, places
from goalbook.present.measure import Measure, Style
from goalbook.words import Words, words

EN = words("en", places.locales())
JA = words("ja", places.locales())
YEN = Measure(Style.MONEY, "JPY")


@pytest.mark.parametrize(
    ("amount", "english", "japanese"),
    [
        (1_680_000, "¥1.68M", "168.0万円"),
        (420_000, "¥420k", "42.0万円"),
        (45_200, "¥45.2k", "4.5万円"),
        (9_800, "¥9,800", "9,800円"),
        (0, "¥0", "0円"),
        (-606_000, "−¥606k", "−60.6万円"),
        (123_450_000, "¥123.45M", "1.23億円"),
        (2_500_000_000, "¥2.50B", "25.00億円"),
        (999_999, "¥1.00M", "100.0万円"),
        (None, "–", "–"),
    ],
)
def test_amounts_are_short(amount: float | None, english: str, japanese: str) -> None:
    assert formats.money(amount, EN, "JPY") == english
    assert formats.money(amount, JA, "JPY") == japanese


@pytest.mark.parametrize(
    ("amount", "currency", "text"),
    [
        (1_130_000, "USD", "$1.13M"),
        (2_214.43, "USD", "$2,214"),
        (12.5, "GBP", "£12.50"),
        (12, "EUR", "€12"),
        (1_200_000, "CHF", "CHF 1.20M"),
    ],
)
def test_currencies_have_the_signs_that_readers_know(amount: float, currency: str, text: str) -> None:
    assert formats.money(amount, EN, currency) == text
    assert formats.money(amount, JA, currency) == text


def test_amounts_beside_each_other_share_one_unit() -> None:
    assert formats.money_pair(1_680_000, JA, 2_400_000, "JPY") == "168.0 / 240.0万円"
    assert formats.money_pair(1_680_000, EN, 2_400_000, "JPY") == "¥1.68M / ¥2.40M"
    assert formats.money(720_000, EN, "JPY", 2_400_000) == "¥0.72M"
    assert formats.money_pair(None, JA, 2_400_000, "JPY") == "– / 240.0万円"
    assert formats.money_pair(None, JA, None, "JPY") == "–"


@pytest.mark.parametrize(
    ("style", "actual", "plan", "english", "japanese"),
    [
        (Style.MONEY, 2_399_600, 2_400_000, "¥2.3996M / ¥2.4000M", "239.96 / 240.00万円"),
        (Style.SHARE, 0.49996, 0.5, "49.996 / 50.000 %", "49.996 / 50.000 %"),
        (Style.NUMBER, 120.4, 120, "120.4 / 120.0", "120.4 / 120.0"),
        (Style.SHARE, 0.1 + 0.2, 0.3, "30.0 / 30.0 %", "30.0 / 30.0 %"),
    ],
)
def test_a_plan_missed_by_little_is_not_written_as_met(
    style: Style, actual: float, plan: float, english: str, japanese: str
) -> None:
    kind = Measure(style, "JPY" if style is Style.MONEY else "")

    assert formats.pair(actual, EN, plan, kind) == english
    assert formats.pair(actual, JA, plan, kind) == japanese


def test_a_gap_that_is_not_zero_is_not_written_as_zero() -> None:
    assert formats.size(-400, JA, YEN, 2_399_600, 2_400_000) == "0.04万円"
    assert formats.size(-720_000, EN, YEN, 1_680_000, 2_400_000) == "¥0.72M"
    assert formats.size(-0.00004, EN, Measure(Style.SHARE)) == "0.004 points"
    assert formats.size(0, EN, YEN, 2_400_000) == "¥0.00M"
    assert formats.value(2_399_600, JA, YEN, 2_400_000) == "239.96万円"


@given(
    plan=st.integers(1, 10**9),
    missing=st.integers(1, 10**4),
    style=st.sampled_from([Style.COUNT, Style.MONEY]),
)
def test_two_whole_numbers_in_one_unit_are_told_apart(plan: int, missing: int, style: Style) -> None:
    kind = Measure(style, "JPY" if style is Style.MONEY else "")
    shown = formats.bare_pair(plan - missing, EN, plan, kind).split(" / ")
    is_far = missing / plan > 1e-6  # four decimals more than a billion with two has

    assert not is_far or shown[0] != shown[1]


def test_tables_and_files_have_amounts_to_the_last_yen() -> None:
    assert formats.money_full(1_680_000, JA, "JPY") == "1,680,000円"
    assert formats.money_full(1_680_000, EN, "JPY") == "¥1,680,000"
    assert formats.money_full(12.5, EN, "USD") == "$12.50"
    assert formats.money_full(None, EN, "JPY") == "–"


@pytest.mark.parametrize(
    ("share", "text"),
    [
        (50 / 190, "26.3 %"),
        (4 / 27, "14.8 %"),
        (0.285, "28.5 %"),
        (0.0345, "3.5 %"),
        (1, "100.0 %"),
        (0, "0.0 %"),
        (0.0003, "0.03 %"),
        (-0.0004, "−0.04 %"),
        (-1e-12, "0.0 %"),
        (None, "–"),
    ],
)
def test_shares_round_as_people_do_and_are_zero_only_when_they_are(share: float | None, text: str) -> None:
    assert formats.share(share, EN) == text
    assert formats.share(share, JA) == text


@pytest.mark.parametrize(
    ("share", "threshold", "decimals", "text"),
    [
        (0.948, 0.95, 0, "94 %"),
        (0.9496, 0.95, 1, "94.9 %"),
        (0.95, 0.95, 0, "95 %"),
        (0.0502, 0.05, 1, "5.1 %"),
        (0.0502, 0.05, 0, "6 %"),
        (0.874, 0.8, 0, "87 %"),
        (None, 0.8, 0, "–"),
    ],
)
def test_rounding_never_crosses_the_threshold(
    share: float | None, threshold: float, decimals: int, text: str
) -> None:
    assert formats.share_against(share, EN, threshold, decimals) == text


@pytest.mark.parametrize(
    ("score", "text"),
    [(0.897, "0.89"), (0.9, "0.90"), (0.9 - 1e-12, "0.90"), (0.996, "0.99"), (0.875, "0.88"),
     (0.3999, "0.39"), (0.0, "0.00"), (1.0, "1.00"), (None, "–")],
)  # fmt: skip
def test_a_score_is_never_shown_as_a_grade_that_it_has_not(score: float | None, text: str) -> None:
    assert formats.score(score, EN) == text


@given(st.floats(0, 2), st.floats(0, 2), st.integers(0, 3))
def test_the_shown_share_stands_on_the_same_side(share: float, threshold: float, decimals: int) -> None:
    shown = float(formats.share_against(share, EN, threshold, decimals).removesuffix(" %")) / 100

    assert (shown < threshold) == (share < threshold) or share == threshold
    assert (shown > threshold) == (share > threshold) or share == threshold
    assert abs(shown - share) <= 10 ** -(decimals + 2) * 1.000001


def test_a_missed_plan_is_never_shown_as_reached() -> None:
    assert formats.attainment(0.99996, EN) == "99.9 %"
    assert formats.attainment(1.0, EN) == "100.0 %"
    assert formats.attainment(0.7, EN) == "70.0 %"


def test_a_rate_stands_with_its_counts() -> None:
    assert formats.rate(4 / 27, EN, 4, 27) == "14.8 % (4/27)"
    assert formats.rate(4 / 27, JA, 4, 27) == "14.8 %(4/27)"
    assert formats.rate(0.148, EN, None, None) == "14.8 %"
    assert formats.rate(None, EN, None, 27) == "–"
    assert formats.fraction(290359, EN, 2167550) == "290,359/2,167,550"
    assert formats.fraction(None, EN, 27) == "–/27"


def test_counts_have_a_counter_in_japanese() -> None:
    assert formats.count(1250, EN) == "1,250"
    assert formats.count(1250, JA) == "1,250件"
    assert formats.count(13.64, JA) == "13.6件"
    assert formats.count(0, JA) == "0件"
    assert formats.count(None, JA) == "–"


def test_differences_have_their_sign() -> None:
    rate = Measure(Style.SHARE)

    assert formats.delta(-720_000, JA, YEN, 2_400_000) == "−72.0万円"
    assert formats.delta(98_000, EN, YEN) == "+¥98.0k"
    assert formats.delta(0, JA, YEN) == "0円"
    assert formats.delta(-0.037, EN, rate) == "−3.7 points"
    assert formats.delta(0.084, JA, rate) == "+8.4ポイント"
    assert formats.delta(0.0, EN, rate) == "0.0 points"
    assert formats.delta(None, EN, rate) == "–"


def test_plans_are_spoken_of_without_decimals_that_are_zero() -> None:
    assert formats.plan(0.3, EN, Measure(Style.SHARE)) == "30 %"
    assert formats.plan(0.625, EN, Measure(Style.SHARE)) == "62.5 %"
    assert formats.plan(2_400_000, JA, YEN) == "240万円"
    assert formats.plan(2_400_000, EN, YEN) == "¥2.4M"
    assert formats.plan(200, EN, Measure(Style.COUNT)) == "200"
    assert formats.limit("5 %", JA) == "5 %以下"


def test_small_numbers_beside_each_other_keep_their_decimals() -> None:
    per_meeting = Measure(Style.NUMBER)

    assert formats.pair(2.4, EN, 3, per_meeting) == "2.40 / 3.00"
    assert formats.bare_pair(2600, JA, 2500, Measure(Style.COUNT)) == "2,600 / 2,500"
    assert formats.bare_pair(None, JA, None, Measure(Style.COUNT)) == "– / –"
    assert formats.pair(13, JA, 13.6, Measure(Style.COUNT)) == "13 / 13.6件"
    assert formats.value(12, JA, Measure(Style.NUMBER, "日")) == "12日"
    assert formats.value(12.25, EN, Measure(Style.NUMBER, "days")) == "12.3 days"


def test_what_is_no_number_is_our_own_mistake() -> None:
    with pytest.raises(ValueError, match="nan"):
        formats.number(float("nan"), EN)


METRICS = {
    "revenue": Metric.model_validate({"name": "r", "kind": "amount"}),
    "contracts": Metric.model_validate({"name": "c", "kind": "count"}),
    "customers": Metric.model_validate({"name": "c", "kind": "count", "unit": "人"}),
    "deal": Metric.model_validate({"name": "d", "kind": "ratio", "of": "revenue / contracts"}),
    "margin": Metric.model_validate({"name": "m", "kind": "ratio", "of": "revenue / revenue"}),
    "per_head": Metric.model_validate({"name": "p", "kind": "ratio", "of": "contracts / customers"}),
    "win_rate": Metric.model_validate({"name": "w", "kind": "rate", "of": "contracts / customers"}),
    "weight": Metric.model_validate({"name": "w", "kind": "amount", "unit": "kg"}),
    "dollars": Metric.model_validate({"name": "d", "kind": "amount", "unit": "USD"}),
    "balance": Metric.model_validate({"name": "b", "kind": "level", "unit": "円"}),
    "stars": Metric.model_validate({"name": "s", "kind": "score"}),
    "orphan": Metric.model_validate({"name": "o", "kind": "ratio", "of": "gone / revenue"}),
}


@pytest.mark.parametrize(
    ("metric", "style", "unit"),
    [
        ("revenue", Style.MONEY, "JPY"),
        ("contracts", Style.COUNT, ""),
        ("customers", Style.COUNT, "人"),
        ("deal", Style.MONEY, "JPY"),
        ("margin", Style.NUMBER, ""),
        ("per_head", Style.NUMBER, ""),
        ("win_rate", Style.SHARE, ""),
        ("weight", Style.NUMBER, "kg"),
        ("dollars", Style.MONEY, "USD"),
        ("balance", Style.MONEY, "JPY"),
        ("stars", Style.NUMBER, ""),
        ("orphan", Style.NUMBER, ""),
        ("nowhere", Style.NUMBER, ""),
    ],
)
def test_a_metric_says_how_it_is_written(metric: str, style: Style, unit: str) -> None:
    assert measure.measure(METRICS, metric, "JPY") == Measure(style, unit)


@pytest.mark.parametrize("language", ["en", "ja"])
@pytest.mark.parametrize("style", Style)
@given(number=st.one_of(st.none(), st.floats(-1e12, 1e12)))
def test_missing_is_a_dash_and_a_number_is_never_one(
    language: str, style: Style, number: float | None
) -> None:
    reader: Words = {"en": EN, "ja": JA}[language]

    shown = formats.value(number, reader, Measure(style, "JPY" if style is Style.MONEY else ""))

    assert (shown == "–") == (number is None)
    assert number is None or any(sign.isdigit() for sign in shown)


def test_another_language_has_its_own_separators() -> None:
    german = Words("de", places.locales())
    german.__dict__["_catalog"] = None

    assert german.number(1234567.8, 1) == "1.234.567,8"


@pytest.mark.parametrize(
    ("asked", "limit", "shown"),
    [
        (32.894737, 40, ("32.9", "40")),
        (40.04, 40, ("40.04", "40")),
        (39.96, 40, ("39.96", "40")),
        (12.6, 12.5, ("12.6", "12.5")),
        (12.504, 12.5, ("12.504", "12.5")),
        (40, 40, ("40.0", "40")),
    ],
)
def test_a_load_is_told_apart_from_its_limit(asked: float, limit: float, shown: tuple[str, str]) -> None:
    assert (formats.apart(asked, EN, limit), formats.limit_apart(limit, EN, asked)) == shown


@pytest.mark.parametrize(
    ("low", "high", "style", "english", "japanese"),
    [
        (60.0, 60.0, Style.COUNT, "60", "60件"),  # always the same: one number, no range
        (59.98, 60.02, Style.COUNT, "59.98–60.02", "59.98〜60.02件"),
        (250.2, 250.4, Style.COUNT, "250.2–250.4", "250.2〜250.4件"),
        (12.3, 40.0, Style.COUNT, "12.3–40.0", "12.3〜40.0件"),
        (95.3, 250.4, Style.COUNT, "95–250", "95〜250件"),
        (37.0, 50.0, Style.COUNT, "37–50", "37〜50件"),
        (0.0, 4.2, Style.COUNT, "0–4.2", "0〜4.2件"),
        (2.5, 2.504, Style.NUMBER, "2.500–2.504", "2.500〜2.504"),
        (2.5, 3.25, Style.NUMBER, "2.50–3.25", "2.50〜3.25"),
        (0.3, 0.4, Style.SHARE, "30–40 %", "30〜40 %"),
        (0.3, 0.402, Style.SHARE, "30.0–40.2 %", "30.0〜40.2 %"),
        (0.0, 566_000.0, Style.MONEY, "¥0–566k", "0〜56.6万円"),
        (2_400_000.0, 2_655_000.0, Style.MONEY, "¥2.40–2.66M", "240.0〜265.5万円"),
    ],
)
def test_the_ends_of_a_range_are_told_apart_and_written_alike(
    low: float, high: float, style: Style, english: str, japanese: str
) -> None:
    kind = Measure(style, "JPY" if style is Style.MONEY else "")

    assert formats.interval(low, EN, high, kind) == english
    assert formats.interval(low, JA, high, kind) == japanese
