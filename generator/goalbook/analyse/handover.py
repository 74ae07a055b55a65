"""Hands a table from one process to another through memory that both can see."""

from __future__ import annotations

import io
import mmap
import os
import pickle
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pandas as pd

if TYPE_CHECKING:
    from numpy.typing import NDArray

_ALIGNED: Final = 64
"""Each column begins at a multiple of so many bytes, as numpy's own memory does."""


class Slot:
    """Memory for one table, made before the fork; only on Linux.

    Args:
        name: Shown where the system lists a process's memory.
    """

    def __init__(self, name: str) -> None:
        self._file = os.memfd_create(name)

    def put(self, frame: pd.DataFrame) -> tuple[int, ...]:
        """Lay a table into it; its index is 0..n-1.

        Returns:
            How many bytes each part of it has, what `get` needs to find them.
        """
        buffers: list[pickle.PickleBuffer] = []
        head = io.BytesIO()
        _Pickler(head, protocol=5, buffer_callback=buffers.append).dump(
            {name: column.array for name, column in frame.items()}
        )
        parts = [head.getbuffer(), *(buffer.raw() for buffer in buffers)]
        sizes = tuple(part.nbytes for part in parts)
        for part, begin in zip(parts, _begins(sizes), strict=True):
            written = 0
            while written < part.nbytes:
                written += os.pwrite(self._file, part[written:], begin + written)
        os.ftruncate(self._file, _begins((*sizes, 0))[-1] + 1)
        return sizes

    def get(self, sizes: Sequence[int]) -> pd.DataFrame:
        """The table that was laid into it: the memory itself, not a copy; a change of it stays here."""
        seen = memoryview(mmap.mmap(self._file, 0, access=mmap.ACCESS_COPY))
        head, *buffers = (
            seen[begin : begin + size] for begin, size in zip(_begins(sizes), sizes, strict=True)
        )
        columns = pickle.loads(head, buffers=buffers)  # noqa: S301 - written by our own fork
        return pd.DataFrame(columns, copy=False)

    def close(self) -> None:
        """Let the memory go as soon as no table lies in it."""
        os.close(self._file)


class _Pickler(pickle.Pickler):
    """Hands over an array that is one value again and again as that value."""

    def reducer_override(self, obj: object) -> Any:
        if type(obj) is not np.ndarray or obj.size <= 1 or _moves(obj):
            return NotImplemented
        return np.broadcast_to, (np.array(obj.flat[0], dtype=obj.dtype), obj.shape)


def _moves(array: NDArray[Any]) -> bool:
    """Whether an array's values lie at different places."""
    return any(stride for stride, size in zip(array.strides, array.shape, strict=True) if size > 1)


def _begins(sizes: Sequence[int]) -> list[int]:
    begins = [0]
    for size in sizes:
        begins.append(begins[-1] + -(-size // _ALIGNED) * _ALIGNED)
    return begins[: len(sizes)]
