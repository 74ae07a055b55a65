"""The long matrix, ``make test-all``.

Every Python found, the lowest versions, other zones and hash seeds, axe on every page.
Each row is a fresh environment or a fresh process; rows that cannot run here are named, not passed.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PYTHONS = ("python3.11", "python3.12", "python3.13", "python3.14")
PLACES = (
    {"PYTHONHASHSEED": "1", "TZ": "Pacific/Kiritimati", "LC_ALL": "C.UTF-8"},
    {"PYTHONHASHSEED": "4", "TZ": "America/Los_Angeles", "LC_ALL": "C"},
)
QUICK = ("tests/unit", "tests/site", "tests/samples")
WALK = ("tests/browser/test_sample.py",)


def lowest() -> list[str]:
    """The lowest version of every requirement, as constraints."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = [*project["dependencies"], *project["optional-dependencies"]["dev"]]
    found = [re.match(r"([\w.-]+)>=([\w.]+)", requirement) for requirement in wanted]
    return [f"{match[1]}=={match[2]}" for match in found if match]


def environment(python: str, folder: Path, constraints: list[str]) -> Path:
    """A fresh environment with Goalbook and its tests; its interpreter."""
    subprocess.run([python, "-m", "venv", str(folder)], check=True)
    pins = folder / "constraints.txt"
    pins.write_text("\n".join(constraints), encoding="utf-8")
    interpreter = folder / "bin" / "python"
    install = [str(interpreter), "-m", "pip", "install", "-q", "-e", ".[dev]", "-c", str(pins)]
    subprocess.run(install, cwd=ROOT, check=True)
    return interpreter


def run(name: str, interpreter: str | Path, tests: tuple[str, ...], places: dict[str, str]) -> bool:
    """One row: its tests, and whether they passed."""
    command = [str(interpreter), "-m", "pytest", "-q", "-n", "2", *tests]
    done = subprocess.run(command, cwd=ROOT, env={**os.environ, **places}, check=False)
    print(f"{'passed' if done.returncode == 0 else 'FAILED'}  {name}", flush=True)
    return done.returncode == 0


def main() -> int:
    """Run every row; 0 when none failed."""
    passed = [run(f"here, {places['TZ']}", sys.executable, QUICK, places) for places in PLACES]
    passed.append(run("axe on every page, whole", sys.executable, WALK, {"GOALBOOK_AXE": "whole"}))
    with tempfile.TemporaryDirectory() as folder:
        for name in PYTHONS:
            if not (python := shutil.which(name)):
                print(f"not run {name}: it is not installed here", flush=True)
                continue
            interpreter = environment(python, Path(folder, name), [])
            passed.append(run(name, interpreter, (), {}))
        oldest = next(python for name in PYTHONS if (python := shutil.which(name)))
        passed.append(
            run("lowest versions", environment(oldest, Path(folder, "lowest"), lowest()), QUICK, {})
        )
    return int(not all(passed))


if __name__ == "__main__":
    sys.exit(main())
