"""What holds for any two handbooks: nothing between a thing and itself, and both sides tell the same."""

from __future__ import annotations

import random
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, example, given, settings, strategies as st

import mirror
from goalbook.history.compare import compare
from goalbook.load.run import load
from goalbook.model.handbook import Handbook
from goalbook.tree import MemoryTree, WorkingTree

CYCLE = "goals/teams/sales-1/fy2026-h2.yml"
TEAM = "goals/teams/sales-1/team.yml"
COMPANY = "goals/company.yml"
ROOT = Path(__file__).resolve().parents[3]
HANDBOOKS = sorted(path.parent for path in (ROOT / "tests" / "handbooks").rglob("goals"))

METRICS = ("calls", "asks", "won", "deal", "revenue", "win_rate")
TARGETS = (
    "10",
    "16%",
    "20%",
    "+15%",
    [{"from": "2026-10-01", "value": "20%"}, {"from": "2026-12-01", "value": "16%"}],
)
TEXTS = ("One", "Two", {"en": "One"}, {"ja": "一", "en": "One"})

texts = st.sampled_from(TEXTS)
ids = st.sampled_from(METRICS)
members = st.sampled_from(("sato", "ito"))
periods = st.sampled_from(("week", "month", "cycle"))


def _some(**fields: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries({}, optional=fields)


metric = st.builds(
    lambda needed, optional: {**needed, **optional},
    st.fixed_dictionaries({"name": texts, "kind": st.sampled_from(("count", "rate", "amount", "duration"))}),
    _some(
        target=st.sampled_from(TARGETS),
        per=periods,
        owner=members,
        of=st.sampled_from(("won / asks", "won / calls")),
        formula=st.sampled_from(("won × deal", "deal × won", "won - deal")),
        funnel=st.lists(ids, min_size=1, max_size=3, unique=True),
        supports=st.lists(ids, min_size=1, max_size=2, unique=True),
        unit=st.sampled_from(("hours", "days")),
        direction=st.sampled_from(("up", "down")),
        baseline=st.sampled_from(("11", "12%")),
        was=st.sampled_from(("calls", "phone", "won")),
    ),
)
key_result = st.builds(
    lambda needed, optional: {**needed, **optional},
    st.fixed_dictionaries({"title": texts}),
    _some(
        metric=ids,
        target=st.sampled_from(TARGETS),
        due=st.sampled_from(("2027-01-31", "2027-03-31")),
        owner=members,
    ),
)
objective = st.fixed_dictionaries(
    {"title": texts},
    optional={"key_results": st.dictionaries(st.sampled_from(("k", "m")), key_result, max_size=2)},
)
step = st.fixed_dictionaries(
    {"text": texts}, optional={"now": st.just("true"), "minutes": st.sampled_from(("10", "15"))}
)
practice = st.fixed_dictionaries(
    {"wish": texts},
    optional={"steps": st.dictionaries(st.sampled_from(("a", "b")), step, max_size=2), "metric": ids},
)
cycle = st.builds(
    lambda optional: {"cycle": "fy2026-h2", **optional},
    _some(
        kgi=ids,
        why=texts,
        metrics=st.dictionaries(ids, metric, min_size=1, max_size=4),
        kpis=st.dictionaries(ids, _some(because=texts, owner=members), max_size=2),
        objectives=st.dictionaries(st.sampled_from(("o", "p")), objective, max_size=2),
        practices=st.dictionaries(st.sampled_from(("h", "l")), practice, max_size=2),
        changes=st.lists(
            st.fixed_dictionaries(
                {"date": st.sampled_from(("2026-11-01", "2026-12-01")), "what": ids, "why": texts}
            ),
            max_size=2,
        ),
    ),
)
team = st.fixed_dictionaries(
    {"name": texts, "members": st.dictionaries(members, st.fixed_dictionaries({"name": texts}), min_size=1)},
    optional={"lead": members, "mission": texts},
)
company = st.fixed_dictionaries(
    {
        "name": texts,
        "languages": st.sampled_from((["en", "ja"], ["ja", "en"])),
        "cycles": st.sampled_from(
            ({"fy2026-h2": "2026-10-01..2027-03-31"}, {"fy2026-h2": "2026-11-01..2027-03-31"})
        ),
    }
)
# One value a day and metric: a second one is a problem of its own, and no number at all.
rows = st.lists(
    st.tuples(st.sampled_from(("2026-11-06", "2026-11-13")), ids, st.sampled_from(("1", "2"))),
    max_size=4,
    unique_by=lambda row: row[:2],
)
project = st.fixed_dictionaries({COMPANY: company, TEAM: team, CYCLE: cycle, "rows": rows})


def project_with(metrics: Mapping[str, Any], *found: tuple[str, str, str]) -> dict[str, Any]:
    """A project whose one team has these metrics and rows, and nothing else to say."""
    return {
        COMPANY: {"name": "One", "languages": ["en"], "cycles": {"fy2026-h2": "2026-10-01..2027-03-31"}},
        TEAM: {"name": "One", "members": {"sato": {"name": "One"}}},
        CYCLE: {"cycle": "fy2026-h2", "metrics": metrics},
        "rows": list(found),
    }


def _written(found: Mapping[str, Any], seed: int = 0) -> Handbook:
    """The handbook of some values, written to files in one of many ways and read again."""
    how = random.Random(seed)  # noqa: S311 - a way to write, no secret
    files = {path: _yaml(_shuffled(value, how), how) for path, value in found.items() if path != "rows"}
    lines = [",".join(row) for row in sorted(found["rows"])]
    if seed:
        how.shuffle(lines)
    cut = how.randint(0, len(lines)) if seed else len(lines)
    for name, part in (("a", lines[:cut]), ("b", lines[cut:])):
        if part:
            files[f"goals/teams/sales-1/log/progress/{name}{seed}.csv"] = (
                "date,metric,value\n" + "\n".join(part) + "\n"
            )
    return load(MemoryTree(files)).handbook


def _shuffled(value: Any, how: random.Random) -> Any:
    """Keys in another order; lists keep theirs, for there order may mean something."""
    if isinstance(value, Mapping):
        keys = list(value)
        how.shuffle(keys)
        return {key: _shuffled(value[key], how) for key in keys}
    return [_shuffled(entry, how) for entry in value] if isinstance(value, list) else value


def _yaml(value: Any, how: random.Random) -> str:
    quote = how.choice(("'", '"', None))
    text = yaml.dump(
        value,
        allow_unicode=True,
        default_style=quote,
        default_flow_style=how.choice((True, False)),
        sort_keys=False,
    )
    return f"# {how.random()}\n{text}"


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(project, st.integers(1, 99))
def test_layout_order_of_keys_and_files_say_nothing(found: Mapping[str, Any], seed: int) -> None:
    assert list(compare(_written(found), _written(found, seed))) == []


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(project, project)
@example(
    project_with({"calls": {"name": "One", "kind": "count"}}, ("2026-11-06", "calls", "1")),
    project_with({"asks": {"name": "One", "kind": "count", "was": "calls"}}, ("2026-11-06", "calls", "2")),
)
def test_both_sides_tell_the_same(before: Mapping[str, Any], after: Mapping[str, Any]) -> None:
    old, new = _written(before), _written(after)
    there, back = list(compare(old, new)), list(compare(new, old))

    assert mirror.seen(back) == mirror.seen([mirror.turned(change) for change in there])


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(project, project)
def test_each_change_is_told_once(before: Mapping[str, Any], after: Mapping[str, Any]) -> None:
    changes = list(compare(_written(before), _written(after)))
    told = [(change.kind, change.ref, change.since, repr(change.message)) for change in changes]

    assert len(set(told)) == len(told)


@pytest.mark.parametrize("folder", [ROOT, *HANDBOOKS], ids=lambda folder: folder.name)
def test_no_sample_differs_from_itself(folder: Path) -> None:
    assert list(compare(*(load(WorkingTree(folder)).handbook for _ in range(2)))) == []
