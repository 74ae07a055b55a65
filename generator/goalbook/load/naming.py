"""Names of files and folders: ids, names that some systems cannot have, files that belong elsewhere."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from difflib import get_close_matches
from typing import Final

from goalbook.messages import Message, msg
from goalbook.model import grammar
from goalbook.problems import Location, Problem, Severity

# Windows cannot have files of these names, whatever the extension.
_DEVICES: Final = frozenset(
    {"con", "prn", "aux", "nul", *(f"{port}{number}" for port in ("com", "lpt") for number in range(1, 10))}
)
_FORBIDDEN: Final = re.compile(
    '[\x00-\x1f\x7f-\x9f<>:"|?*\\\\\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]|[. ]$'
)
# A cycle has a page below its team's; these pages stand there already.
_TEAM_PAGES: Final = frozenset(
    {"diagnosis", "plan", "trends", "okr", "practice", "reviews", "history", "guide", "card"}
)
_PASSED_OVER: Final = re.compile(r"(?:^|/)\.|/(?:README|CODEOWNERS|LICENSE)(?:\.[a-z]+)?$")
_TEAM_DEPTH: Final = len(("goals", "teams", "<team>"))
_FOLDERS: Final = ("log", "agreements", "reviews")
_LOGS: Final = ("progress", "practice", "confidence", "attestation")


def is_passed_over(path: str) -> bool:
    """Whether a file is nothing of ours: hidden, or a note for people."""
    return _PASSED_OVER.search(path) is not None


def unusable(path: str, names: Mapping[str, str]) -> Problem | None:
    """Why a file cannot be used under its name, or None.

    Args:
        path: From the project root.
        names: The ids in it by kind: ``team``, ``cycle``, ``member``; others are free.
    """
    for kind, name in names.items():
        if kind in _KINDS and not grammar.ID.fullmatch(name):
            found = path[: path.index(f"/{name}") + 1 + len(name)] if kind == "team" else path
            return _problem(
                found,
                "file-name-id",
                msg('"{found}" cannot be the id of {kind}.', found=name, kind=_KINDS[kind]),
                grammar.id_hint(name),
            )
    if names.get("cycle") in _TEAM_PAGES and "member" not in names:
        return _problem(
            path,
            "file-name-reserved",
            msg('"{found}" is the name of a page of every team.', found=names["cycle"]),
            msg("Give the cycle another name, for example fy2026-h2."),
        )
    return _unportable(path)


def _unportable(path: str) -> Problem | None:
    for part in path.split("/"):
        stem = part.split(".")[0].lower()
        if stem in _DEVICES or _FORBIDDEN.search(part):
            return _problem(
                path,
                "file-name-portable",
                msg('Windows cannot have a file or folder named "{found}".', found=_visible(part)),
                msg("Rename it with letters, digits and hyphens."),
            )
    return None


def collisions(paths: Sequence[str]) -> Iterator[Problem]:
    """Files and folders whose names differ only in capital letters or in how letters are encoded."""
    spellings: defaultdict[str, list[str]] = defaultdict(list)
    for path in paths:
        parts = path.split("/")
        for length in range(1, len(parts) + 1):
            place = "/".join(parts[:length])
            known = spellings[unicodedata.normalize("NFC", place).casefold()]
            if place not in known:
                known.append(place)
    for first, *others in spellings.values():
        for other in others:
            if other.rpartition("/")[0] == first.rpartition("/")[0]:
                yield _problem(
                    other,
                    "file-name-collision",
                    msg("On many computers this is the same file or folder as {path}.", path=_visible(first)),
                    msg("Rename one of the two."),
                )


def stray(path: str, is_known: Callable[[str], bool]) -> Problem:
    """A file that no source reads, with the place it probably belongs.

    Args:
        path: From the project root.
        is_known: Whether some source reads a file of this path.
    """
    nearest = next((other for other in _guesses(path) if other != path and is_known(other)), None)
    if nearest is not None:
        hint = msg("Did you mean {path}?", path=nearest)
    elif path.lower().endswith((".xlsx", ".xls", ".ods")):
        hint = msg(
            "In the spreadsheet, choose Save as, then Excel workbook (.xlsx) or CSV UTF-8, "
            "and put it into log/progress/ of the team."
        )
    elif "/agreements/" in path:
        hint = msg("Agreements are in agreements/, a folder for each cycle, a file for each member.")
    elif "/reviews/" in path:
        hint = msg("Reviews are named date and kind: 2026-11-18-mid-month.md.")
    else:
        hint = msg(
            "Goal files are company.yml and, by team, team.yml, <cycle>.yml, log/, agreements/, reviews/."
        )
    message = msg("This file is not read: its name or place is unknown.")
    return _problem(path, "file-unknown", message, hint, severity=Severity.WARNING)


def _guesses(path: str) -> Iterator[str]:
    """Other names for a file, likeliest first."""
    lower = re.sub(r"\.ya?ml$", ".yml", re.sub(r"[ _]+", "-", path.lower().strip()))
    yield lower
    parts = lower.split("/")
    *folders, name = parts
    team = "/".join(parts[:3])
    if lower.endswith((".csv", ".xlsx", ".xlsm")) and len(folders) >= _TEAM_DEPTH:
        near = get_close_matches(folders[-1], _LOGS, n=1)
        yield f"{team}/log/{near[0] if near else 'progress'}/{name}"
    if len(folders) > _TEAM_DEPTH:
        near = get_close_matches(folders[3], _FOLDERS, n=1, cutoff=0.5)
        yield "/".join([*parts[:3], *near, *parts[4:]])
    if name.endswith(".yml"):
        near = get_close_matches(name, ("team.yml",), n=1, cutoff=0.8)
        yield "/".join([*folders, *near])
        yield f"goals/{name}"
    if name.endswith(".md"):
        yield f"{team}/reviews/{name}"


def _visible(name: str) -> str:
    return "".join(sign if sign.isprintable() else f"\\u{ord(sign):04x}" for sign in name)


def _problem(
    path: str, key: str, message: Message, hint: Message, *, severity: Severity = Severity.ERROR
) -> Problem:
    where = Location(_visible(path))
    return Problem(location=where, severity=severity, key=key, message=message, hint=hint)


_KINDS: Final = {"team": msg("a team"), "cycle": msg("a cycle"), "member": msg("a member")}
