"""Prints what all tables of a year of daily rows cost, beside a plain aggregation of the same rows by duckdb.

Usage: tables.py [TEAMS ...]   (default 1000, that is 3.65 million rows)
Ours: rows of the log, seconds to load the goals and prove the logs, seconds to build every table from
the proven bytes, rows in all tables, largest memory. Duckdb: one query over one CSV file of the same rows,
sums by team, metric and month.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

import year

QUERY = """\
select team, metric, date_trunc('month', date) as month, sum(value) as value
from read_csv('{path}', header = true) group by all order by all
"""


def memory() -> float:
    """The largest memory of this process so far, in MiB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def ours(root: Path) -> dict[str, float]:
    """Load the project and build every table."""
    from goalbook.analyse import run
    from goalbook.load.run import load
    from goalbook.tree import WorkingTree

    start = time.perf_counter()
    loaded = load(WorkingTree(root))
    if loaded.problems:
        sys.exit(f"{len(loaded.problems)} problems, the first: {loaded.problems[0]}")
    found: dict[str, float] = {"load": time.perf_counter() - start, "load_memory": memory()}
    keys = [entry.key for entry in run.entries()]
    start = time.perf_counter()
    tables = run.build(loaded.handbook, date(2027, 3, 19), keys)
    found |= {"seconds": time.perf_counter() - start, "memory": memory()}
    return found | {"rows": sum(len(tables.frame(key)) for key in keys), "tables": len(keys)}


def plain(root: Path) -> dict[str, float]:
    """The same rows added up by duckdb on two threads; all our tables are built on one."""
    import duckdb

    start = time.perf_counter()
    connection = duckdb.connect(config={"threads": 2})
    rows = connection.sql(QUERY.format(path=root / "rows.csv")).fetchall()
    return {"seconds": time.perf_counter() - start, "memory": memory(), "rows": len(rows)}


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
    """The figures of one run in a process of its own."""
    command = [sys.executable, __file__, "--run", name, str(root)]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE)
    found: dict[str, float] = json.loads(done.stdout)
    return found


def main(sizes: list[int]) -> None:
    """Print the figures for each size."""
    for teams in sizes:
        with tempfile.TemporaryDirectory() as folder:
            root = Path(folder)
            rows = year.write(root, teams)
            joined(root)
            mine, other = apart("ours", root), apart("plain", root)
        print(f"{teams} teams, {rows:,} rows of the log")
        print(f"  load and prove     {mine['load']:>8.2f} s {mine['load_memory']:>7.0f} MiB")
        told = f"{mine['tables']:.0f} tables, {mine['rows']:,.0f} rows"
        print(f"  all tables         {mine['seconds']:>8.2f} s {mine['memory']:>7.0f} MiB  {told}")
        told = f"1 query, {other['rows']:,.0f} rows"
        print(f"  duckdb, monthly    {other['seconds']:>8.2f} s {other['memory']:>7.0f} MiB  {told}")
        print(f"  ratio              {mine['seconds'] / other['seconds']:>8.1f}", flush=True)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--run"]:
        print(json.dumps(RUNS[sys.argv[2]](Path(sys.argv[3]))))
    else:
        main([int(size) for size in sys.argv[1:]] or [1000])
