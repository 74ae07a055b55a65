"""log/progress/*.csv: the numbers a team reports."""

from __future__ import annotations

from goalbook.load import columns
from goalbook.load.log import log_source

SOURCE = log_source(
    "progress",
    {
        "date": columns.DAY,
        "metric": columns.METRIC,
        "value": columns.NUMBER,
        "member": columns.ID,
        "segment": columns.WORDS,
        "n": columns.WHOLE,
        "from": columns.DAY_OR_NOTHING,
        "by": columns.WORDS,
        "note": columns.NOTES,
    },
)
