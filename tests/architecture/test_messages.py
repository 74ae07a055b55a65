"""Japanese is complete: every message of code and templates has its words, none is fuzzy, places agree."""

from __future__ import annotations

import importlib.util
import string
from functools import cache
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

ROOT = Path(__file__).resolve().parents[2]
LOCALES = sorted((ROOT / "site_templates" / "locales").glob("*.po"))

spec = importlib.util.spec_from_file_location(
    "goalbook_messages_tool", ROOT / "generator" / "tools" / "messages.py"
)
assert spec is not None
assert spec.loader is not None
tool = importlib.util.module_from_spec(spec)
spec.loader.exec_module(tool)


today = cache(tool.template)
"""Every message of code and templates, read once."""


def _catalog(path: Path) -> Catalog:
    with path.open("rb") as stream:
        return read_po(stream, locale=path.stem)


def test_japanese_is_complete() -> None:
    catalog = tool.update(ROOT / "site_templates" / "locales" / "ja.po", today())

    assert tool.untranslated(catalog) == []


@pytest.mark.parametrize("path", LOCALES, ids=lambda path: path.stem)
def test_catalogue_is_as_make_messages_writes_it(path: Path) -> None:
    assert path.read_text(encoding="utf-8") == tool.text_of(tool.update(path, today()))


@pytest.mark.parametrize("path", LOCALES, ids=lambda path: path.stem)
def test_no_translation_asks_for_a_place_its_message_lacks(path: Path) -> None:
    wrong = [
        message.id
        for message in _catalog(path)
        if message.id
        and isinstance(message.id, str)
        and message.string
        and _places(str(message.string)) - _places(message.id)
    ]

    assert wrong == []


def _places(text: str) -> set[str]:
    try:
        return {name for _, name, _, _ in string.Formatter().parse(text) if name and name.isidentifier()}
    except ValueError:
        return set()
