"""Pages are what is tested here: equal handbooks share their tables, however a page comes to them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from drawn import tables_of
from goalbook.analyse import run


@pytest.fixture(autouse=True, scope="module")
def tables_are_shared() -> Iterator[None]:
    """`run.build` builds the tables of equal handbooks once."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(run, "build", tables_of)
        yield
