"""A link of the plan and how sure it is, for machines."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from goalbook.analyse.certain_links import Certain


def link_of(one: Certain) -> dict[str, Any]:
    """The fields of one link."""
    return {
        "step": one.link.step,
        "aim": one.link.aim,
        "rates": list(one.link.rates),
        "is_whole": one.link.is_whole,
        "share": one.share,
        "volume": one.volume,
        "target": one.target,
        "chance": one.chance,
        "needed": one.needed,
    }
