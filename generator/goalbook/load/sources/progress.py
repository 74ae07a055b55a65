"""log/progress/*.csv: the numbers a team reports."""

from __future__ import annotations

from goalbook.load.columns import PROGRESS
from goalbook.load.log import log_source

SOURCE = log_source("progress", PROGRESS)
