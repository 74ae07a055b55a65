"""When the site was built, unless the team's data are a finished record."""

from __future__ import annotations

from goalbook.present import age
from goalbook.present.age import Age
from goalbook.present.section import Section
from goalbook.present.subject import Subject


def _build(subject: Subject) -> Age | None:
    return None if subject.is_record else age.of(subject.basis)


SECTION = Section(build=_build)
