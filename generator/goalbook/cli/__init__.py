"""The command line: one file per command, each parses, calls one function, prints, returns an exit code."""

from __future__ import annotations

import os
import sys


def main() -> None:
    """Entry point of the command ``goalbook``.

    Goals are read by pydantic alone: looking for its plugins in every package takes a tenth of a second.
    """
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    from goalbook.cli import _boundary

    sys.exit(_boundary.run(sys.argv[1:]))
