"""Frames and their manners: proven log bytes as one frame, column types, and how a table is finished.

Types: text is ``category`` (no text is the category ""), days are ``datetime64[s]``, numbers are ``float64``
with NaN for "not reported", whole numbers that may be missing are ``Int64``. Nothing here depends on pandas'
own text type, so that pandas 2 and 3 give the same tables.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pandas as pd
from pandas.api.extensions import ExtensionArray
from pandas.api.types import pandas_dtype, union_categoricals

from goalbook.model.handbook import Handbook
from goalbook.model.values import Period

if TYPE_CHECKING:
    from numpy.typing import NDArray

TEXT: Final = "category"
DAY: Final = "datetime64[s]"
NUMBER: Final = "float64"
WHOLE: Final = "int64"
WHOLE_OR_NONE: Final = "Int64"
FLAG: Final = "bool"

PERIOD: Final = pd.CategoricalDtype([period.value for period in Period], ordered=True)
"""Periods from the shortest to the longest."""

_FOLDER: Final = "progress"
_LINE_END: Final = ord("\n")
_DAY_ONE: Final = np.datetime64("0001-01-01")
_NO_DAY: Final = np.array("NaT", dtype=DAY)
_LOG_TEXT: Final = ("date", "metric", "member", "segment", "from", "by")
_LOG_NUMBER: Final = ("value", "n")


def days(values: Iterable[date]) -> NDArray[np.datetime64]:
    """Dates as an array of `DAY`; any year from 1 to 9999."""
    later = np.fromiter(map(date.toordinal, values), dtype=np.int64) - 1
    return (_DAY_ONE + later).astype(DAY)


def dates(days: pd.Series) -> list[Any]:
    """Days as dates of Python; no day is None. Much faster than what pandas offers for it."""
    return list(days.to_numpy().astype("datetime64[D]").tolist())


def texts(values: Iterable[str], known: Iterable[str] | None = None) -> pd.Categorical:
    """Text as categories in sorted order: `known` ones, else those that occur."""
    codes, found = _coded(values)
    order = sorted(set(found) if known is None else set(known))
    place = {word: number for number, word in enumerate(order)}
    moved = np.array([place.get(word, -1) for word in found], dtype=np.int64)
    return _numbered(moved[codes] if len(found) else codes, order)


def worded(codes: NDArray[np.integer[Any]], words: Sequence[str]) -> pd.Categorical:
    """Text that is known by number: `words` in place of their places, as `texts` would make it of them."""
    is_used = np.bincount(codes, minlength=len(words)) > 0
    order = sorted(np.flatnonzero(is_used).tolist(), key=lambda place: words[place])
    moved = np.full(len(words), -1)
    moved[order] = np.arange(len(order))
    return _numbered(moved[codes], [words[place] for place in order])


def _numbered(codes: NDArray[np.integer[Any]], words: Sequence[str]) -> pd.Categorical:
    """Text by number; each word is there once."""
    return pd.Categorical.from_codes(codes, dtype=_categories(tuple(words)), validate=False)


@lru_cache(maxsize=1024)
def _categories(words: tuple[str, ...]) -> pd.CategoricalDtype:
    """Words that many columns share are one index, so that pandas sees at once that they are the same."""
    return pd.CategoricalDtype(pd.Index(list(words), dtype="str"))


def either(is_first: NDArray[np.bool_], first: pd.Categorical, second: pd.Categorical) -> pd.Categorical:
    """The text of one column where it holds, else that of another."""
    words = list(dict.fromkeys([*first.categories, *second.categories]))
    moved = pd.Index(words).get_indexer(second.categories)
    return worded(np.where(is_first, first.codes, moved[second.codes]), words)


def is_same(first: pd.Categorical, second: pd.Categorical) -> NDArray[np.bool_]:
    """Where two columns hold the same text."""
    moved = first.categories.get_indexer(second.categories)
    found: NDArray[np.bool_] = first.codes == moved[second.codes]
    return found


def _coded(values: Iterable[str]) -> tuple[NDArray[np.int64], list[str]]:
    """Numbers for text, and the texts that they stand for; each text is looked at once."""
    array = values.array if isinstance(values, pd.Series) else values
    if isinstance(array, pd.Categorical):
        codes, used = pd.factorize(np.asarray(array.codes))
        names = array.categories.tolist()
        return codes, [str(names[code]) for code in used]
    if not isinstance(array, (np.ndarray, ExtensionArray)):
        array = np.array(list(array), dtype=object)
    codes, known = pd.factorize(array)  # type: ignore[arg-type]  # the stubs know no such array of objects
    return codes, [str(word) for word in known]


def conform(frame: pd.DataFrame | Mapping[str, Any], columns: Mapping[str, str]) -> pd.DataFrame:
    """A table's columns in their declared order and types, index 0..n-1.

    Args:
        frame: Has at least these columns; or the columns by name.
        columns: Column name to dtype name.
    """
    found: dict[str, Any] = {}
    for name, dtype in columns.items():
        column = frame[name]
        if column.dtype != dtype:
            column = pd.Series(column, copy=False).astype(pandas_dtype(dtype))
        found[name] = column.array if isinstance(column, pd.Series) else column
    return of_arrays(found, len(next(iter(found.values()))))


def arrays(frame: pd.DataFrame, names: Iterable[str] | None = None) -> dict[str, Any]:
    """Columns by name: text as categories, anything else as an array of numpy."""
    columns = {str(name): frame[name] for name in (frame if names is None else names)}
    return {
        name: column.array if column.dtype == TEXT else column.to_numpy() for name, column in columns.items()
    }


def of_arrays(arrays: Mapping[str, Any], count: int) -> pd.DataFrame:
    """So many rows of some columns, which are not copied; index 0..n-1."""
    return pd.DataFrame(dict(arrays), index=pd.RangeIndex(count), copy=False)


def progress(handbook: Handbook) -> pd.DataFrame:
    """Every reported number of all teams: proven bytes, joined per kind of header and read once each.

    A row with an empty value is not reported and is left out, like a row that was never written.

    Returns:
        Columns team, date, metric, value, n, since (the row's ``from``), member, segment, by; in the order
        of files.
    """
    by_header: defaultdict[tuple[str, ...], list[tuple[str, bytes]]] = defaultdict(list)
    for team in sorted(handbook.teams):
        for log in handbook.teams[team].logs:
            if log.folder == _FOLDER:
                by_header[log.columns].append((team, log.data))
    parts = [_read(columns, files, sorted(handbook.teams)) for columns, files in by_header.items()]
    frame = _stacked(parts) if parts else _read(("date", "metric", "value"), [], sorted(handbook.teams))
    is_reported = frame["value"].notna()
    return frame if is_reported.all() else frame[is_reported].reset_index(drop=True)


class _OneByOne:
    """Files read one behind the other as if they were one, without the memory of all of them at once.

    What pandas asks of a text file is `read`, whose bytes it takes as they are.
    """

    def __init__(self, files: Iterable[bytes]) -> None:
        self._files = iter(files)

    def read(self, _: int = -1) -> bytes:
        """The next file, however long; nothing after the last."""
        return next((data for data in self._files if data), b"")

    def __iter__(self) -> Iterator[bytes]:
        return self._files


def _read(columns: Sequence[str], files: Sequence[tuple[str, bytes]], teams: Sequence[str]) -> pd.DataFrame:
    raw = pd.read_csv(  # type: ignore[call-overload]  # the stubs want more of a file than is asked of it
        _OneByOne(data for _, data in files),
        names=list(columns),
        usecols=[name for name in columns if name in {*_LOG_TEXT, *_LOG_NUMBER}],
        dtype={**dict.fromkeys(_LOG_TEXT, TEXT), **dict.fromkeys(_LOG_NUMBER, NUMBER)},
        keep_default_na=False,  # a member may be called "na"
        na_values={name: [""] for name in _LOG_NUMBER if name in columns},
        skip_blank_lines=False,
    )
    lines = (np.frombuffer(data, dtype=np.uint8) == _LINE_END for _, data in files)
    counts = [np.count_nonzero(ends) for ends in lines]  # a row stands on one line
    place = {team: number for number, team in enumerate(teams)}
    codes = np.repeat(np.array([place[team] for team, _ in files], dtype=np.int32), counts)
    return pd.DataFrame(
        {
            "team": pd.Categorical.from_codes(codes, categories=pd.Index(list(teams), dtype="str")),
            "date": _days(_text(raw, "date")),
            "metric": _text(raw, "metric"),
            "value": raw["value"].astype(NUMBER),
            "n": raw["n"] if "n" in raw else _repeated(np.array(np.nan), len(raw)),
            "since": _days(raw["from"].array) if "from" in raw else _repeated(_NO_DAY, len(raw)),
            "member": _text(raw, "member"),
            "segment": _text(raw, "segment"),
            "by": _text(raw, "by"),
        },
        copy=False,
    )


def _repeated(value: NDArray[Any], times: int) -> NDArray[Any]:
    """A column that is the same in every row, in the memory of one; it cannot be written to."""
    return np.broadcast_to(value, times)


def _text(raw: pd.DataFrame, name: str) -> pd.Categorical:
    if name in raw:
        return pd.Categorical(raw[name])
    return pd.Categorical.from_codes(np.zeros(len(raw), dtype="int8"), categories=pd.Index([""], dtype="str"))


def _days(text: pd.Categorical) -> NDArray[np.datetime64]:
    """Days of ISO text, parsed once per different day; empty text is no day."""
    known: NDArray[np.datetime64] = np.array([*text.categories, ""], dtype="datetime64[D]").astype(DAY)
    found: NDArray[np.datetime64] = known[text.codes]
    return found


def _stacked(parts: Sequence[pd.DataFrame]) -> pd.DataFrame:
    return parts[0] if len(parts) == 1 else pd.DataFrame(stacked([arrays(part) for part in parts]))


def stacked(parts: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """The rows of several frames' `arrays`, one below the other, with the columns of the first."""
    columns: dict[str, Any] = {}
    for name, first in parts[0].items():
        each = [part[name] for part in parts]
        columns[name] = (
            union_categoricals(each) if isinstance(first, pd.Categorical) else np.concatenate(each)
        )
    return columns
