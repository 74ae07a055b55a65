"""The thresholds of practice (method: deliberate-practice ladder)."""

from __future__ import annotations

from typing import Final

from goalbook.analyse import threshold_sources
from goalbook.analyse.threshold import Origin, Threshold, default
from goalbook.messages import msg

MINUTES_MOST: Final[Threshold[int]] = Threshold(
    value=60,
    name=msg("Most minutes of a practice that can be done today"),
    origin=Origin.HOUSE,
    source="method: practice, P1 and P3 (the column asks for what can be done at once)",
    fixed=threshold_sources.WORDS,
)
MINUTES_LEAST: Final[Threshold[int]] = Threshold(
    value=5,
    name=msg("Fewest minutes of a practice that is repeated"),
    origin=Origin.HOUSE,
    source="method: practice, P3",
    fixed=threshold_sources.WORDS,
)
BEGIN_DAYS: Final[Threshold[int]] = Threshold(
    value=1,
    name=msg("Working days within which the first repetition is planned"),
    origin=Origin.HOUSE,
    source="method: practice, P1",
    fixed=threshold_sources.WORDS,
)
TIMES_A_WEEK: Final[Threshold[int]] = Threshold(
    value=3,
    name=msg("Fewest repetitions a week"),
    origin=Origin.RESEARCH,
    source=f"{threshold_sources.ERICSSON}: ample repetition; the number is ours",
    fixed=threshold_sources.WORDS,
)
FEEDBACK_DAYS: Final[Threshold[int]] = Threshold(
    value=2,
    name=msg("Most working days until feedback"),
    origin=Origin.RESEARCH,
    source=f"{threshold_sources.ERICSSON}: feedback; the number is ours",
    fixed=threshold_sources.WORDS,
)
SUCCESS_LOW: Final[Threshold[float]] = Threshold(
    value=default("success_low"),
    name=msg("Part of repetitions that succeed, below which a practice is cut finer"),
    origin=Origin.HOUSE,
    source="method: practice, P5, inspired by Wilson et al. 2019 (85 % rule) and desirable difficulty",
    limit="success_low",
)
SUCCESS_HIGH: Final[Threshold[float]] = Threshold(
    value=default("success_high"),
    name=msg("Part of repetitions that succeed, above which a practice is made harder"),
    origin=Origin.HOUSE,
    source="method: practice, P5, inspired by Wilson et al. 2019 (85 % rule) and desirable difficulty",
    limit="success_high",
)
SUCCESS_SESSIONS: Final[Threshold[int]] = Threshold(
    value=3,
    name=msg("Repetitions in a row on which the part that succeeds is judged"),
    origin=Origin.HOUSE,
    source="method: practice, P5",
    fixed=threshold_sources.CAUTION,
)
SKILLS_PER_PERSON: Final[Threshold[int]] = Threshold(
    value=2,
    name=msg("Most skills that one person practises at a time"),
    origin=Origin.HOUSE,
    source="method: practice, P7 (the column asks for what can be done at once)",
    fixed=threshold_sources.WORDS,
)
