"""Every number that decides something, in one place: its value, who made the rule, how to change it.

Functions take thresholds as arguments and default to these; none stands as a literal in a formula.
Whoever has a company's limits passes ``THRESHOLD.of(limits)``.
"""

from __future__ import annotations

from typing import Any, Final

from goalbook.analyse.threshold import Origin, Threshold
from goalbook.messages import msg
from goalbook.model.company import Limits


def _default(limit: str) -> Any:
    """The default of a limit, so that it is written down once."""
    return Limits.model_fields[limit].default


_DEFINITION: Final = msg("It is part of the published procedure; another number would be another procedure.")
_WORDS: Final = msg("The words of the pages speak of this level.")
_TESTED: Final = msg("The coverage of the intervals is tested at this level.")
_COST: Final = msg("It bounds the time of a calculation, not its meaning.")
_CAUTION: Final = msg("It only decides when a sentence is withheld because it would mislead.")

_BROWN: Final = "Brown, Cai & DasGupta, Statistical Science 16 (2001) 101"
_SHORROCKS: Final = "Shorrocks, J. Economic Inequality 11 (2013) 99"
_STRETCH: Final = "OKRs.com, Stretch-Target-Commit (10/50/90 %)"
_PLAYBOOK: Final = "OKR playbook (whatmatters.com); Google re:Work"
_WHEELER: Final = "Wheeler, Understanding Variation"
_SHEWHART: Final = "Shewhart, Economic Control of Quality of Manufactured Product (1931)"

# ---- how many ------------------------------------------------------------------
KPIS_PER_TEAM: Final[Threshold[int]] = Threshold(
    value=_default("kpis_per_team"),
    name=msg("Most chosen KPIs of a team"),
    origin=Origin.HOUSE,
    source="method: checklist (the column asks for few enough to focus)",
    limit="kpis_per_team",
)
KEY_RESULTS_PER_OBJECTIVE: Final[Threshold[int]] = Threshold(
    value=_default("key_results_per_objective"),
    name=msg("Most key results of an objective"),
    origin=Origin.RESEARCH,
    source="OKR practice: 3-5 key results (whatmatters.com)",
    limit="key_results_per_objective",
)
NUMBERS_PER_WEEK: Final[Threshold[int]] = Threshold(
    value=_default("numbers_per_week"),
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
    fixed=_WORDS,
)
LEADING_SOME: Final[Threshold[float]] = Threshold(
    value=0.2,
    name=msg("Part of them from which there are some"),
    origin=Origin.HOUSE,
    source="method: checklist",
    fixed=_WORDS,
)
DRIFT_RISES: Final[Threshold[int]] = Threshold(
    value=3,
    name=msg("Times running a KPI improves while the final result does not, before it is asked about"),
    origin=Origin.HOUSE,
    source="method: balance and drift (Goodhart effect)",
    fixed=_CAUTION,
)

# ---- plan ----------------------------------------------------------------------
PLAN_CERTAINTY: Final[Threshold[float]] = Threshold(
    value=_default("certainty"),
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
    fixed=_CAUTION,
)
CAPACITY_PERIODS: Final[Threshold[int]] = Threshold(
    value=8,
    name=msg("Fewest recorded weeks, or months, from which a usual most of a person is told"),
    origin=Origin.HOUSE,
    source="method: splitting and capacity",
    fixed=_CAUTION,
)
ABOUT_HALF: Final[Threshold[float]] = Threshold(
    value=0.1,
    name=msg('Distance from one half up to which a chance is called "about half the time"'),
    origin=Origin.HOUSE,
    source="method: the plan at expected value is a coin flip",
    fixed=_WORDS,
)
ROUNDED_APART: Final[Threshold[float]] = Threshold(
    value=0.005,
    name=msg("Part by which two targets may differ because somebody rounded them"),
    origin=Origin.HOUSE,
    source="method: consistency checks",
    fixed=_CAUTION,
)

# ---- attribution ---------------------------------------------------------------
SMALLEST_GAP_FOR_SHARES: Final[Threshold[float]] = Threshold(
    value=0.01,
    name=msg("Smallest gap, as a part of the plan, that is shared out in percent"),
    origin=Origin.HOUSE,
    source="method: shortfall attribution, what to print",
    fixed=_CAUTION,
)
SHAPLEY_FACTORS: Final[Threshold[int]] = Threshold(
    value=12,
    name=msg("Most factors whose Shapley values are computed exactly"),
    origin=Origin.HOUSE,
    source=f"method: Shapley, after {_SHORROCKS}",
    fixed=_COST,
)
SHAPLEY_ORDERS: Final[Threshold[int]] = Threshold(
    value=2000,
    name=msg("Random orders drawn where there are more factors than that"),
    origin=Origin.HOUSE,
    source="method: Shapley, sample with a fixed seed",
    fixed=_COST,
)

