"""How far each key result reaches by the team's own past: probability and zone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from goalbook.analyse import stretch, thresholds
from goalbook.analyse.stretch import Zone
from goalbook.messages import Message
from goalbook.present.section import Section
from goalbook.present.subject import Subject

_CUT: Final = stretch.Zones()
_HUNDRED: Final = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    """One zone of the strip.

    Attributes:
        zone: Which.
        word: It in words.
        width: In per cent of the strip, which runs from 0 to 1.
    """

    zone: Zone
    word: Message
    width: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """One key result.

    Attributes:
        objective, key_result: Which.
        p_reach: Probability of reaching the target if all stays as it was; None without enough past.
        at: Its place on the strip, in per cent.
        zone, word: Where it lies; it in words.
        basis: ``before`` (the cycles before), ``during`` (this cycle's own periods) or ``none``.
        periods: Whole past periods looked at.
        fewest: How many of them are needed.
        is_provisional: Whether few cycles speak.
    """

    objective: str
    key_result: str
    p_reach: float | None
    at: float | None
    zone: Zone
    word: Message
    basis: str
    periods: int
    fewest: int
    is_provisional: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Reaches:
    """Every key result that has a metric and a target.

    Attributes:
        rows: In the order of the file.
        bands: The zones from unlikely to safe.
        cut: The probabilities between them.
        last_provisional: Past cycles up to which a zone is provisional.
    """

    rows: tuple[Reach, ...]
    bands: tuple[Band, ...]
    cut: stretch.Zones
    last_provisional: int

    def of(self, objective: str, key_result: str) -> Reach | None:
        """One key result, or None."""
        found = (row for row in self.rows if (row.objective, row.key_result) == (objective, key_result))
        return next(found, None)


def _build(subject: Subject) -> Reaches | None:
    rows = tuple(_reach(row) for row in subject.rows("stretch"))
    if not rows:
        return None
    provisional = thresholds.STRETCH_PROVISIONAL.value
    return Reaches(rows=rows, bands=tuple(_bands()), cut=_CUT, last_provisional=provisional)


def _reach(row: Any) -> Reach:
    zone = Zone(row.zone)
    return Reach(
        objective=row.objective,
        key_result=row.key_result,
        p_reach=row.p_reach,
        at=None if row.p_reach is None else round(_HUNDRED * row.p_reach, 2),
        zone=zone,
        word=stretch.WORDS[zone],
        basis=row.basis,
        periods=row.periods,
        fewest=row.fewest,
        is_provisional=row.is_provisional,
    )


def _bands() -> Iterator[Band]:
    ends = (0.0, _CUT.unlikely, _CUT.likely, _CUT.safe, 1.0)
    zones = (Zone.UNLIKELY, Zone.STRETCH, Zone.ACHIEVABLE, Zone.SAFE)
    for zone, low, high in zip(zones, ends, ends[1:], strict=False):
        width = round(_HUNDRED * (high - low), 2)
        yield Band(zone=zone, word=stretch.WORDS[zone], width=width)


SECTION = Section(needs=("stretch",), build=_build)
