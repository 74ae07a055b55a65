"""The maintainers' documents say what the code does."""

from __future__ import annotations

import ast
import re
import tomllib
from pathlib import Path

import click
import pytest

from goalbook import cli, registry

ROOT = Path(__file__).resolve().parents[2]
GENERATOR = ROOT / "generator"
PACKAGE = GENERATOR / "goalbook"
DOCUMENTS = sorted([*GENERATOR.glob("*.md"), *(GENERATOR / "recipes").glob("*.md"), ROOT / "README.md"])


def test_architecture_names_every_floor_in_order() -> None:
    text = (GENERATOR / "ARCHITECTURE.md").read_text()
    table = text.split("## Tree and floors")[1].split("## ")[0]
    shown = [re.findall(r"`(\w+)`", row.split("|")[1]) for row in table.splitlines() if row.startswith("| `")]
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    layers = next(contract for contract in contracts if contract["name"] == "floors")["layers"]
    expected = [name.strip() for layer in layers for name in layer.split("|")]

    assert [name for row in shown for name in row] == expected


def _formulas() -> list[list[str]]:
    """The cells of each row of the index of formulas."""
    table = (
        (GENERATOR / "ARCHITECTURE.md").read_text().split("## Formula, function, page")[1].split("\n## ")[0]
    )
    return [row.strip("| ").split(" | ") for row in table.splitlines() if row.startswith("| ")][1:]


@pytest.mark.parametrize("row", _formulas(), ids=lambda row: row[0])
def test_index_of_formulas_names_functions_and_pages_that_there_are(row: list[str]) -> None:
    _, section, functions, shown = row
    for module, names in re.findall(r"`(analyse/\w+\.py)`((?:,? `\w+`)*)", functions):
        body = ast.parse((PACKAGE / module).read_text()).body
        defined = {node.name for node in body if isinstance(node, (ast.FunctionDef, ast.ClassDef))}

        assert set(re.findall(r"\w+", names)) <= defined
    pages = {path.name.partition(".")[0] for path in (ROOT / "site_templates/pages").glob("*.j2")}

    assert re.fullmatch(r"\d(\.\d)?(, \d\.\d)?", section)
    assert "`analyse/" in functions
    assert set(re.findall(r"`(\w+)`", shown)) <= pages
    assert shown.startswith("`") or shown in {"every team page", "no page yet"}


def test_index_of_formulas_names_every_module_with_a_source() -> None:
    """A formula's module says where it is from: "method: topic"."""
    named = set(re.findall(r"`(analyse/\w+\.py)`", " ".join(row[2] for row in _formulas())))
    cited = {
        f"analyse/{path.name}"
        for path in (PACKAGE / "analyse").glob("*.py")
        if re.search(r"^Source: ", ast.get_docstring(ast.parse(path.read_text())) or "", re.MULTILINE)
    }

    assert cited - named == set()


def test_glossary_names_every_noun() -> None:
    glossary = (GENERATOR / "GLOSSARY.md").read_text()
    classes = {
        node.name
        for path in (PACKAGE / "model").glob("*.py")
        for node in ast.parse(path.read_text()).body
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_")
    }

    assert {name for name in classes if not re.search(rf"\b{name}\b", glossary)} == set()


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_file_a_document_names_exists(path: Path) -> None:
    named = re.findall(
        r"`((?:generator|site_templates|tests|content|goals)/[\w./-]+\.[\w.]+)`", path.read_text()
    )
    package = re.findall(
        r"`((?:load|analyse|validate|present|publish|record|cli|model)/[\w/]+\.py)`", path.read_text()
    )
    missing = [name for name in named if not (ROOT / name).exists()]
    missing += [name for name in package if not (PACKAGE / name).exists()]

    assert missing == []


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_link_of_a_document_resolves(path: Path) -> None:
    links = re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", path.read_text())

    assert [link for link in links if "://" not in link and not (path.parent / link).exists()] == []


def test_decisions_are_numbered_without_holes() -> None:
    numbers = [int(path.name[:4]) for path in sorted((GENERATOR / "decisions").glob("*.md"))]

    assert numbers == list(range(1, len(numbers) + 1))


def test_readme_names_every_command() -> None:
    readme = (ROOT / "README.md").read_text()
    commands = registry.collect(cli, "COMMAND", click.Command)

    assert [entry.key for entry in commands if f"goalbook {entry.key}" not in readme] == []


def test_every_make_target_of_the_documents_exists() -> None:
    targets = set(re.findall(r"^([\w-]+):", (ROOT / "Makefile").read_text(), flags=re.MULTILINE))
    named = {name for path in DOCUMENTS for name in re.findall(r"`make ([\w-]+)`", path.read_text())}

    assert named - targets == set()


def test_every_seam_has_its_recipe() -> None:
    text = (GENERATOR / "ARCHITECTURE.md").read_text()
    recipes = set(re.findall(r"`recipes/([\w-]+\.md)`", text))

    assert recipes == {path.name for path in (GENERATOR / "recipes").glob("*.md")}


def test_tracked_text_names_no_registry_and_no_path_of_a_machine() -> None:
    words = ("/ho" + "me/", "/wo" + "rk/", "py" + "pi.org", "registry.np" + "mjs", "pythonhos" + "ted")
    suffixes = {".py", ".md", ".toml", ".yml", ".j2", ".css", ".js", ".csv", ".po", ".json"}
    folders = ("generator", "site_templates", "tests", "content", "goals")
    paths = [path for folder in folders for path in (ROOT / folder).rglob("*") if path.suffix in suffixes]

    assert [str(path) for path in paths if any(word in path.read_text("utf-8") for word in words)] == []
