"""Printed pages as pictures: what a printer would put on the paper."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

import numpy as np
import pypdfium2
from numpy.typing import NDArray

A4 = (595, 842)
"""Width and height in points."""
_PRINTABLE = 18
"""Points at an edge that many printers cannot reach: a quarter of an inch."""
_DARK = 160
"""Grey below which a point of the picture counts as ink, from 0, black, to 255."""


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """A single printed sheet.

    Attributes:
        size: Width and height in points, rounded down.
        text: What a reader reads on it.
        picture: Grey from 0 to 255; a point of paper for each point of the picture.
    """

    size: tuple[int, int]
    text: str
    picture: NDArray[np.uint8]

    @classmethod
    def of(cls, pdf: bytes) -> Self:
        """The only sheet of a PDF."""
        document = pypdfium2.PdfDocument(pdf)
        [page] = document
        width, height = page.get_size()
        picture = page.render(scale=1, grayscale=True).to_numpy()
        picture = picture.reshape(picture.shape[:2]).copy()
        text = page.get_textpage().get_text_bounded()
        document.close()
        return cls(size=(int(width), int(height)), text=text, picture=picture)

    @property
    def is_a4_with_margins(self) -> bool:
        """Whether it is A4, and nothing runs into an edge, where it would be cut off."""
        is_a4 = all(abs(found - wanted) <= 1 for found, wanted in zip(self.size, A4, strict=True))
        return is_a4 and min(self.margins) > _PRINTABLE

    def reads(self, words: str) -> bool:
        """Whether these words stand on it, however their lines were broken."""
        return "".join(words.split()) in "".join(self.text.split())

    @property
    def margins(self) -> tuple[int, int, int, int]:
        """Points from the edges to the first ink: left, top, right, bottom."""
        rows, columns = np.nonzero(self.picture < _DARK)
        height, width = self.picture.shape
        return (
            int(columns.min()),
            int(rows.min()),
            int(width - 1 - columns.max()),
            int(height - 1 - rows.max()),
        )

    @property
    def paper(self) -> float:
        """The part of the sheet that stays light."""
        return float((self.picture >= _DARK).mean())