DRAGS_NAMED: Final[Threshold[int]] = Threshold(
    value=2,
    name=msg("Most steps named as what held the result back"),
    origin=Origin.HOUSE,
    source="method: diagnosis narrative",
    fixed=_WORDS,
)
DRAGS_SHARE: Final[Threshold[float]] = Threshold(
    value=0.7,
    name=msg("Part of all that held the result back which they must make up; else several causes are told"),
    origin=Origin.HOUSE,
    source="method: diagnosis narrative",
    fixed=_WORDS,
)

# ---- evidence ------------------------------------------------------------------
EVIDENCE_STRONG: Final[Threshold[float]] = Threshold(
    value=0.95,
    name=msg('Probability from which a difference is called "clear"'),
    origin=Origin.HOUSE,
    source="method: is the gap real",
    fixed=_WORDS,
)
EVIDENCE_MODERATE: Final[Threshold[float]] = Threshold(
    value=_default("evidence"),
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
    fixed=_WORDS,
)
JEFFREYS_CASES: Final[Threshold[float]] = Threshold(
    value=0.5,
    name=msg("Cases for and against a rate before any is seen (Jeffreys)"),
    origin=Origin.RESEARCH,
    source=_BROWN,
    fixed=_DEFINITION,
)
RATE_CONFIDENCE: Final[Threshold[float]] = Threshold(
    value=0.95,
    name=msg("Confidence of the interval that says what a rate is"),
    origin=Origin.RESEARCH,
    source="Wilson, JASA 22 (1927) 209, at the usual level",
    fixed=_TESTED,
)
LIFT_CONFIDENCE: Final[Threshold[float]] = Threshold(
    value=0.8,
    name=msg("Confidence of the interval of a lift and of the bound taken from a best period"),
    origin=Origin.HOUSE,
    source="method: headroom lift",
    fixed=_TESTED,
)
MIN_DENOMINATOR: Final[Threshold[int]] = Threshold(
    value=_default("min_denominator"),
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
    fixed=_WORDS,
)
ABOVE_PLAN_STEPS: Final[Threshold[int]] = Threshold(
    value=2,
    name=msg("Most steps named as above plan"),
    origin=Origin.HOUSE,
    source="method: three lanes",
    fixed=_WORDS,
)

# ---- forecast ------------------------------------------------------------------
FORECAST_INTERVAL: Final[Threshold[float]] = Threshold(
    value=0.8,
    name=msg("Probability that a forecast's interval covers"),
    origin=Origin.HOUSE,
    source="method: global conventions",
    fixed=_TESTED,
)
OVERDISPERSION: Final[Threshold[float]] = Threshold(
    value=1.5,
    name=msg("Variance over mean of daily counts from which a forecast is widened"),
    origin=Origin.HOUSE,
    source="method: forecast",
    fixed=_TESTED,
)
OVERDISPERSION_DAYS: Final[Threshold[int]] = Threshold(
    value=15,
    name=msg("Fewest days from which the spread of daily counts is judged"),
    origin=Origin.HOUSE,
    source="method: forecast",
    fixed=_CAUTION,
)
OVERDISPERSION_PERIODS: Final[Threshold[int]] = Threshold(
    value=6,
    name=msg("Fewest weeks (or months) from which the spread of what is logged weekly is judged"),
    origin=Origin.HOUSE,
    source="method: forecast; with fewer the measured spread is itself too uncertain",
    fixed=_CAUTION,
)
FORECAST_AMOUNT_DAYS: Final[Threshold[int]] = Threshold(
    value=5,
    name=msg("Fewest days from which an amount is forecast"),
    origin=Origin.HOUSE,
    source="method: forecast",
    fixed=_CAUTION,
)
EMPTY_DAYS: Final[Threshold[float]] = Threshold(
    value=0.5,
    name=msg("Part of days without any amount from which few large deals make it up"),
    origin=Origin.HOUSE,
    source="method: forecast, heavy tails",
    fixed=_CAUTION,
)
COMPOUND_DRAWS: Final[Threshold[int]] = Threshold(
    value=4000,
    name=msg("Futures drawn for an amount made of few large deals"),
    origin=Origin.HOUSE,
    source="method: forecast, heavy tails",
    fixed=_COST,
)

