"""The process table as rows of a download: numbers unformatted, every level, the sums behind each rate."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from goalbook.messages import Message, msg
from goalbook.model.values import Text
from goalbook.present import csvtext

_HEADER: Final = (
    msg("Step"),
    msg("Part of"),
    msg("Actual"),
    msg("Plan"),
    msg("Rate"),
    msg("Numerator"),
    msg("Denominator"),
    msg("Rate, actual"),
    msg("Rate, plan"),
    msg("Impact"),
    msg("Probability of being worse than plan"),
)

Rows = tuple[tuple[str, ...], ...]


def rows(process: Any, plain: Callable[[Text], str], say: Callable[[Message], str]) -> Rows:
    """Header and rows.

    Args:
        process: The section ``process``, the table as the page shows it.
        plain: An author's text in the reader's language.
        say: A message in the reader's language.
    """
    names = {row.indicator.id: plain(row.indicator.name) for row in process.rows}
    return (tuple(map(say, _HEADER)), *(_row(row, names, plain) for row in process.rows))


def _row(row: Any, names: dict[str, str], plain: Callable[[Text], str]) -> tuple[str, ...]:
    rate, impact = row.rate, row.impact
    numbers = (
        (None,) * 4 if rate is None else (rate.numerator, rate.denominator, rate.value, rate.plan),
        (None,) * 2 if impact is None else (impact.contribution, impact.certainty.worse),
    )
    return (
        names[row.indicator.id],
        names.get(row.stage, ""),
        csvtext.number(row.actual),
        csvtext.number(row.plan),
        "" if rate is None else plain(rate.indicator.name),
        *(csvtext.number(number) for part in numbers for number in part),
    )
