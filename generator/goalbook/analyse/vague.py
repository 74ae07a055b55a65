"""Finds words that leave open what is to be done (the lists: `goalbook.analyse.vague_words`).

Key results, KPI names, practice steps and actions are read; objectives are not (they are qualitative on
purpose), nor headings, nor what customers say in quotation marks. Direction, process, wish and slogan are
excused where metric, target and date stand beside them, in fields or in the sentence itself.

Source: method: vague words.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from goalbook.analyse.vague_words import EXCUSABLE, LESSONS, WORDS, Lesson, VagueClass, VagueWords

_QUOTED: Final = re.compile(r"「[^「」]*」|『[^『』]*』|“[^“”]*”|\"[^\"]*\"")
_MONTH: Final = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*"
_DATE: Final = re.compile(
    r"\d{4}[-/.]\d{1,2}(?:[-/.]\d{1,2})?|\d{1,2}/\d{1,2}(?!\d)|(?:\d{4}年)?\d{1,2}月(?:\d{1,2}日|末|中)?|\d{4}年度?"
    rf"|[期年]度?末|(?<!\w){_MONTH}\s\d{{1,2}}(?!\w)|(?<!\w)\d{{1,2}}\s{_MONTH}(?!\w)"
    rf"|by (?:the )?(?:end of )?(?:{_MONTH}|q[1-4]|the (?:month|quarter|year|cycle))(?!\w)"
)
_NUMBER: Final = re.compile(r"\d")


@dataclass(frozen=True, slots=True, kw_only=True)
class Stands:
    """What stands beside a text in the same entry, apart from the text itself."""

    metric: bool = False
    target: bool = False
    due: bool = False


NOTHING: Final = Stands()


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A word that leaves something open.

    Attributes:
        word: As found, in narrow lower-case letters.
        kind: What it leaves open.
    """

    word: str
    kind: VagueClass

    @property
    def lesson(self) -> Lesson:
        """Why, the question to ask, and an example of weak and strong."""
        return LESSONS[self.kind]


def find(text: str, stands: Stands = NOTHING, *, words: Iterable[VagueWords] = WORDS) -> tuple[Hit, ...]:
    """The words of a text that need a question, in the order they stand; each once.

    Args:
        text: A key result, a KPI's name, a practice step or an action.
        stands: What its entry says in other fields.
        words: Lists to look for; the built-in ones, and `own_words` of a company.

    Returns:
        Empty for a text that says what, how much and until when.
    """
    plain = _unquoted(folded(text))
    is_excused = _is_complete(plain, stands)
    matches = sorted(_matches(plain, words), key=lambda found: (found[0], -found[1]))
    hits: dict[Hit, None] = {}
    reached = -1
    for start, end, kind in matches:
        if end > reached:  # "and more" is one finding, not also "more"
            reached = end
            if not (is_excused and kind in EXCUSABLE):
                hits[Hit(word=plain[start:end], kind=kind)] = None
    return tuple(hits)


def own_words(entries: Iterable[str]) -> tuple[VagueWords, ...]:
    """A company's own list: plain words or phrases, found anywhere in a text."""
    plain = (folded(entry) for entry in entries)
    return tuple(
        VagueWords(language="", kind=VagueClass.COMPANY, pattern=re.escape(entry)) for entry in plain if entry
    )


def folded(text: str) -> str:
    """Narrow lower-case letters and digits (Unicode NFKC), as the patterns expect."""
    return unicodedata.normalize("NFKC", text).lower().strip()


def _unquoted(text: str) -> str:
    """The text without what is quoted; a text that is one whole quotation is kept."""
    rest = _QUOTED.sub(" ", text)
    return rest if rest.strip() else text


def _is_complete(text: str, stands: Stands) -> bool:
    has_due = bool(_DATE.search(text))
    has_number = bool(_NUMBER.search(_DATE.sub(" ", text)))
    # A number with a date in one sentence is a number of something: the sentence names its measure itself.
    has_metric = stands.metric or (has_number and has_due)
    return has_metric and (stands.target or has_number) and (stands.due or has_due)


def _matches(text: str, words: Iterable[VagueWords]) -> Iterator[tuple[int, int, VagueClass]]:
    for entry in words:
        for match in _compiled(entry.pattern).finditer(text):
            yield match.start(), match.end(), entry.kind


@lru_cache(maxsize=256)
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)
