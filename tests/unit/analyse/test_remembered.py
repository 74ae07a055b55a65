"""What follows from a cycle is worked out once for each cycle, and forgotten with it."""

from __future__ import annotations

import gc

from goalbook.analyse.remembered import once
from goalbook.model.cycle import Cycle


def test_each_cycle_is_worked_out_once() -> None:
    asked: list[int] = []

    @once
    def known(cycle: Cycle) -> int:
        asked.append(id(cycle))
        return len(asked)

    one, other = (Cycle.model_validate({"cycle": "h2", "kgi": None}) for _ in range(2))

    assert [known(one), known(other), known(one), known(other)] == [1, 2, 1, 2]
    assert len(asked) == 2


def test_a_changed_copy_is_another_cycle() -> None:
    @once
    def name(cycle: Cycle) -> str:
        return cycle.cycle

    cycle = Cycle.model_validate({"cycle": "h2", "kgi": None})

    assert [name(cycle), name(cycle.model_copy(update={"cycle": "h3"})), name(cycle)] == ["h2", "h3", "h2"]


def test_nothing_is_kept_of_a_cycle_that_nobody_holds() -> None:
    @once
    def known(cycle: Cycle) -> list[str]:
        return [cycle.cycle]

    for _ in range(100):
        known(Cycle.model_validate({"cycle": "h2", "kgi": None}))
    gc.collect()
    held = next(
        cell.cell_contents for cell in known.__closure__ or () if isinstance(cell.cell_contents, dict)
    )

    assert held == {}
