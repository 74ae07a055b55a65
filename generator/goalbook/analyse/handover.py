"""Hands a table from one process to another through memory that both can see."""

from __future__ import annotations

import mmap
import os
import pickle
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import pandas as pd

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
        """Lay a table into it.

        Returns:
            How many bytes each part of it has, what `get` needs to find them.
        """
        buffers: list[pickle.PickleBuffer] = []
        head = pickle.dumps(frame, protocol=5, buffer_callback=buffers.append)
        parts = [memoryview(head), *(buffer.raw() for buffer in buffers)]
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
        frame: pd.DataFrame = pickle.loads(head, buffers=buffers)  # noqa: S301 - written by our own fork
        return frame

    def close(self) -> None:
        """Let the memory go as soon as no table lies in it."""
        os.close(self._file)


def _begins(sizes: Sequence[int]) -> list[int]:
    begins = [0]
    for size in sizes:
        begins.append(begins[-1] + -(-size // _ALIGNED) * _ALIGNED)
    return begins[: len(sizes)]
