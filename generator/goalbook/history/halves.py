"""Tells a long history in two processes, each the turns of half the teams.

What a revision did to a team is told from that team's files and the company's, so which process tells it
changes nothing in what is told. What the second one tells comes back as the JSON that the shelf would hold.
"""

from __future__ import annotations

import json
import tempfile
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Sequence
from pathlib import Path
from typing import Any, Final, TypeAlias

from goalbook.analyse import forking
from goalbook.history.revision import Revision

ENOUGH: Final = 500
"""Revisions from which on two processes are faster than one."""

Teams: TypeAlias = Collection[str]
Told: TypeAlias = list[dict[str, Any]]
Tell: TypeAlias = Callable[[Teams], Told]
"""Teams in, the entries of their turns out, in the order in which they happened."""


def pays(revisions: Sequence[Revision]) -> bool:
    """Whether two processes are possible here, and faster than one."""
    return len(revisions) >= ENOUGH and forking.is_possible()


def both(touched: Iterable[str], tell: Tell) -> Told:
    """The entries of all teams, not yet in order.

    Args:
        touched: The team of each file that was touched; as often as that happened.
        tell: Tells the turns of some teams.
    """
    teams = [team for team, _ in sorted(Counter(touched).items(), key=lambda one: (-one[1], one[0]))]
    here, there = frozenset(teams[::2]), frozenset(teams[1::2])
    with tempfile.TemporaryDirectory(prefix="goalbook-") as folder:
        file = Path(folder, "told.json")
        other = forking.context().Process(target=_beside, args=(file, tell, there), daemon=True)
        other.start()
        try:
            mine = tell(here)
        except BaseException:
            other.terminate()
            raise
        finally:
            other.join()
        # Where the other one failed this one tells its half too, and fails where it must.
        theirs: Told = json.loads(file.read_bytes()) if other.exitcode == 0 else tell(there)
    return [*mine, *theirs]


def _beside(file: Path, tell: Tell, teams: Teams) -> None:
    file.write_text(json.dumps(tell(teams)), encoding="ascii")
