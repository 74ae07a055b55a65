"""What finished cycles say: how well confidence agreed with what came of it, and how high the team aims."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from goalbook.analyse import threshold_track, thresholds
from goalbook.analyse.portfolio import Aim
from goalbook.present.section import Section
from goalbook.present.subject import Subject


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """Recorded confidences.

    Attributes:
        since: The first of them.
        key_results, reached: Finished key results with one, and how many of them were reached.
        mean, scale: Their mean confidence, so much of so much; None without a finished key result.
        brier: How well the two agree, 0 is exact; None before a year of statements.
        even: What always saying one half would come to.
        days: From how many days on it is told.
    """

    since: date
    key_results: int
    reached: int
    mean: float | None
    scale: int
    brier: float | None
    even: float
    days: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Aimed:
    """Aspirational key results.

    Attributes:
        aim: What the last two finished cycles say.
        before, newest: Their mean scores, None for none.
        cycles, needed: How many of the last finished cycles have such a score, and how many it takes.
        lowest, highest: Between which two means running say nothing.
    """

    aim: Aim
    before: float | None
    newest: float | None
    cycles: int
    needed: int
    lowest: float
    highest: float


@dataclass(frozen=True, slots=True, kw_only=True)
class TrackRecord:
    """Both; None for what was never recorded or promised."""

    stated: Stated | None
    aimed: Aimed | None


def _build(subject: Subject) -> TrackRecord | None:
    rows = subject.rows("track-record")
    if not rows:
        return None
    row, scale = rows[0], thresholds.CONFIDENCE_SCALE.value
    stated = Stated(
        since=row.since,
        key_results=row.key_results,
        reached=row.reached,
        mean=None if row.share is None else row.share * scale,
        scale=scale,
        brier=row.brier,
        even=threshold_track.BRIER_EVEN.value,
        days=threshold_track.BRIER_DAYS.value,
    )
    aimed = Aimed(
        aim=Aim(row.aim),
        before=row.before,
        newest=row.newest,
        cycles=row.cycles,
        needed=threshold_track.AIM_CYCLES.value,
        lowest=threshold_track.AIM_LOWEST.value,
        highest=threshold_track.AIM_HIGHEST.value,
    )
    return TrackRecord(stated=stated if row.since else None, aimed=aimed if row.aspirational else None)


SECTION = Section(needs=("track-record",), build=_build)
