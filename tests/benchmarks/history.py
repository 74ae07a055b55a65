"""Prints what a history costs beside ``git log --raw`` of the same repository: ``make bench-history``.

Usage: history.py [COMMITS TEAMS]   (default 10000 500, that is 1,001 files)
Rows: git alone; who changed which file when, without a shelf; the same with every content read; the meaning
of every change, worked out once, in two processes where there are two processors; a second run, which reads
the shelf. Wall seconds, then processor seconds of all processes together, git's among them, then these as a
multiple of git's. The best of three, but for the meaning.

Below: the bounds, and what is held against them. The first is about who, what and when: the meaning is no
part of what ``git log --raw`` tells, has no bound of its own, and is worked out once for each commit.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from goalbook.history import chronicle, git, main_line
from goalbook.present import places, told
from goalbook.words import words

ZONE = "Asia/Tokyo"
TURNS = 7
COMPANY = "name: Sample\nlanguages: [en, ja]\ncycles: {h2: 2024-10-01..2027-03-31}\n"
CYCLE = """\
cycle: h2
kgi: won
metrics:
  won: {{name: Won, kind: count, target: {target}, per: month, funnel: [asked, won]}}
  asked: {{name: Asked, kind: count}}
  rate: {{name: Win rate, kind: rate, of: won / asked, target: 20%}}
objectives:
  o: {{title: Grow, key_results: {{k: {{title: Win more, metric: rate, target: 18%}}}}}}
"""


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds: on the wall, and of processors."""

    wall: float
    cpu: float


def measured(act: Callable[[], object], times: int = 3) -> Cost:
    """The cheapest of some runs, programs started by them included."""
    return beside(act, times=times)[0]


def beside(*acts: Callable[[], object], times: int) -> list[Cost]:
    """The cheapest run of each; they take turns, so that what else the machine does falls on all of them."""
    costs: list[list[Cost]] = [[] for _ in acts]
    for _ in range(times):
        for act, found in zip(acts, costs, strict=True):
            wall, before = time.perf_counter(), _processor()
            act()
            found.append(Cost(time.perf_counter() - wall, _processor() - before))
    return [Cost(min(one.wall for one in found), min(one.cpu for one in found)) for found in costs]


def _processor() -> float:
    """Seconds that this process and those it waited for have computed."""
    used = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(one.ru_utime + one.ru_stime for one in used)


def write(root: Path, commits: int, teams: int) -> None:
    """A repository with that many commits; each but the first moves the target of one team."""
    stream: list[bytes] = []
    first = {"goals/company.yml": COMPANY}
    for team in range(teams):
        first[f"goals/teams/t{team}/team.yml"] = f"name: Team {team}\n"
        first[f"goals/teams/t{team}/h2.yml"] = CYCLE.format(target=6)
    _commit(stream, 0, "Begin", first)
    for number in range(1, commits):
        path = f"goals/teams/t{number % teams}/h2.yml"
        _commit(stream, number, f"Move a target (#{number})", {path: CYCLE.format(target=6 + number)})
    subprocess.run(["git", "init", "--quiet", "-b", "main", str(root)], check=True)
    subprocess.run(["git", "-C", str(root), "fast-import", "--quiet"], input=b"".join(stream), check=True)


def _commit(stream: list[bytes], number: int, subject: str, files: dict[str, str]) -> None:
    who = f"Member {number % 7} <m{number % 7}@example.com> {1730000000 + number * 3600} +0900"
    stream.append(f"commit refs/heads/main\ncommitter {who}\n".encode() + _data(subject))
    stream.extend(f"M 100644 inline {path}\n".encode() + _data(text) for path, text in files.items())


def _data(text: str) -> bytes:
    data = text.encode()
    return b"data %d\n%s\n" % (len(data), data)


def main(commits: int, teams: int) -> None:
    """Print the figures."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder, "company")
        write(root, commits, teams)
        asked = ["git", "-C", str(root), "log", "--raw"]
        repository = git.find(root)
        head = git.commit(repository, "HEAD") or ""
        teller = told.teller((words("en", places.locales()), words("ja", places.locales())))

        def lines() -> main_line.MainLine:
            return main_line.read(repository, head)

        def contents() -> int:
            names = [one.new for revision in lines().revisions for one in revision.touched if one.new]
            return sum(len(data or b"") for data in git.contents(repository, names))

        def meaning() -> chronicle.Chronicle:
            return chronicle.read(root, teller, ZONE)

        alone, listed, read = beside(
            lambda: subprocess.run(asked, check=True, stdout=subprocess.DEVNULL), lines, contents, times=TURNS
        )
        rows = (
            ("git log --raw", alone),
            ("who, what, when", listed),
            ("with every content", read),
            ("what it means, once", measured(meaning, 1)),
            ("second run", measured(meaning)),
        )
        print(f"{commits} commits, {2 * teams + 1} files, {len(meaning().entries)} turns")
        print(f"{'':<24}{'wall s':>9}{'cpu s':>9}{'of git':>9}")
        for name, cost in rows:
            print(f"{name:<24}{cost.wall:>9.2f}{cost.cpu:>9.2f}{cost.cpu / alone.cpu:>9.1f}")
        print()
        for name, found, bound in _bounds(dict(rows)):
            print(f"{name:<48}{found:>6.2f}  at most {bound:.1f}  {'held' if found <= bound else 'NOT HELD'}")


def _bounds(costs: dict[str, Cost]) -> Iterator[tuple[str, float, float]]:
    """Name, what was measured, and the most that it may be."""
    git_alone, listed = costs["git log --raw"], costs["who, what, when"]
    yield "who, what, when: times git log --raw, processor", listed.cpu / git_alone.cpu, 2
    yield "who, what, when: times git log --raw, wall", listed.wall / git_alone.wall, 2
    yield "second run: seconds, processor", costs["second run"].cpu, 0.3
    yield "second run: seconds, wall", costs["second run"].wall, 0.3


if __name__ == "__main__":
    given = [int(argument) for argument in sys.argv[1:]]
    main(*(given or [10_000, 500]))
