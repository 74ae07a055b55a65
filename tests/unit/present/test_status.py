"""How teams stand, as text for a chat or a job's log."""

from __future__ import annotations

import pytest

from builders import TODAY, a_cycle, a_handbook, a_log, a_metric, a_team
from drawn import ROOT
from goalbook.load.loaded import Loaded
from goalbook.present import status


@pytest.mark.parametrize("name", ["A\n::error::b", "A\n\n  ::error::b"])
def test_no_line_of_an_authors_text_is_a_command_to_a_jobs_log(name: str) -> None:
    cycle = a_cycle(kgi="calls", metrics={"calls": a_metric(name=name, target="9", per="month")})
    book = a_handbook(a_team(cycle, logs=[a_log("2026-11-02,calls,3")], name=name))
    asked = status.Asked(teams=("team",), day=TODAY, language="en")

    said = status.text(ROOT, Loaded(handbook=book, problems=(), positions={}), (), asked)

    assert "error" in said
    assert [line for line in said.splitlines() if line.lstrip().startswith("::")] == []
