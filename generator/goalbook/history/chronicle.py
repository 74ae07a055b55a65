"""How the goals came to be: every turn of the main line, told once and kept.

What was told of a commit stays true, so a second run reads the shelf and asks git only for what came since.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any, Final, TypeAlias
from zoneinfo import ZoneInfo

import goalbook
from goalbook.history import git, halves, main_line
from goalbook.history.git import Repository
from goalbook.history.main_line import MainLine
from goalbook.history.revision import Revision
from goalbook.history.shelf import Shelf, lasting
from goalbook.history.turns import Turn, team_of, turns

Entry: TypeAlias = dict[str, Any]
"""What is told of a turn, as JSON holds it."""
_NAME: Final = "history"


@dataclass(frozen=True, slots=True, kw_only=True)
class Teller:
    """How turns are told.

    Attributes:
        tell: A turn in, its entry out.
        key: Changes whenever the same turn would be told otherwise.
    """

    tell: Callable[[Turn], Entry]
    key: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Chronicle:
    """Every turn, as told.

    Attributes:
        entries: Oldest first; each also has ``commit``, ``time`` (seconds since 1970), ``authors``, ``title``
            and ``proposal``.
        begins: The time of the oldest revision; None without any.
        is_cut: Whether the clone does not hold what came before it.
    """

    entries: tuple[Entry, ...]
    begins: int | None
    is_cut: bool


def read(project: Path, teller: Teller, time_zone: str, revision: str = "HEAD") -> Chronicle:
    """The goals' history up to a commit.

    Args:
        project: The folder that holds ``goals/``.
        teller: How turns are told.
        time_zone: Of the company; a revision's day is counted in it.
        revision: The newest commit.

    Raises:
        GitError: There is no git, no repository or no commit.
    """
    repository = git.find(project)
    head = git.commit(repository, revision)
    if head is None:
        return Chronicle(entries=(), begins=None, is_cut=False)
    shelf = None if repository.is_shallow else Shelf(repository)
    key = "\0".join((teller.key, time_zone, _program(), _mailmap(repository)))
    kept = (shelf.take(_NAME, key) if shelf else None) or {}
    known = kept.get("head")
    if known is not None and not git.is_on_main_line(repository, known, head):
        kept, known = {}, None
    if known == head:
        return Chronicle(entries=tuple(kept["entries"]), begins=kept["begins"], is_cut=False)
    line = main_line.read(repository, head, known)
    with lasting():
        told = _told(repository, line, known, (teller, ZoneInfo(time_zone)))
    entries = [*kept.get("entries", ()), *told]
    begins = kept.get("begins") or (line.revisions[0].time if line.revisions else None)
    if shelf:
        shelf.put(_NAME, key, {"head": head, "begins": begins, "entries": entries})
    return Chronicle(entries=tuple(entries), begins=begins, is_cut=line.is_cut)


def day(time: int, zone: ZoneInfo) -> date:
    """The day of a revision."""
    return datetime.fromtimestamp(time, zone).date()


def _told(
    repository: Repository, line: MainLine, known: str | None, how: tuple[Teller, ZoneInfo]
) -> list[Entry]:
    teller, zone = how
    revisions, before = line.revisions, known
    if line.is_cut:
        # The oldest commit of a cut-off history is where our knowledge begins, not where the goals began.
        before, revisions = revisions[0].id, revisions[1:]
    start = git.blobs(repository, before, "goals") if before else ()

    def tell(teams: halves.Teams | None) -> list[Entry]:
        found = turns(repository, revisions, start, lambda one: day(one.time, zone), teams)
        return [{**_facts(turn.revision), **teller.tell(turn)} for turn in found]

    if not halves.pays(revisions):
        return tell(None)
    touched = (team_of(one.path) for revision in revisions for one in revision.touched)
    entries = halves.both((team for team in touched if team is not None), tell)
    places = {revision.id: place for place, revision in enumerate(revisions)}
    return sorted(entries, key=lambda entry: (places[entry["commit"]], entry["team"]))


def _facts(revision: Revision) -> Entry:
    heading = revision.heading
    return {
        "commit": revision.id,
        "time": revision.time,
        "authors": list(revision.authors),
        "title": heading.title,
        "proposal": heading.proposal,
    }


def _mailmap(repository: Repository) -> str:
    """What the names in the history depend on."""
    top = repository.root.resolve()
    for _ in range(repository.prefix.count("/")):
        top = top.parent
    try:
        return hashlib.sha256((top / ".mailmap").read_bytes()).hexdigest()
    except OSError:
        return ""


def _program() -> str:
    """Changes with every other state of the program: its version and the sizes and times of its files."""
    folder = str(Path(goalbook.__file__).parent)
    stamps = sorted(stamp.removeprefix(folder) for stamp in _stamps(folder))
    return hashlib.sha256("\n".join((goalbook.__version__, *stamps)).encode()).hexdigest()


def _stamps(folder: str) -> Iterator[str]:
    """Name, size and time of each file of code; by `os.scandir`, for this is part of every second run."""
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir():
                yield from _stamps(entry.path)
            elif entry.name.endswith(".py"):
                stat = entry.stat()
                yield f"{entry.path}:{stat.st_size}:{stat.st_mtime_ns}"
