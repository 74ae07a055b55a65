"""The floors hold: every import contract of pyproject.toml."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from importlinter import cli as import_linter

ROOT = Path(__file__).resolve().parents[2]


def test_every_import_contract_holds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)

    broken = import_linter.lint_imports(config_filename="pyproject.toml", cache_dir=None)

    assert broken == import_linter.EXIT_STATUS_SUCCESS


def test_every_floor_is_in_the_contract() -> None:
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    layers = next(contract for contract in contracts if contract["name"] == "floors")["layers"]
    named = {name.strip() for layer in layers for name in layer.split("|")}
    package = ROOT / "generator" / "goalbook"
    found = {
        p.stem
        for p in package.iterdir()
        if p.name[0] != "_" and (p.suffix == ".py" or (p / "__init__.py").exists())
    }

    assert named == found
