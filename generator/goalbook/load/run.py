"""All files of ``goals/`` -> the handbook, every problem at once, and where everything stands."""

from __future__ import annotations

import gc
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache
from typing import TypeAlias

from goalbook import registry
from goalbook.errors import SourceUnreadable
from goalbook.load import duplicates, naming, sources
from goalbook.load.acceptance import Acceptance
from goalbook.load.draft import Draft
from goalbook.load.loaded import Loaded, Positions
from goalbook.load.source import Given, Part, Source
from goalbook.messages import Message, msg
from goalbook.model.handbook import TeamFiles
from goalbook.model.ref import COMPANY, Ref, team_ref
from goalbook.problems import Location, Problem, Severity
from goalbook.tree import Tree

Recall: TypeAlias = Callable[[str, Callable[[], Part]], Part]
"""A file's path and how to read it, in; what it holds, out."""


def _read_now(_path: str, read: Callable[[], Part]) -> Part:
    return read()


def load(tree: Tree, recall: Recall = _read_now) -> Loaded:
    """Read a tree.

    Whatever is wrong in it becomes a problem; what can be read is read, and what is missing gets a stand-in,
    so that the rest is still checked.

    Args:
        tree: The files.
        recall: Reads a file unless it knows what was read of the same content before.
    """
    is_collecting = gc.isenabled()
    gc.disable()  # all that is made here lasts; looking through it again and again would cost a fifth
    try:
        return _load(tree, recall)
    finally:
        if is_collecting:
            gc.enable()


def _load(tree: Tree, recall: Recall) -> Loaded:
    draft = Draft()
    positions: dict[str, Positions] = {}
    lengths: dict[str, int] = {}
    accepted: list[Acceptance] = []
    paths = tuple(path for path in tree.paths() if not naming.is_passed_over(path))
    problems = list(naming.collisions(paths))
    # A team's other files may need what its team.yml says of them.
    for path in sorted(paths, key=lambda path: not path.endswith("/team.yml")):
        part = _part(tree, path, draft, recall)
        problems += part.problems
        accepted += part.acceptances
        draft.left_out.update(Ref(path, keys) for keys in part.left_out)
        if part.positions:
            positions[path] = part.positions
        if part.lines:
            lengths[path] = part.lines
    problems += _missing(draft, frozenset(paths))
    handbook = draft.handbook()
    for team in handbook.teams.values():
        problems += duplicates.find(team.logs, _renames(team))
    once = {(problem.location, problem.key, repr(problem.message)): problem for problem in problems}
    found = sorted(once.values(), key=lambda problem: (problem.location, problem.key))
    return Loaded(
        handbook=handbook,
        problems=tuple(found),
        positions=positions,
        lengths=lengths,
        acceptances=tuple(sorted(accepted, key=lambda one: one.location)),
    )


@cache
def _sources() -> tuple[Source, ...]:
    return tuple(entry.value for entry in registry.collect(sources, "SOURCE", Source))


def find_source(path: str) -> tuple[Source, re.Match[str]] | None:
    """The source that reads a file of this path, and what its pattern found in it."""
    matches = ((source, source.pattern.fullmatch(path)) for source in _sources())
    return next(((source, match) for source, match in matches if match is not None), None)


def _part(tree: Tree, path: str, draft: Draft, recall: Recall) -> Part:
    """Read one file and put it into the draft."""
    found = find_source(path)
    if found is None:
        return Part(value=None, problems=(naming.stray(path, lambda other: find_source(other) is not None),))
    source, match = found
    names = match.groupdict()
    wrong = naming.unusable(path, names)
    if wrong is not None:
        return Part(value=None, problems=(wrong,), left_out=frozenset({()}))
    team = draft.teams[names["team"]].team if "team" in names else None
    is_team_known = "team" not in names or not _is_half_read(draft, team_ref(names["team"]))
    given = Given(path=path, data=b"", names=names, team=team, is_team_known=is_team_known)
    part = recall(path, lambda: _read(tree, source, given))
    if part.value is not None:
        source.place(draft, given, part.value)
    return part


def _read(tree: Tree, source: Source, given: Given) -> Part:
    try:
        return source.read(replace(given, data=tree.read(given.path)))
    except SourceUnreadable as error:
        message = Message(error.text, error.values)
        problem = _problem(Location(given.path), "file-unreadable", message, _UNREADABLE)
        return Part(value=None, problems=(problem,), left_out=frozenset({()}))


def _is_half_read(draft: Draft, ref: Ref) -> bool:
    """Whether something of a team.yml that other files need could not be read."""
    return any(
        place.path == ref.path and (not place.keys or place.keys[0] in {"log", "members"})
        for place in draft.left_out
    )


def _missing(draft: Draft, paths: frozenset[str]) -> Iterator[Problem]:
    """Files that every handbook and every team has."""
    if COMPANY.path not in paths:
        draft.left_out.add(COMPANY)
        yield _problem(
            Location(COMPANY.path),
            "company-file-missing",
            msg("There is no file company.yml; it names the company, its languages and its cycles."),
            msg("Make one with name: and cycles:."),
        )
    for team in sorted(draft.teams):
        ref = team_ref(team)
        if ref.path not in paths:
            draft.left_out.add(ref)
            yield _problem(
                Location(ref.path),
                "team-file-missing",
                msg("The team has files but no team.yml."),
                msg("Make one with name: and members:."),
            )


def _renames(team: TeamFiles) -> dict[str, str]:
    return {old: new for cycle in team.cycles.values() for old, new in cycle.renames.items()}


def _problem(location: Location, key: str, message: Message, hint: Message) -> Problem:
    return Problem(location=location, severity=Severity.ERROR, key=key, message=message, hint=hint)


_UNREADABLE = msg("Put the file itself there; links are not followed.")
