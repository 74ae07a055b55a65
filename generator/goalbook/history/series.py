"""The dated series that a target becomes when it moves, as an author would type it."""

from __future__ import annotations

from datetime import date

from goalbook.model.targets import Targets, TargetStep
from goalbook.model.values import Quantity, Span


def entry(since: date, quantity: Quantity, why: str = "") -> str:
    """One step: ``{from: 2026-12-01, value: 16%, why: New customers}``."""
    reason = f", why: {why}" if why else ""
    return f"{{from: {since}, value: {in_braces(quantity)}{reason}}}"


def in_braces(quantity: Quantity) -> str:
    """A quantity as typed; a comma would end it within braces."""
    return f'"{quantity.text}"' if "," in quantity.text else quantity.text


def moved(old: Targets, new: Targets, span: Span, day: date, why: str) -> tuple[str, ...]:
    """The steps with which a target moves on a day and keeps what it was before.

    Args:
        old: The target as it was agreed.
        new: The target as it is written now.
        span: The cycle's days.
        day: The day from which the new one holds.
        why: What stands in the reason's place.
    """
    now = new.on(day)
    kept = [
        entry(_since(step, span), step.value, _why(step)) for step in old.steps if _since(step, span) < day
    ]
    today = [entry(day, now, why)] if now is not None else []
    later = [
        entry(step.since, step.value, _why(step)) for step in new.steps if step.since and step.since > day
    ]
    return (*kept, *today, *later)


def _since(step: TargetStep, span: Span) -> date:
    return max(step.since or span.first, span.first)


def _why(step: TargetStep) -> str:
    text = str(step.why) if step.why else ""
    return f'"{text}"' if text and not text.isalnum() and '"' not in text and "\\" not in text else text
