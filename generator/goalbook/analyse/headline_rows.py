"""What a headline and its narrative are made of: which steps held the result back, and what they are."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import numpy as np
import pandas as pd

from goalbook.analyse import chance, cohort_rows, layout, thresholds
from goalbook.analyse.arrays import NOISE, BoolArray, FloatArray, IntArray
from goalbook.analyse.cases import Base
from goalbook.analyse.inputs import Inputs
from goalbook.analyse.lines import LineKind
from goalbook.analyse.pattern import Comparison, pattern
from goalbook.model.values import Direction

_LEAF: Final = LineKind.LEAF.value
_UNKNOWN: Final = Comparison(is_short=None, p_worse=None)


def leaves(tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """The leaves of every scope against the plan, drag and gain both at least 0."""
    shares, known = tables["contributions"], tables["lines"]
    found = shares[(shares["base"] == Base.PLAN.value) & (shares["kind"] == _LEAF)]
    size = found["contribution"].abs()
    return pd.DataFrame(
        {
            "scope_row": found["scope_row"],
            "line_row": found["line_row"],
            "factor": found["factor"].astype("object"),
            "drag": size.where(found["is_drag"], 0.0),
            "gain": size.where(~found["is_drag"], 0.0),
            "contribution": found["contribution"],
            "is_step": known["is_step"].to_numpy()[found["line_row"]],
        }
    ).reset_index(drop=True)


def drags(found: pd.DataFrame) -> pd.DataFrame:
    """What held each scope's result back, and what pushed it up; indexed by scope_row.

    Up to two steps are named when they make up 70 % of all drags; else there are several causes.
    """
    by = found.groupby("scope_row")
    told = pd.DataFrame(
        {"gross_drag": by["drag"].sum(), "gross_gain": by["gain"].sum(), "factors": by.size()}
    )
    ranked = found[found["drag"] > 0].sort_values(
        ["scope_row", "drag"], ascending=[True, False], kind="stable"
    )
    place = ranked.groupby("scope_row").cumcount()
    for number in range(1, thresholds.DRAGS_NAMED.value + 1):
        one = ranked[place == number - 1].set_index("scope_row")
        told[f"drag_{number}"] = one["factor"].reindex(told.index).fillna("")
        told[f"drag_{number}_contribution"] = one["contribution"].reindex(told.index)
        told[f"size_{number}"] = one["drag"].reindex(told.index).fillna(0.0)
    enough = thresholds.DRAGS_SHARE.value * told["gross_drag"] * (1 - NOISE)
    is_alone = (told["size_1"] >= enough) & (told["gross_drag"] > 0)
    is_pair = told["size_1"] + told["size_2"] >= enough
    told["is_many"] = (told["gross_drag"] > 0) & ~is_alone & ~is_pair
    told = _unnamed(told, 1, told["is_many"])
    told = _unnamed(told, 2, told["is_many"] | is_alone)
    best = found[found["gain"] > 0].sort_values("gain", ascending=False, kind="stable")
    best = best.drop_duplicates("scope_row").set_index("scope_row").reindex(told.index)
    return told.assign(gain_1=best["factor"].fillna(""), gain_1_contribution=best["contribution"])


def luck(found: pd.DataFrame, met: pd.Series) -> pd.DataFrame:
    """Results that were met only because a factor outside the funnel made up for a step of it.

    Args:
        found: What `leaves` returns.
        met: How far each scope's result lies on the good side, indexed by scope_row; NaN when it was not met.

    Returns:
        luck_step, luck_factor, indexed by scope_row; only where it was luck.
    """
    steps = found[found["is_step"] & (found["drag"] > 0)]
    steps = steps.sort_values("drag", ascending=False, kind="stable").drop_duplicates("scope_row")
    others = found[~found["is_step"] & (found["gain"] > 0)]
    others = others.sort_values("gain", ascending=False, kind="stable").drop_duplicates("scope_row")
    both = steps.merge(others, on="scope_row", suffixes=("_step", "_factor")).set_index("scope_row")
    ahead = met.reindex(both.index)
    both = both[(both["gain_factor"] > ahead) & ahead.notna()]
    return both.rename(columns={"factor_step": "luck_step", "factor_factor": "luck_factor"})[
        ["luck_step", "luck_factor"]
    ]


def patterns(tables: Mapping[str, pd.DataFrame], enough: float) -> pd.Series:
    """The kind of shortfall of each scope's funnel, indexed by scope_row."""
    evidence, known = tables["evidence"], tables["lines"]
    rows = evidence[evidence["kind"] == _LEAF]
    rows = rows[known["is_step"].to_numpy()[rows["line_row"]]]
    is_down = (rows["direction"] == Direction.DOWN.value).to_numpy()
    off = (rows["value"] - rows["plan"]).to_numpy() * np.where(is_down, -1.0, 1.0)
    p = rows["p_worse"].mask(rows["is_withheld"]).to_numpy()
    codes, scopes = pd.factorize(rows["scope_row"].to_numpy())
    kinds, stand = _kinds(off, p, enough)
    volume, rates = _sides(rows["n"].isna().to_numpy(), codes, kinds)
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
    return pd.Series(np.array(words, dtype="object")[which.ravel()], index=scopes, dtype="object")


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
    wanted = pd.MultiIndex.from_arrays([place[cycle], scopes.index])
    held = numbers.set_index(["factor_row", "scope_row"])[["k", "n", "expected"]].reindex(wanted)
    kind = np.array([one.kind.value for one in found], dtype=object)[cycle]
    is_down = _is_kgi_down(factors, len(found))[cycle]
    p = chance.p_as_bad(kind, held["k"], held["n"], held["expected"], is_down)
    days = np.append(factors["wait_days"].to_numpy(dtype=np.int64), 0)[place[cycle]]  # the last for -1
    as_of = pd.Series(tables["cycles"]["as_of"].array.take(cycle), index=scopes.index)
    waits = cohort_rows.waits_until(scopes["last"], days, as_of)
    p = np.where(waits.isna(), p, np.nan)
    is_known = ~np.isnan(p)
    factor = np.array([one.factor for one in found], dtype=object)[cycle]
    return {
        "waits_until": waits,
        "chance": p,
        "chance_kind": np.where(is_known, kind, ""),
        "chance_metric": np.where(is_known, factor, ""),
        **{
            f"chance_{name}": np.where(is_known, held[column].to_numpy(), np.nan)
            for name, column in (("k", "k"), ("n", "n"), ("rate", "expected"))
        },
    }


