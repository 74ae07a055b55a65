"""The thresholds of signals, scores, stretch and reviews; `goalbook.analyse.thresholds` holds all of them."""

from __future__ import annotations

from typing import Final

from goalbook.analyse import threshold_sources
from goalbook.analyse.threshold import Origin, Threshold, default
from goalbook.messages import msg

# ---- signals -------------------------------------------------------------------
XMR_LIMIT: Final[Threshold[float]] = Threshold(
    value=2.66,
    name=msg("Mean moving ranges from the centre to a natural process limit"),
    origin=Origin.RESEARCH,
    source=threshold_sources.WHEELER,
    fixed=threshold_sources.DEFINITION,
)
XMR_RANGE: Final[Threshold[float]] = Threshold(
    value=3.268,
    name=msg("Mean moving ranges to the upper limit of a moving range"),
    origin=Origin.RESEARCH,
    source=threshold_sources.WHEELER,
    fixed=threshold_sources.DEFINITION,
)
SIGNAL_RUN: Final[Threshold[int]] = Threshold(
    value=default("signal_run"),
    name=msg("Points in a row on one side of the centre that make a signal"),
    origin=Origin.RESEARCH,
    source=f"{threshold_sources.WHEELER}; 7 in NHS England, Making Data Count",
    limit="signal_run",
)
SIGNAL_NEAR: Final[Threshold[int]] = Threshold(
    value=3,
    name=msg("Points nearer to a limit than to the centre that make a signal"),
    origin=Origin.RESEARCH,
    source=threshold_sources.WHEELER,
    fixed=threshold_sources.DEFINITION,
)
SIGNAL_NEAR_OF: Final[Threshold[int]] = Threshold(
    value=4,
    name=msg("Points in a row among which those are counted"),
    origin=Origin.RESEARCH,
    source=threshold_sources.WHEELER,
    fixed=threshold_sources.DEFINITION,
)
BASELINE_POINTS: Final[Threshold[int]] = Threshold(
    value=6,
    name=msg("Fewest points from which limits are judged, provisionally"),
    origin=Origin.HOUSE,
    source="method: XmR",
    fixed=threshold_sources.CAUTION,
)
BASELINE_FIRM_POINTS: Final[Threshold[int]] = Threshold(
    value=12,
    name=msg("Points from which limits are no longer provisional"),
    origin=Origin.RESEARCH,
    source=f"{threshold_sources.WHEELER}: 12-20 points",
    fixed=threshold_sources.CAUTION,
)
P_CHART_WIDTH: Final[Threshold[float]] = Threshold(
    value=3.0,
    name=msg("Standard errors from the pooled rate to a limit of a p-chart or a funnel plot"),
    origin=Origin.RESEARCH,
    source=threshold_sources.SHEWHART,
    fixed=threshold_sources.DEFINITION,
)
RANGE_TO_SIGMA: Final[Threshold[float]] = Threshold(
    value=1.128,
    name=msg("Mean moving range of a normal number, in standard deviations (d2)"),
    origin=Origin.RESEARCH,
    source="Laney, Quality Engineering 14 (2002) 531; Shewhart's d2 for two points",
    fixed=threshold_sources.DEFINITION,
)
P_CHART_CASES: Final[Threshold[float]] = Threshold(
    value=5.0,
    name=msg("Fewest expected cases in a period; below it longer periods are pooled"),
    origin=Origin.RESEARCH,
    source="usual rule for the normal approximation of a binomial",
    fixed=threshold_sources.CAUTION,
)
SEASON_MONTHS: Final[Threshold[int]] = Threshold(
    value=24,
    name=msg("Fewest months from which a seasonal pattern is spoken of"),
    origin=Origin.HOUSE,
    source="method: XmR, seasonality",
    fixed=threshold_sources.CAUTION,
)

# ---- scores --------------------------------------------------------------------
COMMITTED_DONE: Final[Threshold[float]] = Threshold(
    value=1.0,
    name=msg("Score from which a committed key result is done"),
    origin=Origin.RESEARCH,
    source=threshold_sources.PLAYBOOK,
    fixed=threshold_sources.WORDS,
)
COMMITTED_CLOSE: Final[Threshold[float]] = Threshold(
    value=0.9,
    name=msg("Score from which a committed key result is close; below it asks for a look back"),
    origin=Origin.HOUSE,
    source=f"method: scoring, after {threshold_sources.PLAYBOOK}",
    fixed=threshold_sources.WORDS,
)
ASPIRATIONAL_DONE: Final[Threshold[float]] = Threshold(
    value=0.7,
    name=msg("Score from which an aspirational key result is done"),
    origin=Origin.RESEARCH,
    source=threshold_sources.PLAYBOOK,
    fixed=threshold_sources.WORDS,
)
ASPIRATIONAL_CLOSE: Final[Threshold[float]] = Threshold(
    value=0.4,
    name=msg("Score from which an aspirational key result is close"),
    origin=Origin.RESEARCH,
    source=threshold_sources.PLAYBOOK,
    fixed=threshold_sources.WORDS,
)
CONFIDENCE_SCALE: Final[Threshold[int]] = Threshold(
    value=10,
    name=msg("Highest number of the scale on which owners say how sure they are"),
    origin=Origin.RESEARCH,
    source="Wodtke, Radical Focus (confidence 5 of 10)",
    fixed=threshold_sources.DEFINITION,
)
CONFIDENCE_APART: Final[Threshold[float]] = Threshold(
    value=0.3,
    name=msg("How far an owner's confidence and the forecast may lie apart before it is pointed out"),
    origin=Origin.HOUSE,
    source="method: scoring",
    fixed=threshold_sources.WORDS,
)

