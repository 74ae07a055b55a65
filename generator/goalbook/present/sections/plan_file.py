"""The plan as a spreadsheet: where it stands."""

from __future__ import annotations

from dataclasses import dataclass

from goalbook.present import plan_sheet, spreadsheet
from goalbook.present.section import Section
from goalbook.present.subject import Subject


@dataclass(frozen=True, slots=True)
class PlanFile:
    """The address of a team's sheet.

    Attributes:
        team: The team's id.
    """

    team: str

    def path(self, language: str) -> str:
        """Below the site's root, in one language."""
        return spreadsheet.path(self.team, language)


def _build(subject: Subject) -> PlanFile | None:
    return PlanFile(subject.team) if plan_sheet.plan_sheet(subject) is not None else None


SECTION = Section(needs=("certainty",), build=_build)
