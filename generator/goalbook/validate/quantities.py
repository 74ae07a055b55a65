"""Every number that an author typed for a metric, with its place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from goalbook.model.handbook import Handbook
from goalbook.model.metric import Metric
from goalbook.model.ref import Ref
from goalbook.model.targets import Targets
from goalbook.model.values import Quantity
from goalbook.validate import agreed
from goalbook.validate.once import once


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """One number.

    Attributes:
        ref: Its place.
        quantity: The number.
        metric: The metric it speaks of.
        name: The metric's id.
        baseline: The baseline beside it, for a target that is a change.
        is_target: Whether it is a target.
    """

    ref: Ref
    quantity: Quantity
    metric: Metric
    name: str
    baseline: Quantity | None = None
    is_target: bool = False

    @property
    def value(self) -> float | None:
        """What it comes to; None when it is a change and its baseline is not written."""
        return self.quantity.resolved(self.baseline.value if self.baseline else None)


@once
def typed(handbook: Handbook) -> Iterator[Typed]:
    """Targets, baselines, bands and benchmarks of metrics and key results, file by file."""
    for found in agreed.cycles(handbook):
        for name, metric in found.cycle.metrics.items():
            yield from _of_metric(found.metric_ref(name), name, metric)
        for entry in agreed.key_results(found):
            target = found.cycle.metrics.get(entry.result.metric or "")
            if target and entry.result.metric:
                yield from _of_result(entry, entry.result.metric, target)


def _of_metric(ref: Ref, name: str, metric: Metric) -> Iterator[Typed]:
    for place, quantity in _places(ref, metric.targets):
        yield Typed(
            ref=place, quantity=quantity, metric=metric, name=name, baseline=metric.baseline, is_target=True
        )
    others = {"baseline": metric.baseline, "benchmark": metric.benchmark}
    for key, value in others.items():
        if value is not None:
            yield Typed(ref=ref.at(key), quantity=value, metric=metric, name=name)
    for number, limit in enumerate(metric.band or ()):
        yield Typed(ref=ref.at("band", number), quantity=limit, metric=metric, name=name)


def _of_result(entry: agreed.AgreedResult, name: str, metric: Metric) -> Iterator[Typed]:
    baseline = entry.result.baseline
    for place, quantity in _places(entry.ref, entry.result.target or Targets(())):
        yield Typed(
            ref=place,
            quantity=quantity,
            metric=metric,
            name=name,
            baseline=baseline or metric.baseline,
            is_target=True,
        )
    if baseline is not None:
        yield Typed(ref=entry.ref.at("baseline"), quantity=baseline, metric=metric, name=name)


def _places(ref: Ref, targets: Targets) -> Iterator[tuple[Ref, Quantity]]:
    for number, step in enumerate(targets.steps):
        is_series = step.since is not None
        yield ref.at("target", number, "value") if is_series else ref.at("target"), step.value
