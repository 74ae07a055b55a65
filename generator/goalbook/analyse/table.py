"""The seam of tables."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from goalbook.analyse.inputs import Inputs

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A whole table over all teams.

    Attributes:
        needs: Keys of the tables it is built from; it receives only these.
        columns: Column name to pandas dtype name; the first column is ``team``.
        build: Inputs and needed tables in, the table out, sorted, index 0..n-1.
        is_remembering: Whether what is worked out of the goals on the way is remembered and soon asked for
            again (`goalbook.analyse.remembered`), and takes long.
    """

    needs: tuple[str, ...] = ()
    columns: Mapping[str, str]
    build: Callable[[Inputs, Mapping[str, pd.DataFrame]], pd.DataFrame]
    is_remembering: bool = False
