"""Units of metrics, and whether a formula's parts combine to its result (method: unit algebra).

A unit is a product of symbols with exponents: in 円/件 money stands once above and 件 once below.
``%`` is 1; 千円 and 万円 are yen with a scale. What an author left out is taken from the kind:
an amount is money, a rate has no unit, a ratio has its numerator's unit over its denominator's.
A count without a unit counts something of its own that is not money; any other metric without a unit
is not judged.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

from goalbook.model.cycle import Cycle
from goalbook.model.metric import Metric
from goalbook.model.values import Formula, Kind, Operator

_CURRENCIES: Final = {
    "円": "JPY", "yen": "JPY", "¥": "JPY", "ドル": "USD", "dollar": "USD", "$": "USD",
    "ユーロ": "EUR", "euro": "EUR", "€": "EUR", "ポンド": "GBP", "£": "GBP",
}  # fmt: skip
_CODE: Final = re.compile(r"[A-Z]{3}")
_SCALES: Final = {"千": 1e3, "万": 1e4, "十万": 1e5, "百万": 1e6, "億": 1e8, "k": 1e3, "K": 1e3, "M": 1e6}
_SCALED: Final = re.compile(rf"({'|'.join(sorted(_SCALES, key=len, reverse=True))})(.+)")
_OVER: Final = re.compile(r"\s*(?:/|÷|\bper\b)\s*")
_TIMES: Final = re.compile(r"\s*[×*·・]\s*")
_PLURAL: Final = re.compile(r"ies$|(x|ch|sh|ss)es$|(?<=[a-z]{2})(?<!s)s$")
_ONE: Final = frozenset({"", "1", "%", "pt", "ポイント", "割合", "率"})
_RAISED: Final = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_OWN: Final = "?"
"""Marks the symbol of a count whose unit was left out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """A unit, or as much of it as is known.

    Attributes:
        powers: Symbol to exponent, none 0; currencies by their three letters, a count's own as ``?id``.
        scale: 10,000 for 万円.
    """

    powers: Mapping[str, int] = field(default_factory=dict)
    scale: float = 1.0

    def times(self, other: Unit, power: int = 1) -> Unit:
        """The product with another unit raised to a power."""
        powers = Counter(self.powers)
        for symbol, exponent in other.powers.items():
            powers[symbol] += exponent * power
        return Unit(
            powers={symbol: exponent for symbol, exponent in powers.items() if exponent},
            scale=self.scale * other.scale**power,
        )

    def fits(self, other: Unit) -> bool:
        """Whether the two may be the same: what a left-out unit could mend is not held against them."""
        rest = self.times(other, -1)
        is_open = any(symbol.startswith(_OWN) for symbol in rest.powers)
        if any(_is_money(symbol) for symbol in rest.powers):
            return False
        return is_open or (not rest.powers and abs(rest.scale - 1) < 1e-9)  # noqa: PLR2004 - method: tolerance

    def __str__(self) -> str:
        above = "·".join(_raised(symbol, power) for symbol, power in self.powers.items() if power > 0)
        below = "·".join(_raised(symbol, -power) for symbol, power in self.powers.items() if power < 0)
        scaled = f"{self.scale:,g} " if self.scale != 1 else ""
        return f"{scaled}{above or '1'}{'/' + below if below else ''}"


ONE: Final = Unit()


@dataclass(frozen=True, slots=True, kw_only=True)
class Clash:
    """Units that do not combine.

    Attributes:
        metric: The metric whose formula or own unit it is.
        expected: Its unit; for a rate or ratio what its fraction gives.
        found: What its formula's parts combine to; for a sum the unit of the part that differs; for a rate or
            ratio the unit typed.
        field: ``formula`` or ``unit``.
        part: The part of a sum that differs; None otherwise.
    """

    metric: str
    expected: Unit
    found: Unit
    field: str = "formula"
    part: str | None = None


def parse(text: str) -> Unit:
    """A typed unit: ``円/件``, ``JPY``, ``万円``, ``回/人・月``, ``%``."""
    above, *below = _OVER.split(unicodedata.normalize("NFKC", text).strip())
    unit = _product(above)
    for part in below:
        unit = unit.times(_product(part), -1)
    return unit


