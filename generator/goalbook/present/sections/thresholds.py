"""Every number that decides something: what it is, who made the rule, and how to change it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from goalbook.analyse import thresholds
from goalbook.analyse.threshold import Threshold
from goalbook.messages import Message, msg
from goalbook.present import measure
from goalbook.present.section import Section

_CHANGED: Final = msg("What a company can change")
_REST: Final = msg("Evidence, forecasts and signals")
_TOPICS: Final[Mapping[str, Message]] = {
    "practice": msg("Practice"),
    "checklist": msg("Checklist"),
    "targets": msg("Targets that agree"),
    "telling": msg("What pages show and tell"),
    "track": msg("Over finished cycles"),
}
_HOUSE: Final = "house: "


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One number.

    Attributes:
        name: What it decides.
        value: The default.
        decimals: As many as it has.
        origin: ``column``, ``research`` or ``house``.
        source: The work, or the section of the method; in English.
        limit: Where it stands in company.yml, ``limits: signal_run``; None when it is fixed.
        fixed: Why it is fixed, or None.
    """

    name: Message
    value: float
    decimals: int
    origin: str
    source: str
    limit: str | None
    fixed: Message | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """Rules about one thing."""

    name: Message
    rules: tuple[Rule, ...]


def _build(_: object) -> tuple[Topic, ...]:
    """What can be changed comes first, then topic by topic."""
    names = (_CHANGED, _REST, *_TOPICS.values())
    found: dict[str, list[Rule]] = {name.text: [] for name in names}
    for key, one in thresholds.registry().items():
        name = _CHANGED if one.limit else _TOPICS.get(key.partition("-")[0], _REST)
        found[name.text].append(_rule(one))
    return tuple(Topic(name=name, rules=tuple(found[name.text])) for name in names)


def _rule(one: Threshold[Any]) -> Rule:
    exact = measure.exactly(one.value).normalize()
    return Rule(
        name=one.name,
        value=one.value,
        decimals=max(0, -int(exact.as_tuple().exponent)),
        origin=one.origin.value,
        source=one.source.removeprefix(_HOUSE),
        limit=f"limits: {one.limit}" if one.limit else None,
        fixed=one.fixed,
    )


SECTION = Section(build=_build)
