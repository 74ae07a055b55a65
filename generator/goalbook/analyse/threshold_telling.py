"""The thresholds of what is told, asked and shown first (what does not fit a screen decides nothing)."""

from __future__ import annotations

from typing import Final

from goalbook.analyse import threshold_sources
from goalbook.analyse.threshold import Origin, Threshold
from goalbook.messages import msg

# ---- asked for -----------------------------------------------------------------
CAUGHT_UP: Final[Threshold[int]] = Threshold(
    value=4,
    name=msg("Most periods without a number that are still asked for"),
    origin=Origin.HOUSE,
    source="house: a missed week costs nothing",
    fixed=threshold_sources.CAUTION,
)
FIELDS_AT_ONCE: Final[Threshold[int]] = Threshold(
    value=5,
    name=msg("Most fields of the recording form that are shown together"),
    origin=Origin.HOUSE,
    source="house: recording must not cost more than it tells",
    fixed=threshold_sources.SCREEN,
)
RECORD_AHEAD: Final[Threshold[int]] = Threshold(
    value=14,
    name=msg("Days that the recording form looks ahead, so that a page nobody builds anew stays right"),
    origin=Origin.HOUSE,
    source="house: a week, and one more if the scheduled build fails",
    fixed=threshold_sources.COST,
)
REMINDED_AHEAD: Final[Threshold[int]] = Threshold(
    value=7,
    name=msg("Days before its day from which an action is named in reminders"),
    origin=Origin.HOUSE,
    source="house: reminders come once a week",
    fixed=threshold_sources.WORDS,
)
WEEKEND_DAYS: Final[Threshold[int]] = Threshold(
    value=3,
    name=msg("Days after its last row up to which a daily log is as new as it can be"),
    origin=Origin.HOUSE,
    source="method: review calendar, stale numbers; a weekend and a holiday lie between two working days",
    fixed=threshold_sources.CAUTION,
)

# ---- told ----------------------------------------------------------------------
LUCK_RARE: Final[Threshold[float]] = Threshold(
    value=0.05,
    name=msg('Chance of as bad a result at plan strength from which it is told as "one in so many"'),
    origin=Origin.HOUSE,
    source="method: is the gap real; the usual level of a test",
    fixed=threshold_sources.WORDS,
)
LUCK_OFTEN: Final[Threshold[float]] = Threshold(
    value=0.55,
    name=msg("Chance beyond which such a result is the rule and no luck is told"),
    origin=Origin.HOUSE,
    source="method: the plan at expected value is a coin flip",
    fixed=threshold_sources.WORDS,
)
NEARLY_SURE: Final[Threshold[float]] = Threshold(
    value=0.99,
    name=msg("Highest probability that is written as a number; above it stands as more than this"),
    origin=Origin.HOUSE,
    source="house: no forecast is certain",
    fixed=threshold_sources.WORDS,
)
KPIS_FOREMOST: Final[Threshold[int]] = Threshold(
    value=3,
    name=msg("KPIs named as those that matter most where too many are chosen"),
    origin=Origin.HOUSE,
    source="method: checklist",
    fixed=threshold_sources.WORDS,
)
VOLUMES_NAMED: Final[Threshold[int]] = Threshold(
    value=3,
    name=msg("Most volumes that a proposal's comment names as what keeping the goal takes"),
    origin=Origin.HOUSE,
    source="house: one screen, one decision",
    fixed=threshold_sources.SCREEN,
)
SIGNALS_EARLIER: Final[Threshold[int]] = Threshold(
    value=3,
    name=msg("Signals before the newest point that are told in words; the chart has them all"),
    origin=Origin.HOUSE,
    source="house: one screen, one decision",
    fixed=threshold_sources.SCREEN,
)

# ---- shown first ---------------------------------------------------------------
TREE_FOLDED: Final[Threshold[int]] = Threshold(
    value=20,
    name=msg("Measures of a KPI tree beyond which its finer steps begin folded"),
    origin=Origin.HOUSE,
    source="house: what fits a screen",
    fixed=threshold_sources.SCREEN,
)
WEEKS_CHARTED: Final[Threshold[int]] = Threshold(
    value=8,
    name=msg("Fewest weeks with a number from which a measure's weeks are drawn"),
    origin=Origin.RESEARCH,
    source=f"{threshold_sources.WHEELER}: fewer points show no run; the number is ours",
    fixed=threshold_sources.CAUTION,
)
TEAMS_FIRST: Final[Threshold[int]] = Threshold(
    value=10,
    name=msg("Teams that the home page names first"),
    origin=Origin.HOUSE,
    source="house: one screen, one decision",
    fixed=threshold_sources.SCREEN,
)
REVIEWS_AHEAD: Final[Threshold[int]] = Threshold(
    value=62,
    name=msg("Days ahead up to which planned reviews are listed: this month's and the next's"),
    origin=Origin.HOUSE,
    source="method: review calendar",
    fixed=threshold_sources.SCREEN,
)