def contradictions(tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """The first share of each scope with more hits than cases; indexed by scope_row."""
    evidence, factors = tables["evidence"], tables["factors"]
    is_rate = factors["is_rate"].to_numpy()[evidence["factor_row"]]
    found = evidence[is_rate & (evidence["k"] > evidence["n"])].drop_duplicates("scope_row")
    return pd.DataFrame(
        {
            "contradiction_step": found["numerator"].astype("object").to_numpy(),
            "contradiction_previous": found["denominator"].astype("object").to_numpy(),
            "contradiction_count": found["k"].to_numpy(),
            "contradiction_previous_count": found["n"].to_numpy(),
        },
        index=pd.Index(found["scope_row"].to_numpy(), dtype="int64"),
    )


def to_date(scopes: pd.DataFrame, kgi: pd.DataFrame) -> pd.DataFrame:
    """What the KGI came to from the cycle's first day to each view's end, and what was planned for it.

    Args:
        scopes: Columns cycle_row, is_view; index row of ``scopes``.
        kgi: Columns value, k, n, expected, target, adds_up, is_complete; same index.

    Returns:
        to_date, to_date_target; NaN where a view before has no number, which is not 0.
    """
    by = [scopes["cycle_row"], scopes["is_view"]]
    asked = kgi["target"].where(kgi["is_complete"], kgi["expected"])
    added = kgi[["value", "k", "n"]].assign(asked=asked)
    is_unknown = added.isna().groupby(by).cummax()
    sums = added.groupby(by).cumsum().mask(is_unknown)
    share = sums["k"] / sums["n"].where(sums["n"] > 0)
    is_share = ~kgi["adds_up"] & kgi["n"].notna()
    done = sums["value"].where(kgi["adds_up"]).where(~is_share, share)
    planned = sums["asked"].where(kgi["adds_up"]).where(~is_share, kgi["expected"])
    return pd.DataFrame({"to_date": done, "to_date_target": planned})


def _is_kgi_down(factors: pd.DataFrame, cycles: int) -> BoolArray:
    found = np.zeros(cycles, dtype=np.bool_)
    down = factors[factors["is_kgi"] & (factors["direction"] == Direction.DOWN.value)]
    found[down["cycle_row"].to_numpy()] = True
    return found


def _unnamed(told: pd.DataFrame, number: int, where: pd.Series) -> pd.DataFrame:
    name = f"drag_{number}"
    return told.assign(
        **{
            name: told[name].mask(where, ""),
            f"{name}_contribution": told[f"{name}_contribution"].mask(where),
        }
    )


def _flags(off: FloatArray) -> list[bool | None]:
    return [None if value is None else value < 0 for value in _plain(off)]


def _plain(values: FloatArray) -> list[float | None]:
    pairs = zip(np.isnan(values).tolist(), values.tolist(), strict=True)
    return [None if is_unknown else value for is_unknown, value in pairs]
