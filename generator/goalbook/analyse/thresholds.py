# ruff: noqa: PLC0414 - the alias hands a threshold on, so that all are found here
"""Every number that decides something, in one place: its value, who made the rule, how to change it.

Functions take thresholds as arguments and default to these; none stands as a literal in a formula.
Whoever has a company's limits passes ``THRESHOLD.of(limits)``.
"""

from __future__ import annotations

from typing import Final

from goalbook.analyse import (
    threshold_checklist,
    threshold_practice,
    threshold_sources,
    threshold_targets,
    threshold_telling,
    threshold_track,
)
from goalbook.analyse.threshold import Origin, Threshold, default
from goalbook.analyse.threshold_levels import (
    ASPIRATIONAL_CLOSE as ASPIRATIONAL_CLOSE,
    ASPIRATIONAL_DONE as ASPIRATIONAL_DONE,
    BASELINE_FIRM_POINTS as BASELINE_FIRM_POINTS,
    BASELINE_POINTS as BASELINE_POINTS,
    COMMITTED_CLOSE as COMMITTED_CLOSE,
    COMMITTED_DONE as COMMITTED_DONE,
    CONFIDENCE_APART as CONFIDENCE_APART,
    CONFIDENCE_SCALE as CONFIDENCE_SCALE,
    P_CHART_CASES as P_CHART_CASES,
    P_CHART_WIDTH as P_CHART_WIDTH,
    RANGE_TO_SIGMA as RANGE_TO_SIGMA,
    REVIEW_EARLY as REVIEW_EARLY,
    REVIEW_MIDDLE as REVIEW_MIDDLE,
    REVIEW_MIDDLE_DAYS as REVIEW_MIDDLE_DAYS,
    REVIEW_MONTH_END as REVIEW_MONTH_END,
    REVIEW_MONTH_START as REVIEW_MONTH_START,
    REVIEW_QUARTER as REVIEW_QUARTER,
    REVIEWS_BEFORE_DUE as REVIEWS_BEFORE_DUE,
    SEASON_MONTHS as SEASON_MONTHS,
    SIGNAL_NEAR as SIGNAL_NEAR,
    SIGNAL_NEAR_OF as SIGNAL_NEAR_OF,
    SIGNAL_RUN as SIGNAL_RUN,
    STRETCH_LIKELY as STRETCH_LIKELY,
    STRETCH_PERIODS as STRETCH_PERIODS,
    STRETCH_PROVISIONAL as STRETCH_PROVISIONAL,
    STRETCH_SAFE as STRETCH_SAFE,
    STRETCH_UNLIKELY as STRETCH_UNLIKELY,
    STRETCH_VALUES as STRETCH_VALUES,
    XMR_LIMIT as XMR_LIMIT,
    XMR_RANGE as XMR_RANGE,
)
from goalbook.messages import msg

# ---- how many ------------------------------------------------------------------
KPIS_PER_TEAM: Final[Threshold[int]] = Threshold(
    value=default("kpis_per_team"),
    name=msg("Most chosen KPIs of a team"),
    origin=Origin.HOUSE,
    source="method: checklist (the column asks for few enough to focus)",
    limit="kpis_per_team",
)
KEY_RESULTS_PER_OBJECTIVE: Final[Threshold[int]] = Threshold(
    value=default("key_results_per_objective"),
    name=msg("Most key results of an objective"),
    origin=Origin.RESEARCH,
    source="OKR practice: 3-5 key results (whatmatters.com)",
    limit="key_results_per_objective",
)
NUMBERS_PER_WEEK: Final[Threshold[int]] = Threshold(
    value=default("numbers_per_week"),
    name=msg("Most numbers that one person records in a week"),
    origin=Origin.HOUSE,
    source="house: recording must not cost more than it tells",
    limit="numbers_per_week",
)

LEADING_ENOUGH: Final[Threshold[float]] = Threshold(
    value=0.4,
    name=msg("Part of the chosen KPIs that measure behaviour or skill from which it is enough"),
    origin=Origin.HOUSE,
    source="method: checklist (the column asks for a focus on behaviour)",
    fixed=threshold_sources.WORDS,
)
LEADING_SOME: Final[Threshold[float]] = Threshold(
    value=0.2,
    name=msg("Part of them from which there are some"),
    origin=Origin.HOUSE,
    source="method: checklist",
    fixed=threshold_sources.WORDS,
)
DRIFT_RISES: Final[Threshold[int]] = Threshold(
    value=3,
    name=msg("Times running a KPI improves while the final result does not, before it is asked about"),
    origin=Origin.HOUSE,
    source="method: balance and drift (Goodhart effect)",
    fixed=threshold_sources.CAUTION,
)

