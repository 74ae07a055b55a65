"""The comment under a proposal: what it does to the plan first, what it takes to keep it, details folded.

Raising and lowering a target read alike; nothing is called a warning. Markdown as GitHub and GitLab read it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import reduce
from typing import Final
from urllib.parse import quote

from goalbook import escape
from goalbook.analyse import smart_letter
from goalbook.history import letters, report
from goalbook.history.change import Change
from goalbook.history.difference import Difference
from goalbook.history.letters import LetterMove
from goalbook.messages import Message, msg
from goalbook.present.effects import Effects
from goalbook.present.spoken import Spoken
from goalbook.words import Words

_LONGEST: Final = 60_000
"""Characters of a comment; GitHub refuses more than 65,536."""
_SECTIONS: Final = 0.6
"""The part of a comment that sections may fill; the rest is for rows and details."""
_MOST_SENTENCES: Final = 6
_MOST_PLACES: Final = 10
_ADDRESS: Final = ":/?#[]@!$&'*+,;=%~"
"""Signs of an address that stay as they are; brackets would end it."""
_FIRST: Final = ("kgi-changed", "target-moved", "key-result-added", "key-result-removed", "due-moved")
"""What stands first when several things changed; everything else follows in the order of its place."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """What stands beside a comment at the host.

    Attributes:
        suggested: Changes at whose lines a suggestion can be taken over.
        preview: Address of the proposal's pages and of what the check says; empty for none.
    """

    suggested: tuple[Change, ...] = ()
    preview: str = ""


_ALONE: Final = Beside()


def comment(difference: Difference, languages: Sequence[Words], beside: Beside = _ALONE) -> str:
    """The comment in the company's languages: the first in full, each further one folded below it.

    Args:
        difference: What changed.
        languages: At least one.
        beside: What else stands at the proposal.
    """
    first, *others = languages
    room = _LONGEST // len(languages)
    parts = [_Comment(difference, first, room, beside).text()]
    for words in others:
        name = words.locale.get_display_name(words.language) or words.language
        parts.append(_folded(name[:1].upper() + name[1:], _Comment(difference, words, room, beside).text()))
    return "\n\n".join(parts) + "\n"


class _Comment:
    """The comment in one language."""

    def __init__(self, difference: Difference, words: Words, room: int, beside: Beside) -> None:
        self._difference = difference
        self._preview = beside.preview
        self._room = room
        self._spoken = Spoken(words, difference.new.handbook)
        self._before = Spoken(words, difference.old.handbook)
        self._words = words
        self._effects = Effects(self._spoken, beside.suggested)

    def text(self) -> str:
        return "\n\n".join(part for part in self._parts() if part)

    def _parts(self) -> Iterator[str]:
        found = self._difference
        if found.is_first and found.changes:
            yield self._heading(msg("These are the first goals"))
        elif found.is_numbers_only or not found.changes:
            yield self._heading(report.summary(found.changes, is_whole=not found.not_compared))
        yield from self._fitting(
            self._sections(), self._room * _SECTIONS, msg("Teams not shown here: {number}")
        )
        yield self._renamed()
        yield self._numbers()
        yield self._not_compared()
        yield self._details()

    def _heading(self, title: Message) -> str:
        return f"### {self._words.say(title)}"

    def _fitting(self, parts: Iterator[str], room: float, rest: Message) -> Iterator[str]:
        """As many parts as there is room for, then how many are left out."""
        left_out = 0
        for part in parts:
            room -= len(part)
            if room > 0:
                yield part
            else:
                left_out += 1
        if left_out:
            yield self._words.say(Message(rest.text, {"number": left_out}))

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

    def _renamed(self) -> str:
        """Teams whose folder has another name now."""
        lines = (
            self._words.say(
                msg(
                    "{team}: {sentence}",
                    team=self._team(team),
                    sentence=self._words.say(report.was_called(f"`{_code(then)}`")),
                )
            )
            for team, then in sorted(self._difference.renamed.items())
        )
        return self._listed(lines)

    def _numbers(self) -> str:
        """Rows of the log, one line for each team."""
        lines = (
            self._words.say(
                msg("{team}: {sentence}", team=self._team(change.team), sentence=self._sentence(change))
            )
            for change in self._difference.changes
            if change.kind in report.NUMBERS
        )
        shown = self._listed(lines)
        if not shown or self._difference.is_numbers_only:
            return shown
        title = self._words.gettext("Recorded numbers")
        return f"#### {title}\n\n{shown}"

    def _listed(self, lines: Iterator[str], part: float = 1 / 2) -> str:
        """A list, and the part of what sections leave over that it may fill."""
        room = self._room * (1 - _SECTIONS) * part
        return "\n".join(f"- {line}" for line in self._fitting(lines, room, msg("and {number} more")))

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
        link = self._link()
        if not goals:
            return link
        lines = (
            f"{self._sentence(change)} `{_code(str(self._difference.locate(change)))}`" for change in goals
        )
        before_and_after = f"**{self._words.gettext('Before and after')}**\n\n{self._listed(lines, 1 / 4)}"
        title = msg("Details (SMART, before and after, preview)")
        if not link:
            title = msg("Details (SMART, before and after)")
        parts = (self._smart(), before_and_after, link)
        return _folded(self._words.say(title), "\n\n".join(part for part in parts if part))

    def _smart(self) -> str:
        """Letters of key results that change."""
        found = self._difference
        moved = tuple(letters.moves(found.old.handbook, found.new.handbook, found.changes))
        if moved:
            return f"**SMART**\n\n{self._listed(map(self._letter, moved), 1 / 4)}"
        if found.is_first or found.not_compared:
            return ""
        return self._words.gettext("**SMART**: no letter of a key result changes.")

    def _letter(self, move: LetterMove) -> str:
        title = self._words.gettext('"{title}"', title=self._spoken.text(move.result.title))
        letter = self._words.say(smart_letter.NAMES[move.letter])
        before, after = (
            self._words.say(smart_letter.WORDS[result]) if result else ""
            for result in (move.before, move.after)
        )
        came = msg("{before} → {after}", before=before, after=after) if before and before != after else after
        told = self._words.say(msg("{title}, {letter}: {result}.", title=title, letter=letter, result=came))
        return reduce(self._after, map(self._spoken.say, move.questions), told)

    def _after(self, first: str, second: str) -> str:
        return self._words.gettext("{first} {second}", first=first, second=second)

    def _link(self) -> str:
        if not self._preview:
            return ""
        title = self._words.gettext("The check, and the pages to look at")
        return f"[{title}]({quote(self._preview, safe=_ADDRESS)})"


def _rank(change: Change) -> int:
    return _FIRST.index(change.kind) if change.kind in _FIRST else len(_FIRST)


def _folded(title: str, text: str) -> str:
    return f"<details><summary>{title}</summary>\n\n{text}\n\n</details>"


def _code(text: str) -> str:
    """Text between backticks, which nothing escapes."""
    return escape.line(text).replace("`", "'")
