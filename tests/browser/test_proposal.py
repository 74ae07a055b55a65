"""A proposal from its first line to the history page: fork, check, comment, merge, site, Chromium."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ET
from collections.abc import Callable, Mapping
from contextlib import redirect_stdout
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from typing import Any

import pytest

import short_handbook
from goalbook.cli import _boundary
from goalbook.publish import build, source
from repositories import Repo
from sound import violations

pytestmark = [pytest.mark.browser, pytest.mark.site]

Open = Callable[..., Any]
Said = pytest.CaptureFixture[str]
FORMATS = ("text", "json", "github", "gitlab", "sarif", "markdown")
PHONE = {"width": 390, "height": 844}
H2 = "goals/teams/sales/fy2026-h2.yml"
LOG = "goals/teams/sales/log/progress/2026-11-sato.csv"
SUBJECT = '::error::<img src=x onerror="alert(1)"> </script> \u202e'
ATOM = "{http://www.w3.org/2005/Atom}"


def run(repo: Repo, said: Said, *arguments: str) -> tuple[int, str]:
    code = _boundary.run(["-C", str(repo.root), *arguments])
    return code, said.readouterr().out


@pytest.fixture(scope="module")
def upstream(tmp_path_factory: pytest.TempPathFactory) -> Repo:
    """The company's repository, whose goals stand there since October."""
    made = Repo.make(tmp_path_factory.mktemp("proposal") / "company")
    made.version("v1")
    (made.root / "content").mkdir()
    text = (made.root / "goals/company.yml").read_text(encoding="utf-8")
    made.write({"goals/company.yml": f"{text}limits: {{kpis_per_team: 4}}\n", "mkdocs.yml": _MKDOCS})
    made.commit(SUBJECT)
    return made


@pytest.fixture(scope="module")
def fork(upstream: Repo) -> Repo:
    """A fork with one branch that lowers the win rate and one that records numbers."""
    root = upstream.root.parent / "fork"
    upstream.git("clone", "--quiet", str(upstream.root), str(root))
    made = Repo(root, commits=10)
    made.git("switch", "--quiet", "--create", "numbers", "origin/main")
    made.write({LOG: "date,metric,value\n2026-11-20,proposals,3\n"})
    made.commit("Record")
    made.git("switch", "--quiet", "--create", "mixed")
    made.write({H2: (root / H2).read_text(encoding="utf-8").replace("target: 20%", "target: 16%")})
    made.commit("Record and lower")
    made.git("switch", "--quiet", "--create", "win-rate", "origin/main")
    made.write({H2: (root / H2).read_text(encoding="utf-8").replace("target: 20%", "target: 16%")})
    made.commit("Lower the win rate")
    return made


@dataclass(frozen=True, kw_only=True)
class Played:
    """What was said of the proposal, before and after its suggestion was taken.

    Attributes:
        checks: Format to exit code and output of the check.
        comment: The comment below the proposal.
        suggested: What stands ready beside its line.
        after: Exit code and output of the check once it was taken.
    """

    checks: Mapping[str, tuple[int, str]]
    comment: str
    suggested: Mapping[str, Any]
    after: tuple[int, str]


@pytest.fixture(scope="module")
def played(fork: Repo) -> Played:
    """The proposal is checked, told, and its suggestion taken with a reason."""

    def say(*arguments: str) -> tuple[int, str]:
        with redirect_stdout(StringIO()) as said:
            code = _boundary.run(["-C", str(fork.root), *arguments])
        return code, said.getvalue()

    fork.git("switch", "--quiet", "win-rate")
    check = ("check", "--changed-since", "origin/main")
    checks = {style: say(*check, "--format", style) for style in FORMATS}
    asked = ("diff", "origin/main", "HEAD", "--merge-base", "--format")
    comment = say(*asked, "markdown", "--language", "en")[1]
    [suggested] = json.loads(say(*asked, "json", "--language", "ja")[1])["suggestions"]
    lines = (fork.root / H2).read_text(encoding="utf-8").splitlines()
    new = suggested["body"].split("\n", 1)[1].rsplit("\n```", 1)[0]
    lines[suggested["line"] - 1] = new.replace("ここに理由", "提案先が大きな会社に変わった")
    fork.write({H2: "\n".join(lines) + "\n"})
    fork.commit("Apply suggestions from code review")
    return Played(checks=checks, comment=comment, suggested=suggested, after=say(*check))


@pytest.mark.parametrize("style", FORMATS)
def test_1_the_check_speaks_in_every_format(played: Played, style: str) -> None:
    code, out = played.checks[style]

    assert (code, "moved-targets-are-dated" in out) == (1, True)
    if style in {"json", "gitlab", "sarif"}:
        json.loads(out)


def test_2_the_comment_has_the_effect_first_and_the_line_one_click(played: Played) -> None:
    code, out = played.after

    assert "| Revenue plan per month | ¥2.40M | **¥1.92M (−¥0.48M)** |" in played.comment
    assert "No day and no reason yet" in played.comment
    assert "why: ここに理由" in played.suggested["body"]
    assert (code, "moved-targets-are-dated" in out) == (0, False)


