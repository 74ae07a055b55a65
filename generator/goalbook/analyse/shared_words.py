"""Whether two texts speak of the same thing, by a word that stands in both (method: SMART, R3).

Spaces part the words of most languages: a word of four letters or more is shared when one begins with the
other, so "contract" is in "contracts"; words that only join others, such as "from", are none. Japanese has no
spaces: there two or more kanji or katakana in a row that stand in both texts are a shared word. What is not
shared proves nothing; people use other words.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

_WORD: Final = re.compile(r"[^\W\d_\u3040-\u9fff]{4,}")
_JOINING: Final = re.compile(
    r"about|after|also|among|before|between|each|every|from|have|into|less|more|most|much|never|only|over|such"
    r"|than|that|their|them|then|these|they|this|those|through|under|until|upon|very|what|when|where|which"
    r"|while|whose|will|with|within|without|your",
    re.IGNORECASE,
)
_SIGNS: Final = re.compile(r"[\u3400-\u9fff\u30a1-\u30fa\u30fc々]{2,}")


def shared(first: str, second: str) -> str | None:
    """The longest word of the second text that stands in the first, as it stands there; None without one."""
    one, other = (unicodedata.normalize("NFKC", text) for text in (first, second))
    found = [*_spaced(one, other), *_unspaced(one, other)]
    return max(found, key=len, default=None)


def _spaced(first: str, second: str) -> list[str]:
    mine, yours = (
        [word for word in _WORD.findall(text) if not _JOINING.fullmatch(word)] for text in (first, second)
    )
    return [word for word in mine if any(_is_one(word.casefold(), other.casefold()) for other in yours)]


def _is_one(word: str, other: str) -> bool:
    return word.startswith(other) or other.startswith(word)


def _unspaced(first: str, second: str) -> list[str]:
    """Pieces of two signs or more that stand in both, none of which is part of a longer one."""
    found: list[str] = []
    for run in _SIGNS.findall(second):
        start = 0
        while start < len(run) - 1:
            end = start + 2
            while end <= len(run) and run[start:end] in first:
                end += 1
            if end - 1 - start >= 2:  # noqa: PLR2004 - one sign is no word
                found.append(run[start : end - 1])
            start = max(start + 1, end - 2)
    return found
