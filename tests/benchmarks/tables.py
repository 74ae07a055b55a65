"""Prints what all tables of a year of daily rows cost, beside a plain aggregation of the same rows by duckdb.

Usage: tables.py [TEAMS ...]   (default 1000, that is 3.65 million rows)
Columns: wall seconds, processor seconds, largest memory, the latter two of both our processes together.
Ours: loading the goals and proving the logs, then building every table from the proven bytes. Duckdb: one
query over one CSV file of the same rows, sums by team, metric and month. Whatever else runs on the machine
disturbs the figures, wall seconds most; its load is printed.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

import year

COUNTED = """\
  counted: every table once, in two processes, from goals and proven logs in memory; not loading, not pages
  duckdb: two threads, reading its CSV file included; it adds up and judges nothing
  wanted: all tables of 1,000 teams in 10 s and 1,536 MiB on two cores
"""
QUERY = """\
select team, metric, date_trunc('month', date) as month, sum(value) as value
from read_csv('{path}', header = true) group by all order by all
"""


def spent() -> float:
    """Processor seconds of this process and those that it forked."""
    return sum(os.times()[:4])


def memory(pid: int) -> float:
    """What a process and those that it forked hold now, in MiB, shared pages counted once; Linux alone."""
    total = 0
    try:
        forked = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
        for process in (str(pid), *forked):
            lines = Path(f"/proc/{process}/smaps_rollup").read_text(encoding="ascii").splitlines()
            total += sum(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
    except OSError:
        return 0.0  # ended in between
    return total / 1024


def cost(start: float, before: float) -> dict[str, float]:
    """Wall and processor seconds since then, and the largest memory of this process so far, in MiB."""
    return {
        "wall": time.perf_counter() - start,
        "cpu": spent() - before,
        "memory": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }


def row(name: str, found: dict[str, float], told: str = "", prefix: str = "") -> str:
    """One line of figures."""
    wall, cpu, memory = (found[f"{prefix}{part}"] for part in ("wall", "cpu", "memory"))
    return f"  {name:<18}{wall:>8.2f}{cpu:>8.2f}{memory:>8.0f}  {told}"


def ours(root: Path) -> dict[str, float]:
    """Load the project and build every table."""
    from goalbook.analyse import run
    from goalbook.load.run import load
    from goalbook.tree import WorkingTree

    start = time.perf_counter()
    loaded = load(WorkingTree(root))
    if loaded.problems:
        sys.exit(f"{len(loaded.problems)} problems, the first: {loaded.problems[0]}")
    found = {f"load_{name}": value for name, value in cost(start, 0.0).items()}
    keys = [entry.key for entry in run.entries()]
    start, before = time.perf_counter(), spent()
    tables = run.build(loaded.handbook, date(2027, 3, 19), keys)
    found |= cost(start, before)
    return found | {"rows": sum(len(tables.frame(key)) for key in keys), "tables": len(keys)}


def plain(root: Path) -> dict[str, float]:
    """The same rows added up by duckdb on two threads."""
    import duckdb

    start, before = time.perf_counter(), spent()
    connection = duckdb.connect(config={"threads": 2})
    rows = connection.sql(QUERY.format(path=root / "rows.csv")).fetchall()
    return {**cost(start, before), "rows": len(rows)}


def joined(root: Path) -> None:
    """Write one CSV file of all rows, with the team as a column."""
    with (root / "rows.csv").open("w", encoding="utf-8") as out:
        out.write("team,date,metric,value,by\n")
        for path in sorted(root.glob("goals/teams/*/log/progress/*.csv")):
            team = path.parts[-4]
            rows = path.read_text(encoding="utf-8").splitlines()[1:]
            out.writelines(f"{team},{row}\n" for row in rows)


RUNS: dict[str, Callable[[Path], dict[str, float]]] = {"ours": ours, "plain": plain}


def apart(name: str, root: Path) -> dict[str, float]:
    """The figures of one run in a process of its own; its memory is that of a second run.

    Looking at the memory five times a second takes a tenth of a processor, and keeps both processes waiting.
    """
    return _run(name, root) | {"memory": _run(name, root, is_watched=True)["memory"]}


def _run(name: str, root: Path, *, is_watched: bool = False) -> dict[str, float]:
    command = [sys.executable, __file__, "--run", name, str(root)]
    largest = 0.0
    with tempfile.TemporaryFile() as output:
        process = subprocess.Popen(command, stdout=output)
        while is_watched and process.poll() is None:
            largest = max(largest, memory(process.pid))
            time.sleep(0.2)
        if process.wait():
            sys.exit(f"{name} ended with {process.returncode}")
        output.seek(0)
        found: dict[str, float] = json.load(output)
    return found | ({"memory": largest} if largest else {})


def main(sizes: list[int]) -> None:
    """Print the figures for each size."""
    for teams in sizes:
        with tempfile.TemporaryDirectory() as folder:
            root = Path(folder)
            rows = year.write(root, teams)
            joined(root)
            mine, other = apart("ours", root), apart("plain", root)
        print(f"{teams} teams, {rows:,} rows of the log; load of the machine {os.getloadavg()[0]:.1f}")
        print(f"  {'':<18}{'wall s':>8}{'cpu s':>8}{'MiB':>8}")
        print(row("load and prove", mine, prefix="load_"))
        print(row("all tables", mine, f"{mine['tables']:.0f} tables, {mine['rows']:,.0f} rows"))
        print(row("duckdb, monthly", other, f"1 query, {other['rows']:,.0f} rows"))
        print(f"  ratio             {mine['cpu'] / other['cpu']:>8.1f}")
        print(COUNTED, flush=True)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--run"]:
        print(json.dumps(RUNS[sys.argv[2]](Path(sys.argv[3]))))
    else:
        main([int(size) for size in sys.argv[1:]] or [1000])
