"""A full disk, a failing one and a folder without rights change no byte; the command says so with code 2."""

from __future__ import annotations

import errno
import os
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from faults import disks
from faults.project import LOG, a_project, snapshot
from goalbook.cli import _boundary

NEW = ["calls=520", "--on", "2026-11-16"]
OTHER_MONTH = ["calls=520", "--on", "2026-10-16"]
CORRECTION = ["calls=7", "--on", "2026-11-02", "--correct"]
DELETION = ["calls", "--on", "2026-11-02", "--delete"]
ACTIONS = {"new row": NEW, "new file": OTHER_MONTH, "correction": CORRECTION, "deletion": DELETION}


@pytest.fixture
def project() -> Iterator[Path]:
    """A project with a number, in a folder that anybody may enter."""
    with tempfile.TemporaryDirectory() as name:
        root = a_project(Path(name))
        root.chmod(0o755)
        assert record(root, ["calls=5", "--on", "2026-11-02"]) == 0
        yield root


def record(root: Path, arguments: list[str]) -> int:
    return _boundary.run(["-C", str(root), "log", "sales", "--by", "sato", *arguments])


def _assert_refused(root: Path, arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    assert record(root, arguments) == 2
    said = capsys.readouterr()
    assert "Nothing was changed." in said.err
    assert said.out == ""


@pytest.mark.parametrize("arguments", ACTIONS.values(), ids=ACTIONS)
def test_a_folder_without_rights(
    project: Path, arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    (project / LOG).chmod(0o555)
    before = snapshot(project)

    with disks.without_rights():
        _assert_refused(project, arguments, capsys)

    assert snapshot(project) == before


@pytest.mark.parametrize("arguments", ACTIONS.values(), ids=ACTIONS)
def test_a_limit_in_the_middle_of_the_row(
    project: Path, arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    before = snapshot(project)
    size = len(before[f"{LOG}/2026-11-sato.csv"])

    with disks.largest_file(10 if arguments is not NEW else size + 10):
        _assert_refused(project, arguments, capsys)

    assert snapshot(project) == before


@pytest.mark.parametrize("arguments", ACTIONS.values(), ids=ACTIONS)
def test_a_disk_that_is_full(
    tmp_path: Path, arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with disks.small_disk(tmp_path) as is_there:
        if not is_there:
            pytest.skip("only root may mount a small disk; the limit above stands in for it")
        root = a_project(tmp_path)
        for number in range(70):  # up to the end of a page, so that the next row needs another
            assert record(root, ["calls=5", "--on", "2026-11-02", "--segment", f"{number:0>40}"]) == 0
        record(root, ["calls=5", "--on", "2026-11-02"])
        disks.fill(tmp_path)
        before = snapshot(root)

        _assert_refused(root, [*arguments, *(["--note", "x" * 4096] if arguments is NEW else [])], capsys)

        assert snapshot(root) == before


def _failing(real: Callable[..., int], code: int, *, part: int | None = None) -> Callable[..., int]:
    """A write of rows that fails, or that stops after a part of them."""

    def write(handle: int, data: bytes) -> int:
        if not data.startswith(b"2026-11-16"):
            return real(handle, data)
        if part is None:
            raise OSError(code, os.strerror(code))
        return real(handle, data[:part])

    return write


@pytest.mark.parametrize("part", [None, 0, 1, 20])
def test_a_write_that_fails_or_stops_short(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], part: int | None
) -> None:
    before = snapshot(project)
    monkeypatch.setattr(os, "write", _failing(os.write, errno.ENOSPC, part=part))

    _assert_refused(project, NEW, capsys)

    assert snapshot(project) == before


@pytest.mark.parametrize("arguments", ACTIONS.values(), ids=ACTIONS)
def test_a_disk_that_does_not_confirm(
    project: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    arguments: list[str],
) -> None:
    before = snapshot(project)

    def unconfirmed(_handle: int) -> None:
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    monkeypatch.setattr(os, "fsync", unconfirmed)

    _assert_refused(project, arguments, capsys)

    assert snapshot(project) == before


def test_a_disk_that_returns_other_bytes(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    before, real = snapshot(project), os.read
    monkeypatch.setattr(os, "read", lambda handle, length: real(handle, length).replace(b",520,", b",521,"))

    _assert_refused(project, NEW, capsys)

    assert snapshot(project) == before


def test_a_row_that_cannot_be_taken_back_is_told(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refused(_handle: int, _size: int) -> None:
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    monkeypatch.setattr(os, "write", _failing(os.write, errno.ENOSPC, part=20))
    monkeypatch.setattr(os, "ftruncate", refused)

    assert record(project, NEW) == 2
    assert "Look at its last line" in capsys.readouterr().err


def test_what_another_program_adds_meanwhile_is_not_cut_off(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    file = project / LOG / "2026-11-sato.csv"

    def added_meanwhile(_handle: int) -> None:
        with file.open("a") as stream:
            stream.write("2026-11-20,calls,9,,,ito,\n")
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    monkeypatch.setattr(os, "fsync", added_meanwhile)

    assert record(project, NEW) == 2
    assert "Look at its last line" in capsys.readouterr().err
    assert file.read_text().endswith("2026-11-20,calls,9,,,ito,\n")
