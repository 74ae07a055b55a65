"""The teams below a team, one line each."""

from __future__ import annotations

from goalbook.present import entries
from goalbook.present.entries import Entry
from goalbook.present.section import Section
from goalbook.present.subject import Subject


def _build(subject: Subject) -> tuple[Entry, ...] | None:
    children = subject.basis.children.get(subject.team, ())
    if not children or not subject.is_current:
        return None
    return entries.in_order(entries.entry(subject.basis, team) for team in children)


SECTION = Section(needs=entries.NEEDS, build=_build)