# ---- plan ----------------------------------------------------------------------
PLAN_CERTAINTY: Final[Threshold[float]] = Threshold(
    value=default("certainty"),
    name=msg("Certainty of the volumes that are worked back with certainty"),
    origin=Origin.HOUSE,
    source="method: the plan at expected value is a coin flip",
    limit="certainty",
)
CAPACITY_PERCENTILE: Final[Threshold[float]] = Threshold(
    value=0.9,
    name=msg("Part of a person's own best days beyond which a daily volume counts as too much"),
    origin=Origin.HOUSE,
    source="method: splitting and capacity",
    fixed=threshold_sources.CAUTION,
)
CAPACITY_PERIODS: Final[Threshold[int]] = Threshold(
    value=8,
    name=msg("Fewest recorded weeks, or months, from which a usual most of a person is told"),
    origin=Origin.HOUSE,
    source="method: splitting and capacity",
    fixed=threshold_sources.CAUTION,
)
ABOUT_HALF: Final[Threshold[float]] = Threshold(
    value=0.1,
    name=msg('Distance from one half up to which a chance is called "about half the time"'),
    origin=Origin.HOUSE,
    source="method: the plan at expected value is a coin flip",
    fixed=threshold_sources.WORDS,
)

# ---- attribution ---------------------------------------------------------------
SMALLEST_GAP_FOR_SHARES: Final[Threshold[float]] = Threshold(
    value=0.01,
    name=msg("Smallest gap, as a part of the plan, that is shared out in percent"),
    origin=Origin.HOUSE,
    source="method: shortfall attribution, what to print",
    fixed=threshold_sources.CAUTION,
)
SHAPLEY_FACTORS: Final[Threshold[int]] = Threshold(
    value=12,
    name=msg("Most factors whose Shapley values are computed exactly"),
    origin=Origin.HOUSE,
    source=f"method: Shapley, after {threshold_sources.SHORROCKS}",
    fixed=threshold_sources.COST,
)
SHAPLEY_ORDERS: Final[Threshold[int]] = Threshold(
    value=2000,
    name=msg("Random orders drawn where there are more factors than that"),
    origin=Origin.HOUSE,
    source="method: Shapley, sample with a fixed seed",
    fixed=threshold_sources.COST,
)

DRAGS_NAMED: Final[Threshold[int]] = Threshold(
    value=2,
    name=msg("Most steps named as what held the result back"),
    origin=Origin.HOUSE,
    source="method: diagnosis narrative",
    fixed=threshold_sources.WORDS,
)
DRAGS_SHARE: Final[Threshold[float]] = Threshold(
    value=0.7,
    name=msg("Part of all that held the result back which they must make up; else several factors are told"),
    origin=Origin.HOUSE,
    source="method: diagnosis narrative",
    fixed=threshold_sources.WORDS,
)

# ---- evidence ------------------------------------------------------------------
EVIDENCE_STRONG: Final[Threshold[float]] = Threshold(
    value=0.95,
    name=msg('Probability from which a difference is called "clear"'),
    origin=Origin.HOUSE,
    source="method: is the gap real",
    fixed=threshold_sources.WORDS,
)
EVIDENCE_MODERATE: Final[Threshold[float]] = Threshold(
    value=default("evidence"),
    name=msg("Probability from which a difference is acted on and coloured"),
    origin=Origin.HOUSE,
    source="method: is the gap real, three lanes",
    limit="evidence",
)
EVIDENCE_WEAK: Final[Threshold[float]] = Threshold(
    value=0.5,
    name=msg("Probability below which nothing points to a difference"),
    origin=Origin.HOUSE,
    source="method: is the gap real",
    fixed=threshold_sources.WORDS,
)
JEFFREYS_CASES: Final[Threshold[float]] = Threshold(
    value=0.5,
    name=msg("Cases for and against a rate before any is seen (Jeffreys)"),
    origin=Origin.RESEARCH,
    source=threshold_sources.BROWN,
    fixed=threshold_sources.DEFINITION,
)
RATE_CONFIDENCE: Final[Threshold[float]] = Threshold(
    value=0.95,
    name=msg("Confidence of the interval that says what a rate is"),
    origin=Origin.RESEARCH,
    source="Wilson, JASA 22 (1927) 209, at the usual level",
    fixed=threshold_sources.TESTED,
)
LIFT_CONFIDENCE: Final[Threshold[float]] = Threshold(
    value=0.8,
    name=msg("Confidence of the interval of a lift and of the bound taken from a best period"),
    origin=Origin.HOUSE,
    source="method: headroom lift",
    fixed=threshold_sources.TESTED,
)
MIN_DENOMINATOR: Final[Threshold[int]] = Threshold(
    value=default("min_denominator"),
    name=msg("Fewest cases on which a rate is judged or taken as the team's own best"),
    origin=Origin.HOUSE,
    source="method: headroom lift, XmR",
    limit="min_denominator",
)
RATE_MARGIN: Final[Threshold[float]] = Threshold(
    value=0.05,
    name=msg("Margin to which a rate should be known when asking how many cases that needs"),
    origin=Origin.HOUSE,
    source="method: is the gap real, rule R6",
    fixed=threshold_sources.WORDS,
)
ABOVE_PLAN_STEPS: Final[Threshold[int]] = Threshold(
    value=2,
    name=msg("Most steps named as above plan"),
    origin=Origin.HOUSE,
    source="method: three lanes",
    fixed=threshold_sources.WORDS,
)

