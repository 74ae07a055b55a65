"""A limit of the checks changed."""

from __future__ import annotations

from goalbook.history import telling
from goalbook.history.telling import Sentences
from goalbook.messages import msg
from goalbook.model.company import Limits

CHANGE = telling.changed(
    {Limits: tuple(Limits.model_fields)},
    Sentences(moves=msg("limit {field}: {old} → {new}")),
)
