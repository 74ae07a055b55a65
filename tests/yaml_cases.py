"""Cases that are written as YAML, read as quickly as the machine can: it happens while tests are found."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

LOADER: type[Any] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def read(path: Path) -> Any:
    """What stands in the file."""
    return yaml.load(path.read_text(encoding="utf-8"), LOADER)  # noqa: S506 - both are safe ones
