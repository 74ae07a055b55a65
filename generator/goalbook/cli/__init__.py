"""The command line: one file per command, each parses, calls one function, prints, returns an exit code."""

from __future__ import annotations

import sys


def main() -> None:
    """Entry point of the command ``goalbook``."""
    from goalbook.cli import _boundary

    sys.exit(_boundary.run(sys.argv[1:]))
