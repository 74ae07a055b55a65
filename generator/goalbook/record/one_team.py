"""The files that recording for one team needs: a thousand other teams are not read for one number."""

from __future__ import annotations

import os
from difflib import get_close_matches
from pathlib import Path
from typing import Final

from goalbook.errors import ConfigError
from goalbook.load.run import find_source, load
from goalbook.load.source import Given
from goalbook.messages import msg
from goalbook.model import grammar
from goalbook.model.company import Company
from goalbook.model.handbook import Handbook, TeamFiles
from goalbook.model.log import LogFile
from goalbook.model.ref import COMPANY, team_ref
from goalbook.tree import MemoryTree, WorkingTree

PROGRESS: Final = "log/progress"


class OneTeam:
    """company.yml and the files of one team, or of one of its folders together with ``team.yml``.

    Args:
        root: The project's folder.
        team: The team's id.
        folder: Below the team's, e.g. ``log/progress``; all of them when empty.

    Raises:
        SourceUnreadable: There is no ``goals/`` folder.
    """

    def __init__(self, root: Path, team: str, folder: str = "") -> None:
        self._root, self._team = root, team
        self._top = f"goals/teams/{team}/{folder}".rstrip("/")
        self._tree = WorkingTree(root)

    def paths(self) -> tuple[str, ...]:
        """Every file, sorted; names beginning with a dot are passed over."""
        found = {path for path in (COMPANY.path, team_ref(self._team).path) if (self._root / path).is_file()}
        for place, folders, names in os.walk(self._root / self._top, followlinks=False):
            folders[:] = sorted(name for name in folders if not name.startswith("."))
            base = Path(place).relative_to(self._root).as_posix()
            found |= {f"{base}/{name}" for name in names if not name.startswith(".")}
        return tuple(sorted(found))

    def read(self, path: str) -> bytes:
        """The bytes of one file; links are not followed."""
        return self._tree.read(path)


def files(project: Path, team: str) -> tuple[Handbook, TeamFiles]:
    """The handbook with one team, and that team.

    Raises:
        ConfigError: There is no such team.
    """
    if not grammar.ID.fullmatch(team) or not (project / team_ref(team).path).is_file():
        known = sorted(place.parent.name for place in project.glob("goals/teams/*/team.yml"))
        near = get_close_matches(team, known, n=1)
        raise ConfigError(
            'There is no team "{team}".',
            hint=(
                msg("Did you mean {nearest}?") if near else msg("Start it with: goalbook new team {team}")
            ).text,
            team=team,
            nearest=near[0] if near else "",
        )
    found = load(OneTeam(project, team)).handbook
    return found, found.teams[team]


def company(project: Path) -> Company:
    """The company, without any team; a stand-in where there is none."""
    tree = WorkingTree(project)
    known = {COMPANY.path: tree.read(COMPANY.path)} if (project / COMPANY.path).is_file() else {}
    return load(MemoryTree(known)).handbook.company


def languages(project: Path) -> tuple[str, ...]:
    """The company's languages, the first is the one to speak."""
    return company(project).languages


def logs(project: Path, team: str) -> tuple[LogFile, ...]:
    """The progress log of a team as it is now, sorted by path."""
    return load(OneTeam(project, team, PROGRESS)).handbook.teams[team].logs


def part(path: str, data: bytes) -> LogFile | None:
    """The log that a file of this path with these bytes is; None when it cannot be read."""
    found = find_source(path)
    if found is None:
        return None
    source, match = found
    value = source.read(Given(path=path, data=data, names=match.groupdict())).value
    return value if isinstance(value, LogFile) else None
