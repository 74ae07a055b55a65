"""One member's agreement: a day, what I will do, an open concern. Never a score."""

from __future__ import annotations

from goalbook.model.fields import DayField, IdField, TextField
from goalbook.model.noun import Noun, field


class Agreement(Noun):
    """One entry of ``agreements/<cycle>/<member>.yml``."""

    date: DayField = field("The day of the agreement", "合意した日")
    will_do: TextField = field("What I will do, in my own words", "自分の言葉で、やること")
    concern: TextField | None = field("An open concern", "気がかり", None)
    recorded_by: IdField | None = field("Who wrote it down, when not the member", "代わりに記録した人", None)
