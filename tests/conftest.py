"""What all tests share: golden files.

``golden("tables/actuals.csv", text)`` compares with ``tests/golden/tables/actuals.csv``.
``pytest --update-golden`` writes what differs and then fails, so that nobody commits a golden file unread.
A run of the whole suite fails when a golden file is used by no test.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any, Final

import pytest
from hypothesis import settings

from sharing import BySite, rank

FOLDER: Final = Path(__file__).parent / "golden"
USED: Final = pytest.StashKey[set[str]]()
_WORKER: Final = "golden"


class Golden:
    """Compares text with golden files, or writes them."""

    def __init__(self, used: set[str], *, is_update: bool) -> None:
        self._used = used
        self._is_update = is_update

    def __call__(self, name: str, text: str) -> None:
        """Compare a text with the golden file of this name below tests/golden."""
        self._used.add(name)
        path = FOLDER / name
        known = path.read_text(encoding="utf-8") if path.exists() else None
        if self._is_update and known != text:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")
            pytest.fail(f"tests/golden/{name} was written; read the difference before you commit it")
        assert known is not None, f"tests/golden/{name} is missing; write it with --update-golden"
        assert known == text


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="write golden files, then fail")


def pytest_configure(config: pytest.Config) -> None:
    config.stash[USED] = set()
    # A change is judged by the same examples each time; people's own runs look for new ones.
    # A busy machine is no mistake of the code: nothing is judged by the clock.
    settings.register_profile("new", deadline=None)
    settings.register_profile("same", deadline=None, derandomize=True, database=None)
    settings.load_profile("same" if os.environ.get("CI") else "new")
    if config.getoption("--update-golden") and os.environ.get("CI"):
        raise pytest.UsageError("--update-golden is for people who read what it writes; CI is set")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """The slowest first, so that the quick ones fill the end of a run on several workers."""
    items.sort(key=lambda item: rank(item.path, config.rootpath))


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> BySite:
    """Keep together what shares a built site."""
    return BySite(config, log)


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Golden:
    """Compares text with golden files."""
    return Golden(request.config.stash[USED], is_update=request.config.getoption("--update-golden"))


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    """Take over what a worker of pytest-xdist has used."""
    node.config.stash[USED].update(getattr(node, "workeroutput", {}).get(_WORKER, ()))


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Golden files that no test of a whole, good run has used are a failure."""
    config, used = session.config, session.config.stash[USED]
    if hasattr(config, "workeroutput"):
        config.workeroutput[_WORKER] = sorted(used)
        return
    narrowing = ("keyword", "markexpr", "lf", "collectonly")
    is_narrowed = any(config.getoption(name, default=None) for name in narrowing)
    is_whole = config.args_source is pytest.Config.ArgsSource.TESTPATHS and not is_narrowed
    files = {path.relative_to(FOLDER).as_posix() for path in FOLDER.rglob("*") if path.is_file()}
    if is_whole and session.exitstatus == pytest.ExitCode.OK and files - used:
        print(f"\nUsed by no test: {sorted(files - used)}")
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
