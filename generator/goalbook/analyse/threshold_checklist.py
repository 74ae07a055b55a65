"""The thresholds of the checklist (method: seven checklist items)."""

from __future__ import annotations

from typing import Final

from goalbook.analyse import threshold_sources
from goalbook.analyse.threshold import Origin, Threshold
from goalbook.messages import msg

_SOURCE: Final = "method: checklist"

KPIS_PER_PERSON: Final[Threshold[int]] = Threshold(
    value=3,
    name=msg("Most chosen KPIs of a person"),
    origin=Origin.HOUSE,
    source=f"{_SOURCE} (the column asks for few enough to focus)",
    fixed=threshold_sources.WORDS,
)
KPIS_FAR_TOO_MANY: Final[Threshold[int]] = Threshold(
    value=8,
    name=msg("Chosen KPIs of a team from which nobody can focus any more"),
    origin=Origin.HOUSE,
    source=f"{_SOURCE}; METI's guideline names 5-10 for a whole company",
    fixed=threshold_sources.WORDS,
)
OBJECTIVES_PER_TEAM: Final[Threshold[int]] = Threshold(
    value=5,
    name=msg("Most objectives of a team"),
    origin=Origin.RESEARCH,
    source="OKR practice: 3-5 objectives (whatmatters.com)",
    fixed=threshold_sources.WORDS,
)
AGREE_DAYS: Final[Threshold[int]] = Threshold(
    value=5,
    name=msg("Working days from the cycle's start within which everybody agrees"),
    origin=Origin.HOUSE,
    source=f"{_SOURCE} (the column asks for agreement)",
    fixed=threshold_sources.WORDS,
)
RUBRIC_LEVELS: Final[Threshold[int]] = Threshold(
    value=4,
    name=msg("Fewest levels of a rubric"),
    origin=Origin.HOUSE,
    source=f"{_SOURCE}, goals in words",
    fixed=threshold_sources.WORDS,
)
REVIEWS_COUNTED: Final[Threshold[int]] = Threshold(
    value=6,
    name=msg("Latest due reviews that are looked at"),
    origin=Origin.HOUSE,
    source=_SOURCE,
    fixed=threshold_sources.WORDS,
)
REVIEWS_ENOUGH: Final[Threshold[float]] = Threshold(
    value=0.8,
    name=msg("Part of them held in time from which it is a habit"),
    origin=Origin.HOUSE,
    source=f"{_SOURCE} (the column asks for month start and mid-month)",
    fixed=threshold_sources.WORDS,
)
REVIEWS_SOME: Final[Threshold[float]] = Threshold(
    value=0.5,
    name=msg("Part of them held in time from which it is a beginning"),
    origin=Origin.HOUSE,
    source=_SOURCE,
    fixed=threshold_sources.WORDS,
)
TRY_DAYS: Final[Threshold[int]] = Threshold(
    value=30,
    name=msg("Days within which what a review decided to try is done"),
    origin=Origin.HOUSE,
    source=_SOURCE,
    fixed=threshold_sources.WORDS,
)
TRIES_FEWEST: Final[Threshold[int]] = Threshold(
    value=2,
    name=msg("Fewest actions, old enough, from which that is judged"),
    origin=Origin.HOUSE,
    source=_SOURCE,
    fixed=threshold_sources.CAUTION,
)
TRIES_ENOUGH: Final[Threshold[float]] = Threshold(
    value=0.7,
    name=msg("Part of the actions done in that time from which a team improves itself"),
    origin=Origin.HOUSE,
    source=_SOURCE,
    fixed=threshold_sources.WORDS,
)
TRIES_SOME: Final[Threshold[float]] = Threshold(
    value=0.4,
    name=msg("Part of the actions done in that time from which a beginning is made"),
    origin=Origin.HOUSE,
    source=_SOURCE,
    fixed=threshold_sources.WORDS,
)
PROPOSERS: Final[Threshold[int]] = Threshold(
    value=2,
    name=msg("Fewest people whose proposals become actions"),
    origin=Origin.HOUSE,
    source=f"{_SOURCE} (the column asks that the team can improve it)",
    fixed=threshold_sources.WORDS,
)
ATTESTED_DAYS: Final[Threshold[int]] = Threshold(
    value=90,
    name=msg("Days for which somebody's word holds"),
    origin=Origin.HOUSE,
    source=_SOURCE,
    fixed=threshold_sources.WORDS,
)
