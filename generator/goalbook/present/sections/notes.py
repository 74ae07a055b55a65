"""Notes for the authors: what the checks found in a team's files."""

from __future__ import annotations

from goalbook.present.section import Section
from goalbook.present.subject import Subject
from goalbook.problems import Problem


def _build(subject: Subject) -> tuple[Problem, ...] | None:
    return subject.problems or None


SECTION = Section(build=_build)
