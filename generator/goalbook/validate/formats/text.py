"""Lines for people."""

from __future__ import annotations

from goalbook.validate import report
from goalbook.validate.format import Format, Report


def _render(found: Report) -> str:
    accepted = (f"{report.accepted_line(one, found.words)}\n" for one in found.accepted)
    return report.text(found.problems, found.words) + "".join(accepted)


FORMAT = Format(render=_render, is_for_people=True)
