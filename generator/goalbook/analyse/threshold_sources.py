"""Why a threshold is fixed, and the sources that several share."""

from __future__ import annotations

from typing import Final

from goalbook.messages import msg

DEFINITION: Final = msg("It is part of the published procedure; another number would be another procedure.")
WORDS: Final = msg("The words of the pages speak of this level.")
TESTED: Final = msg("The coverage of the intervals is tested at this level.")
COST: Final = msg("It bounds the time of a calculation, not its meaning.")
REMARK: Final = msg("A remark with a reason in the goal file accepts what is told at this level.")
SCREEN: Final = msg("It bounds what stands on a screen; the rest is one click away.")
CAUTION: Final = msg("It only decides when a sentence is withheld because it would mislead.")
BROWN: Final = "Brown, Cai & DasGupta, Statistical Science 16 (2001) 101"
SHORROCKS: Final = "Shorrocks, J. Economic Inequality 11 (2013) 99"
STRETCH: Final = "OKRs.com, Stretch-Target-Commit (10/50/90 %)"
PLAYBOOK: Final = "OKR playbook (whatmatters.com); Google re:Work"
WHEELER: Final = "Wheeler, Understanding Variation"
SHEWHART: Final = "Shewhart, Economic Control of Quality of Manufactured Product (1931)"
ERICSSON: Final = "Ericsson, Academic Emergency Medicine 15 (2008) 988; Peak (2016)"
