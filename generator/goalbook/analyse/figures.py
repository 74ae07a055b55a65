"""A computed number in the form an author would type it, for sentences about goal files."""

from __future__ import annotations

from decimal import Decimal

from goalbook.model.values import Kind

_DIGITS = 6
"""Significant digits: enough to tell a plan's numbers apart, too few to show the noise of arithmetic."""


def typed(value: float, kind: Kind) -> str:
    """``20%`` for the rate 0.2, ``2,400,000`` for an amount, ``6.66667`` for a third of 20 cases."""
    number = value * 100 if kind is Kind.RATE else value
    whole = round(number)
    text = f"{whole:,}" if abs(number) >= 10**_DIGITS or whole == number else _short(number)
    return f"{text}%" if kind is Kind.RATE else text


def _short(number: float) -> str:
    rounded = Decimal(f"{number:.{_DIGITS}g}")
    return f"{rounded:,f}"
