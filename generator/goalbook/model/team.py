"""A team and its members."""

from __future__ import annotations

from collections.abc import Mapping

from goalbook.model.company import Calendar
from goalbook.model.fields import CurrencyField, DayField, IdField, PercentField, TextField
from goalbook.model.noun import Noun, field


class Member(Noun):
    """A person or a pseudonym."""

    name: TextField = field("Name, or a pseudonym", "名前(仮名でもよい)")
    capacity: PercentField = field("Working time, 100% = full time", "稼働(100% = フルタイム)", 1.0)


class Team(Noun):
    """``goals/teams/<team>/team.yml``. The company itself is the team ``company``."""

    name: TextField = field("The team's name", "チーム名")
    parent: IdField | None = field("The team this one belongs to", "上位のチーム", None)
    mission: TextField | None = field("What the team is for, one sentence", "チームの使命(1文)", None)
    lead: IdField | None = field("The member who leads", "リーダー(メンバーのid)", None)
    members: Mapping[IdField, Member] = field("Members by id", "メンバー", {})
    as_of: DayField | None = field(
        "For closed, real data: show the team as of this day", "終わった実データ用:この日時点で表示", None
    )
    calendar: Calendar | None = field("Overrides the company's calendar", "会社のカレンダーを上書き", None)
    currency: CurrencyField | None = field("Overrides the company's currency", "会社の通貨を上書き", None)
    source: TextField | None = field("Where the numbers come from", "数字の出どころ", None)
