"""What a headline and its narrative are made of: which steps held the result back, and what they are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import pandas as pd

from goalbook.analyse import chance, cohort_rows, frames, layout, row_numbers, thresholds
from goalbook.analyse.arrays import NOISE, BoolArray, FloatArray, IntArray, quotient
from goalbook.analyse.cases import Base
from goalbook.analyse.groups import Groups
from goalbook.analyse.inputs import Inputs
from goalbook.analyse.lines import LineKind
from goalbook.analyse.pattern import Comparison, pattern
from goalbook.model.values import Direction

_LEAF: Final = LineKind.LEAF.value
_UNKNOWN: Final = Comparison(is_short=None, p_worse=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaves:
    """The leaves of every scope against the plan.

    Attributes:
        scope: Rows of the table ``scopes``.
        factor: Their factors.
        drag, gain: Both at least 0.
        contribution: In the unit of the KGI.
        is_step: Whether it is a step of the funnel.
        scopes: How many scopes there are.
    """

    scope: IntArray
    factor: pd.Categorical
    drag: FloatArray
    gain: FloatArray
    contribution: FloatArray
    is_step: BoolArray
    scopes: int

    @classmethod
    def of(cls, tables: Mapping[str, pd.DataFrame]) -> Leaves:
        """From the tables contributions, lines and scopes."""
        shares = tables["contributions"]
        row = np.flatnonzero((shares["base"] == Base.PLAN.value) & (shares["kind"] == _LEAF))
        contribution, is_drag = (shares[name].to_numpy()[row] for name in ("contribution", "is_drag"))
        return cls(
            scope=shares["scope_row"].to_numpy()[row],
            factor=shares["factor"].array.take(row),
            drag=np.where(is_drag, np.abs(contribution), 0.0),
            gain=np.where(is_drag, 0.0, np.abs(contribution)),
            contribution=contribution,
            is_step=tables["lines"]["is_step"].to_numpy()[shares["line_row"].to_numpy()[row]],
            scopes=len(tables["scopes"]),
        )

    def largest(self, size: FloatArray, number: int = 1) -> IntArray:
        """For each scope the place of its largest size above 0, or of the second largest; -1 for none."""
        place = np.flatnonzero(size > 0)
        order = place[np.lexsort([-size[place], self.scope[place]])]
        follows = Groups.of(self.scope[order]).follows()
        found = np.full(self.scopes, -1)
        found[self.scope[order[follows == number - 1]]] = order[follows == number - 1]
        return found

    def named(self, place: IntArray) -> pd.Categorical:
        """The factor that stands in each place; "" for none."""
        words = [*self.factor.categories, ""]
        return frames.worded(np.append(self.factor.codes, len(words) - 1)[place], words)

    def amount(self, values: FloatArray, place: IntArray) -> FloatArray:
        """The number that stands in each place; NaN for none."""
        return np.append(values, np.nan)[place]


def drags(found: Leaves) -> dict[str, Any]:
    """What held each scope's result back, and what pushed it up; by scope.

    Up to two steps are named when they make up 70 % of all drags; else there are several causes.
    """
    sums = pd.DataFrame({"drag": found.drag, "gain": found.gain}).groupby(found.scope).sum()
    gross = sums.reindex(range(found.scopes))
    most = gross["drag"].to_numpy()
    places = [found.largest(found.drag, number) for number in range(1, thresholds.DRAGS_NAMED.value + 1)]
    sizes = [np.nan_to_num(found.amount(found.drag, place)) for place in places]
    enough = thresholds.DRAGS_SHARE.value * most * (1 - NOISE)
    is_alone = (sizes[0] >= enough) & (most > 0)
    is_many = (most > 0) & ~is_alone & ~(sum(sizes) >= enough)
    named = {
        number: np.where(is_many | (is_alone & (number > 1)), -1, place)
        for number, place in enumerate(places, start=1)
    }
    best = found.largest(found.gain)
    return {
        "gross_drag": most,
        "gross_gain": gross["gain"].to_numpy(),
        "factors": np.bincount(found.scope, minlength=found.scopes),
        "is_many": is_many,
        **{f"drag_{number}": found.named(place) for number, place in named.items()},
        **{
            f"drag_{number}_contribution": found.amount(found.contribution, place)
            for number, place in named.items()
        },
        "gain_1": found.named(best),
        "gain_1_contribution": found.amount(found.contribution, best),
    }


def luck(found: Leaves, met: FloatArray) -> dict[str, Any]:
    """Results that were met only because a factor outside the funnel made up for a step of it.

    Args:
        found: The leaves.
        met: How far each scope's result lies on the good side; NaN when it was not met.

    Returns:
        luck_step, luck_factor by scope, "" where it was no luck.
    """
    step = found.largest(np.where(found.is_step, found.drag, 0.0))
    other = found.largest(np.where(found.is_step, 0.0, found.gain))
    is_luck = (step >= 0) & (found.amount(found.gain, other) > met)
    return {
        name: found.named(np.where(is_luck, place, -1))
        for name, place in (("luck_step", step), ("luck_factor", other))
    }


def patterns(tables: Mapping[str, pd.DataFrame], enough: float) -> pd.Categorical:
    """The kind of shortfall of each scope's funnel; "none" without one."""
    evidence, known = tables["evidence"], tables["lines"]
    is_step = known["is_step"].to_numpy()[evidence["line_row"].to_numpy()]
    row = np.flatnonzero((evidence["kind"] == _LEAF).to_numpy() & is_step)
    value, plan, worse = (evidence[name].to_numpy()[row] for name in ("value", "plan", "p_worse"))
    is_down = (evidence["direction"] == Direction.DOWN.value).to_numpy()[row]
    off = (value - plan) * np.where(is_down, -1.0, 1.0)
    p = np.where(evidence["is_withheld"].to_numpy()[row], np.nan, worse)
    codes, scopes = pd.factorize(evidence["scope_row"].to_numpy()[row])
    kinds, stand = _kinds(off, p, enough)
    volume, rates = _sides(np.isnan(evidence["n"].to_numpy()[row]), codes, kinds)
    # Few differ: each is judged once.
    sides, which = np.unique(np.column_stack([volume, rates]), axis=0, return_inverse=True)
    words = [
        pattern(
            stand[first] if first >= 0 else _UNKNOWN,
            [one for kind, one in enumerate(stand) if others >> kind & 1],
            enough=enough,
        ).value
        for first, others in sides.tolist()
    ]
    found = np.full(len(tables["scopes"]), len(words))
    found[scopes] = which.ravel()
    return frames.texts(np.array([*words, "none"], dtype="object")[found])


