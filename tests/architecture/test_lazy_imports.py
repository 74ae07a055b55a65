"""`check` and `--help` start fast: pandas, plotly, scipy, mkdocs and Jinja stay unimported."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
HEAVY = ("pandas", "numpy", "scipy", "plotly", "mkdocs", "jinja2", "markdown", "holidays")
SCRIPT = """
import sys
from goalbook.cli import _boundary
code = _boundary.run(sys.argv[1:])
print("\\nIMPORTED", *(name for name in {heavy!r} if name in sys.modules))
sys.exit(code)
"""


@pytest.mark.parametrize(
    "arguments", [["--help"], ["check"], ["schema", "--check"], ["new", "--help"]], ids=" ".join
)
def test_command_imports_nothing_heavy(arguments: list[str]) -> None:
    script = SCRIPT.format(heavy=HEAVY)
    done = subprocess.run(
        [sys.executable, "-c", script, *arguments], cwd=ROOT, capture_output=True, text=True, check=False
    )

    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[-1].split() == ["IMPORTED"]
