"""The goals' history as lines for people and as JSON for programs."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from goalbook import escape
from goalbook.errors import ConfigError
from goalbook.history.compare import kinds
from goalbook.history.report import was_called
from goalbook.messages import Message, msg
from goalbook.model.handbook import Handbook
from goalbook.present.past import RECORDED, Past, Told, ToldChange, picked
from goalbook.present.told import GROUPS, unread
from goalbook.present.turns import sentence
from goalbook.words import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What is asked for.

    Attributes:
        team: A team's id; None for all.
        metric: A measure's id; None for all.
        kinds: Keys of kinds or groups of changes; all but recorded numbers when empty.
        limit: How many turns; 0 for all.
    """

    team: str | None = None
    metric: str | None = None
    kinds: tuple[str, ...] = ()
    limit: int = 0

    def picks(self, change: ToldChange) -> bool:
        """Whether a change is asked for."""
        if self.metric is not None and self.metric not in change.ids:
            return False
        if self.kinds:
            return change.kind in self.kinds or change.group in self.kinds
        return change.kind != RECORDED


def found(past: Past, asked: Asked) -> Iterator[Told]:
    """The turns asked for, newest first, each with the changes asked for."""
    is_narrow = bool(asked.kinds or asked.metric)
    number = 0
    for told in past.told():
        if asked.team is not None and asked.team not in {told.team, told.team_then}:
            continue
        changes = tuple(change for change in told.changes if asked.picks(change))
        if changes or (not is_narrow and (told.unread or told.was)):
            yield replace(told, changes=changes)
            number += 1
            if number == asked.limit:
                return


def refuse_unknown(past: Past, asked: Asked, now: Handbook) -> None:
    """Nothing that never was is answered with "nothing has changed".

    Args:
        past: All there is to ask.
        asked: What is asked for.
        now: The goals as they are.

    Raises:
        ConfigError: Neither the history nor the goals know the team, the measure or the kind.
    """
    _refuse(msg('There is no kind of change "{name}".'), asked.kinds, _kinds(), _NAMED)
    if asked.team is not None:
        _refuse(
            msg('There is no team "{name}", and the history knows of none.'), (asked.team,), _teams(past, now)
        )
    if asked.metric is not None:
        _refuse(
            msg('There is no measure "{name}", and the history knows of none.'),
            (asked.metric,),
            _metrics(past, now),
        )


def text(past: Past, asked: Asked, words: Words) -> str:
    """A few lines for each turn, with a line between two of them; then where the history begins."""
    blocks = ["".join(f"{line}\n" for line in _lines(told, words)) for told in found(past, asked)]
    if not blocks:
        blocks.append(words.gettext("Nothing has changed yet.") + "\n")
    if past.chronicle.is_cut and past.begins:
        said = words.gettext(
            "This clone's history starts on {day}; git fetch --unshallow brings the rest.",
            day=words.day(past.begins),
        )
        blocks.append(f"{said}\n")
    return "\n".join(blocks)


def json(past: Past, asked: Asked) -> str:
    """``{"begins": day, "is_cut": bool, "turns": [...]}``; texts by language."""
    return escape.json(
        {
            "begins": past.begins.isoformat() if past.begins else None,
            "is_cut": past.chronicle.is_cut,
            "turns": [
                {
                    "commit": told.commit,
                    "day": told.day.isoformat(),
                    "authors": list(told.authors),
                    "title": told.title,
                    "proposal": told.proposal or None,
                    "team": told.team or None,
                    "renamed_from": told.was or None,
                    "changes": [_plain(change) for change in told.changes],
                    "effects": {language: list(lines) for language, lines in told.effects.items()},
                    "not_readable": list(told.unread),
                }
                for told in found(past, asked)
            ],
        }
    )


def _plain(change: ToldChange) -> dict[str, object]:
    return {
        "kind": change.kind,
        "group": change.group,
        "cycle": change.cycle or None,
        "ids": list(change.ids),
        "bar": change.bar,
        "message": dict(change.said),
        "why": dict(change.why) or None,
    }


def _lines(told: Told, words: Words) -> Iterator[str]:
    head = [words.day(told.day), picked(told.name, words), ", ".join(told.authors)]
    yield escape.line("  ".join(part for part in head if part))
    title = " ".join(part for part in (told.title, told.proposal and f"({told.proposal})") if part)
    if title:
        yield _indented(words, msg("“{title}”", title=title))
    if told.was:
        yield _listed(words.say(was_called(told.was)))
    for change in told.changes:
        yield _listed(sentence(picked(change.said, words)))
        if change.why:
            yield _indented(words, msg("Reason: {why}", why=picked(change.why, words)), 4)
    for effect in told.effects.get(words.language, ()):
        yield escape.line(f"  = {effect}")
    for path in told.unread:
        yield _listed(words.say(unread(path)))


def _indented(words: Words, message: Message, depth: int = 2) -> str:
    return " " * depth + escape.line(words.say(message))


def _listed(said: str) -> str:
    return escape.line(f"  - {said}")


def _kinds() -> set[str]:
    return {*GROUPS, *(entry.key for entry in kinds())}


def _teams(past: Past, now: Handbook) -> set[str]:
    return {*now.teams, *(team for told in past.all for team in (told.team, told.team_then))}


def _metrics(past: Past, now: Handbook) -> set[str]:
    """Every id that a change may be about; more than measures, for what is gone is known by its id only."""
    cycles = (cycle for files in now.teams.values() for cycle in files.cycles.values())
    here = (metric for cycle in cycles for metric in cycle.metrics)
    return {*here, *(name for told in past.all for change in told.changes for name in change.ids)}


def _refuse(message: Message, wanted: Sequence[str], known: Collection[str], hint: str = "") -> None:
    for name in wanted:
        if name not in known:
            near = difflib.get_close_matches(name, sorted(known), n=1)
            raise ConfigError(
                message.text,
                hint=msg("Did you mean {nearest}?").text if near else hint,
                name=escape.line(name),
                nearest="".join(near),
            )


_NAMED: Final = msg("goalbook diff and goalbook history name the kinds.").text