def unit_of(cycle: Cycle, metric: str, currency: str) -> Unit | None:
    """The unit of a metric; None when nothing is known about it.

    Args:
        cycle: Where it and the metrics of its fraction stand.
        metric: Its id.
        currency: Three letters, for amounts without a unit.
    """
    found = cycle.metrics[metric]
    if found.kind is Kind.RATIO:
        return fraction_unit(cycle, metric, currency) or _stated(found, metric, currency)
    return _stated(found, metric, currency)


def fraction_unit(cycle: Cycle, metric: str, currency: str) -> Unit | None:
    """What a metric's ``of:`` gives, numerator over denominator; None when one of them is not known."""
    fraction = cycle.metrics[metric].of
    names = (fraction.numerator, fraction.denominator) if fraction else ()
    units = [_stated(cycle.metrics[name], name, currency) for name in names if name in cycle.metrics]
    known = [unit for unit in units if unit is not None]
    return known[0].times(known[1], -1) if len(known) == 2 else None  # noqa: PLR2004 - one above, one below


def clashes(cycle: Cycle, currency: str) -> tuple[Clash, ...]:
    """Every formula, rate and ratio of a cycle whose units do not combine, in the order written.

    Links of a funnel are not judged: visits in 回 may well become sign-ups in 人.
    """
    found: list[Clash] = []
    for name, metric in cycle.metrics.items():
        if metric.formula:
            found += _of_formula(cycle, name, metric.formula, currency)
        if metric.kind.is_fraction and metric.unit is not None:
            found += _of_fraction(cycle, name, parse(metric.unit), currency)
    return tuple(found)


def _of_fraction(cycle: Cycle, name: str, typed: Unit, currency: str) -> Iterable[Clash]:
    metric = cycle.metrics[name]
    expected = ONE if metric.kind is Kind.RATE else fraction_unit(cycle, name, currency)
    if expected is None or typed.fits(expected):
        return
    above = metric.of and cycle.metrics.get(metric.of.numerator)
    unit = _stated(above, metric.of.numerator, currency) if above and metric.of else None
    # 円 is what people write for 円/件; only the part above the line must be right.
    if metric.kind is Kind.RATE or unit is None or not typed.fits(unit):
        yield Clash(metric=name, expected=expected, found=typed, field="unit")


def _of_formula(cycle: Cycle, name: str, formula: Formula, currency: str) -> Iterable[Clash]:
    expected = unit_of(cycle, name, currency)
    units = [unit_of(cycle, part, currency) if part in cycle.metrics else None for part in formula.parts]
    if expected is None:
        return
    if formula.operator in {Operator.SUM, Operator.DIFFERENCE}:
        for part, unit in zip(formula.parts, units, strict=True):
            if unit is not None and not unit.fits(expected):
                yield Clash(metric=name, expected=expected, found=unit, part=part)
        return
    known = [unit for unit in units if unit is not None]
    if len(known) == len(units):
        power = -1 if formula.operator is Operator.QUOTIENT else 1
        found = known[0]
        for unit in known[1:]:
            found = found.times(unit, power)
        if not found.fits(expected):
            yield Clash(metric=name, expected=expected, found=found)


def _stated(metric: Metric, name: str, currency: str) -> Unit | None:
    if metric.unit is not None:
        return parse(metric.unit)
    if metric.kind is Kind.AMOUNT:
        return Unit(powers={currency: 1})
    if metric.kind is Kind.RATE:
        return ONE
    return Unit(powers={_OWN + name: 1}) if metric.kind is Kind.COUNT else None


def _product(text: str) -> Unit:
    unit = ONE
    for word in _TIMES.split(text):
        unit = unit.times(_symbol(word.strip()))
    return unit


def _symbol(word: str) -> Unit:
    if word in _ONE:
        return ONE
    scaled = _SCALED.fullmatch(word)
    if scaled and _is_money(_money(scaled[2])):
        return Unit(powers={_money(scaled[2]): 1}, scale=_SCALES[scaled[1]])
    return Unit(powers={_money(word): 1})


def _money(word: str) -> str:
    one = _singular(word)
    return _CURRENCIES.get(one, one)


def _singular(word: str) -> str:
    """``deals`` and ``deal`` are one unit; good enough for words of English that count something."""
    if _CODE.fullmatch(word) or not word.isascii():
        return word
    return _PLURAL.sub(lambda match: "y" if match[0] == "ies" else match[1] or "", word.lower())


def _is_money(symbol: str) -> bool:
    return _CODE.fullmatch(symbol) is not None


def _raised(symbol: str, power: int) -> str:
    return symbol.removeprefix(_OWN) + ("" if power == 1 else str(power).translate(_RAISED))