EXACT_CASES: Final[Threshold[int]] = Threshold(
    value=200,
    name=msg("Cases to come up to which the forecast of a rate is exact; beyond, a continuous one stands in"),
    origin=Origin.HOUSE,
    source="method: forecast; both agree to the digits that are shown",
    fixed=_COST,
)
PACE_ON_COURSE: Final[Threshold[float]] = Threshold(
    value=0.7,
    name=msg("Probability of reaching the target from which a running period is on course"),
    origin=Origin.HOUSE,
    source="method: result, pace, signal",
    fixed=_WORDS,
)
PACE_EITHER_WAY: Final[Threshold[float]] = Threshold(
    value=0.3,
    name=msg("Probability from which it could go either way; below it is unlikely"),
    origin=Origin.HOUSE,
    source="method: result, pace, signal",
    fixed=_WORDS,
)

# ---- signals -------------------------------------------------------------------
XMR_LIMIT: Final[Threshold[float]] = Threshold(
    value=2.66,
    name=msg("Mean moving ranges from the centre to a natural process limit"),
    origin=Origin.RESEARCH,
    source=_WHEELER,
    fixed=_DEFINITION,
)
XMR_RANGE: Final[Threshold[float]] = Threshold(
    value=3.268,
    name=msg("Mean moving ranges to the upper limit of a moving range"),
    origin=Origin.RESEARCH,
    source=_WHEELER,
    fixed=_DEFINITION,
)
XMR_MEDIAN_LIMIT: Final[Threshold[float]] = Threshold(
    value=3.145,
    name=msg("Median moving ranges from the median to a natural process limit"),
    origin=Origin.RESEARCH,
    source=_WHEELER,
    fixed=_DEFINITION,
)
XMR_MEDIAN_RANGE: Final[Threshold[float]] = Threshold(
    value=3.865,
    name=msg("Median moving ranges to the upper limit of a moving range"),
    origin=Origin.RESEARCH,
    source=_WHEELER,
    fixed=_DEFINITION,
)
SIGNAL_RUN: Final[Threshold[int]] = Threshold(
    value=_default("signal_run"),
    name=msg("Points in a row on one side of the centre that make a signal"),
    origin=Origin.RESEARCH,
    source=f"{_WHEELER}; 7 in NHS England, Making Data Count",
    limit="signal_run",
)
SIGNAL_NEAR: Final[Threshold[int]] = Threshold(
    value=3,
    name=msg("Points nearer to a limit than to the centre that make a signal"),
    origin=Origin.RESEARCH,
    source=_WHEELER,
    fixed=_DEFINITION,
)
SIGNAL_NEAR_OF: Final[Threshold[int]] = Threshold(
    value=4,
    name=msg("Points in a row among which those are counted"),
    origin=Origin.RESEARCH,
    source=_WHEELER,
    fixed=_DEFINITION,
)
BASELINE_POINTS: Final[Threshold[int]] = Threshold(
    value=6,
    name=msg("Fewest points from which limits are judged, provisionally"),
    origin=Origin.HOUSE,
    source="method: XmR",
    fixed=_CAUTION,
)
BASELINE_FIRM_POINTS: Final[Threshold[int]] = Threshold(
    value=12,
    name=msg("Points from which limits are no longer provisional"),
    origin=Origin.RESEARCH,
    source=f"{_WHEELER}: 12-20 points",
    fixed=_CAUTION,
)
P_CHART_WIDTH: Final[Threshold[float]] = Threshold(
    value=3.0,
    name=msg("Standard errors from the pooled rate to a limit of a p-chart or a funnel plot"),
    origin=Origin.RESEARCH,
    source=_SHEWHART,
    fixed=_DEFINITION,
)
RANGE_TO_SIGMA: Final[Threshold[float]] = Threshold(
    value=1.128,
    name=msg("Mean moving range of a normal number, in standard deviations (d2)"),
    origin=Origin.RESEARCH,
    source="Laney, Quality Engineering 14 (2002) 531; Shewhart's d2 for two points",
    fixed=_DEFINITION,
)
P_CHART_CASES: Final[Threshold[float]] = Threshold(
    value=5.0,
    name=msg("Fewest expected cases in a period; below it longer periods are pooled"),
    origin=Origin.RESEARCH,
    source="usual rule for the normal approximation of a binomial",
    fixed=_CAUTION,
)
SEASON_MONTHS: Final[Threshold[int]] = Threshold(
    value=24,
    name=msg("Fewest months from which a seasonal pattern is spoken of"),
    origin=Origin.HOUSE,
    source="method: XmR, seasonality",
    fixed=_CAUTION,
)

