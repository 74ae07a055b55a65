"""The whole diagnosis: what the gap is made of against each base, how sure each part is, where KPIs pay."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Any, Final

from goalbook.analyse import thresholds
from goalbook.model.values import Text
from goalbook.present import answers, factors, impact, segments, variances
from goalbook.present.factors import Certainty, Line
from goalbook.present.impact import Impact
from goalbook.present.indicator import Indicator
from goalbook.present.readings import Reading, Stretch
from goalbook.present.section import Section
from goalbook.present.segments import Mix
from goalbook.present.subject import Subject
from goalbook.present.variances import Variances

_BASES: Final = ("plan", "previous", "year")
_SUM: Final = "kgi"
_SURELY_MOST: Final = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One line of an attribution.

    Attributes:
        indicator: Which.
        kind: ``leaf`` (the leaves add up to the gap), ``stage`` (the sum of its leaves) or ``kgi``.
        is_inside: Whether it refines a stage.
        before, now: Its two numbers.
        share: Of the gap; only of drags of a KGI on the bad side.
        impact: Its contribution.
    """

    indicator: Indicator
    kind: str
    is_inside: bool
    before: float | None
    now: float | None
    share: float | None
    impact: Impact


@dataclass(frozen=True, slots=True, kw_only=True)
class Base:
    """The gap against one base.

    Attributes:
        key: ``plan``, ``previous`` or ``year``.
        kgi: The KGI's own line.
        parts: The lines above it; empty when nothing below the KGI is known.
        zero: Where bars begin, in per cent.
        residual: What no line explains.
        scale: What numbers of the base were multiplied by because its working days differ; else 1.
        method: ``lmdi``, ``shapley`` or ``difference``.
        variances: Of a KGI that is a quantity times a price, or None.
    """

    key: str
    kgi: Part
    parts: tuple[Part, ...]
    zero: float
    residual: float
    scale: float
    method: str
    variances: Variances | None

    @property
    def lines(self) -> tuple[Part, ...]:
        """The parts, then the KGI."""
        return (*self.parts, self.kgi)

    @property
    def is_scaled(self) -> bool:
        """Whether working days differ, and any line adds up over them."""
        return self.scale != 1.0 and not all(part.indicator.is_fraction for part in self.lines)


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """How sure one line is.

    Attributes:
        indicator: Which.
        is_inside: Whether it refines a stage.
        value, plan: Its number and its plan.
        numerator, denominator: The counts behind `value`.
        low, high: Of the number, 95 %.
        is_drag: Whether it is on the bad side of its plan.
        certainty: How sure that is.
        fewest: Cases below which nothing is judged.
        for_margin: Cases that a rate as high as planned takes to be known to within `margin` points; None
            for what is no rate, and where there are as many.
        margin: So many points.
    """

    indicator: Indicator
    is_inside: bool
    value: float | None
    plan: float | None
    numerator: float | None
    denominator: float | None
    low: float | None
    high: float | None
    is_drag: bool
    certainty: Certainty
    fewest: float | None
    for_margin: float | None
    margin: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Rank:
    """Where a KPI would pay, beside where one was chosen.

    Attributes:
        indicator: Which.
        rank: From 1; None for a measure without a place in the arithmetic.
        lift, lift_low, lift_high: What the KGI would gain at the benchmark.
        p: Probability of being worse than the benchmark.
        is_withheld: Too few cases for a judgement.
        left, width: Of the bar of the interval, in per cent; `at` is the place of the lift.
        at: Place of the lift.
        is_chosen, is_recommended, is_leading: Facts beside each other.
        because: Why the team chose it, or None.
        finding: Empty, ``low-impact`` or ``not-connected``.
    """

    indicator: Indicator
    rank: int | None
    lift: float | None
    lift_low: float | None
    lift_high: float | None
    p: float | None
    is_withheld: bool
    left: float
    width: float
    at: float
    is_chosen: bool
    is_recommended: bool
    is_leading: bool
    because: Text | None
    finding: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Diagnosis:
    """Everything the page says.

    Attributes:
        stretch: The period.
        kgi: The KGI in it.
        drags: Up to two parts that make up most of what is missing; empty when more are needed.
        gains: Up to two largest parts on the good side, of equal size or the first alone.
        is_many: Whether no two drags make up most of what is missing.
        pattern: ``volume``, ``quality``, ``both``, ``chased``, ``too-few`` or ``none``.
        bases: Plan, period before, same period of the year before; those with numbers.
        judged: Every line with its interval.
        ranks: Where KPIs pay.
        mixes: Segments.
        cohorts: Rates of cases by the day they began.
        peers: Ids of the rates whose segments can be held beside each other.
    """

    stretch: Stretch
    kgi: Reading
    drags: tuple[Part, ...]
    gains: tuple[Part, ...]
    is_many: bool
    pattern: str
    bases: tuple[Base, ...]
    judged: tuple[Judged, ...]
    ranks: tuple[Rank, ...]
    mixes: tuple[Mix, ...]
    cohorts: tuple[Indicator, ...]
    peers: tuple[str, ...]


