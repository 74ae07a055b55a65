"""How sure the volumes of one team's plan are, link by link (`goalbook.analyse.funnel_links`).

For all teams at once there is the table ``certainty``.
"""

from __future__ import annotations

from dataclasses import dataclass

from goalbook.analyse import certainty, funnel_links, plan
from goalbook.analyse.funnel_links import Link
from goalbook.analyse.volumes import Work
from goalbook.model.values import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Certain:
    """One link in a period.

    Attributes:
        link: Which.
        share: The planned share of successes, 0 to 1.
        volume: What the plan asks of the step, in whole cases.
        target: What it asks of the next step, in whole cases.
        chance: That the volume gives at least the target.
        needed: The volume that gives it with the certainty asked for.
    """

    link: Link
    share: float
    volume: int
    target: int
    chance: float
    needed: int


def certain(work: Work, period: Span, wanted: float) -> tuple[Certain, ...]:
    """Every link whose two ends and rates are planned.

    Args:
        work: The team's cycle.
        period: Whole months of it.
        wanted: The certainty asked for, above 0 and below 1.
    """
    rates = {metric: planned.value for metric, planned in work.values(period.last).items()}
    found = []
    for link in funnel_links.links(work.cycle):
        share = link.share(rates)
        volume, target = (work.required(metric, period) for metric in (link.step, link.aim))
        if share is None or volume is None or target is None or not 0 < share <= 1:
            continue
        whole = plan.required_whole(volume), plan.required_whole(target)
        found.append(
            Certain(
                link=link,
                share=share,
                volume=whole[0],
                target=whole[1],
                chance=float(certainty.p_reach(whole[0], share, whole[1])),
                needed=int(certainty.trials_needed(whole[1], share, certainty=wanted)),
            )
        )
    return tuple(found)
