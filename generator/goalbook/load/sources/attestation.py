"""log/attestation/*.csv: answers that no number can give, by whom and when."""

from __future__ import annotations

from goalbook.load import columns
from goalbook.load.log import log_source

SOURCE = log_source(
    "attestation",
    {
        "date": columns.DAY,
        "item": columns.WORDS_REQUIRED,
        "answer": columns.WORDS_REQUIRED,
        "by": columns.WORDS,
        "note": columns.NOTES,
    },
)