def _kinds(off: FloatArray, p: FloatArray, enough: float) -> tuple[IntArray, list[Comparison]]:
    """A number for each comparison, and one that stands for all of its number: those judge alike."""
    short = np.where(np.isnan(off), 2, off < 0)
    sure = np.select([np.isnan(p), p >= enough, p <= 1 - enough], [0, 1, 2], 3)
    _, first, kinds = np.unique(short * 4 + sure, return_index=True, return_inverse=True)
    stand = zip(_flags(off[first]), _plain(p[first]), strict=True)
    return kinds.ravel(), [Comparison(is_short=is_short, p_worse=worse) for is_short, worse in stand]


def _sides(is_volume: BoolArray, scopes: IntArray, kinds: IntArray) -> tuple[IntArray, IntArray]:
    """For each scope the kind of its first volume, -1 for none, and a bit for each kind among the others."""
    size = int(scopes.max()) + 1 if scopes.size else 0
    volume, rates = np.full(size, -1), np.zeros(size, dtype=np.int64)
    found, place = np.unique(scopes[is_volume], return_index=True)
    firsts = np.flatnonzero(is_volume)[place]
    volume[found] = kinds[firsts]
    is_other = np.ones(scopes.shape, dtype=np.bool_)
    is_other[firsts] = False
    np.bitwise_or.at(rates, scopes[is_other], 1 << kinds[is_other])
    return volume, rates


