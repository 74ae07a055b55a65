"""A team and its members."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from goalbook.model.company import Calendar
from goalbook.model.fields import (
    AccountField,
    CurrencyField,
    DayField,
    IdField,
    MetricIdField,
    PercentField,
    TextField,
)
from goalbook.model.noun import Noun, field
from goalbook.model.review import ReviewKind


class Member(Noun):
    """A person or a pseudonym."""

    name: TextField = field("Name, or a pseudonym", "名前(仮名でもよい)")
    capacity: PercentField = field("Working time, 100% = full time", "稼働(100% = フルタイム)", 1.0)
    account: AccountField | None = field(
        "Account on GitHub or GitLab, asked to look at proposals",
        "GitHubまたはGitLabのアカウント。変更提案の確認を頼む相手",
        None,
    )


IGNORED: Final = "ignore"
"""What a heading means whose column is passed over."""


class LogMapping(Noun):
    """``log:`` in ``team.yml``: what files of other programs in ``log/progress/`` call things."""

    columns: Mapping[str, MetricIdField] = field(
        "Heading in the file: date, metric, value, member, segment, n, from, by or note; "
        "a metric's id for a column of its numbers; ignore to pass a column over",
        "ファイルの見出しの意味。date, metric, value, member, segment, n, from, by, note のどれか、"
        "その列の数字の指標id、または読み飛ばす列の ignore",
        {},
    )
    metrics: Mapping[str, MetricIdField] = field(
        "Name of a metric in the file: its id", "ファイルの中の指標の名前と、そのid", {}
    )
    members: Mapping[str, IdField] = field(
        "Name of a member in the file, when not the one above: the member's id",
        "ファイルの中のメンバーの名前(上の名前と違うとき)と、そのid",
        {},
    )
    sheets: tuple[str, ...] = field(
        "Sheets of a workbook to read, when not all", "読み取るシートの名前(全部でないとき)", ()
    )


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
    reviews: tuple[ReviewKind, ...] | None = field(
        "Reviews that this team holds, when other than the company's",
        "このチームが行う振り返り(会社と違うとき)",
        None,
    )
    source: TextField | None = field("Where the numbers come from", "数字の出どころ", None)
    log: LogMapping | None = field(
        "What files of other programs in log/progress/ call things",
        "log/progress/ に置く、ほかのソフトのファイルの読み方",
        None,
    )
