"""What key results promise, and how that stands beside the plan and beside each other."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from goalbook.model.values import Period, Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Promise:
    """What a key result promises, as one number of the whole team.

    Attributes:
        objective, key_result: Its ids.
        metric: Its metric.
        target: The team's figure; of a rate the rate.
        written: The same as it is written: for one member, for a whole window.
        heads: Among how many members it is shared; 1 unless ``each: member``.
        per: The period a sum speaks of; None for what does not add up over days.
        days: The days of a sum over the cycle, from its first to the due day; None for any other.
        due: The day it is due.
    """

    objective: str
    key_result: str
    metric: str
    target: float
    written: float
    heads: int = 1
    per: Period | None = None
    days: Span | None = None
    due: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Fit:
    """A key result beside the plan.

    Attributes:
        promise: What it promises.
        plan: What the plan asks in the same figure.
        is_below_plan: Whether it asks less of the team than the plan does, by more than rounding.
        kgi: The KGI's id; empty without one.
        kgi_per: The period the KGI's plan speaks of; None for a rate or level.
        kgi_plan: The KGI's plan; None when it has none.
        kgi_if: The KGI when this key result is just met and all else is as planned; None when its metric does
            not make up the KGI by arithmetic.
        has_reason: Whether the author gives a reason (``differs:``).
    """

    promise: Promise
    plan: float
    is_below_plan: bool
    kgi: str = ""
    kgi_per: Period | None = None
    kgi_plan: float | None = None
    kgi_if: float | None = None
    has_reason: bool = False

    @property
    def plan_as_written(self) -> float:
        """The plan in the figure in which the key result's target is written."""
        promise = self.promise
        return self.plan * promise.written / promise.target if promise.target else self.plan / promise.heads

    @property
    def kgi_gap(self) -> float | None:
        """``kgi_if - kgi_plan``."""
        return None if self.kgi_if is None or self.kgi_plan is None else self.kgi_if - self.kgi_plan


@dataclass(frozen=True, slots=True, kw_only=True)
class Need:
    """The volume of the step before that a promised volume takes.

    Attributes:
        metric: The step before.
        rate_metric: The rate between them.
        rate: What the plan asks of that rate.
        target: The promise as written, for ``each: member`` of one member.
        value: ``target / rate``, exact: 15 appointments at 30 % need 50 asks.
    """

    metric: str
    rate_metric: str
    rate: float
    target: float
    value: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Contradiction:
    """A promise that other key results, just met, do not reach.

    Attributes:
        promise: The one that is not reached.
        others: The others.
        reached: What they come to, in the promise's figure.
    """

    promise: Promise
    others: tuple[Promise, ...]
    reached: float
