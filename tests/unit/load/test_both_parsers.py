"""Where PyYAML was installed without its C library, the same files have the same problems."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

import yaml_cases
from goalbook.load import yaml as loading
from goalbook.load.loaded import Loaded

FOLDER = Path(__file__).resolve().parents[2] / "cases" / "sources"
CASES = [
    pytest.param(case, id=f"{path.stem}: {case['name']}")
    for path in sorted(FOLDER.glob("*.yml"))
    for case in yaml_cases.read(path)
    if path.stem in {"company", "team", "cycle", "agreement", "review", "_keyboard", "_harmless"}
]


@pytest.mark.parametrize("case", CASES)
def test_same_problems(
    case: dict[str, Any], loaded: Callable[..., Loaded], monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = loaded(case["files"], case.get("encodings"))
    monkeypatch.setattr(loading, "_LOADER", yaml.SafeLoader)

    found = loaded(case["files"], case.get("encodings"))

    assert found.problems == expected.problems
    assert found.handbook == expected.handbook