def test_3_a_branch_of_numbers_is_known_and_a_mixed_one_is_not(fork: Repo, capsys: Said) -> None:
    titles = [
        run(fork, capsys, "diff", "origin/main", branch, "--format", "markdown", "--language", "en")[1]
        for branch in ("numbers", "mixed")
    ]

    assert titles[0].startswith("### Numbers only, no goal changed.")
    assert not titles[1].startswith("### Numbers only")


@pytest.fixture(scope="module")
def site(upstream: Repo, fork: Repo, played: Played, served: Callable[..., Any], few_pages: Path) -> Any:
    """What the merge publishes."""
    assert played.after[0] == 0
    upstream.commits = 20
    upstream.git("fetch", "--quiet", str(fork.root), "win-rate")
    merged = "Merge pull request #7 from sato/win-rate\n\n受注率を見直す <b>"
    upstream.git("merge", "--quiet", "--no-ff", "--message", merged, "FETCH_HEAD")

    def write(folder: Path, url: str) -> None:
        upstream.write({"mkdocs.yml": f"{_MKDOCS}site_url: {url}\n"})
        with short_handbook.shipped(few_pages):
            build.write(upstream.root, folder, source.prepare(upstream.root))

    return served(write, upstream.root.parent / "site")


@pytest.mark.parametrize("language", ["en", "ja"])
@pytest.mark.parametrize("size", [PHONE, {"width": 1440, "height": 900}], ids=["phone", "desk"])
def test_4_the_history_page_tells_it(opened: Open, site: Any, language: str, size: dict[str, int]) -> None:
    said = {
        "en": ("The win rate target (contracts ÷ proposals) falls from 20 % to 16 %", "¥2.40M → ¥1.92M"),
        "ja": ("受注率(契約数÷提案数)の目標が 20 % → 16 % に下がります", "240.0万円 → 192.0万円"),
    }[language]
    folder = "" if language == "en" else f"{language}/"
    page = opened(site.url, viewport=size).go(f"{folder}teams/sales/history/index.html")
    newest = page.locator(".gb-turn").first

    assert said[0] in newest.inner_text()
    assert said[1] in newest.inner_text()
    assert "提案先が大きな会社に変わった" in newest.inner_text()
    assert "受注率を見直す <b>" in newest.inner_text()
    assert "#7" in newest.inner_text()
    assert "Tanaka" in newest.inner_text()
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    assert violations(page) == []


def test_5_it_can_be_kept_to_a_kind_and_a_measure(opened: Open, site: Any) -> None:
    page = opened(site.url).go("teams/sales/history/index.html#measure-win_rate")
    turns = page.locator(".gb-turn")

    assert page.locator("#measure-win_rate li").is_visible()
    everything = turns.count()
    page.select_option("#gb-kinds", "targets")
    assert [turn.is_visible() for turn in turns.all()].count(True) == 1
    page.select_option("#gb-kinds", "")
    assert [turn.is_visible() for turn in turns.all()].count(True) == everything > 1


def test_6_without_a_script_everything_is_there(chromium: Any, site: Any) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site.url}changes/index.html")

    assert "falls from 20 % to 16 %" in page.locator(".gb-turns").inner_text()
    assert not page.locator("#gb-kinds").is_visible()
    context.close()


def test_7_what_a_commit_is_called_is_text(opened: Open, site: Any) -> None:
    page = opened(site.url).go("changes/index.html")

    assert "::error::<img src=x" in page.locator(".gb-turns").inner_text()
    assert page.locator(".gb-turns img").count() == 0
    assert violations(page) == []


def test_8_the_home_page_names_the_last_changes(opened: Open, site: Any) -> None:
    page = opened(site.url).go("index.html")

    assert "falls from 20 % to 16 %" in page.locator("section[aria-labelledby=recent-changes]").inner_text()


@pytest.fixture(scope="module")
def again(site: Any, upstream: Repo) -> dict[str, bytes]:  # noqa: ARG001 - after the merge
    """The files of a second build, read from the shelf."""
    drawn = source.prepare(upstream.root).site
    assert drawn
    return {asset.path: asset.data for asset in drawn.assets}


@pytest.mark.parametrize("name", ["changes.atom", "changes.ja.atom", "teams/sales/changes.atom"])
def test_9_feeds_are_whole_and_the_same_again(site: Any, again: dict[str, bytes], name: str) -> None:
    root = ET.fromstring((site.folder / name).read_bytes())  # noqa: S314 - we wrote it
    entries = root.findall(f"{ATOM}entry")
    ids = [entry.findtext(f"{ATOM}id") for entry in entries]

    assert len(set(ids)) == len(ids) > 0
    assert all(identity and identity.startswith("urn:uuid:") for identity in ids)
    for node in (root, *entries):
        assert {child.tag.removeprefix(ATOM) for child in node} >= {"title", "id", "updated", "link"}
    for entry in entries:
        address, _, anchor = entry.findall(f"{ATOM}link")[0].attrib["href"].partition("#")
        assert f'id="{anchor}"' in ((site.folder / name).parent / address).read_text(encoding="utf-8")
    assert again[name] == (site.folder / name).read_bytes()


_MKDOCS = "site_name: Sample\ndocs_dir: content\ntheme: material\nplugins: [search, goalbook]\n"
