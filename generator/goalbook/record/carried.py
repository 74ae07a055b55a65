"""A cycle file made from an earlier one: what is still open goes on, in the author's own lines.

Left out are key results that have reached their target (or the highest level of their rubric), objectives
without any other, dated reasons of the old cycle, due days that lie in it, its one line and its why.
A dated target goes on as its last value. Whatever cannot be told for sure is still open.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from goalbook.errors import ConfigError
from goalbook.load.yaml import Keys
from goalbook.model.cycle import Cycle
from goalbook.model.objective import KeyResult, Objective
from goalbook.model.targets import Targets, TargetStep
from goalbook.record import block, draft
from goalbook.record.entry import read

_SPOKEN: Final = ("why", "one_line", "changes")


@dataclass(frozen=True, slots=True, kw_only=True)
class Old:
    """The cycle that ends.

    Attributes:
        path: Its file.
        data: Its bytes.
        last: Its last day.
        reached: Key results that have reached their target, as (objective, key result).
    """

    path: str
    data: bytes
    last: date
    reached: frozenset[tuple[str, str]]


def carried(old: Old, cycle: str) -> str:
    """The text of the new cycle's file.

    Args:
        old: The cycle that ends.
        cycle: The new cycle's id.

    Raises:
        ConfigError: The old file has mistakes, or is not in block style where a line has to change.
    """
    part = read(old.path, old.data)
    before: Cycle | None = part.value
    if part.problems or before is None:
        raise ConfigError(
            "{path} has mistakes. Nothing was changed.", hint="See them with: goalbook check", path=old.path
        )
    text = old.data.decode("utf-8-sig").replace("\r\n", "\n")
    edits = {part.positions[keys][0] - 1: (keys, line) for keys, line in _edits(before, old, cycle)}
    after = _edited(text.splitlines(keepends=True), edits, old.path)
    found: Cycle | None = read(old.path.rpartition("/")[0] + f"/{cycle}.yml", after.encode()).value
    if found != _expected(before, old, cycle):
        raise _unsafe(old.path)
    return after


def _edits(cycle: Cycle, old: Old, name: str) -> Iterator[tuple[Keys, str | None]]:
    """Entries to replace by a line, or to leave out, outermost first."""
    yield ("cycle",), name
    for key in _SPOKEN:
        if key in cycle.model_fields_set:
            yield (key,), None
    for metric, fields in cycle.metrics.items():
        if _is_dated(fields.target):
            yield ("metrics", metric, "target"), _last(fields.target)
    yield from _of_objectives(cycle, old)


def _of_objectives(cycle: Cycle, old: Old) -> Iterator[tuple[Keys, str | None]]:
    kept = _objectives(cycle, old)
    if cycle.objectives and not kept:
        yield ("objectives",), None
        return
    for objective, found in cycle.objectives.items():
        if objective not in kept:
            yield ("objectives", objective), None
            continue
        for key, result in found.key_results.items():
            yield from _of_result(("objectives", objective, "key_results", key), result, old)


def _of_result(keys: Keys, result: KeyResult, old: Old) -> Iterator[tuple[Keys, str | None]]:
    if (keys[1], keys[3]) in old.reached:
        yield keys, None
        return
    if _is_dated(result.target):
        yield (*keys, "target"), _last(result.target)
    if result.due is not None and result.due <= old.last:
        yield (*keys, "due"), None


def _edited(lines: list[str], edits: Mapping[int, tuple[Keys, str | None]], path: str) -> str:
    """The lines with each entry's first line replaced and the rest of it left out."""
    kept: list[str] = []
    number = 0
    while number < len(lines):
        if number not in edits:
            kept.append(lines[number])
            number += 1
            continue
        keys, value = edits[number]
        line = lines[number].lstrip(" ")
        if not line.startswith(f"{keys[-1]}:"):
            raise _unsafe(path)
        if value is not None:
            kept.append(f"{lines[number][: -len(line)]}{keys[-1]}: {draft.scalar(value)}\n")
        number = block.stop(lines, number)
    return "".join(kept)


def _expected(cycle: Cycle, old: Old, name: str) -> Cycle:
    metrics = {
        metric: fields.model_copy(update={"target": _plain(fields.target)})
        for metric, fields in cycle.metrics.items()
    }
    spoken = {"why": None, "one_line": None, "changes": ()}
    changed = {"cycle": name, "metrics": metrics, "objectives": _objectives(cycle, old), **spoken}
    return cycle.model_copy(update=changed)


def _objectives(cycle: Cycle, old: Old) -> dict[str, Objective]:
    """The objectives that go on: those without key results, and those with an open one."""
    found: dict[str, Objective] = {}
    for objective, fields in cycle.objectives.items():
        results = {
            key: _open(result, old)
            for key, result in fields.key_results.items()
            if (objective, key) not in old.reached
        }
        if results or not fields.key_results:
            found[objective] = fields.model_copy(update={"key_results": results})
    return found


def _open(result: KeyResult, old: Old) -> KeyResult:
    due = result.due if result.due is not None and result.due > old.last else None
    return result.model_copy(update={"due": due, "target": _plain(result.target)})


def _is_dated(targets: Targets | None) -> bool:
    return targets is not None and any(step.since is not None for step in targets.steps)


def _last(targets: Targets | None) -> str:
    return targets.steps[-1].value.text if targets else ""


def _plain(targets: Targets | None) -> Targets | None:
    if targets is None or not _is_dated(targets):
        return targets
    return Targets((TargetStep(value=targets.steps[-1].value),))


def _unsafe(path: str) -> ConfigError:
    return ConfigError(
        "{path} cannot be carried over safely. Nothing was changed.",
        hint="Copy the file yourself and change what belongs to the new cycle, "
        "or write every entry on lines of its own first.",
        path=path,
    )
