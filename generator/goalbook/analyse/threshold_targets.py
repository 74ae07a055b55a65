"""The thresholds of whether targets agree (method: consistency checks)."""

from __future__ import annotations

from typing import Final

from goalbook.analyse import threshold_sources
from goalbook.analyse.threshold import Origin, Threshold
from goalbook.messages import msg

ROUNDED_APART: Final[Threshold[float]] = Threshold(
    value=0.005,
    name=msg("Part by which two targets may differ because somebody rounded them"),
    origin=Origin.HOUSE,
    source="method: consistency checks",
    fixed=threshold_sources.CAUTION,
)
REFUSED_APART: Final[Threshold[float]] = Threshold(
    value=0.05,
    name=msg("Part from which targets that differ are an error and not only a warning"),
    origin=Origin.HOUSE,
    source="method: consistency checks",
    fixed=threshold_sources.REMARK,
)
WEEKS_APART: Final[Threshold[float]] = Threshold(
    value=0.1,
    name=msg("Part by which a target per week may differ from one of a longer period"),
    origin=Origin.HOUSE,
    source="house: a month has 4 to 5 weeks of unequal numbers of working days",
    fixed=threshold_sources.REMARK,
)
SAME: Final[Threshold[float]] = Threshold(
    value=1e-6,
    name=msg("Part below which two plans are the same: the rest is the noise of arithmetic"),
    origin=Origin.HOUSE,
    source="method: global conventions, tolerance of sums of products",
    fixed=threshold_sources.CAUTION,
)
SAME_FOLDER: Final[Threshold[float]] = Threshold(
    value=0.5,
    name=msg("Part of a team's files that must come again under another name for the team to be renamed"),
    origin=Origin.RESEARCH,
    source="git diff --find-renames: half of the contents",
    fixed=threshold_sources.WORDS,
)
