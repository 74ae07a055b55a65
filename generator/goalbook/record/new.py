"""Starts a team or a cycle: new files from drafts, and one inserted line; nothing that exists is reflowed."""

from __future__ import annotations

import re
from pathlib import Path
from string import Template
from typing import Final

from pydantic_core import PydanticCustomError

from goalbook.errors import ConfigError
from goalbook.load import naming
from goalbook.load.run import load
from goalbook.model import grammar
from goalbook.model.company import Company
from goalbook.present import places
from goalbook.record import files, schema
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
        files.create(project, COMPANY, _draft("company", language or "en", name=_quoted(project.name)))
        written.append(COMPANY)
    chosen = language or _company(project).languages[0]
    files.create(project, path, _draft("team", chosen, name=_quoted(name)))
    stale = schema.outdated(project)
    schema.write(project)
    return (*written, path, *stale)


def new_cycle(
    project: Path, team: str, cycle: str, *, days: str | None = None, language: str | None = None
) -> tuple[str, ...]:
    """Write a cycle file from a draft and list the cycle in ``company.yml`` when it is not.

    Returns:
        Paths written, in order.

    Raises:
        ConfigError: An id cannot be one, the team is unknown, the file exists, or the days are missing.
    """
    path = f"goals/teams/{team}/{cycle}.yml"
    _check_id("cycle", cycle, path)
    if not (project / f"goals/teams/{team}/team.yml").is_file():
        raise ConfigError(
            'There is no team "{team}".', hint="Start it with: goalbook new team {team}", team=team
        )
    company = _company(project)
    listed = () if cycle in company.cycles else (_listing(project, cycle, days),)
    files.create(project, path, _draft("cycle", language or company.languages[0], cycle=cycle))
    for text in listed:
        files.replace(project, COMPANY, text)
    return (path, *(COMPANY for _ in listed))


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
    after = inserted(before, "cycles", f"{cycle}: {span.first}..{span.last}")
    old, new = _read_company(before), _read_company(after)
    if new.cycles != {**old.cycles, cycle: span} or new.model_copy(update={"cycles": old.cycles}) != old:
        raise ConfigError(
            "company.yml cannot be extended safely; nothing was changed.",
            hint="Add this line under cycles: yourself: {line}",
            line=f"{cycle}: {span.first}..{span.last}",
        )
    return after


def inserted(text: str, key: str, line: str) -> str:
    """The YAML text with one line added at the end of a top-level group; the group is added when missing.

    Only block style is extended; a group in braces comes back unchanged but for the new group at the end,
    which the caller's comparison then refuses.
    """
    lines = text.splitlines(keepends=True)
    start = next(
        (n for n, found in enumerate(lines) if re.match(rf"{key}:\s*(#.*)?$", found.rstrip("\n"))), None
    )
    if start is None:
        ending = "" if not text or text.endswith("\n") else "\n"
        return f"{text}{ending}{key}:\n  {line}\n"
    end, indent = start + 1, "  "
    for number in range(start + 1, len(lines)):
        entry = re.match(r"(\s+)[^\s#]", lines[number])
        if entry:
            end, indent = number + 1, entry[1]
        elif lines[number].strip() and not lines[number].lstrip().startswith("#"):
            break
    if not lines[end - 1].endswith("\n"):
        lines[end - 1] += "\n"
    return "".join([*lines[:end], f"{indent}{line}\n", *lines[end:]])


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


def _quoted(text: str) -> str:
    """A YAML scalar that reads back as this text."""
    folded = " ".join(text.split())
    return '"' + folded.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _draft(kind: str, language: str, **values: str) -> str:
    drafts = places.templates() / "drafts"
    folder = drafts / language if (drafts / language).is_dir() else drafts / "en"
    return Template((folder / f"{kind}.yml").read_text(encoding="utf-8")).substitute(values)