def _build(subject: Subject) -> Diagnosis | None:
    answer = answers.answer(subject)
    if answer.kgi is None or answer.kgi.actual is None or answer.stretch is None or answer.contradictions:
        return None
    evidence = factors.in_stretch(subject, "evidence", answer.stretch)
    bases = _bases(subject, answer.stretch, evidence)
    head = next(iter(factors.in_stretch(subject, "headlines", answer.stretch)), None)
    plan = next((base for base in bases if base.key == "plan"), None)
    named = [] if head is None or plan is None else [name for name in (head.drag_1, head.drag_2) if name]
    parts = () if plan is None else plan.parts
    return Diagnosis(
        stretch=answer.stretch,
        kgi=answer.kgi,
        drags=tuple(part for name in named for part in parts if _is(part, name)),
        gains=_gains(parts),
        is_many=bool(head and head.is_many),
        pattern=head.pattern if head else "none",
        bases=bases,
        judged=tuple(_judged(subject, row) for row in evidence if row.kind != _SUM),
        ranks=_ranks(subject, factors.in_stretch(subject, "ranking", answer.stretch)),
        mixes=segments.mixes(subject, factors.in_stretch(subject, "mix", answer.stretch)),
        cohorts=tuple(one for one in subject.indicators.values() if one.is_cohort),
        peers=tuple(
            dict.fromkeys(row.metric for row in factors.in_stretch(subject, "peers", answer.stretch))
        ),
    )


def _is(part: Part, factor: str) -> bool:
    return part.kind == "leaf" and part.indicator.id == factor


def _gains(parts: tuple[Part, ...]) -> tuple[Part, ...]:
    found = [
        part for part in parts if part.kind == "leaf" and not part.impact.is_drag and part.impact.contribution
    ]
    found.sort(key=lambda part: -abs(part.impact.contribution))
    first = found[:_SURELY_MOST]
    if len(first) == _SURELY_MOST:
        one, other = (abs(part.impact.contribution) for part in first)
        return tuple(first if one - other <= one / 1e6 else first[:1])
    return tuple(first)


def _bases(subject: Subject, stretch: Stretch, evidence: tuple[Any, ...]) -> tuple[Base, ...]:
    rows: defaultdict[str, list[Any]] = defaultdict(list)
    for row in factors.in_stretch(subject, "contributions", stretch):
        rows[row.base].append(row)
    certain = {factors.line(row): factors.certainty(row) for row in evidence}
    found = (_base(subject, key, rows[key], certain if key == "plan" else {}) for key in _BASES)
    return tuple(base for base in found if base is not None)


def _base(subject: Subject, key: str, rows: list[Any], certain: dict[Line, Certainty]) -> Base | None:
    total = next((row for row in rows if row.kind == _SUM and row.contribution is not None), None)
    if total is None:
        return None
    bars = impact.of_rows(subject, rows, certain)
    rest = sorted((row for row in rows if row is not total), key=lambda row: row.order)
    parts = tuple(
        _part(subject, row, bars.by_line[factors.line(row)])
        for row in rest
        if factors.line(row) in bars.by_line
    )
    whole = Impact(
        contribution=total.contribution,
        is_drag=total.is_drag,
        left=0.0,
        width=0.0,
        certainty=certain.get(factors.line(total), Certainty()),
    )
    methods = {row.method for row in rest} or {total.method}
    return Base(
        key=key,
        kgi=_part(subject, total, whole),
        parts=parts,
        zero=bars.zero,
        residual=bars.residual,
        scale=total.scale or 1.0,
        method=min(methods),
        variances=_variances(subject, total, parts),
    )


def _variances(subject: Subject, total: Any, parts: tuple[Part, ...]) -> Variances | None:
    pair = variances.priced(subject.cycle) if subject.cycle else None
    price = next((part for part in parts if pair and part.indicator.id == pair[1]), None)
    if price is None:
        return None
    return variances.of(subject, (total.value0, total.value1), (price.before, price.now))


def _part(subject: Subject, row: Any, bar: Impact) -> Part:
    return Part(
        indicator=factors.indicator(subject, row),
        kind=row.kind,
        is_inside=bool(row.stage),
        before=row.value0,
        now=row.value1,
        share=row.share,
        impact=bar,
    )


def _judged(subject: Subject, row: Any) -> Judged:
    certainty = factors.certainty(row)
    return Judged(
        indicator=factors.indicator(subject, row),
        is_inside=bool(row.stage),
        value=row.value,
        plan=row.plan,
        numerator=row.k,
        denominator=row.n,
        low=row.low,
        high=row.high,
        is_drag=(certainty.worse or 0.0) >= (certainty.better or 0.0),
        certainty=certainty,
        fewest=row.min_denominator,
        for_margin=row.cases_for_margin if row.cases_for_margin and row.n < row.cases_for_margin else None,
        margin=100 * thresholds.RATE_MARGIN.value,
    )


def _ranks(subject: Subject, rows: tuple[Any, ...]) -> tuple[Rank, ...]:
    reach = max((row.lift_high or row.lift or 0.0 for row in rows), default=0.0) or 1.0
    kpis = subject.cycle.kpis if subject.cycle else {}
    ordered = sorted(rows, key=lambda row: (row.rank is None, row.rank or 0))
    return tuple(
        Rank(
            indicator=factors.indicator(subject, row),
            rank=row.rank,
            lift=row.lift,
            lift_low=row.lift_low,
            lift_high=row.lift_high,
            p=row.p,
            is_withheld=row.is_withheld,
            left=round(100 * (row.lift_low or 0.0) / reach, 2),
            width=round(100 * ((row.lift_high or 0.0) - (row.lift_low or 0.0)) / reach, 2),
            at=round(100 * (row.lift or 0.0) / reach, 2),
            is_chosen=row.is_chosen,
            is_recommended=row.is_recommended,
            is_leading=row.is_leading,
            because=kpis[row.kpi].because if row.kpi in kpis else None,
            finding=row.finding,
        )
        for row in ordered
    )


SECTION = Section(
    needs=(*answers.NEEDS, "contributions", "evidence", "headlines", "ranking", "mix", "peers"), build=_build
)
