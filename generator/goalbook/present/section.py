"""The seam of sections: the values of one part of a page, made once for all templates and languages.

Templates place, choose and loop, so whatever must be looked up, counted or put in order is done here.
A section that has nothing to say is None, and the template leaves its place out.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A part of a page.

    Attributes:
        of: ``team``: `build` takes a `goalbook.present.subject.Subject`, for pages of a team or cycle;
            ``site``: it takes the `goalbook.present.basis.Basis`, for pages about all teams.
        needs: Tables it reads.
        build: The subject in, frozen values out; None when there is nothing to say.
    """

    of: Literal["team", "site"] = "team"
    needs: tuple[str, ...] = ()
    build: Callable[[Any], Any]
