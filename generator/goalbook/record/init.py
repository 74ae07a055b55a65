"""Begins a company's project in a folder, and renews it later.

What was written is remembered in ``.goalbook.json`` by a hash of each file. A later run renews files that are
still as they were written, adds new ones, and leaves alone what somebody changed or took away. Goals are
written once, and only where there are none.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any, Final

import goalbook
from goalbook.analyse.fiscal import FiscalYear
from goalbook.errors import ConfigError
from goalbook.present import drafts
from goalbook.record import draft, files, one_team, project as materials, schema
from goalbook.record.new import COMPANY, NewCycle, new_cycle, new_team
from goalbook.record.project import Project
from goalbook.tree import keep_within

MEMORY: Final = ".goalbook.json"
_STARTS: Final = 4
"""Month the drafts' fiscal year begins in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What was asked for; None leaves it to an earlier run, else to the default.

    Attributes:
        name: The company's name; the folder's by default.
        language: Language of names, comments and pages; English by default.
        hosts: Whose workflows are written; GitHub's by default.
        install: What pip installs Goalbook from; this version by default.
        team: The first team's id and name.
    """

    name: str | None = None
    language: str | None = None
    hosts: tuple[str, ...] | None = None
    install: str | None = None
    team: tuple[str, str] = ("team-1", "Team 1")


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """What a run did, as paths in order.

    Attributes:
        written: New or renewed.
        left: Left alone, since somebody changed or removed them.
    """

    written: tuple[str, ...] = field(default=())
    left: tuple[str, ...] = field(default=())


@dataclass(frozen=True, slots=True, kw_only=True)
class _Memory:
    """``.goalbook.json``."""

    settings: Mapping[str, Any]
    hashes: Mapping[str, str]

    @classmethod
    def read(cls, root: Path) -> _Memory:
        file = root / MEMORY
        if not file.is_file():
            return cls(settings={}, hashes={})
        try:
            found = json.loads(file.read_text(encoding="utf-8"))
            hashes = {str(path): str(mark) for path, mark in found.pop("files").items()}
        except (ValueError, AttributeError, KeyError, TypeError) as error:
            raise ConfigError(
                "{path} cannot be read; nothing was changed.",
                hint="Take it away; then init leaves every file alone that is there.",
                path=MEMORY,
            ) from error
        return cls(settings=found, hashes=hashes)


def init(root: Path, wanted: Wanted, today: date) -> Done:
    """Write a project's files and, where there are none, its first goals.

    Args:
        root: The project's folder; made when missing.
        wanted: What was asked for.
        today: Decides the first cycle: the half of the fiscal year that runs.

    Raises:
        ConfigError: A file cannot be written, or what an earlier run remembered cannot be read.
        SourceUnreadable: ``goals/`` is a link that leads out of the folder.
    """
    keep_within(root)
    memory = _Memory.read(root)
    project = _project(root, wanted, memory)
    goals = () if (root / COMPANY).exists() else _goals(root, project, wanted, today)
    hashes = dict(memory.hashes)
    written: list[str] = []
    left: list[str] = []
    for path, text in materials.texts(project).items():
        if _is_current(root, path, text):
            hashes[path] = _hash(text)
        elif _may_write(root, path, memory):
            files.replace(root, path, text)
            hashes[path] = _hash(text)
            written.append(path)
        else:
            left.append(path)
    schemas = schema.outdated(root)
    schema.write(root)
    remembered = _text(project, hashes)
    if not _is_current(root, MEMORY, remembered):
        files.replace(root, MEMORY, remembered)
        written.append(MEMORY)
    return Done(written=(*goals, *schemas, *written), left=tuple(left))


def _project(root: Path, wanted: Wanted, memory: _Memory) -> Project:
    before = memory.settings
    language = wanted.language or before.get("language") or _language(root)
    hosts = wanted.hosts if wanted.hosts is not None else tuple(before.get("hosts", ("github",)))
    return Project(
        name=str(wanted.name or before.get("name") or root.resolve().name),
        language=materials.known_language(str(language)),
        hosts=tuple(host for host in materials.HOSTS if host in hosts),
        install=str(wanted.install or before.get("install") or _version()),
    )


def _version() -> str:
    return f"goalbook=={goalbook.__version__}"


def _language(root: Path) -> str:
    return one_team.languages(root)[0] if (root / COMPANY).is_file() else "en"


def _goals(root: Path, project: Project, wanted: Wanted, today: date) -> tuple[str, ...]:
    """The company, a first team and the cycle that runs."""
    team, name = wanted.team
    text = drafts.fill("company", project.language, name=draft.quoted(project.name))
    files.create(root, COMPANY, text)
    years = FiscalYear(_STARTS)
    year, half = years.year(today), years.half(today)
    span = years.half_span(year, half)
    made = new_team(root, team, name=name, language=project.language)
    cycle = NewCycle(team=team, id=f"fy{year}-h{half}", days=f"{span.first}..{span.last}")
    made += new_cycle(root, replace(cycle, language=project.language), today)
    return (COMPANY, *(path for path in made if path != COMPANY))


def _may_write(root: Path, path: str, memory: _Memory) -> bool:
    """Whether a file is new to the project, or still as it was written."""
    file = root / path
    if not file.exists() and not file.is_symlink():
        return path not in memory.hashes
    if file.is_symlink() or not file.is_file():
        return False
    return memory.hashes.get(path) == _hash(_read(file))


def _is_current(root: Path, path: str, text: str) -> bool:
    file = root / path
    return file.is_file() and not file.is_symlink() and _read(file) == text


def _read(file: Path) -> str:
    """A file's text with LF ends, whatever the checkout made of them."""
    return file.read_bytes().decode("utf-8", errors="replace").replace("\r\n", "\n")


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _text(project: Project, hashes: Mapping[str, str]) -> str:
    kept = {
        "name": project.name,
        "language": project.language,
        "hosts": list(project.hosts),
        # A version is not remembered: the next run is of the version that shall be installed.
        "install": None if project.install == _version() else project.install,
        "files": dict(sorted(hashes.items())),
    }
    return json.dumps(kept, ensure_ascii=False, indent=2) + "\n"
