"""A fortnight of a new team, day by day: what people commit, then what pages and commands say."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass, field, replace
from datetime import date
from html import unescape
from io import StringIO
from pathlib import Path
from typing import Final
from urllib.parse import parse_qs, urlsplit

import pytest

import drawn
from goalbook import clock
from goalbook.cli import _boundary
from goalbook.load.run import load
from goalbook.present.links import RepoLink
from goalbook.publish import source
from goalbook.tree import WorkingTree
from goalbook.validate.run import check
from repositories import Repo
from workbooks import workbook

TEAM: Final = "goals/teams/sales"
EDITOR: Final = RepoLink(edit="https://github.com/example/goals/edit/main/{path}#L{line}")
AGREED: Final = f"{TEAM}/agreements/winter"
ANSWER, REVIEWS, HISTORY, HELD = "team", "team_reviews", "team_history", "team_review"
COMPANY: Final = """\
name: {en: Sample, ja: 見本}
languages: [en, ja]
cycles: {winter: 2026-11-16..2027-03-31}
"""
MEMBERS: Final = """\
name: {en: Sales, ja: 営業}
lead: sato
members:
  sato: {name: {en: Sato, ja: 佐藤}}
  suzuki: {name: {en: Suzuki, ja: 鈴木}}
  tanaka: {name: {en: Tanaka, ja: 田中}, account: tanaka-k}
  ito: {name: {en: Ito, ja: 伊藤}}
log:
  columns: {日付: date, 氏名: by, 契約: contracts}
"""
CYCLE: Final = """\
cycle: winter
kgi: contracts
metrics:
  contracts:
    name: {en: Contracts, ja: 契約数}
    kind: count
    owner: tanaka
    per: month
    target: 6
    formula: asks × win_rate
  asks:
    name: {en: Asks, ja: 打診数}
    kind: count
    owner: sato
  win_rate:
    name: {en: Win rate, ja: 受注率}
    kind: rate
    of: contracts / asks
    target: 20%
    owner: sato
kpis:
  win_rate: {because: {en: Most of the gap, ja: 差がいちばん大きい}}
objectives:
  trust:
    title: {en: Customers come back, ja: お客さまがまた来る}
    key_results:
      wins: {title: {en: One ask in five, ja: 5件に1件を受注する}, metric: win_rate, target: 20%}
practices:
  hearing:
    wish: {en: A better win rate, ja: 受注率を上げたい}
    metric: win_rate
    steps:
      spin: {now: true, text: {en: One role play, ja: ロールプレイを1回}, minutes: 10, per_week: 3}
"""
LOWER: Final = """\
    target:
      - {from: 2026-11-16, value: 20%}
      - {from: 2026-11-24, value: 16%, why: {en: Larger customers, ja: 大きな会社に変えた}}
"""
TYPED: Final = """\
---
kind: mid-month
held: 2026-11-18
present: [sato, suzuki]
actions:
  action-1:
    what: "Compare two recordings"
    owner: suzuki
    due: 2026-11-27
---
## Keep
Ask for the budget first.

## Problem

## Try
"""
"""As the page of the meeting writes it."""


@dataclass(kw_only=True)
class Seen:
    """What a day shows.

    Attributes:
        pages: Template and language, e.g. ``team_reviews.ja``, to the words that are read.
        said: Command to exit code and output.
        door: Path and text of the review that the team page begins.
        drafted: The text of the same review as the command begins it.
    """

    pages: dict[str, str] = field(default_factory=dict)
    said: dict[str, tuple[int, str]] = field(default_factory=dict)
    door: tuple[str, str] = ("", "")
    drafted: str = ""


class Walk:
    """The days as they go by."""

    def __init__(self, repo: Repo, clock_set: pytest.MonkeyPatch) -> None:
        self.repo, self._clock = repo, clock_set
        self.seen: dict[str, Seen] = {}
        self._day = date.min

    def on(self, day: str) -> None:
        """It is this day."""
        self._day = date.fromisoformat(day)
        self._clock.setattr(clock, "today", lambda _zone: self._day)

    def git(self, *arguments: str, who: str = "Sato") -> str:
        time = f"{self._day}T09:00:00+09:00"
        return self.repo.git(
            *arguments, GIT_AUTHOR_NAME=who, GIT_AUTHOR_DATE=time, GIT_COMMITTER_DATE=time
        )  # fmt: skip

    def made(self, who: str, files: Mapping[str, str | bytes], title: str = "Update") -> None:
        """Somebody saves files in the browser."""
        self.repo.write(files)
        self.git("add", "--all")
        self.git("commit", "--quiet", "--message", title, who=who)

    def merged(self, branch: str, title: str) -> None:
        """A proposal is taken over."""
        self.git("merge", "--quiet", "--no-ff", "--message", title, branch)

    def read(self, path: str) -> str:
        return (self.repo.root / path).read_text(encoding="utf-8")

    def look(self, name: str, only: Sequence[str], *commands: str) -> Seen:
        """Draw pages and run commands."""
        found = self.seen[name] = Seen()
        loaded = load(WorkingTree(self.repo.root))
        base = drawn.basis(loaded, *check(loaded), today=self._day, repo=EDITOR, only=only)
        basis = replace(base, past=source.history(self.repo.root, loaded, self._day))
        for language in ("en", "ja"):
            # The largest pages in one language: they are looked at in both elsewhere.
            wanted = [key for key in only if language == "en" or key == REVIEWS]
            for page in drawn.drawn(basis, language, wanted).values() if wanted else ():
                place = page.path.removeprefix("teams/sales/").removesuffix("index.md").strip("/")
                found.pages[f"{place or 'team'}.{language}"] = words(page.body)
                found.door = door(page.body) if page.template == ANSWER else found.door
        for command in ("check", *commands):
            found.said[command] = self.run(command)
        return found

    def run(self, command: str) -> tuple[int, str]:
        with redirect_stdout(StringIO()) as out, redirect_stderr(StringIO()):
            code = _boundary.run(["-C", str(self.repo.root), *command.split()])
        return code, out.getvalue()


def door(html: str) -> tuple[str, str]:
    """Path and text of the review that a page begins; both empty without one."""
    addresses = [
        parse_qs(urlsplit(unescape(one)).query) for one in re.findall(r'href="(https://[^"]*)"', html)
    ]
    named = ((one.get("filename", [""])[0], one.get("value", [""])[0]) for one in addresses)
    return next(((path, text) for path, text in named if "/reviews/" in path), ("", ""))


def words(html: str) -> str:
    """What is read on the page."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def agreed(day: str, will_do: str) -> str:
    return f"- date: {day}\n  will_do: {will_do}\n"


