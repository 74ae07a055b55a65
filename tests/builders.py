"""Small handbooks, built in code: defaults are valid, a test overrides the one thing it is about.

Fields are given as an author types them: ``a_metric(kind="rate", of="won / asked", target="20%")``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import pandas as pd

from goalbook.analyse import run
from goalbook.model.company import Company
from goalbook.model.cycle import Cycle
from goalbook.model.handbook import Handbook, TeamFiles
from goalbook.model.log import LogFile
from goalbook.model.team import Team

TODAY = date(2026, 11, 30)
SPANS = {"h1": "2026-04-01..2026-09-30", "h2": "2026-10-01..2027-03-31"}
MEMBERS = ("ito", "sato")


def a_metric(**fields: Any) -> dict[str, Any]:
    """A count named "A measure"."""
    return {"name": "A measure", "kind": "count", **fields}


def a_key_result(**fields: Any) -> dict[str, Any]:
    """A key result named "A key result" on the metric ``calls``."""
    return {"title": "A key result", "metric": "calls", **fields}


def a_cycle(name: str = "h2", /, *, key_results: Mapping[str, Any] | None = None, **fields: Any) -> Cycle:
    """A cycle with one count ``calls``; `key_results` go under one objective ``o1``."""
    objectives = {"o1": {"title": "An objective", "key_results": key_results}} if key_results else {}
    given = {"cycle": name, "metrics": {"calls": a_metric()}, "objectives": objectives, **fields}
    return Cycle.model_validate(given)


def a_log(*rows: str, columns: str = "date,metric,value", path: str = "log.csv") -> LogFile:
    """A progress log; a row is ``"2026-11-06,calls,10"``."""
    data = "".join(f"{row}\n" for row in rows).encode()
    return LogFile(path, "progress", tuple(columns.split(",")), data)


def a_team(
    *cycles: Cycle,
    logs: Sequence[LogFile] = (),
    members: Sequence[str] = MEMBERS,
    team_id: str = "team",
    **fields: Any,
) -> TeamFiles:
    """A team of two with the cycle h2; `fields` go into its ``team.yml``."""
    people = {member: {"name": member.title()} for member in members}
    return TeamFiles(
        id=team_id,
        team=Team.model_validate({"name": "A team", "members": people, **fields}),
        cycles={cycle.cycle: cycle for cycle in cycles or (a_cycle(),)},
        logs=tuple(logs),
    )


def a_handbook(*teams: TeamFiles, spans: Mapping[str, str] = SPANS, **fields: Any) -> Handbook:
    """A company with the half years h1 and h2 and one team; `fields` go into its ``company.yml``."""
    company = Company.model_validate({"name": "A company", "cycles": dict(spans), **fields})
    found = teams or (a_team(),)
    ordered = sorted(found, key=lambda team: team.id)
    return Handbook(company=company, teams={team.id: team for team in ordered})


def tables(handbook: Handbook, *needs: str, today: date = TODAY) -> run.Tables:
    """Built tables."""
    return run.build(handbook, today, needs)


def table(handbook: Handbook, key: str, today: date = TODAY) -> pd.DataFrame:
    """One built table."""
    return tables(handbook, key, today=today).frame(key)


def actuals(
    metrics: Mapping[str, Any],
    *rows: str,
    columns: str = "date,metric,value",
    today: date = TODAY,
    **cycle: Any,
) -> dict[tuple[str, str, str], float]:
    """Values by (metric, period, first day) of one team's cycle h2; those that there are."""
    book = a_handbook(a_team(a_cycle(metrics=metrics, **cycle), logs=[a_log(*rows, columns=columns)]))
    frame = table(book, "actuals", today).dropna(subset="value")
    keys = zip(frame["metric"], frame["period"], frame["first"].dt.date.astype(str), strict=True)
    return dict(zip(keys, frame["value"].tolist(), strict=True))
