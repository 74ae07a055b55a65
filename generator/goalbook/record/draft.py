"""First files: what `goalbook new` and `goalbook init` begin with, and texts as YAML scalars."""

from __future__ import annotations

import re
from pathlib import Path
from string import Template
from typing import Final

from goalbook.present import places
from goalbook.words import SOURCE_LANGUAGE

_PLAIN: Final = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_,.%]*(?: [×/] [a-z0-9_]+)*")
_NO_TEXT: Final = re.compile(r"(?i:y|n|yes|no|on|off|true|false|null|[0-9.]+e[0-9]+)")


def folder(language: str) -> Path:
    """The drafts of a language; the English ones when it has none."""
    drafts = places.templates() / "drafts"
    own = drafts / language
    return own if own.is_dir() else drafts / SOURCE_LANGUAGE


def fill(kind: str, language: str, **values: str) -> str:
    """The draft of a goal file with its places filled."""
    return Template((folder(language) / f"{kind}.yml").read_text(encoding="utf-8")).substitute(values)


def quoted(text: str) -> str:
    """A YAML scalar in one line that reads back as this text, its white space folded."""
    folded = " ".join(text.split())
    return '"' + folded.replace("\\", "\\\\").replace('"', '\\"') + '"'


def scalar(text: str) -> str:
    """The same without quotes where YAML leaves the text as it is: ids, numbers, formulas."""
    folded = " ".join(text.split())
    return folded if _PLAIN.fullmatch(folded) and not _NO_TEXT.fullmatch(folded) else quoted(folded)
