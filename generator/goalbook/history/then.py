"""The goals as they stood at the end of a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

from goalbook import escape
from goalbook.errors import ConfigError, GitError
from goalbook.history import chronicle, git, main_line
from goalbook.history.git_tree import GitTree
from goalbook.history.revision import Revision
from goalbook.load.loaded import Loaded
from goalbook.load.run import load


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """The goals at one moment.

    Attributes:
        loaded: The goals.
        team: The team asked for.
        day: The day asked for.
        revision: The last one that had changed the goals by then.
        made_on: Its day.
    """

    loaded: Loaded
    team: str
    day: date
    revision: Revision
    made_on: date


def on(project: Path, team: str, day: date, time_zone: str) -> Moment:
    """The goals of a team at the end of a day: what the main line's last commit of that day or before holds.

    Args:
        project: The folder that holds ``goals/``.
        team: A team's id as it was on that day.
        day: The day.
        time_zone: Of the company.

    Raises:
        GitError: No git, no repository, no commit, or none so early.
        ConfigError: There was no such team.
    """
    zone = ZoneInfo(time_zone)
    repository = git.find(project)
    head = git.commit(repository, "HEAD")
    line = main_line.read(repository, head) if head else None
    begun = [one for one in line.revisions if chronicle.day(one.time, zone) <= day] if line else []
    if line is None or not begun:
        raise _too_early(line.revisions[0] if line and line.revisions else None, day, zone)
    last = begun[-1]
    loaded = load(GitTree(repository, last.id))
    if team not in loaded.handbook.teams:
        raise ConfigError(
            "There was no team {team} on {day}.",
            hint="Teams then: {known}.",
            team=escape.line(team),
            day=day.isoformat(),
            known=", ".join(loaded.handbook.teams) or "-",
        )
    return Moment(loaded=loaded, team=team, day=day, revision=last, made_on=chronicle.day(last.time, zone))


def _too_early(first: Revision | None, day: date, zone: ZoneInfo) -> GitError:
    if first is None:
        return GitError("No commit has touched goals/ yet.", hint="Commit goals/ first.")
    return GitError(
        "On {day} there were no goals: the history starts on {first}.",
        hint="In a clone that is cut off, git fetch --unshallow brings what came before.",
        day=day.isoformat(),
        first=chronicle.day(first.time, zone).isoformat(),
    )
