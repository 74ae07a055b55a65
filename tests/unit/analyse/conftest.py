"""Cycles made from the text of scalars, as the loader hands them on."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pytest

from goalbook.model.cycle import Cycle

MakeCycle = Callable[..., Cycle]


@pytest.fixture(scope="session")
def make_cycle() -> MakeCycle:
    """``make_cycle(kgi, metric={"kind": "count", ...})``; a metric without a kind is a count."""

    def make(kgi: str | None = None, /, **metrics: Mapping[str, Any]) -> Cycle:
        return Cycle.model_validate(
            {
                "cycle": "fy2026-h2",
                "kgi": kgi,
                "metrics": {
                    name: {"name": name, "kind": "count", **fields} for name, fields in metrics.items()
                },
            }
            | ({} if kgi else {"kgi": None})
        )

    return make


@pytest.fixture(scope="session")
def d1(make_cycle: MakeCycle) -> Cycle:
    """The method's worked example: a month of a team of four, every step a whole number."""
    return make_cycle(
        "revenue",
        revenue={
            "kind": "amount",
            "formula": "contracts × average_deal",
            "target": "2,400,000",
            "per": "month",
        },
        average_deal={"kind": "ratio", "of": "revenue / contracts", "target": "400,000"},
        contracts={"funnel": ["calls", "appointments", "meetings", "proposals", "contracts"]},
        proposals={},
        meetings={},
        meeting_rate={"kind": "rate", "of": "meetings / appointments", "target": "80%"},
        proposal_rate={"kind": "rate", "of": "proposals / meetings", "target": "62.5%"},
        win_rate={"kind": "rate", "of": "contracts / proposals", "target": "20%"},
        appointments={"funnel": ["calls", "conversations", "asks", "appointments"]},
        calls={},
        conversations={},
        asks={},
        connect_rate={"kind": "rate", "of": "conversations / calls", "target": "40%"},
        ask_rate={"kind": "rate", "of": "asks / conversations", "target": "20%"},
        appointment_rate={"kind": "rate", "of": "appointments / asks", "target": "30%"},
        discovery_rate={"kind": "rate", "of": "meetings / calls", "supports": "win_rate"},
    )
