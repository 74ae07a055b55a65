"""How well stated confidences and what came of them agree (Brier, Monthly Weather Review 78, 1950).

``(share - outcome)²``, where the share is the confidence from 0 to 1 and the outcome 1 when the key result
was reached, else 0. First the mean of each key result's statements, so that one stated every week weighs no
more than another; then the mean over key results. 0 is exact, always saying one half comes to 0.25, sure and
wrong is 1.
"""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd


def errors(share: pd.Series, is_reached: pd.Series) -> pd.Series:
    """The squared error of each statement.

    Args:
        share: The stated confidence, 0 to 1.
        is_reached: Whether the key result was reached.
    """
    return (share - is_reached.astype("float64")) ** 2


def scores(statements: pd.DataFrame, key: Sequence[str], of: str) -> pd.DataFrame:
    """Brier scores.

    Args:
        statements: Columns of `key`, share, is_reached; one row for each statement of a finished key result.
        key: Columns that name a key result; `of` is among them.
        of: Column to score by, e.g. ``team``.

    Returns:
        By `of`: key_results, reached, share (mean stated confidence), brier; nothing for who has none.
    """
    judged = statements.assign(error=errors(statements["share"], statements["is_reached"]))
    each = judged.groupby(list(key), observed=True, sort=False)
    one = each[["share", "error"]].mean().assign(reached=each["is_reached"].first())
    whole = one.reset_index().groupby(of, observed=True, sort=False)
    means = whole[["share", "error"]].mean()
    return pd.DataFrame(
        {
            "key_results": whole.size(),
            "reached": whole["reached"].sum(),
            "share": means["share"],
            "brier": means["error"],
        }
    )
