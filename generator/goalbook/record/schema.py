"""Writes the JSON Schemas beside the goals."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from goalbook.model.json_schema import schemas
from goalbook.record import files

FOLDER: Final = "goals/.schema"


def outdated(project: Path) -> tuple[str, ...]:
    """Paths of schemas that are missing or not as this version of Goalbook writes them."""
    return tuple(
        f"{FOLDER}/{name}.json"
        for name, text in sorted(schemas().items())
        if not (found := project / FOLDER / f"{name}.json").is_file()
        or found.read_text(encoding="utf-8") != text
    )


def write(project: Path) -> None:
    """Write every schema that is outdated."""
    texts = schemas()
    for path in outdated(project):
        files.replace(project, path, texts[Path(path).stem])
