"""The same input gives the same bytes, whatever the machine's clock, words and order."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

BUILD = """
import importlib.util, sys
from pathlib import Path
from goalbook.publish import build, stamp
spec = importlib.util.spec_from_file_location("small_site", sys.argv[1])
small = sys.modules["small_site"] = importlib.util.module_from_spec(spec)
spec.loader.exec_module(small)
found = small.prepared()
with stamp.held(found.as_of):
    build.write(Path(sys.argv[2]), Path(sys.argv[3]), found)
"""
MACHINES = (
    {"TZ": "Asia/Tokyo", "LC_ALL": "C", "PYTHONHASHSEED": "0", "PYTHONUTF8": "0"},
    {"TZ": "America/Los_Angeles", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "4711"},
)


def digest(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@pytest.mark.site
def test_two_machines_write_the_same_bytes(tmp_path: Path, small: ModuleType) -> None:
    project = small.project(tmp_path / "project", mkdocs=small.MKDOCS + "site_url: https://goals.example/\n")
    found = []
    for number, machine in enumerate(MACHINES):
        out = tmp_path / f"machine-{number}" / "site"
        environment = {
            name: value for name, value in os.environ.items() if name != "SOURCE_DATE_EPOCH"
        } | machine
        subprocess.run(
            [sys.executable, "-c", BUILD, small.__file__, project, out], check=True, env=environment
        )
        found.append(digest(out))

    assert len(found[0]) > 60
    assert found[0] == found[1]


@pytest.mark.site
def test_no_path_of_the_machine_is_in_the_site(sample: Path) -> None:
    paths = (str(sample.parent), str(Path(__file__).parents[2]), "/tmp/")  # noqa: S108 - looked for, not written
    texts = [path for path in sample.rglob("*") if path.suffix in {".html", ".json", ".xml", ".css", ".js"}]
    ours = [path for path in texts if path.name != "plotly.min.js"]

    assert [path for path in ours for name in paths if name in path.read_text("utf-8")] == []
