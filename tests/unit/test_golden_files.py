"""The golden fixture of tests/conftest.py, in small suites of its own."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

TESTS = Path(__file__).parents[1]
Run = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def suite(tmp_path: Path) -> Path:
    """A suite whose one test compares "new" with the golden file a.txt."""
    (tmp_path / "pytest.ini").write_text("[pytest]\ntestpaths = tests\n", encoding="utf-8")
    (tmp_path / "tests" / "golden").mkdir(parents=True)
    for name in ("conftest.py", "sharing.py"):
        shutil.copy(TESTS / name, tmp_path / "tests" / name)
    (tmp_path / "tests" / "test_it.py").write_text(
        "def test_it(golden):\n    golden('a.txt', 'new\\n')\n", encoding="utf-8"
    )
    return tmp_path


def run(suite: Path, *options: str, ci: bool = False) -> tuple[int, str]:
    known = {key: value for key, value in os.environ.items() if key not in {"CI", "PYTEST_ADDOPTS"}}
    own = {"PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1", **({"CI": "true"} if ci else {})}
    base = ("--basetemp", str(suite / "base"))  # else it tidies up after earlier runs, which takes seconds
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-p", "xdist", *base, *options],
        cwd=suite,
        env=known | own,
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout + done.stderr


def a_golden_file(suite: Path, name: str = "a.txt", text: str = "new\n") -> Path:
    path = suite / "tests" / "golden" / name
    path.write_text(text, encoding="utf-8")
    return path


def test_text_like_its_golden_file_passes(suite: Path) -> None:
    a_golden_file(suite)

    assert run(suite)[0] == 0


def test_updating_writes_the_file_and_fails_the_run(suite: Path) -> None:
    path = a_golden_file(suite, text="old\n")

    code, text = run(suite, "--update-golden")

    assert code == 1
    assert "a.txt was written" in text
    assert path.read_text(encoding="utf-8") == "new\n"


def test_updating_is_refused_in_ci(suite: Path) -> None:
    path = a_golden_file(suite, text="old\n")

    assert run(suite, "--update-golden", ci=True)[0] == pytest.ExitCode.USAGE_ERROR
    assert path.read_text(encoding="utf-8") == "old\n"


@pytest.mark.parametrize("options", [[], ["-n", "1"]], ids=["alone", "with workers"])
def test_a_golden_file_that_no_test_uses_fails_a_whole_run(suite: Path, options: list[str]) -> None:
    a_golden_file(suite)
    assert run(suite, *options)[0] == 0
    a_golden_file(suite, "left.txt")

    code, text = run(suite, *options)

    assert (code, "Used by no test: ['left.txt']" in text) == (1, True)


def test_a_part_of_the_suite_says_nothing_about_the_rest(suite: Path) -> None:
    a_golden_file(suite)
    a_golden_file(suite, "left.txt")

    assert run(suite, "tests/test_it.py")[0] == 0
