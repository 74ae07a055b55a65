"""Wording says what can be seen.

Key results, names of chosen KPIs, practice steps and open actions say what is done, how much and until when.
Objectives, wishes and what customers say in quotation marks are free.
"Raise", "strengthen" and the like are fine beside a metric, a target and a due day.
A company adds words of its own under ``words:`` in company.yml.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from goalbook.analyse import vague, vague_scope
from goalbook.analyse.vague import Hit
from goalbook.analyse.vague_scope import Item
from goalbook.analyse.vague_words import WORDS, VagueClass, VagueWords
from goalbook.messages import msg
from goalbook.model.handbook import Handbook
from goalbook.model.ref import Ref, review_ref
from goalbook.problems import Severity
from goalbook.validate import agreed
from goalbook.validate.check import Check, Finding
from goalbook.validate.quoted import quoted


def _find(handbook: Handbook) -> Iterator[Finding]:
    own = vague.own_words(text for word in handbook.company.words for _, text in word.entries)
    words = (*WORDS, *own)
    for found in agreed.cycles(handbook):
        for item in vague_scope.of_cycle(found.cycle):
            yield from _of_item(found.ref, item, words)
    for team, files in handbook.teams.items():
        for name, review in files.reviews.items():
            for item in vague_scope.of_review(review):
                yield from _of_item(review_ref(team, name), item, words)


def _of_item(file: Ref, item: Item, words: Sequence[VagueWords]) -> Iterator[Finding]:
    for language, text in item.text.entries:
        place = file.at(*item.keys, *([language] if language else []))
        hits: dict[VagueClass, list[Hit]] = {}
        for hit in vague.find(text, item.stands, words=words):
            hits.setdefault(hit.kind, []).append(hit)
        for same in hits.values():
            yield _finding(place, same)


def _finding(place: Ref, hits: Sequence[Hit]) -> Finding:
    """One finding for all words of a text that leave the same open."""
    lesson = hits[0].lesson
    return Finding(
        ref=place,
        message=msg(
            "{words} leaves open what is meant. {why}",
            words=quoted(hit.word for hit in hits),
            why=lesson.why,
        ),
        hint=msg(
            '{question} Not "{weak}", but "{strong}".',
            question=lesson.ask,
            weak=lesson.weak,
            strong=lesson.strong,
        ),
    )


CHECK = Check(
    find=_find,
    severity=Severity.WARNING,
    origin="research",
    page="frame-3-practice.md#fine-enough",
    why=msg("What nobody can see, nobody can agree on, practise or call done."),
    bad="""\
metrics:
  win_rate: {name: Win rate, kind: rate, of: contracts / proposals}
  contracts: {name: Contracts, kind: count}
  proposals: {name: Proposals, kind: count}
objectives:
  trust:
    title: Grow by earning customers' trust
    key_results:
      kr1: {title: Improve the win rate, metric: win_rate}
""",
    good="""\
metrics:
  win_rate: {name: Win rate, kind: rate, of: contracts / proposals}
  contracts: {name: Contracts, kind: count}
  proposals: {name: Proposals, kind: count}
objectives:
  trust:
    title: Grow by earning customers' trust
    key_results:
      kr1: {title: Improve the win rate, metric: win_rate, baseline: 12%, target: 15%, due: 2027-03-31}
""",
    alias="smart-s2",
)
