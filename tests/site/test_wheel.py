"""The wheel, unpacked outside the checkout, serves a project of its own: templates, handbook, example."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.request
import zipfile
from collections.abc import Iterator
from pathlib import Path
from urllib.error import URLError

import pytest

pytestmark = [pytest.mark.site]

ROOT = Path(__file__).resolve().parents[2]
SCRIPT = "import sys; from goalbook.cli import _boundary; sys.exit(_boundary.run(sys.argv[1:]))"
PATIENCE = 60


@pytest.fixture(scope="module")
def unpacked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel's files, nothing of the checkout beside them."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    with zipfile.ZipFile(next(folder.glob("*.whl"))) as wheel:
        wheel.extractall(folder / "installed")
    return folder / "installed"


@pytest.fixture(scope="module")
def project(unpacked: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project begun in an empty folder."""
    folder = tmp_path_factory.mktemp("project")
    for arguments in (
        ["new", "team", "sales-1", "--name", "営業1課", "--language", "ja"],
        ["new", "cycle", "sales-1", "fy2026-h2", "--days", "2026-10-01..2027-03-31"],
    ):
        done = goalbook(unpacked, folder, *arguments)
        assert done.returncode == 0, done.stderr
    return folder


def goalbook(unpacked: Path, folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """The command, from the unpacked wheel."""
    command = [sys.executable, "-c", SCRIPT, *arguments]
    environment = {**os.environ, "PYTHONPATH": str(unpacked)}
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)


def test_it_is_the_wheel_that_runs(unpacked: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-c", "import goalbook; print(goalbook.__file__)"]
    environment = {**os.environ, "PYTHONPATH": str(unpacked)}
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=True)

    assert done.stdout.startswith(str(unpacked))


def test_it_carries_pages_handbook_and_example(unpacked: Path) -> None:
    shipped = unpacked / "goalbook" / "_shipped"

    assert (shipped / "content/ja/handbook/index.md").is_file()
    assert (shipped / "site_templates/pages/team.html.j2").is_file()
    assert (shipped / "goals/teams/sales-1/team.yml").is_file()
    assert list(shipped.rglob("*.py")) == []


@pytest.fixture(scope="module")
def address(unpacked: Path, project: Path) -> Iterator[str]:
    """The project on a server, as `goalbook serve` runs it."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-c", SCRIPT, "serve", "--address", f"127.0.0.1:{port}"]
    environment = {**os.environ, "PYTHONPATH": str(unpacked)}
    with subprocess.Popen(
        command, cwd=project, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as server:
        yield f"http://127.0.0.1:{port}"
        server.terminate()


def page(address: str, path: str) -> str:
    """A page's text, as soon as the server answers."""
    deadline = time.monotonic() + PATIENCE
    while True:
        try:
            with urllib.request.urlopen(f"{address}/{path}", timeout=5) as answer:  # noqa: S310 - our own server
                return str(answer.read().decode())
        except (URLError, ConnectionError):
            assert time.monotonic() < deadline, "the server did not answer"
            time.sleep(0.3)


def test_it_serves_its_own_team_alone(address: str) -> None:
    text, teams = page(address, "teams/sales-1/index.html"), page(address, "teams/index.html")

    assert '<html lang="ja"' in text
    assert "営業1課" in text
    assert "sales-1/" in teams
    assert "pipeline/" not in teams


def test_it_serves_the_handbook_with_the_example(address: str) -> None:
    frame = page(address, "handbook/frame-1-process.html")

    assert "2,500" in frame
    assert "<!-- goalbook:" not in frame
