"""When the site was built, for readers whose clock says that it is old."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from goalbook.analyse import thresholds
from goalbook.present.basis import Basis


@dataclass(frozen=True, slots=True, kw_only=True)
class Age:
    """The day of a site that is built again and again.

    Attributes:
        built: That day.
        days: After so many days it counts as old.
    """

    built: date
    days: int


def of(basis: Basis) -> Age | None:
    """None for a company that is shown as of a day of its own: a sample or an archive does not grow old."""
    if basis.handbook.company.as_of is not None:
        return None
    return Age(built=basis.today, days=thresholds.SITE_DAYS.value)
