"""Modules stay within 350 lines, functions within 45, and no drawer appears."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
FILES = sorted(
    path
    for folder in ("generator", "tests")
    for path in (ROOT / folder).rglob("*.py")
    if "_shipped" not in path.parts
)
DRAWERS = {"utils", "util", "helpers", "helper", "common", "manager", "handler", "service", "base", "misc"}


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_file_is_small_enough_to_read(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    long = [
        f"{node.name} has {size} lines"
        for node in ast.walk(ast.parse(source))
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)) and (size := _lines(node)) > 45
    ]

    assert source.count("\n") <= 350
    assert long == []
    assert path.stem not in DRAWERS


def _lines(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Lines of a function without its docstring."""
    first = node.body[0]
    is_docstring = (
        isinstance(first, ast.Expr)
        and isinstance(first.value, ast.Constant)
        and isinstance(first.value.value, str)
    )
    documented = (first.end_lineno or 0) - first.lineno + 1 if is_docstring else 0
    return (node.end_lineno or node.lineno) - node.lineno + 1 - documented
