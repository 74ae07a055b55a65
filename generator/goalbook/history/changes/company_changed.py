"""A setting of the company changed."""

from __future__ import annotations

from goalbook.history import telling
from goalbook.history.telling import Sentences
from goalbook.messages import msg
from goalbook.model.company import Company
from goalbook.model.team import Team

CHANGE = telling.changed(
    {
        Company: (
            "languages",
            "currency",
            "public",
            "as_of",
            "reviews",
            "words",
            "smart_gate",
        ),
        Team: (
            "as_of",
            "currency",
            "reviews",
        ),
    },
    Sentences(
        moves=msg("{name}, {field}: {old} → {new}"),
        labels={
            "languages": msg("languages"),
            "currency": msg("currency"),
            "public": msg("read outside the company"),
            "as_of": msg("day it is shown as of"),
            "reviews": msg("reviews that are held"),
            "words": msg("words to avoid"),
            "smart_gate": msg("what happens to key results that leave SMART open"),
        },
    ),
)
