"""A folder is old or new, never half, and never somebody else's."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from goalbook.errors import ConfigError
from goalbook.publish import output

WRITER = """
import sys, time
from pathlib import Path
from goalbook.publish import output
target, text = Path(sys.argv[1]), sys.argv[2]
while True:
    with output.replacing(target) as folder:
        for number in range(40):
            (folder / f"{number}.txt").write_text(text)
"""


def says(target: Path, text: str) -> bool:
    """Whether the writer of this text has begun; it goes on writing."""
    try:
        return (target / "0.txt").read_text() == text
    except FileNotFoundError:
        return False


def write(target: Path, text: str) -> None:
    with output.replacing(target) as folder:
        (folder / "page.txt").write_text(text)


def test_a_new_folder_appears_with_its_mark(tmp_path: Path) -> None:
    write(tmp_path / "a/site", "new")

    assert (tmp_path / "a/site/page.txt").read_text() == "new"
    assert (tmp_path / "a/site" / output.MARKER).is_file()
    assert [path.name for path in (tmp_path / "a").iterdir()] == ["site"]


def test_an_own_folder_is_replaced_whole(tmp_path: Path) -> None:
    write(tmp_path / "site", "old")
    (tmp_path / "site/left-over.txt").write_text("")
    write(tmp_path / "site", "new")

    assert {path.name for path in (tmp_path / "site").iterdir()} == {"page.txt", output.MARKER}
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_it_is_replaced_where_folders_cannot_be_exchanged(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(output, "_exchange", lambda *_folders: False)
    write(tmp_path / "site", "old")
    write(tmp_path / "site", "new")

    assert (tmp_path / "site/page.txt").read_text() == "new"
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="other systems rename twice")
def test_linux_exchanges_folders_in_one_step(tmp_path: Path) -> None:
    for name in ("one", "other"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "name.txt").write_text(name)

    assert output._exchange(tmp_path / "one", tmp_path / "other")  # noqa: SLF001
    assert (tmp_path / "one/name.txt").read_text() == "other"


def test_a_failing_block_leaves_the_old_folder(tmp_path: Path) -> None:
    write(tmp_path / "site", "old")

    def fail() -> None:
        with output.replacing(tmp_path / "site") as folder:
            (folder / "page.txt").write_text("half")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()

    assert (tmp_path / "site/page.txt").read_text() == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_files_of_others_are_never_replaced(tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine/letter.txt").write_text("dear")
    (tmp_path / "file").write_text("")
    (tmp_path / "link").symlink_to(tmp_path / "mine")

    for name in ("mine", "file", "link"):
        with pytest.raises(ConfigError):
            write(tmp_path / name, "new")
    assert (tmp_path / "mine/letter.txt").read_text() == "dear"


def test_an_empty_folder_is_filled(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    write(tmp_path / "site", "new")

    assert (tmp_path / "site/page.txt").read_text() == "new"


@pytest.mark.site
def test_killed_at_any_moment_the_folder_is_whole(tmp_path: Path) -> None:
    target = tmp_path / "site"
    for turn in range(12):
        writer = subprocess.Popen([sys.executable, "-c", WRITER, str(target), str(turn)])
        while not says(target, str(turn)):
            time.sleep(0.01)
        time.sleep(0.013 * turn)
        writer.send_signal(signal.SIGKILL)
        writer.wait()

        texts = {path.read_text() for path in target.glob("*.txt")}
        assert len(texts) == 1, turn
        assert len(list(target.glob("*.txt"))) == 40
