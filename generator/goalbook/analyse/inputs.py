"""What every table may read: the handbook and the day it is built on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from goalbook.model.handbook import Handbook


@dataclass(frozen=True, slots=True, kw_only=True)
class Inputs:
    """The handbook and the day.

    Attributes:
        handbook: Goals and proven log bytes.
        today: The day, for teams without an `as_of` of their own or of the company.
    """

    handbook: Handbook
    today: date
