"""Modules stay within 350 lines, functions within 45, and no drawer appears."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FILES = sorted(
    path
    for folder in ("generator", "tests")
    for path in (ROOT / folder).rglob("*.py")
    if "_shipped" not in path.parts
)
DRAWERS = {"utils", "util", "helpers", "helper", "common", "manager", "handler", "service", "base", "misc"}


def test_every_file_is_small_enough_to_read() -> None:
    assert len(FILES) > 500
    assert [found for path in FILES for found in _too_large(path)] == []


def _too_large(path: Path) -> Iterator[str]:
    """What of a file is too long or badly named, in words."""
    source, name = path.read_text(encoding="utf-8"), path.relative_to(ROOT).as_posix()
    if (size := source.count("\n")) > 350:
        yield f"{name} has {size} lines"
    if path.stem in DRAWERS:
        yield f"{name} is a drawer"
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)) and (size := _lines(node)) > 45:
            yield f"{name}: {node.name} has {size} lines"


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
