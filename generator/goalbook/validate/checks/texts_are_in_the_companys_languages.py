"""Texts are written in the company's languages.

``languages:`` in company.yml lists the languages of the site; a text in any other is shown nowhere.
"""

from __future__ import annotations

from collections.abc import Iterator

from goalbook.messages import msg
from goalbook.model.handbook import Handbook
from goalbook.model.ref import Ref
from goalbook.model.values import Text
from goalbook.problems import Severity
from goalbook.validate import texts
from goalbook.validate.check import Check, Finding


def _find(handbook: Handbook) -> Iterator[Finding]:
    known = frozenset(("", *handbook.company.languages))
    for ref, text in texts.written(handbook):
        for language, _ in text.entries:
            if language not in known:
                yield _finding(handbook, ref, text, language)


def _finding(handbook: Handbook, ref: Ref, text: Text, language: str) -> Finding:
    languages = handbook.company.languages
    missing = [code for code in languages if code not in dict(text.entries)]
    return Finding(
        ref=ref.at(language),
        message=msg('A text in "{language}" is shown nowhere.', language=language),
        hint=msg(
            "Write {languages} here, or add the language in company.yml.",
            languages=tuple(missing or languages),
        ),
    )


CHECK = Check(
    find=_find,
    severity=Severity.WARNING,
    origin="house",
    page="format.md#yaml",
    why=msg("Readers of one language would miss what readers of another can read."),
    bad="""\
why: {en: Growth has to come from new customers., fr: La croissance viendra de nouveaux clients.}
""",
    good="""\
why: {en: Growth has to come from new customers., ja: 成長は新しいお客様から生まれる。}
""",
)
