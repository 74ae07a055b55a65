"""A turn of the goals' history in words: what changed, why, what it does to the plan; plain text, no markup.

Names and reasons stand in it as their authors wrote them, so whoever shows them makes them harmless there.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from goalbook.history.change import Change
from goalbook.history.chronicle import Entry, Teller
from goalbook.history.turns import Turn
from goalbook.messages import Message, msg
from goalbook.model.handbook import Handbook
from goalbook.model.values import Text
from goalbook.present.effects import Effects
from goalbook.present.spoken import Spoken
from goalbook.words import Words

_GROUPS: Final[Mapping[str, str]] = {
    "metrics": "measures",
    "kgi": "measures",
    "changes": "measures",
    "kpis": "measures",
    "objectives": "okr",
    "practices": "practice",
    "agreements": "agreements",
    "reviews": "reviews",
    "log": "numbers",
}
"""The section of a file, or the folder, that a change stands in to the group readers look for."""
_TARGETS: Final = frozenset({"target-moved", "baseline-moved", "due-moved"})
GROUPS: Final[Mapping[str, Message]] = {
    "targets": msg("Targets"),
    "measures": msg("Measures"),
    "okr": msg("Objectives and key results"),
    "practice": msg("Practice"),
    "agreements": msg("Agreements"),
    "reviews": msg("Reviews"),
    "numbers": msg("Recorded numbers"),
    "team": msg("Team and company"),
}


def teller(languages: Sequence[Words]) -> Teller:
    """Tells turns in these languages."""
    digest = hashlib.sha256(b"\0".join(words.catalogue for words in languages)).hexdigest()
    codes = [words.language for words in languages]
    return Teller(tell=lambda turn: _entry(turn, languages), key="\0".join((*codes, digest)))


def group(change: Change) -> str:
    """The group of changes that one belongs to."""
    if change.kind in _TARGETS:
        return "targets"
    parts = change.ref.path.split("/")
    inner = parts[3:4] if len(parts) > 4 else change.ref.keys[:1]  # noqa: PLR2004 - goals/teams/<team>/<folder>/<file>
    return _GROUPS.get(str(inner[0]) if inner else "", "team")


def unread(path: str) -> Message:
    """What is said of a file that could not be read."""
    return msg("{path} could not be read; what changed in it is told when it can be read again", path=path)


def _entry(turn: Turn, languages: Sequence[Words]) -> Entry:
    book = turn.new.handbook if turn.team in turn.new.handbook.teams else turn.old.handbook
    return {
        "team": turn.team,
        "was": turn.was,
        "name": _by_language(_name(book, turn.team), book),
        "lines": [_line(turn, change, languages) for change in turn.changes],
        "effects": {words.language: list(_effects(turn, words)) for words in languages},
        "unread": list(turn.unread),
    }


def _line(turn: Turn, change: Change, languages: Sequence[Words]) -> dict[str, Any]:
    book = turn.old.handbook if change.is_gone else turn.new.handbook
    return {
        "kind": change.kind,
        "group": group(change),
        "cycle": change.cycle,
        "ids": list(change.ids),
        "was": str(change.old) if change.kind == "id-renamed" else "",
        "bar": change.bar.value,
        "since": change.since.isoformat() if change.since else "",
        "said": {words.language: Spoken(words, book, str).change(change) for words in languages},
        "why": _by_language(change.why, book) if change.why else {},
    }


def _effects(turn: Turn, words: Words) -> Iterator[str]:
    told = Effects(Spoken(words, turn.new.handbook, str))
    for effect in turn.effects:
        goal = told.goal(effect)
        for name, before, after in (*((goal,) if goal else ()), *told.fits(effect)):
            yield words.say(msg("{name}: {before} → {after}", name=name, before=before, after=after))


def _name(book: Handbook, team: str) -> Text:
    return book.teams[team].team.name if team in book.teams else book.company.name


def _by_language(text: Text, book: Handbook) -> dict[str, str]:
    return dict(text.by_language(book.company.languages[0]))