# ---- scores --------------------------------------------------------------------
COMMITTED_DONE: Final[Threshold[float]] = Threshold(
    value=1.0,
    name=msg("Score from which a committed key result is done"),
    origin=Origin.RESEARCH,
    source=_PLAYBOOK,
    fixed=_WORDS,
)
COMMITTED_CLOSE: Final[Threshold[float]] = Threshold(
    value=0.9,
    name=msg("Score from which a committed key result is close; below it asks for a look back"),
    origin=Origin.HOUSE,
    source=f"method: scoring, after {_PLAYBOOK}",
    fixed=_WORDS,
)
ASPIRATIONAL_DONE: Final[Threshold[float]] = Threshold(
    value=0.7,
    name=msg("Score from which an aspirational key result is done"),
    origin=Origin.RESEARCH,
    source=_PLAYBOOK,
    fixed=_WORDS,
)
ASPIRATIONAL_CLOSE: Final[Threshold[float]] = Threshold(
    value=0.4,
    name=msg("Score from which an aspirational key result is close"),
    origin=Origin.RESEARCH,
    source=_PLAYBOOK,
    fixed=_WORDS,
)
CONFIDENCE_SCALE: Final[Threshold[int]] = Threshold(
    value=10,
    name=msg("Highest number of the scale on which owners say how sure they are"),
    origin=Origin.RESEARCH,
    source="Wodtke, Radical Focus (confidence 5 of 10)",
    fixed=_DEFINITION,
)
CONFIDENCE_APART: Final[Threshold[float]] = Threshold(
    value=0.3,
    name=msg("How far an owner's confidence and the forecast may lie apart before it is pointed out"),
    origin=Origin.HOUSE,
    source="method: scoring",
    fixed=_WORDS,
)

# ---- stretch -------------------------------------------------------------------
STRETCH_SAFE: Final[Threshold[float]] = Threshold(
    value=0.9,
    name=msg("Probability above which a target is safe"),
    origin=Origin.RESEARCH,
    source=_STRETCH,
    fixed=_WORDS,
)
STRETCH_LIKELY: Final[Threshold[float]] = Threshold(
    value=0.5,
    name=msg("Probability above which a target is achievable, and up to which it is a stretch"),
    origin=Origin.RESEARCH,
    source=_STRETCH,
    fixed=_WORDS,
)
STRETCH_UNLIKELY: Final[Threshold[float]] = Threshold(
    value=0.1,
    name=msg("Probability below which a target is unlikely"),
    origin=Origin.RESEARCH,
    source=_STRETCH,
    fixed=_WORDS,
)
STRETCH_VALUES: Final[Threshold[int]] = Threshold(
    value=4,
    name=msg("Fewest past values from which the chance of reaching a target is computed"),
    origin=Origin.HOUSE,
    source="method: stretch zone",
    fixed=_CAUTION,
)
STRETCH_PROVISIONAL: Final[Threshold[int]] = Threshold(
    value=2,
    name=msg("Past cycles up to which a stretch zone is provisional"),
    origin=Origin.HOUSE,
    source="method: stretch zone",
    fixed=_CAUTION,
)

# ---- reviews -------------------------------------------------------------------
REVIEW_MONTH_START: Final[Threshold[int]] = Threshold(
    value=3,
    name=msg("Working day of the month by which the month-start review is due"),
    origin=Origin.HOUSE,
    source="method: reviews (the column asks for month start and mid-month)",
    fixed=_WORDS,
)
REVIEW_MIDDLE: Final[Threshold[int]] = Threshold(
    value=15,
    name=msg("Day of the month from which the mid-month review is counted"),
    origin=Origin.HOUSE,
    source="method: reviews",
    fixed=_WORDS,
)
REVIEW_MIDDLE_DAYS: Final[Threshold[int]] = Threshold(
    value=2,
    name=msg("Working days after the first one from then on by which it is due"),
    origin=Origin.HOUSE,
    source="method: reviews",
    fixed=_WORDS,
)


def registry() -> dict[str, Threshold[int] | Threshold[float]]:
    """Every threshold by its key, in the order of this file."""
    found = {name: value for name, value in globals().items() if isinstance(value, Threshold)}
    return {name.lower().replace("_", "-"): value for name, value in found.items()}
