"""Reminders as Markdown, for a chat or a mail: who is asked for what, and where it is recorded."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from goalbook import escape
from goalbook.analyse.reminders import Reminder
from goalbook.messages import Message, Value, msg
from goalbook.model.handbook import Handbook, TeamFiles
from goalbook.model.values import Text
from goalbook.present import icalendar, periods
from goalbook.words import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Reminding:
    """How reminders are said.

    Attributes:
        handbook: The goals.
        words: The language.
        site: Address of the site's root; empty when nobody said it.
    """

    handbook: Handbook
    words: Words
    site: str = ""

    def text(self, found: Iterable[Reminder]) -> str:
        """All of them, a heading for each team; empty when there are none."""
        told = ["\n".join(self._lines(one)) for one in found]
        return "\n\n".join(told) + "\n" if told else ""

    def _lines(self, found: Reminder) -> Iterator[str]:
        files = self.handbook.teams[found.team]
        yield f"## {self._said(files.team.name)}"
        yield ""
        for who, metrics in found.numbers.items():
            names = self._names(files.cycles[found.cycle].metrics[metric].name for metric in metrics)
            numbers = (
                msg("Numbers to record, {member}: {measures}")
                if who
                else msg("Numbers to record, whoever has them: {measures}")
            )
            yield self._line(numbers, member=self._member(files, who), measures=names)
        for review in found.reviews:
            title = self.words.say(icalendar.title(review.kind))
            yield self._line(msg("{review}, due {day}"), review=title, day=self._day(review.due))
        for task in found.actions:
            action = task.action
            yield self._line(
                msg("Action: {what} ({owner}, {day})"),
                what=self._said(action.what),
                owner=self._member(files, action.owner),
                day=self._day(action.due),
            )
        for message, members in (
            (msg("To agree again: {names}"), found.renew),
            (msg("Still to agree: {names}"), found.silent),
        ):
            if members:
                names = self.words.gettext(", ").join(self._member(files, one) for one in members)
                yield self._line(message, names=names)
        if self.site:
            yield ""
            yield f"{self.site.rstrip('/')}/teams/{found.team}/index.html#record"

    def _line(self, message: Message, **values: Value) -> str:
        return f"- {self.words.gettext(message.text, **values)}"

    def _names(self, texts: Iterable[Text]) -> str:
        return self.words.gettext(", ").join(self._said(one) for one in texts)

    def _member(self, files: TeamFiles, member: str) -> str:
        known = files.team.members.get(member)
        return self._said(known.name) if known else member

    def _said(self, text: Text) -> str:
        """In one line that starts no command wherever it is passed on to."""
        said, _ = text.pick(self.words.language, self.handbook.company.languages[0])
        return escape.line(" ".join(said.split()))

    def _day(self, day: date) -> str:
        return periods.day(day, self.words, "weekday")
