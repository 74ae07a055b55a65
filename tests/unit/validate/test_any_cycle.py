"""Whatever an author writes, the checks answer: no exception, and the same answer twice."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from hypothesis import given, settings, strategies as st

from goalbook.problems import Problem

Run = Callable[[Mapping[str, str]], tuple[Problem, ...]]
IDS = ["a", "b", "c", "d", "e"]
NAMES = st.sampled_from([*IDS, "gone"])
NUMBERS = st.sampled_from(["5", "15%", "+15%", "+3pt", "240万円", "-3", "0", "0%", "120%", "2.5", "1000"])
SERIES = st.builds(
    "[{{from: 2026-10-01, value: {}}}, {{from: 2026-12-01, value: {}}}]".format, NUMBERS, NUMBERS
)


def _joined(sign: str) -> st.SearchStrategy[str]:
    return st.lists(NAMES, min_size=2, max_size=3).map(f" {sign} ".join)


FIELDS = {
    "formula": st.sampled_from("×+-").flatmap(_joined) | st.builds("{} ÷ {}".format, NAMES, NAMES),
    "funnel": st.lists(NAMES, min_size=1, max_size=4).map(lambda steps: f"[{', '.join(steps)}]"),
    "of": st.builds("{} / {}".format, NAMES, NAMES),
    "supports": NAMES,
    "target": NUMBERS | SERIES,
    "baseline": NUMBERS,
    "per": st.sampled_from(["day", "week", "month", "quarter", "cycle"]),
    "direction": st.sampled_from(["up", "down", "band"]),
    "unit": st.sampled_from(["円", "件", "円/件", "'%'", "千円", "/", '""']),
    "owner": st.sampled_from(["sato", "nobody"]),
    "was": NAMES,
}
KINDS = ["count", "rate", "ratio", "amount", "duration", "score", "level", "milestone"]
METRIC = st.builds(
    lambda kind, fields: ", ".join([f"kind: {kind}", *(f"{key}: {value}" for key, value in fields.items())]),
    st.sampled_from(KINDS),
    st.fixed_dictionaries({}, optional=FIELDS),
)


def _files(
    metrics: tuple[str, ...],
    kgi: str,
    kpis: list[str],
    results: list[tuple[str, str]],
    rows: list[tuple[str, str]],
) -> dict[str, str]:
    lines = ["cycle: fy2026-h2", f"kgi: {kgi}", "metrics:"]
    lines += [f"  {name}: {{name: {name}, {fields}}}" for name, fields in zip(IDS, metrics, strict=True)]
    lines += ["kpis:" if kpis else "kpis: {}", *(f"  {name}: {{}}" for name in kpis)]
    lines += [
        "objectives:",
        "  o:",
        "    title: Grow",
        "    key_results:" if results else "    key_results: {}",
    ]
    lines += [
        f"      k{number}: {{title: T, metric: {name}, target: {target}}}"
        for number, (name, target) in enumerate(results)
    ]
    days = enumerate(rows, start=1)
    return {
        "goals/teams/sales-1/fy2026-h2.yml": "\n".join(lines) + "\n",
        "goals/teams/sales-1/log/progress/a.csv": "date,metric,value\n"
        + "".join(f"2026-11-{day:02},{name},{value}\n" for day, (name, value) in days),
    }


FILES = st.builds(
    _files,
    st.tuples(*[METRIC] * len(IDS)),
    NAMES,
    st.lists(NAMES, unique=True, max_size=6),
    st.lists(st.tuples(NAMES, NUMBERS), max_size=3),
    st.lists(st.tuples(NAMES, st.sampled_from(["1", "2.5", "-3", ""])), max_size=4),
)


@settings(max_examples=50, deadline=None)
@given(files=FILES)
def test_no_cycle_breaks_a_check(problems: Run, files: dict[str, str]) -> None:
    found = problems(files)

    assert repr(found) == repr(problems(files))
    assert all(problem.location.path in {*files, "goals/teams/sales-1/team.yml"} for problem in found)
