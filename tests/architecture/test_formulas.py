"""No formula stands for nobody: what `analyse` makes public is called somewhere in the program.

A formula that only its tests call looks finished in ARCHITECTURE.md while no page shows it.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from pathlib import Path

import goalbook

PACKAGE = Path(goalbook.__file__).parent
ANALYSE = PACKAGE / "analyse"
FOR_TESTS = {("thresholds", "registry")}
"""What exists so that tests can hold all of something."""


def trees() -> dict[Path, ast.Module]:
    return {path: ast.parse(path.read_text(encoding="utf-8")) for path in sorted(PACKAGE.rglob("*.py"))}


def public(found: Mapping[Path, ast.Module]) -> Iterator[tuple[str, str]]:
    """Module and name of every public function of `analyse`."""
    for path, tree in found.items():
        if path.parent == ANALYSE:
            for node in tree.body:
                if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
                    yield path.stem, node.name


def called(sources: Mapping[Path, ast.Module]) -> set[tuple[str, str]]:
    """Module and name of everything that is read: ``module.name``, ``from module import name``, or inside."""
    found: set[tuple[str, str]] = set()
    for path, tree in sources.items():
        known = _modules(tree)
        own = path.stem if path.parent == ANALYSE else ""
        for node, inside in _nodes(tree):
            if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
                found.add((known.get(node.value.id, node.value.id), node.attr))
            elif isinstance(node, ast.ImportFrom) and (node.module or "").startswith("goalbook.analyse."):
                found |= {(str(node.module).rsplit(".", 1)[-1], name.name) for name in node.names}
            elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load) and node.id != inside:
                found.add((own, node.id))
    return found


def _modules(tree: ast.Module) -> dict[str, str]:
    """Names that modules have been given: ``import x as y``."""
    return {
        name.asname: name.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom)
        for name in node.names
        if name.asname
    }


def _nodes(tree: ast.Module) -> Iterator[tuple[ast.AST, str]]:
    """Every node, and the function of the module that it stands in: calling itself is no call."""
    for top in tree.body:
        name = top.name if isinstance(top, ast.FunctionDef) else ""
        yield from ((node, name) for node in ast.walk(top))


def test_every_public_function_has_a_caller() -> None:
    sources = trees()
    known = set(public(sources))

    assert len(known) > 100
    assert sorted(known - FOR_TESTS - called(sources)) == [], "delete it, or show what it computes"
