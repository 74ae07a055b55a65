"""How numbers are written for readers: the filters of templates and charts.

Each takes the value, then the language's `Words`, then what else it needs.
None is written "–", never 0. Metrics are written by `goalbook.present.measure`.
"""

from __future__ import annotations

import math
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from typing import Final

from goalbook.analyse import threshold_telling, thresholds
from goalbook.messages import msg
from goalbook.present import measure as measures
from goalbook.present.measure import NONE, Measure, Scale, Style
from goalbook.words import Words

_PERCENT: Final = Decimal("0.01")
_MOST_DECIMALS: Final = 6
_SURE: Final = threshold_telling.NEARLY_SURE.value
_NEARLY_SURE: Final = (1 + _SURE) / 2  # rounds to 100 %
_LEVELS: Final = (
    thresholds.EVIDENCE_WEAK.value,
    thresholds.EVIDENCE_MODERATE.value,
    thresholds.EVIDENCE_STRONG.value,
    thresholds.STRETCH_UNLIKELY.value,
    thresholds.STRETCH_SAFE.value,
)
_GRADES: Final = (
    thresholds.COMMITTED_DONE.value,
    thresholds.COMMITTED_CLOSE.value,
    thresholds.ASPIRATIONAL_DONE.value,
    thresholds.ASPIRATIONAL_CLOSE.value,
)
_SCORE_DECIMALS: Final = 2


def value(number: float | None, words: Words, measure: Measure, *beside: float | None) -> str:
    """A metric's number with its unit; `beside` are the numbers it shares the unit with.

    Beside one other number it is written so that the two are told apart.
    """
    scale = measures.scale(measure, words, number, *beside)
    return (scale.apart(number, *beside) if len(beside) == 1 else scale).value(number)


def plan(number: float | None, words: Words, measure: Measure, *beside: float | None) -> str:
    """A plan or target as it is spoken of, without decimals that are zero: ``30 %``, ``240万円``."""
    return measures.scale(measure, words, number, *beside).trimmed(number)


def delta(number: float | None, words: Words, measure: Measure, *beside: float | None) -> str:
    """A difference with its sign, of shares in points: ``+7.9万円``, ``−3.7 points``."""
    if measure.style is Style.SHARE:
        return points(number, words, is_signed=True)
    return measures.scale(measure, words, number, *beside).delta(number)


def size(number: float | None, words: Words, measure: Measure, *beside: float | None) -> str:
    """A difference without its sign, ``72.0万円``, ``3.7 points``; one that is not 0 is never written so."""
    if measure.style is Style.SHARE:
        return points(None if number is None else abs(number), words, is_apart=True)
    scale = measures.scale(measure, words, number, *beside).apart(number, 0.0)
    return scale.value(None if number is None else abs(number))


def pair(first: float | None, words: Words, second: float | None, measure: Measure) -> str:
    """Actual and plan in one unit: ``168.0 / 240.0万円``."""
    return measures.scale(measure, words, first, second).apart(first, second).pair(first, second)


def bare_pair(first: float | None, words: Words, second: float | None, measure: Measure) -> str:
    """The same without the unit, for a table whose head says it: ``2,600 / 2,500``."""
    scale = measures.scale(measure, words, first, second).apart(first, second)
    return f"{scale.bare(first)} / {scale.bare(second)}"


def number(value: float | None, words: Words, decimals: int = 0) -> str:
    """A number with separators: ``2,600``."""
    return Scale(words, decimals=decimals).bare(value)


def apart(value: float | None, words: Words, other: float | None, decimals: int = 1) -> str:
    """A number beside its limit, with decimals enough that the two differ: 40.04 beside 40 is not 40.0."""
    return Scale(words, decimals=decimals).apart(value, other).bare(value)


def limit_apart(value: float | None, words: Words, other: float | None, decimals: int = 1) -> str:
    """The limit itself, without decimals that are zero: ``40``, ``12.5``."""
    return Scale(words, decimals=decimals).apart(value, other).bare_trimmed(value)


def count(value: float | None, words: Words) -> str:
    """A count with the language's counter: ``1,250``, ``1,250件``."""
    return measures.scale(Measure(Style.COUNT), words, value).value(value)


def share(value: float | None, words: Words, decimals: int = 1) -> str:
    """A share of 1 in percent: ``26.3 %``. One too small for its decimals gets more, so that it is not 0."""
    enough = (n for n in range(decimals, _MOST_DECIMALS) if abs(value or 0) * 200 >= 10**-n)
    return Scale(words, _PERCENT, next(enough, decimals), suffix=" %").value(value)


