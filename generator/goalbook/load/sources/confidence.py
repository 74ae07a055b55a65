"""log/confidence/*.csv: how sure the owners are of their key results."""

from __future__ import annotations

from goalbook.load import columns
from goalbook.load.log import log_source

SOURCE = log_source(
    "confidence",
    {
        "date": columns.DAY,
        "key_result": columns.KEY_RESULT,
        "value": columns.NUMBER,
        "member": columns.ID,
        "note": columns.NOTES,
    },
)
