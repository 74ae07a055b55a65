"""A review: who was there, what was decided, which actions came out, and prose."""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import Enum
from typing import Final

from goalbook.model.fields import DayField, FlagField, IdField, MetricIdField, TextField
from goalbook.model.noun import Noun, field

NUMBERS: Final = ("<!-- goalbook: numbers -->", "<!-- goalbook: end of numbers -->")
"""What stands around the numbers that `goalbook new review` writes; pages compute them again."""
_NUMBERS: Final = re.compile(rf"{NUMBERS[0]}.*?(?:{NUMBERS[1]}\n*|\Z)", re.DOTALL)
_COMMENT: Final = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_HEADING: Final = re.compile(r"(?m)^#{1,6}(?:[ \t].*)?$")
_WORD: Final = re.compile(r"\w")


class ReviewKind(Enum):
    """When in the month; month start and mid-month are what the method asks for."""

    MONTH_START = "month-start"
    MID_MONTH = "mid-month"
    MONTH_END = "month-end"
    QUARTER = "quarter"


class Action(Noun):
    """Something to do after a review, with owner and due day."""

    what: TextField = field("What is to be done", "やること")
    owner: IdField = field("Who does it", "担当")
    due: DayField = field("Until when", "期限")
    metric: MetricIdField | None = field("The metric it should move", "動かしたい指標", None)
    done: DayField | None = field("The day it was done", "終わった日", None)
    for_: IdField | None = field("Growth support: for whom", "成長支援の相手", None, alias="for")
    by: IdField | None = field("Who proposed it", "提案した人", None)
    dropped: FlagField = field("No longer wanted", "やめた", default=False)


class Review(Noun):
    """``reviews/<date>-<kind>.md``: front matter; `prose` is what stands below it."""

    kind: ReviewKind = field("month-start, mid-month, month-end or quarter", "月初・月中など")
    held: DayField = field("The day it was held", "行った日")
    present: tuple[IdField, ...] = field("Members who took part", "出席者", ())
    decisions: tuple[TextField, ...] = field("What was decided", "決めたこと", ())
    actions: Mapping[IdField, Action] = field("Actions by id", "宿題", {})
    prose: str = field("(the text below the front matter)", "(本文)", "", exclude=True)

    @property
    def typed(self) -> str:
        """The prose without the numbers of its draft and without comments."""
        return _COMMENT.sub("", _NUMBERS.sub("", self.prose)).strip("\n")

    @property
    def is_draft(self) -> bool:
        """Whether nobody has typed a word, decided or promised anything yet: then it has not been held."""
        return not (self.decisions or self.actions or _WORD.search(_HEADING.sub("", self.typed)))
