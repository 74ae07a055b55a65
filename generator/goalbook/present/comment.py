"""The comment under a proposal: what it does to the plan first, what it takes to keep it, details folded.

Raising and lowering a target read alike; nothing is called a warning. Markdown as GitHub and GitLab read it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from goalbook import escape
from goalbook.history import report
from goalbook.history.change import Change
from goalbook.history.difference import Difference
from goalbook.messages import msg
from goalbook.present.effects import Effects
from goalbook.present.spoken import Spoken
from goalbook.words import Words

_MOST_SECTIONS: Final = 20
_MOST_SENTENCES: Final = 6
_MOST_DETAILS: Final = 150
_MOST_PLACES: Final = 10
_FIRST: Final = ("kgi-changed", "target-moved", "key-result-added", "key-result-removed", "due-moved")
"""What stands first when several things changed; everything else follows in the order of its place."""


def comment(difference: Difference, languages: Sequence[Words]) -> str:
    """The comment in the company's languages: the first in full, each further one folded below it.

    Args:
        difference: What changed.
        languages: At least one.
    """
    first, *others = languages
    parts = [_Comment(difference, first).text()]
    for words in others:
        name = words.locale.get_display_name(words.language) or words.language
        parts.append(_folded(name[:1].upper() + name[1:], _Comment(difference, words).text()))
    return "\n\n".join(parts) + "\n"


class _Comment:
    """The comment in one language."""

    def __init__(self, difference: Difference, words: Words) -> None:
        self._difference = difference
        self._spoken = Spoken(words, difference.new.handbook)
        self._before = Spoken(words, difference.old.handbook)
        self._words = words
        self._effects = Effects(self._spoken, difference)

    def text(self) -> str:
        return "\n\n".join(part for part in self._parts() if part)

    def _parts(self) -> Iterator[str]:
        found = self._difference
        if found.is_first and found.changes:
            yield f"### {self._words.say(msg('These are the first goals'))}"
        elif found.is_numbers_only or not found.changes:
            yield f"### {self._words.say(report.summary(found.changes))}"
        sections = list(self._sections())
        yield from sections[:_MOST_SECTIONS]
        if len(sections) > _MOST_SECTIONS:
            yield self._words.say(
                msg("Teams not shown here: {number}", number=len(sections) - _MOST_SECTIONS)
            )
        yield self._numbers()
        yield self._not_compared()
        yield self._details()

    def _sections(self) -> Iterator[str]:
        """One section for each team, those whose plan moves first; the company before its teams."""
        goals = [change for change in self._difference.changes if change.kind not in report.NUMBERS]
        touched = {
            effect.team for effect in self._difference.effects if effect.is_goal_touched or effect.promises
        }
        teams = sorted({change.team for change in goals}, key=lambda team: (team not in touched, team))
        for team in teams:
            yield self._section(team, [change for change in goals if change.team == team])

    def _section(self, team: str, changes: Sequence[Change]) -> str:
        name = self._team(team)
        ordered = sorted(changes, key=_rank)
        lines = [self._sentence(change) for change in ordered[:_MOST_SENTENCES]]
        if len(changes) == 1:
            title, listed = self._words.say(msg("{team}: {sentence}", team=name, sentence=lines[0])), ""
        else:
            title = self._words.say(msg("{team}: {number} changes", team=name, number=len(changes)))
            rest = len(changes) - len(lines)
            more = [self._words.say(msg("and {number} more", number=rest))] if rest else []
            listed = "\n".join(f"- {line}" for line in (*lines, *more))
        effects = [effect for effect in self._difference.effects if effect.team == team]
        told = [
            part for effect in effects for part in self._effects.parts(effect, is_alone=len(effects) == 1)
        ]
        return "\n\n".join(part for part in (f"### {title}", listed, *told) if part)

    def _sentence(self, change: Change) -> str:
        return (self._before if change.is_gone else self._spoken).change(change)

    def _team(self, team: str) -> str:
        book = self._difference.new.handbook
        files = book.teams.get(team) or self._difference.old.handbook.teams.get(team)
        return self._spoken.text(files.team.name if files else book.company.name)

    def _numbers(self) -> str:
        """Rows of the log, one line for each team."""
        lines = [
            self._words.say(
                msg("{team}: {sentence}", team=self._team(change.team), sentence=self._sentence(change))
            )
            for change in self._difference.changes
            if change.kind in report.NUMBERS
        ]
        shown = [f"- {line}" for line in lines[:_MOST_DETAILS]]
        return "\n".join(shown)

    def _not_compared(self) -> str:
        places = self._difference.not_compared
        if not places:
            return ""
        told = self._words.say(
            msg("Not compared, because it could not be read before or now: {number}.", number=len(places))
        )
        shown = ", ".join(f"`{_code(str(place))}`" for place in places[:_MOST_PLACES])
        return f"{told} {shown}"

    def _details(self) -> str:
        goals = [change for change in self._difference.changes if change.kind not in report.NUMBERS]
        if not goals:
            return ""
        lines = [
            f"- {self._sentence(change)} `{_code(str(self._difference.locate(change)))}`"
            for change in goals[:_MOST_DETAILS]
        ]
        return _folded(self._words.say(msg("Details: every change and its line")), "\n".join(lines))


def _rank(change: Change) -> int:
    return _FIRST.index(change.kind) if change.kind in _FIRST else len(_FIRST)


def _folded(title: str, text: str) -> str:
    return f"<details><summary>{title}</summary>\n\n{text}\n\n</details>"


def _code(text: str) -> str:
    """Text between backticks, which nothing escapes."""
    return escape.line(text).replace("`", "'")
