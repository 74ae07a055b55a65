"""Builds small sites through MkDocs itself."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from importlib import util
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from click.testing import CliRunner, Result
from mkdocs.__main__ import cli

import short_handbook
from goalbook.publish import source
from goalbook.publish.source import Prepared

HERE = Path(__file__).parent


def _neighbour(name: str) -> ModuleType:
    spec = util.spec_from_file_location(name, HERE / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = sys.modules[name] = util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


small_site = _neighbour("small_site")
written_page = _neighbour("written_page")


@pytest.fixture(scope="session")
def few_pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A short handbook."""
    return short_handbook.write(tmp_path_factory.mktemp("short") / "content")


@pytest.fixture(autouse=True)
def handbook(few_pages: Path) -> Iterator[None]:
    """What a test builds has the short handbook."""
    with short_handbook.shipped(few_pages):
        yield


@pytest.fixture
def small() -> ModuleType:
    """A project and a site of a few pages, as values."""
    return small_site


@pytest.fixture
def read() -> Callable[[Path], Any]:
    """A written page as values: ``read(file)``."""
    reader: Callable[[Path], Any] = written_page.Written.read
    return reader


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> Callable[[Prepared], None]:
    """Stands in for loading, checking and drawing: ``drawn(prepared)``."""

    def stand_in(prepared: Prepared) -> None:
        monkeypatch.setattr(source, "prepare", lambda *_args, **_options: prepared)

    return stand_in


@pytest.fixture
def mkdocs() -> Callable[..., Result]:
    """Runs the command ``mkdocs`` in this process: ``mkdocs(project, "build", "--strict")``."""

    def run(project: Path, *arguments: str) -> Result:
        return CliRunner().invoke(cli, [*arguments, "-f", str(project / "mkdocs.yml")])

    return run


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory, few_pages: Path) -> Path:
    """The site of the small project, built once with ``mkdocs build --strict``; only to be read."""
    root = small_site.project(tmp_path_factory.mktemp("sample"))
    with short_handbook.shipped(few_pages), pytest.MonkeyPatch.context() as patch:
        patch.setattr(source, "prepare", lambda *_args, **_options: small_site.prepared())
        result = CliRunner().invoke(cli, ["build", "--strict", "-f", str(root / "mkdocs.yml")])
    assert result.exit_code == 0, result.output
    return root / "site"
