"""How a key result leads to the KGI, in words (method: SMART, R1 and R3)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from goalbook.analyse import shared_words
from goalbook.analyse.smart_letter import Asked, Result
from goalbook.messages import Message, msg

Name = Mapping[str, str]
"""A name by language."""


def told(way: Sequence[Name], kgi: Name) -> Message:
    """The way through the tree.

    Args:
        way: Names from the key result's metric to the KGI, both included; of an arrow none between.
        kgi: The KGI's name.
    """
    if len(way) == 1:
        return msg("It is the final result (KGI) itself")
    steps = tuple(way[1:-1])
    if not steps:
        return msg("Leads straight to {kgi}", kgi=kgi)
    return msg("Leads to {kgi} by way of {steps}", kgi=kgi, steps=steps)


def linked(title: Name, kgi: Name, *, is_measured: bool) -> Asked:
    """Whether the objective leads to the KGI by a key result or by its own words; if not, people say how.

    Nobody is asked to change the words: an objective is qualitative, and other words may mean the same.

    Args:
        title: The objective by language.
        kgi: The KGI's name by language.
        is_measured: Whether one of its key results measures the KGI itself.
    """
    if is_measured:
        return Asked(msg("The objective is measured by {kgi}, too", kgi=kgi), Result.PASS, is_open=False)
    spoken = title.keys() & kgi.keys()
    both = {language: shared_words.shared(title[language], kgi[language]) for language in sorted(spoken)}
    words = {language: word for language, word in both.items() if word}
    if words:
        return Asked(msg('The objective speaks of it: "{word}"', word=words), Result.PASS, is_open=False)
    said = msg("The objective does not name {kgi}; how it leads there is for people to say", kgi=kgi)
    return Asked(said, Result.ATTEST, is_open=False)
