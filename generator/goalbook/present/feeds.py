"""Feeds of changes (Atom, RFC 4287): one for the organisation and one for each team, in every language.

The first language has ``changes.atom``, a further one ``changes.<language>.atom``. What a reader has read
stays read: ids are made from the commit and the team as it was called then, and no address is part of them.
Addresses are relative to the feed, so that the site works in any folder.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Final
from uuid import NAMESPACE_OID, uuid5
from xml.sax.saxutils import escape, quoteattr
from zoneinfo import ZoneInfo

from goalbook.messages import msg
from goalbook.present import turns
from goalbook.present.basis import Basis
from goalbook.present.editions import Language
from goalbook.present.past import Past, Told, picked
from goalbook.present.site import Asset
from goalbook.present.told import unread
from goalbook.words import Words

_MOST: Final = 50
_FORBIDDEN: Final = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 cannot hold, escaped or not."""


def assets(basis: Basis, languages: Sequence[Language]) -> Iterator[Asset]:
    """Every feed; none without a history."""
    past = basis.past
    if past is None:
        return
    for language in languages:
        is_first = language is languages[0]
        end = "changes.atom" if is_first else f"changes.{language.code}.atom"
        folder = "" if is_first else f"{language.code}/"
        name = language.filters.plain(basis.handbook.company.name)
        about = _About(past, language.filters.words, name)
        yield Asset(path=end, data=about.feed("", name, f"{folder}changes/index.html", turns.of_all(past)))
        for team, files in basis.handbook.teams.items():
            title = language.filters.plain(files.team.name)
            page = f"../../{folder}teams/{team}/history/index.html"
            yield Asset(
                path=f"teams/{team}/{end}", data=about.feed(team, title, page, turns.of_team(past, team))
            )


class _About:
    """The feeds of one language."""

    def __init__(self, past: Past, words: Words, company: str) -> None:
        self._past, self._words, self._company = past, words, company
        self._zone = ZoneInfo(past.time_zone)
        self._origin = past.chronicle.entries[0]["commit"] if past.chronicle.entries else ""

    def feed(self, team: str, name: str, page: str, found: Sequence[Told]) -> bytes:
        """One feed.

        Args:
            team: The team's id; empty for all.
            name: What it is called.
            page: The page that shows the same, seen from the feed.
            found: The turns, newest first.
        """
        title = self._words.say(msg("Changes of goals: {name}", name=name))
        updated = found[0].time if found else self._past.chronicle.begins or 0
        lines = [
            '<?xml version="1.0" encoding="utf-8"?>',
            f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang={quoteattr(self._words.language)}>',
            f"<title>{_text(title)}</title>",
            f"<id>{_id(self._origin, team, self._words.language)}</id>",
            f"<updated>{self._time(updated)}</updated>",
            f"<author><name>{_text(self._company)}</name></author>",
            f'<link rel="alternate" type="text/html" href={quoteattr(page)}/>',
            *(line for told in found[:_MOST] for line in self._entry(told, page)),
            "</feed>",
        ]
        return "\n".join((*lines, "")).encode()

    def _entry(self, told: Told, page: str) -> Iterator[str]:
        yield "<entry>"
        yield f"<title>{_text(self._title(told))}</title>"
        yield f"<id>{_id(told.commit, told.team_then)}</id>"
        yield f"<updated>{self._time(told.time)}</updated>"
        yield from (f"<author><name>{_text(name)}</name></author>" for name in told.authors)
        yield f'<link rel="alternate" type="text/html" href={quoteattr(f"{page}#{told.anchor}")}/>'
        html = "".join(f"<p>{_text(line)}</p>" for line in self._lines(told))
        yield f'<content type="html">{escape(html)}</content>'
        yield "</entry>"

    def _title(self, told: Told) -> str:
        lines = list(self._lines(told))
        name = picked(told.name, self._words)
        return self._words.say(
            msg("{team}: {sentence}", team=name, sentence=lines[0] if lines else told.title)
        )

    def _lines(self, told: Told) -> Iterator[str]:
        for change in told.changes:
            yield turns.sentence(picked(change.said, self._words))
            if change.why:
                yield self._words.say(msg("Reason: {why}", why=picked(change.why, self._words)))
        yield from told.effects.get(self._words.language, ())
        yield from (self._words.say(unread(path)) for path in told.unread)
        if told.title:
            yield " ".join(part for part in (told.title, told.proposal) if part)

    def _time(self, time: int) -> str:
        return datetime.fromtimestamp(time, self._zone).isoformat()


def _id(*parts: str) -> str:
    return f"urn:uuid:{uuid5(NAMESPACE_OID, 'goalbook/' + '/'.join(parts))}"


def _text(text: str) -> str:
    return escape(_FORBIDDEN.sub(" ", text))
