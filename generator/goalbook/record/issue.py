"""Reads an issue form and adds what it asks for; the text is data, whatever it says.

GitHub and GitLab write a form as headings with a text below each. Which entry is meant is known from the
headings: a form with a name of a measure adds a metric, one with an objective adds an objective.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any, Final

from goalbook.errors import ConfigError
from goalbook.load import text
from goalbook.record.entry import Added, Place, Result, new_metric, new_objective

LABELS: Final[Mapping[str, Mapping[str, str]]] = {
    "team": {"en": "Team", "ja": "チーム"},
    "cycle": {"en": "Cycle", "ja": "期"},
    "id": {"en": "Short name", "ja": "短い名前"},
    "name": {"en": "Name of the measure", "ja": "指標の名前"},
    "kind": {"en": "Sort of number", "ja": "数の種類"},
    "of": {"en": "Numerator and denominator", "ja": "分子と分母"},
    "target": {"en": "Target", "ja": "目標値"},
    "per": {"en": "Period of the target", "ja": "目標値の期間"},
    "owner": {"en": "Owner", "ja": "担当"},
    "title": {"en": "Objective", "ja": "目標"},
    "results": {"en": "Key results", "ja": "主要な成果"},
}
"""Heading of each field by language; the forms that `goalbook init` writes carry the same."""
CHOSEN: Final = ("kind", "per")
"""Fields that are chosen from a list, where words may stand behind the value."""
_ENTRY: Final = ("kind", "of", "target", "per", "owner")
_LARGEST: Final = 1 << 20
_MOST_LETTERS: Final = 20_000
_MOST_RESULTS: Final = 10
_HEADING: Final = re.compile(r"^#{2,4} +(.+?) *#*$", re.MULTILINE)
_COMMENT: Final = re.compile(r"<!--.*?-->", re.DOTALL)
_EMPTY: Final = frozenset({"_No response_", "None", "-", "N/A"})


def add(project: Path, data: bytes, today: date) -> Added:
    """Add the metric or objective of a form.

    Args:
        project: The project's folder.
        data: The event of a forge as JSON, or the issue's text.
        today: Decides the cycle when the form names none.

    Raises:
        ConfigError: It is no form of ours, a field is missing, or the entry cannot be added.
    """
    fields = read(body(data))
    missing = [field for field in ("team", "id") if not fields.get(field)]
    if missing:
        raise ConfigError(
            'The form has no text under "{heading}".',
            hint="Fill it in and save the issue again.",
            heading=" / ".join(LABELS[missing[0]].values()),
        )
    place = Place(team=fields["team"], id=fields["id"], cycle=fields.get("cycle") or None, day=today)
    if fields.get("name"):
        return new_metric(project, place, fields["name"], {key: fields.get(key, "") for key in _ENTRY})
    if fields.get("title"):
        lines = [
            line.strip(" -*\t") for line in fields.get("results", "").splitlines() if line.strip(" -*\t")
        ]
        return new_objective(project, place, fields["title"], tuple(map(Result.read, lines[:_MOST_RESULTS])))
    raise ConfigError(
        "The issue is no form of Goalbook: it names neither a measure nor an objective.",
        hint="Open a new issue and choose one of the forms.",
    )


def body(data: bytes) -> str:
    """The issue's text from an event of GitHub or GitLab, or as it is.

    Raises:
        ConfigError: It is too large, no text, or holds invisible characters.
    """
    if len(data) > _LARGEST:
        raise ConfigError("The issue is too long to be a form.")
    try:
        found = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ConfigError("The issue is not in UTF-8.") from error
    if found.lstrip().startswith("{"):
        found = _of_event(found)
    found = found.replace("\r\n", "\n").replace("\r", "\n")
    if len(found) > _MOST_LETTERS:
        raise ConfigError("The issue is too long to be a form.")
    if next(text.hidden(found, ""), None) is not None:
        raise ConfigError("An invisible character stands in the text.", hint="Type it again.")
    return found


def read(words: str) -> Mapping[str, str]:
    """The fields of a form: name of the field to text, empty ones left out.

    Raises:
        ConfigError: A heading stands there twice.
    """
    keys = {heading: key for key, names in LABELS.items() for heading in names.values()}
    parts = _HEADING.split(_COMMENT.sub("", words))
    found: dict[str, str] = {}
    for heading, below in zip(parts[1::2], parts[2::2], strict=True):
        key = keys.get(heading.strip())
        if key is None:
            continue
        if key in found:
            raise ConfigError('"{heading}" stands in the form twice.', heading=heading.strip())
        value = below.strip()
        found[key] = "" if value in _EMPTY else value.split(" ")[0] if key in CHOSEN else value
    return {key: value for key, value in found.items() if value}


def _of_event(raw: str) -> str:
    try:
        event: Any = json.loads(raw)
    except (ValueError, RecursionError) as error:
        raise ConfigError("The event cannot be read.", hint="Give the file that the forge wrote.") from error
    for holder, key in (("issue", "body"), ("object_attributes", "description")):
        part = event.get(holder)
        if isinstance(part, dict) and isinstance(part.get(key), str):
            return str(part[key])
    raise ConfigError("The event has no issue in it.", hint="Give the file that the forge wrote.")
