"""The deliberate-practice ladder: wish, skill, ever finer steps."""

from __future__ import annotations

from collections.abc import Mapping

from goalbook.model.fields import DayField, FlagField, IdField, MetricIdField, TextField, WholeField
from goalbook.model.noun import Noun, field


class Feedback(Noun):
    """Who answers, and how soon."""

    from_: str = field(
        "Who or what gives feedback: a member, a recording, a script",
        "フィードバックの相手や手段",
        alias="from",
    )
    within_days: WholeField = field("Within how many days", "何日以内", 2)


class Step(Noun):
    """One thing to practise."""

    text: TextField = field("What to do, with a number", "何をするか(数字を入れる)")
    now: FlagField = field("Practised now", "いま練習しているもの", default=False)
    success: TextField | None = field(
        "When a repetition counts as a success", "1回を「うまくいった」と数える条件", None
    )
    needs: TextField | None = field(
        "What must come first, such as somebody's approval; nothing when one can begin today",
        "始める前に必要なもの(承認など)。今日始められるなら書かない",
        None,
    )
    begins: DayField | None = field("Day of the first repetition", "最初に練習する日", None)
    minutes: WholeField | None = field("Minutes each time", "1回の時間(分)", None)
    per_week: WholeField | None = field("Times a week", "週の回数", None)
    feedback: Feedback | None = field("Feedback", "フィードバック", None)
    members: tuple[IdField, ...] = field(
        "Who practises it; all when left out", "練習する人(書かなければ全員)", ()
    )


class Practice(Noun):
    """One ladder from a wish to what is practised today."""

    wish: TextField = field("The wish", "願い")
    skill: TextField | None = field("The skill behind it", "必要なスキル", None)
    metric: MetricIdField | None = field("The quality metric it should move", "動いてほしい質の指標", None)
    steps: Mapping[IdField, Step] = field("Steps, coarse to fine", "段階(粗い順)", {})
    was: tuple[IdField, ...] = field("Earlier ids", "以前のid", ())
