"""What stands in a column of a log: the canonical form as bytes, and how anything else is read."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from goalbook.messages import msg
from goalbook.model import grammar, quantities
from goalbook.model.noun import refuse
from goalbook.model.width import narrow

_DAY: Final = (
    rb"(?:19|2[01])[0-9]{2}-(?:"
    rb"(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|[12][0-9]))"
)
_WORDS: Final = rb"[^\",\x00-\x20\x7f](?:[^\",\x00-\x1f\x7f]*+(?<! ))?"
_PLAIN: Final = re.compile(r"[^\",\x00-\x1f\x7f]*")
NOTE: Final = rb"(?:\"(?:[^\"\x00-\x1f\x7f]|\"\")++\"|(?!\s)[^\",\x00-\x1f\x7f]*+(?<! ))"
"""A note may hold anything but line breaks; quoted when it holds a comma or a quote."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column.

    Attributes:
        canonical: A pattern of its one proven form (without the empty one).
        read: Text as typed to its canonical form; refuses like a field's reader.
        is_required: Whether the header must have it.
        may_be_empty: Whether a row may leave it empty.
    """

    canonical: bytes
    read: Callable[[str], str]
    is_required: bool = False
    may_be_empty: bool = True


def _read_day(text: str) -> str:
    return grammar.read_day(text).isoformat()


def _read_whole(text: str) -> str:
    return str(grammar.read_whole(text))


def _read_words(text: str) -> str:
    if _PLAIN.fullmatch(text) is None or text != text.strip():
        raise refuse(
            "log-words",
            msg("A comma or quote stands in a column that holds one word."),
            msg("Move the words to the column note."),
        )
    return text


def _read_key_result(text: str) -> str:
    for part in text.split("/", 1):
        grammar.read_id(part)
    return text


_ID: Final = rb"[a-z0-9][a-z0-9-]{0,62}+"
_WHOLE: Final = rb"(?:0|[1-9][0-9]{0,8}+)"
DAY: Final = Column(canonical=_DAY, read=_read_day, is_required=True, may_be_empty=False)
DAY_OR_NOTHING: Final = Column(canonical=_DAY, read=_read_day)
METRIC: Final = Column(
    canonical=rb"[a-z][a-z0-9_]{0,62}+", read=grammar.read_metric_id, is_required=True, may_be_empty=False
)
NUMBER: Final = Column(
    canonical=rb"-?(?:0|[1-9][0-9]{0,14}+)(?:\.[0-9]{1,9}+)?", read=quantities.read_logged, is_required=True
)
NUMBER_OR_NOTHING: Final = Column(canonical=NUMBER.canonical, read=quantities.read_logged)
WHOLE: Final = Column(canonical=_WHOLE, read=_read_whole)
ID: Final = Column(canonical=_ID, read=grammar.read_id)
ID_REQUIRED: Final = Column(canonical=_ID, read=grammar.read_id, is_required=True, may_be_empty=False)
KEY_RESULT: Final = Column(
    canonical=_ID + rb"(?:/" + _ID + rb")?", read=_read_key_result, is_required=True, may_be_empty=False
)
WORDS: Final = Column(canonical=_WORDS, read=_read_words)
WORDS_REQUIRED: Final = Column(canonical=_WORDS, read=_read_words, is_required=True, may_be_empty=False)
NOTES: Final = Column(canonical=NOTE, read=str)


PROGRESS: Final[Mapping[str, Column]] = {
    "date": DAY,
    "metric": METRIC,
    "value": NUMBER,
    "member": ID,
    "segment": WORDS,
    "n": WHOLE,
    "from": DAY_OR_NOTHING,
    "by": WORDS,
    "note": NOTES,
}
"""The columns of ``log/progress/``."""


def folded(name: str) -> str:
    """A column's name as typed in a header, made comparable."""
    return narrow(name).lower().replace(" ", "_")
