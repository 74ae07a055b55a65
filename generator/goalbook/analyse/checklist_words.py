"""Names of the checklist's items and how an answer to one is written; for the log, so without any table."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

KEYS: Final = ("focus", "behaviour", "agreement", "stretch", "both", "reviews", "improve")
"""The items in the column's order: ids in ``log/attestation/``, anchors in the handbook."""
_ANSWERS: Final[Mapping[str, bool]] = {"yes": True, "no": False, "はい": True, "いいえ": False}


def answer(text: str) -> bool | None:
    """Yes or no as somebody wrote it; None for anything else."""
    return _ANSWERS.get(text.lower())