# ---- stretch -------------------------------------------------------------------
STRETCH_SAFE: Final[Threshold[float]] = Threshold(
    value=0.9,
    name=msg("Probability above which a target is safe"),
    origin=Origin.RESEARCH,
    source=threshold_sources.STRETCH,
    fixed=threshold_sources.WORDS,
)
STRETCH_LIKELY: Final[Threshold[float]] = Threshold(
    value=0.5,
    name=msg("Probability above which a target is achievable, and up to which it is a stretch"),
    origin=Origin.RESEARCH,
    source=threshold_sources.STRETCH,
    fixed=threshold_sources.WORDS,
)
STRETCH_UNLIKELY: Final[Threshold[float]] = Threshold(
    value=0.1,
    name=msg("Probability below which a target is unlikely"),
    origin=Origin.RESEARCH,
    source=threshold_sources.STRETCH,
    fixed=threshold_sources.WORDS,
)
STRETCH_VALUES: Final[Threshold[int]] = Threshold(
    value=4,
    name=msg("Fewest past values from which the chance of reaching a target is computed"),
    origin=Origin.HOUSE,
    source="method: stretch zone",
    fixed=threshold_sources.CAUTION,
)
STRETCH_PERIODS: Final[Threshold[int]] = Threshold(
    value=3,
    name=msg("Fewest whole past periods from which the chance of reaching a count or a rate is computed"),
    origin=Origin.HOUSE,
    source="method: stretch zone, whose worked example has three",
    fixed=threshold_sources.CAUTION,
)
STRETCH_PROVISIONAL: Final[Threshold[int]] = Threshold(
    value=2,
    name=msg("Past cycles up to which a stretch zone is provisional"),
    origin=Origin.HOUSE,
    source="method: stretch zone",
    fixed=threshold_sources.CAUTION,
)

# ---- reviews -------------------------------------------------------------------
REVIEW_MONTH_START: Final[Threshold[int]] = Threshold(
    value=3,
    name=msg("Working day of the month by which the month-start review is due"),
    origin=Origin.HOUSE,
    source="method: reviews (the column asks for month start and mid-month)",
    fixed=threshold_sources.WORDS,
)
REVIEW_MIDDLE: Final[Threshold[int]] = Threshold(
    value=15,
    name=msg("Day of the month from which the mid-month review is counted"),
    origin=Origin.HOUSE,
    source="method: reviews",
    fixed=threshold_sources.WORDS,
)
REVIEW_MIDDLE_DAYS: Final[Threshold[int]] = Threshold(
    value=2,
    name=msg("Working days after the first one from then on by which it is due"),
    origin=Origin.HOUSE,
    source="method: reviews",
    fixed=threshold_sources.WORDS,
)
REVIEW_MONTH_END: Final[Threshold[int]] = Threshold(
    value=3,
    name=msg("Working day of the next month by which a month-end review is due, where one is held"),
    origin=Origin.HOUSE,
    source="method: reviews",
    fixed=threshold_sources.WORDS,
)
REVIEW_QUARTER: Final[Threshold[int]] = Threshold(
    value=5,
    name=msg("Working day after a quarter by which its review is due, where one is held"),
    origin=Origin.HOUSE,
    source="method: reviews",
    fixed=threshold_sources.WORDS,
)
REVIEWS_BEFORE_DUE: Final[Threshold[int]] = Threshold(
    value=2,
    name=msg("Fewest reviews before the day a key result is due"),
    origin=Origin.HOUSE,
    source="method: SMART as evidence, T2",
    fixed=threshold_sources.WORDS,
)
REVIEW_EARLY: Final[Threshold[int]] = Threshold(
    value=7,
    name=msg("Days before its window from which a review counts for it"),
    origin=Origin.HOUSE,
    source="method: reviews",
    fixed=threshold_sources.WORDS,
)
