"""The texts that new goal files begin with, in `site_templates/drafts/`."""

from __future__ import annotations

from pathlib import Path
from string import Template

from goalbook.present import places
from goalbook.words import SOURCE_LANGUAGE


def folder(language: str) -> Path:
    """The drafts of a language; the English ones when it has none."""
    drafts = places.templates() / "drafts"
    own = drafts / language
    return own if own.is_dir() else drafts / SOURCE_LANGUAGE


def fill(kind: str, language: str, **values: str) -> str:
    """The draft of a goal file with its places filled."""
    return Template((folder(language) / f"{kind}.yml").read_text(encoding="utf-8")).substitute(values)
