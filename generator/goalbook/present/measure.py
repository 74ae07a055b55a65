"""How the numbers of a metric are written, and the unit that numbers beside each other share."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from enum import Enum
from itertools import combinations
from typing import Final

from goalbook.messages import msg
from goalbook.model.metric import Metric
from goalbook.model.values import Kind
from goalbook.words import Words

NONE: Final = "–"
MINUS: Final = "−"
_HUNDRED: Final = 100
_MORE: Final = 4  # decimals that a number may get so that it is not taken for another
_CENTS: Final = 1_000
# What readers know; Babel's signs depend on the country (JP¥, US$), which a language does not tell.
_SIGNS: Final = {"JPY": "¥", "USD": "$", "EUR": "€", "GBP": "£"}
_YEN: Final = {"円", "¥", "\N{FULLWIDTH YEN SIGN}"}
# (from, divided by, decimals, behind); each begins where the one before would be written as 1,000.
_MAN: Final = ((99_995_000, 10**8, 2, "億円"), (10_000, 10**4, 1, "万円"))
_SHORT: Final = (
    (999_995_000, 10**9, 2, "B"),
    (999_500, 10**6, 2, "M"),
    (99_950, 10**3, 0, "k"),
    (10_000, 10**3, 1, "k"),
)


class Style(Enum):
    """What sort of writing a number takes."""

    COUNT = "count"
    SHARE = "share"
    MONEY = "money"
    NUMBER = "number"


@dataclass(frozen=True, slots=True)
class Measure:
    """How the numbers of a metric are written.

    Attributes:
        style: Count, share, money or plain number.
        unit: The author's unit, or a currency's code for money; may be empty.
    """

    style: Style
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Scale:
    """One unit for numbers that stand beside each other. None is written "–", never 0.

    Attributes:
        words: The language.
        divisor: What a number is divided by before it is written: 10,000 for 万円, 0.01 for %.
        decimals: How many are written; None writes a whole number without and any other with one decimal.
        prefix: Before the number: ``¥``.
        suffix: Behind it: ``万円``, `` %``, ``M``.
    """

    words: Words
    divisor: Decimal = Decimal(1)
    decimals: int | None = 0
    prefix: str = ""
    suffix: str = ""

    def bare(self, value: float | None) -> str:
        """Without its unit: ``168.0``."""
        return NONE if value is None else "".join(self._digits(value))

    def value(self, value: float | None) -> str:
        """With its unit: ``168.0万円``."""
        return NONE if value is None else self._with_unit(*self._digits(value))

    def bare_trimmed(self, value: float | None) -> str:
        """Neither unit nor decimals that are zero, for an axis: ``240``."""
        return NONE if value is None else "".join(self._digits(value, is_trimmed=True))

    def trimmed(self, value: float | None) -> str:
        """With its unit and without decimals that are zero, as plans are spoken of: ``30 %``, ``240万円``."""
        return NONE if value is None else self._with_unit(*self._digits(value, is_trimmed=True))

    def delta(self, value: float | None) -> str:
        """With its sign: ``+7.9万円``, ``−72.0万円``; none for zero."""
        text = self.value(value)
        return f"+{text}" if value is not None and self._rounded(value) > 0 else text

    def pair(self, first: float | None, second: float | None) -> str:
        """Actual and plan: ``168.0 / 240.0万円``, ``¥1.68M / ¥2.40M``."""
        if first is None and second is None:
            return NONE
        if self.prefix:
            return f"{self.value(first)} / {self.value(second)}"
        return f"{self.bare(first)} / {self.bare(second)}{self.suffix}"

    def apart(self, *numbers: float | None) -> Scale:
        """The same unit with decimals enough that different numbers differ in writing too.

        A plan of 240.0万円 that was missed at 239.96 is never told as 240.0 of 240.0.
        """
        pairs = tuple(combinations([number for number in numbers if number is not None], 2))
        found = self
        for more in range(1, _MORE + 1):
            if not any(found.bare(one) == found.bare(other) and _differ(one, other) for one, other in pairs):
                break
            found = replace(self, decimals=(self.decimals or 0) + more)
        return found

    def between(self, low: float, high: float) -> str:
        """Two ends of a range without their unit, with as many decimals each: ``37–50``, ``0–56.6``.

        Ends that differ differ in writing, too; ends that are the same are one number: ``60``.
        """
        found = self._alike(low, high).apart(low, high)
        if found.bare(low) == found.bare(high):
            return found.bare_trimmed(high)
        ends = [rounded(exactly(end) / found.divisor, found.decimals or 0).normalize() for end in (low, high)]
        even = replace(found, decimals=max(0, *(-int(end.as_tuple().exponent) for end in ends)))
        first = even.bare(low) if low else even.bare_trimmed(low)
        return self.words.say(msg("{low}–{high}", low=first, high=even.bare(high)))

    @property
    def unit(self) -> str:
        """The unit alone, for an axis: ``万円``, ``¥M``, ``%``."""
        return f"{self.prefix}{self.suffix}".strip()

    def _alike(self, *numbers: float) -> Scale:
        """With one number of decimals for all: none where the largest has none, or all are whole."""
        if self.decimals is not None:
            return self
        exact = [exactly(number) / self.divisor for number in numbers]
        is_large = max(map(abs, exact)) >= _HUNDRED
        return replace(self, decimals=0 if is_large else max(map(self._places, exact)))

    def _with_unit(self, sign: str, digits: str) -> str:
        return f"{sign}{self.prefix}{digits}{self.suffix}"

    def _digits(self, value: float, *, is_trimmed: bool = False) -> tuple[str, str]:
        shown = self._rounded(value)
        if is_trimmed:
            shown = shown.normalize()
        decimals = max(0, -int(shown.as_tuple().exponent))
        return (MINUS if shown < 0 else ""), self.words.number(abs(shown), decimals)

    def _rounded(self, value: float) -> Decimal:
        exact = exactly(value) / self.divisor
        return rounded(exact, self._places(exact))

    def _places(self, exact: Decimal) -> int:
        if self.decimals is not None:
            return self.decimals
        return 0 if abs(exact) >= _HUNDRED or rounded(exact, 6) == exact.to_integral_value() else 1


def measure(metrics: Mapping[str, Metric], metric: str, currency: str) -> Measure:
    """How a metric's numbers are written.

    A ratio of money to anything else (an average deal) is money: its unit follows from its parts.

    Args:
        metrics: The cycle's metrics.
        metric: Its id; one that is not known is a plain number.
        currency: The team's currency, three letters.
    """
    found = metrics.get(metric)
    if found is None:
        return Measure(Style.NUMBER)
    if found.kind is Kind.RATE:
        return Measure(Style.SHARE)
    if _is_money(metrics, found):
        return Measure(Style.MONEY, _currency_of(found) or currency)
    style = Style.COUNT if found.kind is Kind.COUNT else Style.NUMBER
    return Measure(style, found.unit or "")


def scale(measure: Measure, words: Words, *numbers: float | None) -> Scale:
    """One unit for these numbers, chosen by the largest."""
    known = [abs(number) for number in numbers if number is not None]
    return _SCALES[measure.style](measure.unit, words, known)


def form(measure: Measure, words: Words, *numbers: float | None) -> dict[str, object]:
    """How a script writes numbers in the unit that these share.

    Returns:
        divide, decimals (None: whole numbers without, others with one), before, behind; share: whether it
        cannot pass 1; whole: whether it counts cases; least: what it cannot fall below, or None.
    """
    found = scale(measure, words, *numbers)
    is_count = measure.style is Style.COUNT
    return {
        "divide": float(found.divisor),
        "decimals": None if is_count else found.decimals,
        "before": found.prefix,
        "behind": found.suffix,
        "share": measure.style is Style.SHARE,
        "whole": is_count,
        "least": 0 if is_count or measure.style is Style.SHARE else None,
    }


def whole_money(currency: str, words: Words, decimals: int = 0) -> Scale:
    """Amounts to the last yen: ``1,680,000円``, ``¥1,680,000``."""
    if currency == "JPY" and words.language == "ja":
        return Scale(words, decimals=decimals, suffix="円")
    return Scale(words, decimals=decimals, prefix=_sign(currency, words))


def exactly(value: float) -> Decimal:
    """What was meant, not what binary floating point holds: 0.285 is 0.285.

    Raises:
        ValueError: Not a number, or infinite; tables hand on None for missing.
    """
    if not math.isfinite(value):
        raise ValueError(value)
    return Decimal(repr(float(value)))


def rounded(value: Decimal, decimals: int, rounding: str = ROUND_HALF_UP) -> Decimal:
    """Rounded as people round, without a negative zero."""
    result = value.quantize(Decimal(1).scaleb(-decimals), rounding=rounding)
    return result or abs(result)


def _differ(one: float, other: float) -> bool:
    """Whether two numbers differ by more than binary fractions do."""
    return not math.isclose(one, other, rel_tol=1e-9, abs_tol=1e-12)


def _is_money(metrics: Mapping[str, Metric], metric: Metric) -> bool:
    if metric.unit:
        return bool(_currency_of(metric))
    if metric.kind is not Kind.RATIO or metric.of is None:
        return metric.kind is Kind.AMOUNT
    return _is_amount(metrics, metric.of.numerator) and not _is_amount(metrics, metric.of.denominator)


def _is_amount(metrics: Mapping[str, Metric], metric: str) -> bool:
    """Whether a part of a fraction is money; parts are logged numbers, so this goes no deeper."""
    found = metrics.get(metric)
    if found is None or found.kind is Kind.RATIO:
        return False
    return bool(_currency_of(found)) if found.unit else found.kind is Kind.AMOUNT


def _currency_of(metric: Metric) -> str:
    unit = metric.unit or ""
    return "JPY" if unit in _YEN else unit if unit in _SIGNS else ""


def _count_scale(unit: str, words: Words, numbers: list[float]) -> Scale:
    decimals = 0 if _are_whole(numbers) else None
    return Scale(words, decimals=decimals, suffix=_behind(unit, words) if unit else _counter(words))


def _share_scale(_unit: str, words: Words, numbers: list[float]) -> Scale:
    is_tiny = 0 < max(numbers, default=0) < 0.0005  # noqa: PLR2004 - one decimal would say 0.0 %
    return Scale(words, Decimal("0.01"), 2 if is_tiny else 1, suffix=" %")


def _number_scale(unit: str, words: Words, numbers: list[float]) -> Scale:
    largest = max(numbers, default=0)
    decimals = next((places for limit, places in ((10, 2), (100, 1)) if largest < limit), 0)
    return Scale(
        words, decimals=0 if _are_whole(numbers) else decimals, suffix=_behind(unit, words) if unit else ""
    )


def _money_scale(currency: str, words: Words, numbers: list[float]) -> Scale:
    """Japanese counts yen in 万 and 億; all else is counted in k, M and B."""
    is_man = currency == "JPY" and words.language == "ja"
    largest = max(numbers, default=0)
    for limit, divisor, decimals, suffix in _MAN if is_man else _SHORT:
        if largest >= limit:
            return Scale(words, Decimal(divisor), decimals, "" if is_man else _sign(currency, words), suffix)
    has_cents = currency != "JPY" and largest < _CENTS and not _are_whole(numbers)
    return whole_money(currency, words, 2 if has_cents else 0)


def _are_whole(numbers: list[float]) -> bool:
    return all(float(number).is_integer() for number in numbers)


def _sign(currency: str, words: Words) -> str:
    sign = _SIGNS.get(currency) or words.currency_name(currency)
    return f"{sign} " if sign.isalpha() else sign


def _behind(unit: str, words: Words) -> str:
    """An author's unit behind a number: after a space in English, without one in Japanese."""
    return words.say(msg("{number} {unit}", number="", unit=unit))


def _counter(words: Words) -> str:
    """What stands behind a count without a unit: nothing in English, 件 in Japanese."""
    return words.say(msg("{count}", count=""))


_SCALES: Final[Mapping[Style, Callable[[str, Words, list[float]], Scale]]] = {
    Style.COUNT: _count_scale,
    Style.SHARE: _share_scale,
    Style.MONEY: _money_scale,
    Style.NUMBER: _number_scale,
}
