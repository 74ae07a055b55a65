"""Objectives, key results, rubrics."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from typing import Literal

from goalbook.model.fields import (
    DayField,
    IdField,
    MetricIdField,
    QuantityField,
    TextField,
    WholeField,
    WindowField,
)
from goalbook.model.noun import Noun, field
from goalbook.model.targets import TargetsField
from goalbook.model.values import Period


class Ambition(Enum):
    """What a key result promises (Google OKR playbook: committed 1.0, aspirational 0.7)."""

    COMMITTED = "committed"
    ASPIRATIONAL = "aspirational"


class SmartLetter(Enum):
    """The five letters (Doran 1981; the column stresses two for each key result)."""

    SPECIFIC = "specific"
    MEASURABLE = "measurable"
    ACHIEVABLE = "achievable"
    RELEVANT = "relevant"
    TIME_BOUND = "time_bound"


class KeyResult(Noun):
    """One key result: a metric with a target, or a rubric of levels in words."""

    title: TextField = field("The key result in words", "主要な成果(文)")
    metric: MetricIdField | None = field("The metric it is measured by", "測る指標のid", None)
    rubric: tuple[TextField, ...] = field(
        "Levels in words, lowest first, instead of a metric", "言葉の段階(低い順)。指標の代わり", ()
    )
    level: WholeField | None = field("The level reached, 1 = lowest", "いまの段階(1 = 一番下)", None)
    evidence: TextField | None = field("What shows the level", "段階の根拠", None)
    each: Literal["member"] | None = field(
        "The target holds for each member", "メンバー1人あたりの目標", None
    )
    per: Period | None = field("The period it is scored on", "採点する期間", None)
    over: WindowField | None = field(
        "Scored on a rolling window, e.g. 3 months", "通算の期間(例:3 months)", None
    )
    baseline: QuantityField | None = field("Where it stood before", "基準値", None)
    baseline_from: IdField | None = field("The cycle whose result is the baseline", "基準にする期", None)
    target: TargetsField | None = field(
        "Its own target; the metric's when left out", "目標値。書かなければ指標の計画値", None
    )
    differs: TextField | None = field("Why the target differs from the plan", "計画と違う理由", None)
    due: DayField | None = field(
        "Due day; the cycle's end when left out", "期限。書かなければ期の最終日", None
    )
    type: Ambition | None = field("committed or aspirational", "committed(必達)か aspirational(挑戦)", None)
    owner: IdField | None = field("The member who looks after it", "担当(メンバーのid)", None)
    weight: WholeField = field("Weight in the objective's score", "重み", 1)
    smart: tuple[SmartLetter, ...] = field("The SMART letters the author stresses", "強調するSMARTの文字", ())
    scope: TextField | None = field("Who or which customers are meant", "対象", None)
    was: tuple[IdField, ...] = field("Earlier ids", "以前のid", ())


class Objective(Noun):
    """An objective: qualitative, with its key results."""

    title: TextField = field("The objective in words", "目標(文)")
    owner: IdField | None = field("The member who looks after it", "担当(メンバーのid)", None)
    key_results: Mapping[IdField, KeyResult] = field("Key results by id", "主要な成果", {})
    was: tuple[IdField, ...] = field("Earlier ids", "以前のid", ())
