"""Adds a metric or an objective to a cycle file: lines at the end of their group, all else as it is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Final

from goalbook import escape
from goalbook.errors import ConfigError
from goalbook.load.run import find_source
from goalbook.load.source import Given, Part
from goalbook.model import grammar
from goalbook.model.cycle import Cycle
from goalbook.model.ref import cycle_ref
from goalbook.problems import Problem
from goalbook.record import block, draft, files, lock, one_team, request

METRICS: Final = "metrics"
OBJECTIVES: Final = "objectives"
_FOUR: Final = 4
"""Parts of a key result: words, metric, target, baseline."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where an entry goes.

    Attributes:
        team: The team's id.
        id: The entry's id.
        cycle: The cycle's id; None for the one that runs on `day`.
        day: Today.
    """

    team: str
    id: str
    day: date
    cycle: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """A key result as typed.

    Attributes:
        title: In words; without any, the metric and its target.
        metric: The metric's id, or empty.
        target: Its target, or empty.
        baseline: Where it stood, or empty.
    """

    title: str = ""
    metric: str = ""
    target: str = ""
    baseline: str = ""

    @classmethod
    def read(cls, line: str) -> Result:
        """``title | metric | target | baseline``, the last three optional; or ``metric=target``."""
        parts = [
            part.strip() for part in line.replace("\N{FULLWIDTH VERTICAL LINE}", "|").split("|", _FOUR - 1)
        ]
        if len(parts) == 1 and "=" in line:
            metric, _, target = line.partition("=")
            return cls(metric=metric.strip(), target=target.strip())
        return cls(**dict(zip(("title", "metric", "target", "baseline"), parts, strict=False)))

    def lines(self) -> Iterator[str]:
        """The fields of the entry, without indentation."""
        yield f"title: {draft.quoted(self.title or f'{self.metric} {self.target}'.strip())}"
        for key, value in (("metric", self.metric), ("baseline", self.baseline), ("target", self.target)):
            if value:
                yield f"{key}: {draft.scalar(value)}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """What came of it.

    Attributes:
        path: The cycle file.
        problems: Why the entry cannot be read; then nothing was written.
    """

    path: str
    problems: tuple[Problem, ...] = field(default=())


def new_metric(project: Path, place: Place, name: str, fields: Mapping[str, str]) -> Added:
    """Add a metric.

    Args:
        project: The project's folder.
        place: Where.
        name: Its name, as text.
        fields: Further keys of `goalbook.model.metric.Metric` as typed; empty ones are left out.

    Raises:
        ConfigError: The team or the cycle is unknown, the id is taken, or the file cannot be extended safely.
    """
    lines = [f"name: {draft.quoted(name)}"]
    lines += [f"{key}: {draft.scalar(value)}" for key, value in fields.items() if value.strip()]
    return _add(project, place, METRICS, lines)


def new_objective(project: Path, place: Place, title: str, results: tuple[Result, ...]) -> Added:
    """Add an objective with its key results.

    Args:
        project: The project's folder.
        place: Where.
        title: The objective in words.
        results: Its key results, named kr1, kr2, ...

    Raises:
        ConfigError: As for a metric.
    """
    lines = [f"title: {draft.quoted(title)}"]
    if results:
        lines.append("key_results:")
    for number, result in enumerate(results, 1):
        lines += [f"  kr{number}:", *(f"    {line}" for line in result.lines())]
    return _add(project, place, OBJECTIVES, lines)


def _add(project: Path, place: Place, section: str, lines: list[str]) -> Added:
    pattern = grammar.METRIC_ID if section == METRICS else grammar.ID
    if not pattern.fullmatch(place.id):
        raise ConfigError(
            '"{found}" cannot be an id.',
            hint="Use small letters a-z and digits, and _ in the id of a metric, - in any other.",
            found=escape.line(place.id),
        )
    path = cycle_ref(place.team, _cycle(project, place)).path
    with lock.held(project, path.rpartition("/")[0]):
        with files.refusing(path):
            before = (project / path).read_bytes().decode()
        old = _known(path, before)
        if place.id in getattr(old, section):
            raise ConfigError('There is "{id}" already; nothing was changed.', id=place.id)
        entry = [f"{place.id}:", *(f"  {line}" for line in lines)]
        after = block.inserted(before, section, entry)
        part = read(path, after.encode())
        if part.problems and block.is_extensible(before, section):
            return Added(path=path, problems=part.problems)
        if part.problems or not _is_alone_new(part.value, old, section, place.id):
            raise ConfigError(
                "{path} cannot be extended safely. Nothing was changed.",
                hint="Add these lines yourself:\n{lines}",
                path=path,
                lines="\n".join((f"{section}:", *(f"  {line}" for line in entry))),
            )
        files.replace(project, path, after)
    return Added(path=path)


def _is_alone_new(new: Cycle, old: Cycle, section: str, name: str) -> bool:
    """Whether nothing but one entry is new."""
    found = dict(getattr(new, section))
    return found.pop(name, None) is not None and new.model_copy(update={section: found}) == old


def _cycle(project: Path, place: Place) -> str:
    handbook, files_of_team = one_team.files(project, place.team)
    if place.cycle is not None:
        if place.cycle not in files_of_team.cycles:
            raise ConfigError(
                'The team "{team}" has no cycle "{cycle}".',
                hint="Start it with: goalbook new cycle {team} {cycle}",
                team=place.team,
                cycle=place.cycle,
            )
        return place.cycle
    day = handbook.as_of(place.team, place.day)
    found = request.cycle_of(handbook, files_of_team, day)
    if found is None:
        raise ConfigError(
            '{day} lies in no cycle of the team "{team}".',
            hint="Name a cycle with --cycle, or start one with: goalbook new cycle {team} ID",
            day=day.isoformat(),
            team=place.team,
        )
    return found


def _known(path: str, text: str) -> Cycle:
    part = read(path, text.encode())
    found: Cycle | None = part.value
    if part.problems or found is None:
        raise ConfigError(
            "{path} has mistakes. Nothing was changed.", hint="See them with: goalbook check", path=path
        )
    return found


def read(path: str, data: bytes) -> Part:
    """A goal file as its source reads it.

    Raises:
        ConfigError: No source reads a file of this name.
    """
    found = find_source(path)
    if found is None:
        raise ConfigError("{path} cannot be written: {reason}. Nothing was changed.", path=path, reason="")
    source, match = found
    return source.read(Given(path=path, data=data, names=match.groupdict()))
