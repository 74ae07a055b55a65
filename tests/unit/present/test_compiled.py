"""Templates compiled once: what the next command finds, and what it compiles anew."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jinja2
import pytest
from jinja2.bccache import bc_magic

from goalbook.present.compiled import Compiled

Draw = Callable[..., tuple[str, int]]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Folder of templates that are installed; what was compiled is kept below another one, as for a user."""
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    (tmp_path / "ours").mkdir()
    return tmp_path / "ours"


@pytest.fixture
def draw(monkeypatch: pytest.MonkeyPatch) -> Draw:
    """Draws a template as a command of its own would; tells the text and how many templates it compiled."""
    compiled: list[str] = []
    compile_ = jinja2.Environment.compile

    def counted(self: jinja2.Environment, source: str, *more: Any, **options: Any) -> Any:
        compiled.append(source)
        return compile_(self, source, *more, **options)

    monkeypatch.setattr(jinja2.Environment, "compile", counted)

    def draw(folder: Path, *installed: Path, **settings: Any) -> tuple[str, int]:
        loader, before = jinja2.FileSystemLoader(str(folder)), len(compiled)
        environment = jinja2.Environment(loader=loader, bytecode_cache=Compiled(*installed), **settings)  # noqa: S701 - the tests' own text
        text = environment.get_template("a.html").render(name="<b>")
        return text, len(compiled) - before

    return draw


def write(folder: Path, text: str) -> None:
    (folder / "a.html").write_text(text, encoding="utf-8")


def kept(folder: Path) -> list[Path]:
    return sorted(folder.parent.glob("_jinja2-cache-*/*"))


def test_the_next_command_compiles_nothing(folder: Path, draw: Draw) -> None:
    write(folder, "Hello {{ name }}")

    assert draw(folder, folder) == ("Hello <b>", 1)
    assert draw(folder, folder) == ("Hello <b>", 0)


def test_a_changed_template_is_compiled_anew(folder: Path, draw: Draw) -> None:
    write(folder, "Hello {{ name }}")
    draw(folder, folder)
    write(folder, "Bye {{ name }}")

    assert draw(folder, folder) == ("Bye <b>", 1)


def test_other_settings_share_nothing(folder: Path, draw: Draw) -> None:
    write(folder, "{% if name %}\n  {{ name }}{% endif %}")
    draw(folder, folder)

    assert draw(folder, folder, autoescape=True) == ("\n  &lt;b&gt;", 1)
    assert draw(folder, folder, trim_blocks=True) == ("  <b>", 1)


def test_a_projects_own_templates_leave_nothing_on_the_disk(folder: Path, draw: Draw) -> None:
    write(folder, "Hello {{ name }}")

    assert draw(folder, folder.parent / "elsewhere") == ("Hello <b>", 1)
    assert kept(folder) == []


@pytest.mark.parametrize("length", [0, 3, len(bc_magic) + 3, -20])
def test_what_was_cut_off_is_compiled_anew(folder: Path, draw: Draw, length: int) -> None:
    write(folder, "Hello {{ name }}")
    draw(folder, folder)
    (path,) = kept(folder)
    path.write_bytes(path.read_bytes()[:length])

    assert draw(folder, folder) == ("Hello <b>", 1)
    assert draw(folder, folder) == ("Hello <b>", 0)


@pytest.mark.parametrize("settings", [{"finalize": str}, {"variable_start_string": "<<"}])
def test_what_would_change_the_code_shares_nothing(
    folder: Path, draw: Draw, settings: dict[str, Any]
) -> None:
    write(folder, "Hello {{ name }}")
    draw(folder, folder)

    assert draw(folder, folder, **settings)[1] == 1


def test_no_folder_of_a_project_is_written(folder: Path, draw: Draw, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without any folder for temporary files Python takes the current one."""
    monkeypatch.chdir(folder.parent)
    write(folder, "Hello {{ name }}")
    draw(folder, folder)

    assert kept(folder) == []


def test_without_a_safe_folder_it_is_kept_in_memory(folder: Path, draw: Draw) -> None:
    """Another user may have made the folder before: then it is not touched."""
    write(folder, "Hello {{ name }}")
    draw(folder, folder)
    cache = kept(folder)[0].parent
    for path in kept(folder):
        path.unlink()
    cache.rmdir()
    cache.write_text("a file where the folder would be")

    assert draw(folder, folder) == ("Hello <b>", 1)


def test_who_wants_no_bytecode_written_gets_none(
    folder: Path, draw: Draw, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    write(folder, "Hello {{ name }}")
    draw(folder, folder)

    assert kept(folder) == []
