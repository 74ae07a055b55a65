"""The small values an author types: text in languages, quantities, spans of days.

Each keeps what was typed (`Quantity.text`) beside what it was read as, so that pages can show both.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum


@dataclass(frozen=True, slots=True)
class Text:
    """Text of an author: one string, or one per language.

    Attributes:
        entries: Language and text; the language of a plain string is "" (the company's first language).
    """

    entries: tuple[tuple[str, str], ...]

    @classmethod
    def plain(cls, text: str) -> Text:
        """Text without a language of its own."""
        return cls((("", text),))

    def by_language(self, first: str) -> Mapping[str, str]:
        """Language to text; `first` is the language of plain text."""
        return {language or first: text for language, text in self.entries}

    def pick(self, language: str, first: str) -> tuple[str, str]:
        """The text for a reader and its language: the reader's, else the company's first, else any."""
        texts = self.by_language(first)
        found = next(code for code in (language, first, *texts) if code in texts)
        return texts[found], found

    def __str__(self) -> str:
        return self.entries[0][1]


class Form(Enum):
    """How a quantity was written, which says what it may mean."""

    PLAIN = "plain"  # 15, 2,400,000, 240万
    MONEY = "money"  # 240万円, ¥2,400,000: the currency was typed
    PERCENT = "percent"  # 20%
    RELATIVE = "relative"  # +15%: of the baseline
    POINTS = "points"  # +3pt: percentage points on the baseline


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number as an author typed it and as it was read.

    Attributes:
        text: Exactly what stands in the file.
        value: As read: 0.2 for ``20%``, 2400000.0 for ``240万円``, 0.15 for ``+15%``, 0.03 for ``+3pt``.
        form: How it was written.
    """

    text: str
    value: float
    form: Form

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Quantity) and (self.value, self.form) == (other.value, other.form)

    def __hash__(self) -> int:
        return hash((self.value, self.form))

    def resolved(self, baseline: float | None) -> float | None:
        """The number meant, given the baseline: ``+15%`` of 208.7 is 240.0; None without a baseline."""
        if self.form is Form.RELATIVE:
            return None if baseline is None else baseline * (1 + self.value)
        if self.form is Form.POINTS:
            return None if baseline is None else baseline + self.value
        return self.value


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Days from first to last, both included."""

    first: date
    last: date

    @property
    def days(self) -> int:
        """How many days."""
        return (self.last - self.first).days + 1

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last

    def overlaps(self, other: Span) -> bool:
        """Whether the two share a day."""
        return self.first <= other.last and other.first <= self.last

    def elapsed(self, as_of: date) -> int:
        """Days of this span up to and including `as_of`; 0 before it begins."""
        return max(0, min((as_of - self.first).days + 1, self.days))

    def until(self, as_of: date) -> Span | None:
        """The part up to and including `as_of`; None before it begins."""
        return None if as_of < self.first else Span(self.first, min(self.last, as_of))

    def each_day(self) -> tuple[date, ...]:
        """Every day in order."""
        return tuple(self.first + timedelta(days=n) for n in range(self.days))


class _Word(Enum):
    """One of a few words, told apart by what it is and not by its name: tables look millions of them up."""

    __hash__ = object.__hash__


class Kind(_Word):
    """What sort of number a metric is (method: KPI tree semantics)."""

    COUNT = "count"
    RATE = "rate"
    RATIO = "ratio"
    AMOUNT = "amount"
    DURATION = "duration"
    SCORE = "score"
    LEVEL = "level"
    MILESTONE = "milestone"

    @property
    def is_fraction(self) -> bool:
        """Whether it is computed as a ratio of sums of two logged numbers."""
        return self is Kind.RATE or self is Kind.RATIO


class Direction(_Word):
    """Which way is better."""

    UP = "up"
    DOWN = "down"
    BAND = "band"


class Aggregate(_Word):
    """How values of several days, members or segments become one."""

    SUM = "sum"
    LAST = "last"
    MEAN = "mean"
    RATIO = "ratio"


class Period(_Word):
    """A stretch of the calendar that a target speaks of, or how often a number is logged."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    CYCLE = "cycle"


class Operator(_Word):
    """What joins the parts of a formula (method: relations)."""

    PRODUCT = "×"
    SUM = "+"
    DIFFERENCE = "-"
    QUOTIENT = "÷"


@dataclass(frozen=True, slots=True)
class Formula:
    """A plan edge: names joined by one kind of operator.

    Attributes:
        operator: The one operator; for a difference all later parts are subtracted from the first.
        parts: Metric ids in the order written.
    """

    operator: Operator
    parts: tuple[str, ...]

    def __str__(self) -> str:
        return f" {self.operator.value} ".join(self.parts)


@dataclass(frozen=True, slots=True)
class Fraction:
    """A measured edge: how a rate is computed from logged numbers, ``contracts / proposals``."""

    numerator: str
    denominator: str

    def __str__(self) -> str:
        return f"{self.numerator} / {self.denominator}"


@dataclass(frozen=True, slots=True)
class Window:
    """A rolling window: ``3 months``.

    Attributes:
        number: How many periods.
        period: Of which length.
    """

    number: int
    period: Period

    def __str__(self) -> str:
        return f"{self.number} {self.period.value}{'s' if self.number != 1 else ''}"
