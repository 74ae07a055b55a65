"""Nothing of the machine is in the site; `tests/browser/test_sample.py` builds the sample on another one."""

from __future__ import annotations

from pathlib import Path

import pytest


@pytest.mark.site
def test_no_path_of_the_machine_is_in_the_site(sample: Path) -> None:
    paths = (str(sample.parent), str(Path(__file__).parents[2]), "/tmp/")  # noqa: S108 - looked for, not written
    texts = [path for path in sample.rglob("*") if path.suffix in {".html", ".json", ".xml", ".css", ".js"}]
    ours = [path for path in texts if path.name != "plotly.min.js"]

    assert [path for path in ours for name in paths if name in path.read_text("utf-8")] == []
