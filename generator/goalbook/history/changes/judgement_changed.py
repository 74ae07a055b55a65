"""What a number is judged by changed."""

from __future__ import annotations

from goalbook.history import telling
from goalbook.history.telling import Sentences
from goalbook.messages import msg
from goalbook.model.metric import Metric

CHANGE = telling.changed(
    {
        Metric: (
            "min_denominator",
            "benchmark",
            "capacity_per_day",
            "cohort",
        )
    },
    Sentences(
        moves=msg("{name}, {field}: {old} → {new}"),
        labels={
            "min_denominator": msg("fewest cases it is judged on"),
            "benchmark": msg("value elsewhere"),
            "capacity_per_day": msg("most a person can do on a working day"),
            "cohort": msg("counted by the day a case began"),
        },
    ),
)
