"""Texts as YAML scalars, for the files that `goalbook new` and `goalbook init` begin."""

from __future__ import annotations

import re
from typing import Final

_PLAIN: Final = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_,.%]*(?: [×/] [a-z0-9_]+)*")
_NO_TEXT: Final = re.compile(r"(?i:y|n|yes|no|on|off|true|false|null|[0-9.]+e[0-9]+)")


def quoted(text: str) -> str:
    """A YAML scalar in one line that reads back as this text, its white space folded."""
    folded = " ".join(text.split())
    return '"' + folded.replace("\\", "\\\\").replace('"', '\\"') + '"'


def scalar(text: str) -> str:
    """The same without quotes where YAML leaves the text as it is: ids, numbers, formulas."""
    folded = " ".join(text.split())
    return folded if _PLAIN.fullmatch(folded) and not _NO_TEXT.fullmatch(folded) else quoted(folded)
