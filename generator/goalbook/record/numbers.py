"""Reads ``calls=520``: which metric, which number; refuses what it cannot mean, with the fix in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Final

from pydantic_core import PydanticCustomError

from goalbook.messages import Message, Value, msg
from goalbook.model import quantities
from goalbook.model.metric import Metric
from goalbook.model.noun import refusals, refuse
from goalbook.model.values import Form, Kind
from goalbook.model.width import narrow

_MONEY: Final = frozenset({Kind.AMOUNT, Kind.LEVEL})
_SHOWN: Final = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    """A number as it was meant.

    Attributes:
        metric: The metric's id.
        value: Digits, at most one point and a leading minus.
    """

    metric: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """A number that could not be read.

    Attributes:
        typed: What was typed.
        message: What was found and what was expected.
        hint: One thing to do.
    """

    typed: str
    message: Message
    hint: Message | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """Several numbers.

    Attributes:
        numbers: Those that could be read, in the order typed.
        refusals: The others.
    """

    numbers: tuple[Number, ...]
    refusals: tuple[Refusal, ...]


def read(typed: Sequence[str], metrics: Mapping[str, Metric]) -> Reading:
    """Read ``METRIC=VALUE`` each, all of them before the first refusal is told.

    Args:
        typed: As given; a metric by its id, an earlier id or its name in any language.
        metrics: The cycle's metrics.
    """
    numbers: list[Number] = []
    wrong: list[Refusal] = []
    for text in typed:
        try:
            number = _number(text, metrics)
            if number.metric in {other.metric for other in numbers}:
                raise refuse(
                    "number-twice",
                    msg("{metric} is given twice.", metric=number.metric),
                    msg("Give each number once."),
                )
            numbers.append(number)
        except PydanticCustomError as error:
            wrong += _refusals(text, error)
    return Reading(numbers=tuple(numbers), refusals=tuple(wrong))


def value(typed: str, metric: Metric) -> str | Refusal:
    """Read one number for a metric that is known."""
    try:
        return _value(typed, metric)
    except PydanticCustomError as error:
        return _refusals(typed, error)[0]


def names(typed: Sequence[str], metrics: Mapping[str, Metric]) -> Reading:
    """Read metrics alone, for numbers that are to be taken out."""
    numbers: list[Number] = []
    wrong: list[Refusal] = []
    for text in typed:
        try:
            numbers.append(Number(metric=_metric(text.partition("=")[0], metrics), value=""))
        except PydanticCustomError as error:
            wrong += _refusals(text, error)
    return Reading(numbers=tuple(dict.fromkeys(numbers)), refusals=tuple(wrong))


def _refusals(typed: str, error: PydanticCustomError) -> list[Refusal]:
    found = refusals(dict(error.context or {}))
    return [Refusal(typed=typed, message=part["message"], hint=part["hint"]) for part in found]


def _number(typed: str, metrics: Mapping[str, Metric]) -> Number:
    name, sign, number = typed.replace("\N{FULLWIDTH EQUALS SIGN}", "=").partition("=")
    if not sign:
        raise refuse(
            "number-form",
            msg('"{found}" is no number for a metric.', found=typed),
            msg("Write for example {metric}=520.", metric=next(iter(metrics), "calls")),
        )
    metric = _metric(name, metrics)
    return Number(metric=metric, value=_value(number, metrics[metric]))


def _metric(typed: str, metrics: Mapping[str, Metric]) -> str:
    found = _known(typed, metrics)
    if found is None:
        raise _unknown(typed, metrics)
    metric = metrics[found]
    if metric.kind.is_fraction:
        raise _computed(found, metric)
    if metric.external:
        raise refuse(
            "number-external",
            msg('"{metric}" is not logged here.', metric=found),
            msg("Its number comes from elsewhere: external: true stands in the cycle file."),
        )
    return found


def _known(typed: str, metrics: Mapping[str, Metric]) -> str | None:
    """The metric meant by an id, an earlier id, or a name that only one metric has."""
    plain = narrow(typed)
    for wanted in (plain, plain.lower().replace("-", "_").replace(" ", "_")):
        if wanted in metrics:
            return wanted
        if earlier := [name for name, metric in metrics.items() if wanted in metric.was]:
            return earlier[0]
    named = [name for name, metric in metrics.items() if plain.casefold() in _spoken(metric)]
    return named[0] if len(named) == 1 else None


def _spoken(metric: Metric) -> frozenset[str]:
    return frozenset(narrow(words).casefold() for _, words in metric.name.entries)


def _unknown(typed: str, metrics: Mapping[str, Metric]) -> PydanticCustomError:
    logged = {name: metric for name, metric in metrics.items() if metric.is_logged}
    spoken: dict[str, str] = {}
    for name, metric in logged.items():
        for words in (name, *_spoken(metric)):
            spoken.setdefault(words, name)
    near = get_close_matches(narrow(typed).casefold(), sorted(spoken), n=1)
    if near:
        hint = msg("Did you mean {nearest}?", nearest=spoken[near[0]])
    else:
        shown = tuple(logged)[:_SHOWN]
        hint = (
            msg("Known here: {names}.", names=shown)
            if shown
            else msg("Add it under metrics: in the cycle file.")
        )
    return refuse("metric-unknown", msg('"{found}" is no metric of this cycle.', found=typed.strip()), hint)


def _computed(name: str, metric: Metric) -> PydanticCustomError:
    message = msg('"{metric}" is a rate or ratio, which is computed and not logged.', metric=name)
    if metric.of is None:
        return refuse("metric-computed", message, msg("Log the two numbers it is computed from."))
    hint = msg(
        "Log {numerator} and {denominator} instead.",
        numerator=metric.of.numerator,
        denominator=metric.of.denominator,
    )
    return refuse("metric-computed", message, hint)


def _value(typed: str, metric: Metric) -> str:
    if not typed.strip():
        raise refuse(
            "value-missing",
            msg("No number stands behind the equals sign."),
            msg("Write 0 when nothing happened; leave the metric out when it is not known."),
        )
    plain = quantities.read_logged(typed)
    form = quantities.read_quantity(typed).form
    named: dict[str, Value] = {"found": typed.strip(), "metric": metric.name.by_language("")}
    if form is Form.PERCENT:
        raise refuse(
            "number-form",
            msg('"{found}" is a percentage, but "{metric}" is not a rate.', **named),
            msg("Write the number itself."),
        )
    if form is Form.MONEY and metric.kind not in _MONEY:
        raise refuse(
            "number-form",
            msg('"{found}" is money, but "{metric}" is not an amount.', **named),
            msg("Write the number itself."),
        )
    if metric.kind is Kind.COUNT and ("." in plain or plain.startswith("-")):
        raise refuse(
            "number-form",
            msg('"{found}" for the count "{metric}" is not a whole number of cases.', **named),
            msg("Write 0 or a whole number; for other numbers use kind: amount."),
        )
    return plain
