"""CODEOWNERS from the goals: who is asked to look at a proposal that touches which files.

A team's files belong to its lead; a cycle file also to whoever looks after something in it; the company's
file and everything else to the lead of the team ``company``. Log files and agreements belong to nobody, so
that numbers and a member's own words wait for no reviewer. Only members with an ``account:`` can be asked.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from goalbook.errors import ConfigError
from goalbook.model.cycle import Cycle
from goalbook.model.handbook import Handbook, TeamFiles
from goalbook.record import files

_HEAD: Final = "# Written by goalbook owners from lead:, owner: and account: of the goals."
_FREE: Final = ("log", "agreements")
_COMPANY: Final = "company"
_GITHUB: Final = ".github/CODEOWNERS"
_GITLAB: Final = ".gitlab/CODEOWNERS"


def places(top: Path) -> tuple[str, ...]:
    """Where hosts read it: ``.gitlab/`` beside ``.gitlab-ci.yml``, ``.github/`` beside workflows or alone."""
    is_gitlab = (top / ".gitlab-ci.yml").is_file()
    is_github = not is_gitlab or (top / ".github/workflows").is_dir()
    return ((_GITHUB,) if is_github else ()) + ((_GITLAB,) if is_gitlab else ())


def text(handbook: Handbook, place: str, prefix: str) -> str:
    """The whole file; empty when nobody has an account.

    Args:
        handbook: The goals.
        place: Where the file stands, which tells its host.
        prefix: Way from the repository's folder to the project, ending with ``/`` unless empty.
    """
    lines = [line for team in handbook.teams.values() for line in _of_team(team, f"/{prefix}goals/")]
    if not lines:
        return ""
    away = "!" if place == _GITLAB else ""
    free = [f"{away}/{prefix}goals/teams/*/{folder}/" for folder in _FREE]
    return "\n".join([_HEAD, "", *sorted(lines), *free]) + "\n"


def outdated(handbook: Handbook, top: Path, prefix: str) -> tuple[str, ...]:
    """The files that do not say what they would say now; ends of lines do not count.

    A file that somebody wrote by hand is left to them, as long as nobody has an account.
    """
    return tuple(place for place in places(top) if not _is_current(top, place, text(handbook, place, prefix)))


def write(handbook: Handbook, top: Path, prefix: str) -> tuple[str, ...]:
    """Write the files, or remove them when there is nobody to ask; returns the paths of those that changed.

    Raises:
        ConfigError: One cannot be written, or somebody wrote it by hand.
    """
    wanted = outdated(handbook, top, prefix)
    for place in wanted:
        found = _found(top, place)
        if found and not found.startswith(_HEAD):
            raise ConfigError(
                "{path} was written by hand; nothing was changed.",
                hint="Move it away, then run goalbook owners again.",
                path=place,
            )
    for place in wanted:
        content = text(handbook, place, prefix)
        if content:
            files.replace(top, place, content)
        else:
            with files.refusing(place):
                (top / place).unlink()
    return wanted


def _is_current(top: Path, place: str, wanted: str) -> bool:
    found = _found(top, place)
    return found == wanted or (not wanted and not found.startswith(_HEAD))


def _found(top: Path, place: str) -> str:
    file = top / place
    return file.read_text(encoding="utf-8") if file.is_file() else ""


def _of_team(team: TeamFiles, goals: str) -> Iterator[str]:
    lead = _accounts(team, (team.team.lead,))
    if team.id == _COMPANY and lead:
        yield f"{goals} {lead}"
    if lead:
        yield f"{goals}teams/{team.id}/ {lead}"
    for name, cycle in team.cycles.items():
        accounts = _accounts(team, (team.team.lead, *_owners(cycle)))
        if accounts and accounts != lead:
            yield f"{goals}teams/{team.id}/{name}.yml {accounts}"


def _accounts(team: TeamFiles, members: tuple[str | None, ...]) -> str:
    """The accounts of members in order, each once; those without are passed over."""
    known = team.team.members
    found = (known[member].account for member in members if member is not None and member in known)
    return " ".join(dict.fromkeys(f"@{account}" for account in found if account))


def _owners(cycle: Cycle) -> tuple[str | None, ...]:
    metrics = [metric.owner for metric in cycle.metrics.values()]
    kpis = [kpi.owner for kpi in cycle.kpis.values()]
    objectives = [objective.owner for objective in cycle.objectives.values()]
    results = [
        result.owner for objective in cycle.objectives.values() for result in objective.key_results.values()
    ]
    return (*metrics, *kpis, *objectives, *results)
