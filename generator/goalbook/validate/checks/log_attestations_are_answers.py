"""Every row of the attestation log answers an item of the checklist with yes or no.

The column ``item`` holds one of ``focus, behaviour, agreement, stretch, both, reviews, improve``,
the column ``answer`` ``yes`` or ``no`` (``はい``, ``いいえ``).
"""

from __future__ import annotations

from collections.abc import Iterator

from goalbook.analyse import checklist_words
from goalbook.messages import msg
from goalbook.model.handbook import Handbook
from goalbook.problems import Severity
from goalbook.validate import nearest, rows
from goalbook.validate.check import Check, Finding


def _find(handbook: Handbook) -> Iterator[Finding]:
    for _, log in rows.files(handbook, "attestation"):
        items = log.names("item") - set(checklist_words.KEYS)
        for name, place in rows.unknown(log, "item", items):
            yield Finding(
                ref=place,
                message=msg('The checklist has no item "{item}".', item=name),
                hint=nearest.hint(
                    name,
                    checklist_words.KEYS,
                    msg("Known are {items}.", items=", ".join(checklist_words.KEYS)),
                ),
            )
        answers = frozenset(one for one in log.names("answer") if checklist_words.answer(one) is None)
        for name, place in rows.unknown(log, "answer", answers):
            yield Finding(
                ref=place,
                message=msg('"{answer}" is neither yes nor no.', answer=name),
                hint=msg("Write yes or no; what else there is to say goes into the column note."),
            )


CHECK = Check(
    find=_find,
    severity=Severity.WARNING,
    is_of_logs=True,
    origin="house",
    why=msg("An answer that belongs to no question is shown nowhere."),
    bad="""\
# goals/teams/sales-1/log/attestation/2026-11.csv
date,item,answer,by
2026-11-18,behavior,mostly,sato
""",
    good="""\
# goals/teams/sales-1/log/attestation/2026-11.csv
date,item,answer,by
2026-11-18,behaviour,yes,sato
""",
)
