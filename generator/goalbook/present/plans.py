"""A team's plan as volumes, made once for all parts of its pages."""

from __future__ import annotations

from datetime import timedelta

from goalbook.analyse.view_kind import view_kind
from goalbook.analyse.volumes import Work
from goalbook.present.readings import Stretch
from goalbook.present.subject import Subject


def work(subject: Subject) -> Work | None:
    """What the plan asks, of whom and on which days; None without a cycle that company.yml lists."""
    key = subject.key("work")
    if key not in subject.basis.made:
        subject.basis.made[key] = Work.of(subject.handbook, subject.team, subject.cycle_id)
    found: Work | None = subject.basis.made[key]
    return found


def ahead(subject: Subject, work: Work) -> Stretch:
    """The period to plan for: the running one, or the next one on its last day; else the cycle's last."""
    period = work.period(subject.day)
    if period.last == subject.day:
        period = work.period(subject.day + timedelta(days=1))
    return Stretch(
        kind=view_kind(work.cycle),
        cycle=subject.cycle_id,
        first=period.first,
        last=period.last,
        is_complete=period.last <= subject.day,
    )
