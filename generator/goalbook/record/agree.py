"""Adds an agreement to a member's file: lines at its end, every other byte as it is."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from goalbook.errors import ConfigError
from goalbook.load import text
from goalbook.load.run import find_source
from goalbook.load.source import Given, Part
from goalbook.model.agreement import Agreement
from goalbook.model.handbook import Handbook
from goalbook.model.ref import agreement_ref
from goalbook.model.values import Text
from goalbook.record import append, files, lock
from goalbook.record.request import cycle_of, person

_MODELINE: Final = "# yaml-language-server: $schema=../../../../.schema/agreement.json\n"
_EMPTY: Final = re.compile(rb"(?:\xef\xbb\xbf)?(?:[ ]*+(?:#[^\n]*+)?\r?\n)*+[ ]*+(?:#[^\n]*+)?")
_ITEM: Final = re.compile(r"^( *)- ", re.MULTILINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """What a member says.

    Attributes:
        team: The team's id, which exists.
        member: The member's id.
        day: The day of the agreement.
        will_do: What they will do, in their own words.
        concern: What stays open; None without.
        recorded_by: Who writes it down, when not the member.
    """

    team: str
    member: str
    day: date
    will_do: str
    concern: str | None = None
    recorded_by: str | None = None


def agree(project: Path, handbook: Handbook, words: Words, today: date) -> str:
    """Write an agreement down.

    Returns:
        The file it is in now.

    Raises:
        ConfigError: A person, the day or the words cannot be, or the file has mistakes or cannot be extended.
    """
    new, path = _agreement(handbook, words, today)
    file = project / path
    with lock.held(project, path.rpartition("/")[0]):
        with files.refusing(path):
            before = file.read_bytes() if file.exists() else _MODELINE.encode()
        known = _known(path, before)
        entry = _entry(new, _indent(before))
        after = before + append.joined(before, before[-1:], entry.encode())
        found = _read(path, after)
        expected = sorted((*known, new), key=lambda agreement: agreement.date)
        if found.problems or list(found.value or ()) != expected:
            raise ConfigError(
                "{path} cannot be extended safely. Nothing was changed.",
                hint="Add these lines yourself:\n{lines}",
                path=path,
                lines=entry,
            )
        files.replace(project, path, after)
    return path


def _agreement(handbook: Handbook, words: Words, today: date) -> tuple[Agreement, str]:
    team = handbook.teams[words.team]
    member = person(team, words.member)
    other = person(team, words.recorded_by) if words.recorded_by else None
    if words.day > max(today, handbook.as_of(words.team, today)):
        raise ConfigError(
            "{day} has not come yet.", hint="Give the day with --on.", day=words.day.isoformat()
        )
    cycle = cycle_of(handbook, team, words.day)
    if cycle is None:
        raise ConfigError(
            '{day} lies in no cycle of the team "{team}".',
            hint="Correct the day, or add a cycle file for that time.",
            day=words.day.isoformat(),
            team=words.team,
        )
    will_do = _plain(words.will_do)
    if not will_do:
        raise ConfigError("An agreement says what the member will do.", hint="Give it with --will-do TEXT.")
    concern = _plain(words.concern or "")
    new = Agreement.model_construct(
        date=words.day,
        will_do=Text.plain(will_do),
        concern=Text.plain(concern) if concern else None,
        recorded_by=other if other != member else None,
    )
    return new, agreement_ref(words.team, cycle, member).path


def _plain(typed: str) -> str:
    lines = "\n".join(line.rstrip() for line in typed.strip().splitlines())
    if next(text.hidden(lines, ""), None) is not None:
        raise ConfigError("An invisible character stands in the text.", hint="Type it again.")
    return lines


def _known(path: str, data: bytes) -> tuple[Agreement, ...]:
    """The agreements of a file; none when it has nothing but comments."""
    if _EMPTY.fullmatch(data):
        return ()
    part = _read(path, data)
    if part.problems:
        raise ConfigError(
            "{path} has mistakes. Nothing was changed.", hint="See them with: goalbook check", path=path
        )
    return tuple(part.value or ())


def _read(path: str, data: bytes) -> Part:
    found = find_source(path)
    if found is None:
        raise ConfigError("{path} cannot be written: {reason}. Nothing was changed.", path=path, reason="")
    source, match = found
    return source.read(Given(path=path, data=data, names=match.groupdict()))


def _indent(before: bytes) -> str:
    """How far the items of the file's list are indented."""
    match = _ITEM.search(before.decode("utf-8", errors="replace"))
    return match[1] if match else ""


def _entry(agreement: Agreement, indent: str) -> str:
    fields = {
        "will_do": _quoted(str(agreement.will_do)),
        "concern": _quoted(str(agreement.concern)) if agreement.concern else None,
        "recorded_by": agreement.recorded_by,
    }
    lines = [f"- date: {agreement.date}", *(f"  {key}: {value}" for key, value in fields.items() if value)]
    return "".join(f"{indent}{line}\n" for line in lines)


def _quoted(words: str) -> str:
    """A YAML scalar in one line that reads back as these words."""
    for sign, escape in (("\\", "\\\\"), ('"', '\\"'), ("\n", "\\n"), ("\t", "\\t")):
        words = words.replace(sign, escape)
    return f'"{words}"'