def share_against(value: float | None, words: Words, threshold: float, decimals: int = 0) -> str:
    """A share judged against a threshold; rounding never carries it across: 94.8 % against 95 % is 94 %."""
    if value is None:
        return NONE
    exact, limit = measures.exactly(value) / _PERCENT, measures.exactly(threshold) / _PERCENT
    return Scale(words, decimals=decimals, suffix=" %").value(float(_held(exact, limit, decimals)))


def score(value: float | None, words: Words) -> str:
    """A score with two decimals, never carried across a grade: 0.897 is 0.89, for 0.90 is close."""
    if value is None:
        return NONE
    nearest = min(_GRADES, key=lambda grade: abs(grade - value))
    exact = nearest if math.isclose(nearest, value, rel_tol=0, abs_tol=1e-9) else value
    shown = _held(measures.exactly(exact), measures.exactly(nearest), _SCORE_DECIMALS)
    return number(float(shown), words, _SCORE_DECIMALS)


def _held(exact: Decimal, limit: Decimal, decimals: int) -> Decimal:
    """Rounded, but on the side of the limit where it lies."""
    shown = measures.rounded(exact, decimals)
    if exact < limit <= shown:
        return measures.rounded(exact, decimals, ROUND_FLOOR)
    if shown <= limit < exact:
        return measures.rounded(exact, decimals, ROUND_CEILING)
    return shown


def chance(probability: float | None, words: Words) -> str:
    """A probability in whole percent that never crosses a level of evidence: ``94 %``, ``over 99 %``."""
    if probability is None:
        return NONE
    if probability >= _NEARLY_SURE:
        return words.say(msg("over {share}", share=share(_SURE, words, 0)))
    if probability < 1 - _NEARLY_SURE:
        return words.say(msg("under {share}", share=share(1 - _SURE, words, 0)))
    nearest = min(_LEVELS, key=lambda level: abs(level - probability))
    return share_against(probability, words, nearest)


def interval(low: float, words: Words, high: float, measure: Measure) -> str:
    """Two ends in one unit: ``¥0–566k``, ``0〜56.6万円``."""
    scale = measures.scale(measure, words, low, high)
    return scale.prefix + scale.between(low, high) + scale.suffix


def attainment(value: float | None, words: Words) -> str:
    """Actual by plan: ``70.0 %``; 100.0 % only when the plan is reached."""
    return share_against(value, words, 1.0, decimals=1)


def rate(value: float | None, words: Words, numerator: float | None, denominator: float | None) -> str:
    """A rate with its counts, without which it never stands: ``14.8 % (4/27)``."""
    if value is None or numerator is None or denominator is None:
        return share(value, words)
    counts = fraction(numerator, words, denominator)
    return words.say(msg("{share} ({fraction})", share=share(value, words), fraction=counts))


def fraction(numerator: float | None, words: Words, denominator: float | None) -> str:
    """Two counts of a rate: ``4/27``."""
    whole = Scale(words, decimals=None)
    return f"{whole.bare(numerator)}/{whole.bare(denominator)}"


def points(value: float | None, words: Words, *, is_signed: bool = False, is_apart: bool = False) -> str:
    """A difference of shares: ``8.4 points``; with `is_apart` one that is not 0 is never written as 0."""
    if value is None:
        return NONE
    scale = Scale(words, _PERCENT, 1)
    scale = scale.apart(value, 0.0) if is_apart else scale
    return words.say(msg("{number} points", number=scale.delta(value) if is_signed else scale.bare(value)))


def money(value: float | None, words: Words, currency: str, *beside: float | None) -> str:
    """An amount for reading: ``168.0万円``, ``¥1.68M``; `beside` are the amounts it shares the unit with."""
    return measures.scale(Measure(Style.MONEY, currency), words, value, *beside).value(value)


def money_pair(first: float | None, words: Words, second: float | None, currency: str) -> str:
    """Two amounts in one unit: ``168.0 / 240.0万円``, ``¥1.68M / ¥2.40M``."""
    return pair(first, words, second, Measure(Style.MONEY, currency))


def money_full(value: float | None, words: Words, currency: str) -> str:
    """An amount for tables, to the last yen: ``1,680,000円``, ``¥1,680,000``."""
    is_whole = value is None or currency == "JPY" or float(value).is_integer()
    return measures.whole_money(currency, words, 0 if is_whole else 2).value(value)


def limit(text: str, words: Words) -> str:
    """A target that is an upper limit, because lower is better: ``5 % or less``."""
    return words.say(msg("{target} or less", target=text))