def begin(walk: Walk) -> None:
    """A new cycle; two agree, one of them on the phone with the lead."""
    walk.on("2026-11-16")
    walk.made("Sato", {"goals/company.yml": COMPANY, f"{TEAM}/team.yml": MEMBERS}, "Set up")
    walk.on("2026-11-17")
    walk.made("Sato", {f"{TEAM}/winter.yml": CYCLE}, "New cycle")
    walk.made("佐藤", {f"{AGREED}/sato.yml": agreed("2026-11-17", "I ask about the budget first.")})
    walk.made("Sato", {f"{AGREED}/suzuki.yml": agreed("2026-11-17", "Two recordings a week.")})
    walk.look("begun", [REVIEWS], "reviews-due --on 2026-11-17", "history sales --language en")


def review(walk: Walk) -> None:
    """The mid-month review, typed on the page of the meeting, with an action."""
    walk.on("2026-11-18")
    walk.seen["mid-month"] = Seen(said={"reviews-due": walk.run("reviews-due --on 2026-11-18")})
    walk.made("Sato", {f"{TEAM}/reviews/2026-11-18-mid-month.md": TYPED}, "Review")
    walk.look("mid-month held", [REVIEWS], "reviews-due --on 2026-11-18")


def record(walk: Walk) -> None:
    """Two people record on the same day, on branches of their own, merged one after the other."""
    walk.on("2026-11-20")
    rows = {"sato": "asks,9", "tanaka": "contracts,1"}
    for member, row in rows.items():
        walk.git("switch", "--quiet", "--create", f"record-{member}", "main")
        path = f"{TEAM}/log/progress/2026-11-20-{member}.csv"
        walk.made(member, {path: f"date,metric,value,by\n2026-11-20,{row},{member}\n"})
        walk.git("switch", "--quiet", "main")
    alone = tuple(f"log-only main record-{member}" for member in rows)
    walk.seen["recorded"] = Seen(said={command: walk.run(command) for command in alone})
    for member in rows:
        walk.merged(f"record-{member}", f"Merge pull request #1 from example/record-{member}")


def change(walk: Walk) -> None:
    """A lower target from Tuesday on, proposed with its reason."""
    path = f"{TEAM}/winter.yml"
    walk.git("switch", "--quiet", "--create", "lower")
    walk.made("Sato", {path: walk.read(path).replace("    target: 20%\n", LOWER)})
    proposed = ("check --changed-since main", "log-only main lower", "diff main lower --language en")
    found = {command: walk.run(command) for command in proposed}
    walk.git("switch", "--quiet", "main")
    walk.merged("lower", "Merge pull request #9 from example/lower\n\nA lower win rate")
    walk.look("announced", [REVIEWS, HISTORY], "history sales --language en").said.update(found)


def upload(walk: Walk) -> None:
    """The back office drops its workbook; two more agree, knowing the change that holds from today."""
    walk.on("2026-11-24")
    rows = [["日付", "氏名", "契約"], [date(2026, 11, 24), "田中", 2]]
    walk.made("Office", {f"{TEAM}/log/progress/契約.xlsx": workbook({"11月": rows})})
    walk.made("Tanaka-K", {f"{AGREED}/tanaka.yml": agreed("2026-11-24", "Larger customers first.")})
    walk.made("Hanako", {f"{AGREED}/ito.yml": agreed("2026-11-24", "I keep the list.")})
    told = ("remind --language ja", "history sales --on 2026-11-24 --language en")
    walk.look("changed", [ANSWER, REVIEWS], *told)


def again(walk: Walk) -> None:
    """The month-start review brings the action back."""
    walk.on("2026-12-03")
    told = ("remind --language en --site https://goals.example/", "status --language en")
    seen = walk.look("month-start", [ANSWER], "reviews-due --on 2026-12-03", *told, "new review sales")
    path, text = seen.door
    seen.drafted = walk.read(path)
    walk.made("Sato", {path: f"{text}\nKeep asking for the budget.\n"}, "Review")
    walk.look("month-start held", [REVIEWS, HELD], "reviews-due --on 2026-12-03")


def played(root: Path, clock_set: pytest.MonkeyPatch) -> Mapping[str, Seen]:
    """All days, played in their order in a new repository."""
    walk = Walk(Repo.make(root), clock_set)
    for play in (begin, review, record, change, upload, again):
        play(walk)
    return walk.seen