# ---- forecast ------------------------------------------------------------------
FORECAST_INTERVAL: Final[Threshold[float]] = Threshold(
    value=0.8,
    name=msg("Probability that a forecast's interval covers"),
    origin=Origin.HOUSE,
    source="method: global conventions",
    fixed=threshold_sources.TESTED,
)
OVERDISPERSION: Final[Threshold[float]] = Threshold(
    value=1.5,
    name=msg("Variance over mean of daily counts from which a forecast is widened"),
    origin=Origin.HOUSE,
    source="method: forecast",
    fixed=threshold_sources.TESTED,
)
OVERDISPERSION_DAYS: Final[Threshold[int]] = Threshold(
    value=15,
    name=msg("Fewest days from which the spread of daily counts is judged"),
    origin=Origin.HOUSE,
    source="method: forecast",
    fixed=threshold_sources.CAUTION,
)
OVERDISPERSION_PERIODS: Final[Threshold[int]] = Threshold(
    value=6,
    name=msg("Fewest weeks (or months) from which the spread of what is logged weekly is judged"),
    origin=Origin.HOUSE,
    source="method: forecast; with fewer the measured spread is itself too uncertain",
    fixed=threshold_sources.CAUTION,
)
FORECAST_AMOUNT_DAYS: Final[Threshold[int]] = Threshold(
    value=5,
    name=msg("Fewest days from which an amount is forecast"),
    origin=Origin.HOUSE,
    source="method: forecast",
    fixed=threshold_sources.CAUTION,
)
FORECAST_DEALS: Final[Threshold[int]] = Threshold(
    value=8,
    name=msg("Fewest deals from which an amount made of few large ones is forecast"),
    origin=Origin.HOUSE,
    source="house: measured by simulation, fewer do not hold the 80 % interval",
    fixed=threshold_sources.TESTED,
)
EMPTY_DAYS: Final[Threshold[float]] = Threshold(
    value=0.5,
    name=msg("Part of days without any amount from which few large deals make it up"),
    origin=Origin.HOUSE,
    source="method: forecast, heavy tails",
    fixed=threshold_sources.CAUTION,
)
DEAL_SMOOTHING: Final[Threshold[float]] = Threshold(
    value=0.9,
    name=msg("Width by which drawn deals are moved, in standard deviations of their logarithms by n^(-1/5)"),
    origin=Origin.RESEARCH,
    source="Silverman, Density Estimation (1986), ch. 3.4: the rule of thumb for skewed numbers",
    fixed=threshold_sources.TESTED,
)
COMPOUND_DRAWS: Final[Threshold[int]] = Threshold(
    value=4000,
    name=msg("Futures drawn for an amount made of few large deals"),
    origin=Origin.HOUSE,
    source="method: forecast, heavy tails",
    fixed=threshold_sources.COST,
)

EXACT_CASES: Final[Threshold[int]] = Threshold(
    value=200,
    name=msg("Cases to come up to which the forecast of a rate is exact; beyond, a continuous one stands in"),
    origin=Origin.HOUSE,
    source="method: forecast; both agree to the digits that are shown",
    fixed=threshold_sources.COST,
)
PACE_ON_COURSE: Final[Threshold[float]] = Threshold(
    value=0.7,
    name=msg("Probability of reaching the target from which a running period is on course"),
    origin=Origin.HOUSE,
    source="method: result, pace, signal",
    fixed=threshold_sources.WORDS,
)
PACE_EITHER_WAY: Final[Threshold[float]] = Threshold(
    value=0.3,
    name=msg("Probability from which it could go either way; below it is unlikely"),
    origin=Origin.HOUSE,
    source="method: result, pace, signal",
    fixed=threshold_sources.WORDS,
)


_TOPICS: Final = {
    "practice": threshold_practice,
    "checklist": threshold_checklist,
    "targets": threshold_targets,
    "telling": threshold_telling,
    "track": threshold_track,
}


def registry() -> dict[str, Threshold[int] | Threshold[float]]:
    """Every threshold by its key, those of `threshold_levels` first, those of the topics last."""
    named = dict(globals())
    for topic, module in _TOPICS.items():
        named |= {f"{topic}_{name}": value for name, value in vars(module).items()}
    found = {name: value for name, value in named.items() if isinstance(value, Threshold)}
    return {name.lower().replace("_", "-"): value for name, value in found.items()}
