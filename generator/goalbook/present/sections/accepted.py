"""What the authors of a team's files accept although a check says otherwise, each with its reason."""

from __future__ import annotations

from goalbook.present.section import Section
from goalbook.present.subject import Subject
from goalbook.validate.accepted import Accepted


def _build(subject: Subject) -> tuple[Accepted, ...] | None:
    return subject.basis.accepted_of.get(subject.team) or None


SECTION = Section(build=_build)
