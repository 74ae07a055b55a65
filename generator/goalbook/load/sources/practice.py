"""log/practice/*.csv: what was practised, how often, with whose feedback."""

from __future__ import annotations

from goalbook.load import columns
from goalbook.load.log import log_source

SOURCE = log_source(
    "practice",
    {
        "date": columns.DAY,
        "member": columns.ID_REQUIRED,
        "practice": columns.ID_REQUIRED,
        "step": columns.ID,
        "reps": columns.WHOLE,
        "succeeded": columns.WHOLE,
        "minutes": columns.WHOLE,
        "feedback_from": columns.WORDS,
        "self_score": columns.NUMBER_OR_NOTHING,
        "note": columns.NOTES,
    },
)
