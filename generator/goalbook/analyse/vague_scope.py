"""Which texts of a cycle are read for vague words, and what stands beside each.

Read: titles of key results, names of chosen KPIs, practice steps, actions of reviews. Not read: objectives
and wishes (qualitative on purpose), and prose.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from goalbook.analyse.vague import Stands
from goalbook.model.cycle import Cycle
from goalbook.model.objective import KeyResult
from goalbook.model.review import Review
from goalbook.model.values import Text

_A_NUMBER: Final = Stands(metric=True, target=True, due=True)
"""The name of a measure names a number: 顧客満足度 and "support requests" promise nothing by themselves."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One text to read.

    Attributes:
        keys: The keys that lead to it in its file.
        text: In one or more languages.
        stands: What its entry says in other fields.
    """

    keys: tuple[str, ...]
    text: Text
    stands: Stands


def of_cycle(cycle: Cycle) -> Iterator[Item]:
    """The texts of a cycle file, in the order written. A due day always stands: the cycle's end."""
    yield from _key_results(cycle)
    for name in cycle.kpis:
        metric = cycle.metrics.get(name)
        if metric is not None:
            yield Item(keys=("metrics", name, "name"), text=metric.name, stands=_A_NUMBER)
    for name, practice in cycle.practices.items():
        for step_name, step in practice.steps.items():
            keys = ("practices", name, "steps", step_name, "text")
            yield Item(keys=keys, text=step.text, stands=Stands())


def beside(cycle: Cycle, result: KeyResult) -> Stands:
    """What stands beside a key result's title: a target of its own or the metric's; a due day always does."""
    metric = cycle.metrics.get(result.metric or "")
    has_target = bool(result.target) or (metric is not None and bool(metric.targets))
    return Stands(metric=metric is not None, target=has_target, due=True)


def of_review(review: Review) -> Iterator[Item]:
    """The actions of a review that are still to be done; each has a due day of its own."""
    for name, action in review.actions.items():
        if action.done is not None or action.dropped:
            continue
        stands = Stands(metric=action.metric is not None, due=True)
        yield Item(keys=("actions", name, "what"), text=action.what, stands=stands)


def _key_results(cycle: Cycle) -> Iterator[Item]:
    for name, objective in cycle.objectives.items():
        for result_name, result in objective.key_results.items():
            keys = ("objectives", name, "key_results", result_name, "title")
            yield Item(keys=keys, text=result.title, stands=beside(cycle, result))
