"""Handbook -> Problems: judges goals and the shape of logs, without pandas."""

from __future__ import annotations

from goalbook.validate.run import rules

__all__ = ["rules"]
