"""A metric: any number the team follows. The few chosen KPIs point at metrics."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

from goalbook.model.fields import (
    DayField,
    FlagField,
    FormulaField,
    FractionField,
    IdField,
    MetricIdField,
    MetricIds,
    QuantityField,
    TextField,
    WholeField,
)
from goalbook.model.noun import Noun, field
from goalbook.model.targets import Targets, TargetsField
from goalbook.model.values import Aggregate, Direction, Kind, Period

_AGGREGATE: Mapping[Kind, Aggregate] = {
    Kind.COUNT: Aggregate.SUM,
    Kind.RATE: Aggregate.RATIO,
    Kind.RATIO: Aggregate.RATIO,
    Kind.AMOUNT: Aggregate.SUM,
    Kind.DURATION: Aggregate.MEAN,
    Kind.SCORE: Aggregate.MEAN,
    Kind.LEVEL: Aggregate.LAST,
    Kind.MILESTONE: Aggregate.LAST,
}


class Metric(Noun):
    """One entry of ``metrics:``."""

    name: TextField = field("Name shown on pages", "ページに出す名前")
    kind: Kind = field(
        "Sort of number: count, rate, ratio, amount, duration, score, level, milestone", "数の種類"
    )
    unit: str | None = field("Unit shown behind the number", "単位", None)
    direction_: Direction | None = field(
        "Better is up, down or band; left out, as the KGI's formula says, else up (duration: down)",
        "良い方向(up, down, band)。書かなければKGIの式から決まる",
        None,
        alias="direction",
    )
    aggregate_: Aggregate | None = field(
        "How days add up: sum, last, mean", "日々の数字のまとめ方(sum, last, mean)", None, alias="aggregate"
    )
    formula: FormulaField | None = field(
        "How the plan is made: names joined by one kind of × + - ÷", "計画の式。1種類の演算子でつなぐ", None
    )
    funnel: MetricIds = field("Steps in order, first to this one", "工程を順に並べる(最後がこの指標)", ())
    of: FractionField | None = field(
        "Rates and ratios: numerator / denominator, both logged",
        "率・比の分子 / 分母(どちらも記録する指標)",
        None,
    )
    supports: MetricIds = field(
        "Metrics this one leads to, without arithmetic", "式なしで先に動く相手の指標", ()
    )
    target: TargetsField | None = field(
        "The plan: one value, or a dated series", "計画の値。途中で変えるときは日付つきの並び", None
    )
    per: Period = field("The period the target speaks of", "目標値の期間", Period.CYCLE)
    baseline: QuantityField | None = field("Where it stood before", "基準値", None)
    band: tuple[QuantityField, QuantityField] | None = field(
        "For direction band: lowest, highest", "direction: band の下限と上限", None
    )
    owner: IdField | None = field("The member who looks after it", "担当(メンバーのid)", None)
    cadence: Period | None = field("How often it is logged, when not as the file says", "記録の間隔", None)
    lag_days: WholeField = field("How many days late the number may come", "数字が届くまでの日数", 0)
    min_denominator: WholeField | None = field(
        "Below this many cases a rate is not judged", "これより分母が小さい率は判断しない", None
    )
    cohort: FlagField = field(
        "Rates: both counts are dated by the day their case began; a period speaks of what began in it",
        "率:分子も分母も、案件が始まった日で記録する(その期間に始まった案件の率になる)",
        default=False,
    )
    capacity_per_day: QuantityField | None = field(
        "Counts: the most that one full-time person can do on a working day",
        "件数:フルタイムの1人が1営業日にできる上限",
        None,
    )
    benchmark: QuantityField | None = field("A good value elsewhere", "参考にする水準", None)
    source: TextField | None = field("Where the number comes from", "数字の出どころ", None)
    note: TextField | None = field("Anything a reader should know", "補足", None)
    external: FlagField = field("The number is not logged here", "ここでは記録しない数字", default=False)
    was: MetricIds = field("Earlier ids, so that rows and history stay", "以前のid(記録と履歴を引き継ぐ)", ())

    @cached_property
    def implied(self) -> Direction | None:
        """Which way is better by its cycle's formulas, which write it here; None when they do not say."""
        return None

    @property
    def direction(self) -> Direction:
        """Which way is better: as written, else as the formulas of its cycle say, else by its kind."""
        by_kind = Direction.DOWN if self.kind is Kind.DURATION else Direction.UP
        return self.direction_ or self.implied or by_kind

    @property
    def aggregate(self) -> Aggregate:
        """How days, members and segments become one value."""
        return self.aggregate_ or _AGGREGATE[self.kind]

    @property
    def is_logged(self) -> bool:
        """Whether rows are expected in the log; rates and ratios are computed, never logged."""
        return not self.kind.is_fraction and not self.external

    @property
    def targets(self) -> Targets:
        """The dated targets; empty when none is set."""
        return self.target or Targets(())


class ChosenKpi(Noun):
    """One entry of ``kpis:``: a metric the team steers by, and why there."""

    because: TextField | None = field("Why this step", "なぜここに置くか", None)
    owner: IdField | None = field("The member who looks after it", "担当(メンバーのid)", None)


class DefinitionChange(Noun):
    """One entry of ``changes:``: a definition that changed in mid-cycle."""

    date: DayField = field("From which day", "いつから")
    what: MetricIdField = field("Which id", "どのid")
    why: TextField = field("Why", "理由")
