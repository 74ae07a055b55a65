"""Starts a team or a cycle: new files from drafts, and one inserted line; nothing that exists is reflowed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from pydantic_core import PydanticCustomError

from goalbook.errors import ConfigError
from goalbook.load import naming
from goalbook.load.run import load
from goalbook.model import grammar
from goalbook.model.company import Company
from goalbook.model.ref import cycle_ref, team_ref
from goalbook.present import drafts
from goalbook.record import block, draft, files, one_team, schema
from goalbook.record.carried import Old, carried
from goalbook.record.reached import reached
from goalbook.tree import MemoryTree, WorkingTree

COMPANY: Final = "goals/company.yml"


def new_team(project: Path, team: str, *, name: str, language: str | None = None) -> tuple[str, ...]:
    """Write ``team.yml`` from a draft; in an empty folder also ``company.yml`` and the schemas.

    Args:
        project: The project's folder; ``goals/`` is made when missing.
        team: The team's id.
        name: Its name, as text.
        language: Language of names and comments; the company's first, else English.

    Returns:
        Paths written, in order.

    Raises:
        ConfigError: The id cannot be one, or the team exists.
    """
    path = f"goals/teams/{team}/team.yml"
    _check_id("team", team, path)
    written: list[str] = []
    if (project / path).exists():
        raise ConfigError("{path} exists already; nothing was changed.", path=path)
    if not (project / COMPANY).exists():
        files.create(
            project, COMPANY, drafts.fill("company", language or "en", name=draft.quoted(project.name))
        )
        written.append(COMPANY)
    chosen = language or _company(project).languages[0]
    files.create(project, path, drafts.fill("team", chosen, name=draft.quoted(name)))
    stale = schema.outdated(project)
    schema.write(project)
    return (*written, path, *stale)


@dataclass(frozen=True, slots=True, kw_only=True)
class NewCycle:
    """A cycle to start.

    Attributes:
        team: The team's id.
        id: The cycle's id.
        days: First and last day as ``2026-10-01..2027-03-31``; needed when ``company.yml`` does not list it.
        language: Language of names and comments; the company's first when None.
        source: The cycle whose open goals go on; None for a draft with examples.
    """

    team: str
    id: str
    days: str | None = None
    language: str | None = None
    source: str | None = None


def new_cycle(project: Path, wanted: NewCycle, today: date) -> tuple[str, ...]:
    """Write a cycle file and list the cycle in ``company.yml`` when it is not.

    Args:
        project: The project's folder.
        wanted: The cycle.
        today: Decides how far the key results of an earlier cycle are.

    Returns:
        Paths written, in order.

    Raises:
        ConfigError: An id cannot be one, the team or the source is unknown, the file exists, or the days are
            missing.
    """
    path = cycle_ref(wanted.team, wanted.id).path
    _check_id("cycle", wanted.id, path)
    if not (project / team_ref(wanted.team).path).is_file():
        raise ConfigError(
            'There is no team "{team}".', hint="Start it with: goalbook new team {team}", team=wanted.team
        )
    company = _company(project)
    listed = () if wanted.id in company.cycles else (_listing(project, wanted.id, wanted.days),)
    if wanted.source is None:
        text = drafts.fill("cycle", wanted.language or company.languages[0], cycle=wanted.id)
    else:
        text = _carried(project, wanted, wanted.source, today)
    files.create(project, path, text)
    for company_text in listed:
        files.replace(project, COMPANY, company_text)
    return (path, *(COMPANY for _ in listed))


def _carried(project: Path, wanted: NewCycle, source: str, today: date) -> str:
    """The open goals of an earlier cycle."""
    handbook, team = one_team.files(project, wanted.team)
    span = handbook.span(source)
    if source not in team.cycles or span is None:
        raise ConfigError(
            'The team "{team}" has no cycle "{cycle}" with days in company.yml.',
            hint="Known here: {names}.",
            team=wanted.team,
            cycle=source,
            names=", ".join(team.cycles) or "-",
        )
    path = cycle_ref(wanted.team, source).path
    done = reached(handbook, wanted.team, source, today)
    old = Old(path=path, data=(project / path).read_bytes(), last=span.last, reached=done)
    return carried(old, wanted.id)


def _listing(project: Path, cycle: str, days: str | None) -> str:
    """``company.yml`` with one more cycle, proven to differ in nothing else."""
    if days is None:
        raise ConfigError(
            'The cycle "{cycle}" is not listed in company.yml.',
            hint="Give its days: --days 2026-10-01..2027-03-31",
            cycle=cycle,
        )
    try:
        span = grammar.read_span(days)
    except PydanticCustomError as error:
        raise ConfigError(
            "{days} is no first and last day.", hint="Write --days 2026-10-01..2027-03-31.", days=days
        ) from error
    before = (project / COMPANY).read_text(encoding="utf-8")
    after = block.inserted(before, "cycles", [f"{cycle}: {span.first}..{span.last}"])
    old, new = _read_company(before), _read_company(after)
    if new.cycles != {**old.cycles, cycle: span} or new.model_copy(update={"cycles": old.cycles}) != old:
        raise ConfigError(
            "company.yml cannot be extended safely; nothing was changed.",
            hint="Add this line under cycles: yourself: {line}",
            line=f"{cycle}: {span.first}..{span.last}",
        )
    return after


def _read_company(text: str) -> Company:
    return load(MemoryTree({COMPANY: text})).handbook.company


def _company(project: Path) -> Company:
    return load(WorkingTree(project)).handbook.company


def _check_id(kind: str, text: str, path: str) -> None:
    if naming.unusable(path, {kind: text}) is not None:
        raise ConfigError(
            '"{found}" cannot be an id.',
            hint="Use small letters a-z, digits and hyphens, for example sales-1; "
            "a few names belong to Windows or to pages of the site.",
            found=text,
        )
