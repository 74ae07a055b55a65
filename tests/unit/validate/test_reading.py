"""Every key that `check` can print can be explained, and no other is."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

import goalbook
from goalbook.cli import _boundary
from goalbook.validate.reading import CLAIMS
from goalbook.validate.run import rules

PACKAGE = Path(goalbook.__file__).parent
NO_KEYS = {"latin-1", "utf-16", "month-start", "mid-month", "month-end", "x-words"}


def _keys() -> set[str]:
    """Words with hyphens in what reads files: the keys of its problems, and a few others."""
    found = set()
    for path in (
        *PACKAGE.glob("load/**/*.py"),
        *PACKAGE.glob("model/*.py"),
        PACKAGE / "validate/accepted.py",
    ):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                found.add(node.value)
    return {word for word in found if re.fullmatch(r"[a-z]+(-[a-z0-9]+)+", word)} - NO_KEYS


def test_every_key_of_what_is_read_has_its_claim() -> None:
    assert set(CLAIMS) == _keys()


def test_no_key_means_two_things() -> None:
    assert not set(CLAIMS) & {rule.key for rule in rules()}


@pytest.mark.parametrize("key", ["acceptance-unused", "[log-row]", "KEY_TWICE"])
def test_explain_says_it(key: str, capsys: pytest.CaptureFixture[str]) -> None:
    code = _boundary.run(["explain", key])

    name = key.strip("[]").lower().replace("_", "-")
    first, second, *_ = capsys.readouterr().out.splitlines()
    assert (code, first) == (0, CLAIMS[name].title.text)
    assert second.startswith(f"{name} · ")


def test_explain_lists_it(capsys: pytest.CaptureFixture[str]) -> None:
    _boundary.run(["explain"])

    lines = capsys.readouterr().out.splitlines()
    assert {line.split(":")[0] for line in lines if ": " in line} == set(CLAIMS) | {
        rule.key for rule in rules()
    }
