"""Thresholds of what finished cycles say about confidence and aim."""

from __future__ import annotations

from typing import Final

from goalbook.analyse import threshold_sources
from goalbook.analyse.threshold import Origin, Threshold
from goalbook.messages import msg

BRIER_DAYS: Final[Threshold[int]] = Threshold(
    value=365,
    name=msg("Days of recorded confidence from which it is held against what came of it"),
    origin=Origin.HOUSE,
    source="method: scoring, a year",
    fixed=threshold_sources.CAUTION,
)
BRIER_EVEN: Final[Threshold[float]] = Threshold(
    value=0.25,
    name=msg("Brier score of always saying one half"),
    origin=Origin.RESEARCH,
    source="Brier, Monthly Weather Review 78 (1950) 1",
    fixed=threshold_sources.DEFINITION,
)
AIM_HIGHEST: Final[Threshold[float]] = Threshold(
    value=0.9,
    name=msg("Mean aspirational score above which, twice running, targets may be too low"),
    origin=Origin.HOUSE,
    source=f"method: scoring, after {threshold_sources.PLAYBOOK}",
    fixed=threshold_sources.WORDS,
)
AIM_LOWEST: Final[Threshold[float]] = Threshold(
    value=0.3,
    name=msg("Mean aspirational score below which, twice running, targets may reach too far"),
    origin=Origin.HOUSE,
    source=f"method: scoring, after {threshold_sources.PLAYBOOK}",
    fixed=threshold_sources.WORDS,
)
AIM_CYCLES: Final[Threshold[int]] = Threshold(
    value=2,
    name=msg("Finished cycles running from which the aim of the targets is spoken of"),
    origin=Origin.HOUSE,
    source="method: scoring, two quarters running",
    fixed=threshold_sources.CAUTION,
)