def tests(inputs: Inputs, tables: Mapping[str, pd.DataFrame], scopes: pd.DataFrame) -> dict[str, Any]:
    """The chance of each scope's result, and for open cases the day from which it is judged.

    Args:
        inputs: The handbook.
        tables: factors, numbers, cycles.
        scopes: Rows of the table ``scopes``; index its row numbers.
    """
    factors, numbers = tables["factors"], tables["numbers"]
    keys = zip(factors["cycle_row"].tolist(), factors["factor"].tolist(), strict=True)
    row = {key: place for place, key in enumerate(keys)}
    found = [chance.tested(cycle) for _, _, cycle, _ in layout.each_cycle(inputs)]
    place = np.array([row.get((cycle, one.factor), -1) for cycle, one in enumerate(found)], dtype=np.int64)
    cycle = scopes["cycle_row"].to_numpy()
    wanted = pd.DataFrame({"factor_row": place[cycle], "scope_row": scopes.index})
    own = row_numbers.of(wanted, numbers, ("factor_row", "scope_row"))
    k, n, expected = row_numbers.taken(numbers, own, {name: name for name in ("k", "n", "expected")}).values()
    kind = np.array([one.kind.value for one in found], dtype=object)[cycle]
    is_down = _is_kgi_down(factors, len(found))[cycle]
    p = chance.p_as_bad(kind, k, n, expected, is_down)
    days = np.append(factors["wait_days"].to_numpy(dtype=np.int64), 0)[place[cycle]]  # the last for -1
    as_of = pd.Series(tables["cycles"]["as_of"].array.take(cycle), index=scopes.index)
    waits = cohort_rows.waits_until(scopes["last"], days, as_of)
    p = np.where(waits.isna(), p, np.nan)
    is_known = ~np.isnan(p)
    factor = np.array([one.factor for one in found], dtype=object)[cycle]
    return {
        "waits_until": waits.to_numpy(),
        "chance": p,
        "chance_kind": frames.texts(np.where(is_known, kind, "")),
        "chance_metric": frames.texts(np.where(is_known, factor, "")),
        **{
            f"chance_{name}": np.where(is_known, column, np.nan)
            for name, column in (("k", k), ("n", n), ("rate", expected))
        },
    }


def contradictions(tables: Mapping[str, pd.DataFrame]) -> dict[str, Any]:
    """The first share of each scope with more hits than cases, by scope; "" and NaN without one."""
    evidence, is_rate = tables["evidence"], tables["factors"]["is_rate"].to_numpy()
    is_odd = is_rate[evidence["factor_row"].to_numpy()] & (evidence["k"] > evidence["n"]).to_numpy()
    found = evidence[is_odd].drop_duplicates("scope_row")
    place = np.full(len(tables["scopes"]), -1)
    place[found["scope_row"].to_numpy()] = np.arange(len(found))
    texts = {"contradiction_step": "numerator", "contradiction_previous": "denominator"}
    numbers = {"contradiction_count": "k", "contradiction_previous_count": "n"}
    return {
        **{
            new: frames.texts(np.append(found[name].astype("object"), "")[place])
            for new, name in texts.items()
        },
        **{new: np.append(found[name], np.nan)[place] for new, name in numbers.items()},
    }


def to_date(kgi: Mapping[str, Any], groups: Groups) -> dict[str, FloatArray]:
    """What the KGI came to from the cycle's first day to each view's end, and what was planned for it.

    Args:
        kgi: Arrays value, k, n, expected, target, adds_up, is_complete.
        groups: The views of each cycle in order of days, and each cycle as a whole.

    Returns:
        to_date, to_date_target; NaN where a view before has no number, which is not 0.
    """
    asked = np.where(kgi["is_complete"], kgi["target"], kgi["expected"])
    added = {name: pd.Series(kgi[name]) for name in ("value", "k", "n")} | {"asked": pd.Series(asked)}
    summed = pd.DataFrame(added).groupby(groups.codes).cumsum()
    sums = {name: np.where(_is_gone(column, groups), np.nan, summed[name]) for name, column in added.items()}
    share = quotient(sums["k"], np.maximum(sums["n"], 0.0))
    is_share = ~kgi["adds_up"] & ~np.isnan(kgi["n"])
    done = np.where(is_share, share, np.where(kgi["adds_up"], sums["value"], np.nan))
    planned = np.where(is_share, kgi["expected"], np.where(kgi["adds_up"], sums["asked"], np.nan))
    return {"to_date": done, "to_date_target": planned}


def _is_gone(column: pd.Series, groups: Groups) -> BoolArray:
    """Whether a number is missing, here or before in the same group."""
    is_missing = column.isna().to_numpy()
    count = np.cumsum(is_missing)
    return np.asarray(count > (count - is_missing)[groups.starts][groups.codes])


def _is_kgi_down(factors: pd.DataFrame, cycles: int) -> BoolArray:
    found = np.zeros(cycles, dtype=np.bool_)
    down = factors[factors["is_kgi"] & (factors["direction"] == Direction.DOWN.value)]
    found[down["cycle_row"].to_numpy()] = True
    return found


def _flags(off: FloatArray) -> list[bool | None]:
    return [None if value is None else value < 0 for value in _plain(off)]


def _plain(values: FloatArray) -> list[float | None]:
    pairs = zip(np.isnan(values).tolist(), values.tolist(), strict=True)
    return [None if is_unknown else value for is_unknown, value in pairs]
