"""``goalbook diff`` on real repositories: what it says, and when it has little to say."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from goalbook.cli import _boundary
from repositories import Repo

ROOT = Path(__file__).resolve().parents[3]
H2 = "goals/teams/sales/fy2026-h2.yml"
WIN_RATE = "of: contracts / proposals\n    target: 20%"
FROM_DECEMBER = (
    "of: contracts / proposals\n    target:\n"
    "      - {from: 2026-10-01, value: 20%}\n      - {from: 2026-12-01, value: 16%}"
)

Said = pytest.CaptureFixture[str]


@pytest.fixture(scope="module")
def repo(tmp_path_factory: pytest.TempPathFactory) -> Repo:
    """All versions, one commit each, tagged with their names."""
    made = Repo.make(tmp_path_factory.mktemp("history") / "repo")
    for version in ("v1", "v2", "v3", "v4", "v5"):
        made.version(version)
        made.git("tag", version)
    return made


@pytest.fixture
def sales(tmp_path: Path) -> Repo:
    """The sample company with the win rate lowered from December on, not yet committed."""
    made = Repo.make(tmp_path / "sales")
    for path in (ROOT / "goals").rglob("*"):
        if path.is_file() and not any(part in {"pipeline", "emergency"} for part in path.parts):
            made.write({str(path.relative_to(ROOT)): path.read_bytes()})
    made.commit()
    path = "goals/teams/sales-1/fy2026-h2.yml"
    text = (made.root / path).read_text(encoding="utf-8")
    assert WIN_RATE in text
    made.write({path: text.replace(WIN_RATE, FROM_DECEMBER)})
    return made


def diff(repo: Repo, said: Said, *arguments: str) -> tuple[str, str]:
    code = _boundary.run(["-C", str(repo.root), "diff", *arguments])
    out, err = said.readouterr()
    assert code == 0, err
    return out, err


def changes(repo: Repo, said: Said, *arguments: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(diff(repo, said, *arguments, "--format", "json")[0])["changes"]
    return found


def test_a_moved_target_is_one_line_at_its_place(repo: Repo, capsys: Said) -> None:
    out, err = diff(repo, capsys, "v1", "v2")

    assert out == (
        f"{H2}:13:138: target-moved: The target of Win rate (Contracts ÷ Proposals) falls from 20% to 16%, "
        "from 2026-12-01\n"
    )
    assert err == "Changes: 1.\n"


def test_json_holds_the_change_and_its_effect(repo: Repo, capsys: Said) -> None:
    whole = json.loads(diff(repo, capsys, "v1", "v2", "--format", "json")[0])
    [change], [effect] = whole["changes"], whole["effects"]

    assert {name: change[name] for name in ("kind", "old", "new", "bar", "since", "why", "line")} == {
        "kind": "target-moved",
        "old": "20%",
        "new": "16%",
        "bar": "lowers",
        "since": "2026-12-01",
        "why": "New customers",
        "line": 13,
    }
    assert (effect["kgi"]["before"]["value"], effect["kgi"]["after"]["value"]) == (2_400_000, 1_920_000)
    assert [(one["metric"], one["needed"]["value"]) for one in effect["volumes"]] == [("proposals", 37.5)]
    assert effect["lowers_in_mid_cycle"]


def test_numbers_only_is_said(repo: Repo, capsys: Said) -> None:
    out, err = diff(repo, capsys, "v2", "v3")
    comment, _ = diff(repo, capsys, "v2", "v3", "--format", "markdown", "--language", "en")

    assert out.count("\n") == 1
    assert "numbers-recorded" in out
    assert err == "Numbers only, no goal changed.\n"
    assert comment == (
        "### Numbers only, no goal changed.\n"
        "\n"
        "- Sales: rows recorded: 2, 13 Nov 2026 to 13 Nov 2026 (numbers)\n"
    )
    asked = ("v2", "v3", "--format", "markdown", "--language", "en", "--preview", "https://git.example/run/1")
    linked = "\n[The check, and the pages to look at](https://git.example/run/1)\n"
    assert diff(repo, capsys, *asked)[0] == comment + linked


def test_another_way_to_write_the_same_is_no_change(repo: Repo, capsys: Said) -> None:
    assert diff(repo, capsys, "v3", "v5") == ("", "No change in meaning.\n")
    assert diff(repo, capsys, "v3", "v5", "--format", "markdown")[0].startswith("### No change in meaning.\n")


def test_a_base_that_cannot_be_read_is_said_and_nothing_is_made_up(repo: Repo, capsys: Said) -> None:
    for pair in (("v3", "v4"), ("v4", "v5")):
        out, err = diff(repo, capsys, *pair)
        assert out == ""
        assert f"{H2}:" in err
        assert "could not be read" in err
        assert err.startswith("No change in meaning, as far as it could be compared.\n")
        comment, _ = diff(repo, capsys, *pair, "--format", "markdown", "--language", "en")
        assert comment.startswith("### No change in meaning, as far as it could be compared.\n")
        assert f"`{H2}:" in comment


def test_before_the_first_commit_everything_is_new(repo: Repo, capsys: Said) -> None:
    assert [change["kind"] for change in changes(repo, capsys, "v1~1", "v1")] == ["team-added"]
    comment, said = diff(repo, capsys, "v1~1", "v1", "--format", "markdown", "--language", "en")

    assert "could not be read" not in comment + said + diff(repo, capsys, "v1~1", "v1")[1]
    assert comment.startswith("### These are the first goals\n\n### Sales: new team: Sales\n")


def test_the_files_on_disk_are_the_default(repo: Repo, capsys: Said) -> None:
    assert changes(repo, capsys, "v5") == []
    company = repo.root / "goals/company.yml"
    before = company.read_text(encoding="utf-8")
    company.write_text(before.replace("ja: 見本", "ja: 会社"), encoding="utf-8")
    kinds = [change["kind"] for change in changes(repo, capsys, "HEAD")]
    company.write_text(before, encoding="utf-8")

    assert kinds == ["name-changed"]


def test_merges_detached_heads_and_the_fork_point(repo: Repo, capsys: Said, tmp_path: Path) -> None:
    repo.git("clone", "--quiet", ".", str(tmp_path / "clone"))
    clone = Repo(tmp_path / "clone", commits=10)
    clone.git("switch", "--quiet", "--create", "idea", "v1")
    clone.write({"goals/teams/new/team.yml": "name: New\n"})
    clone.commit("A team of its own")
    clone.git("switch", "--quiet", "--detach", "v2")
    clone.git("merge", "--quiet", "--no-ff", "--message", "Merge", "idea")

    assert [change["kind"] for change in changes(clone, capsys, "v2", "HEAD")] == ["team-added"]
    assert [change["kind"] for change in changes(clone, capsys, "v2", "idea", "--merge-base")] == [
        "team-added"
    ]
    assert {change["kind"] for change in changes(clone, capsys, "v2", "idea")} == {
        "team-added",
        "target-moved",
    }


def test_forty_files_that_move_are_no_change(capsys: Said, tmp_path: Path) -> None:
    repo = Repo.make(tmp_path / "repo")
    repo.version("v1")
    rows = [f"2026-11-{1 + number % 28:02},proposals,{number}\n" for number in range(40)]
    folder = "goals/teams/sales/log/progress"
    repo.write(
        {
            f"{folder}/a{number}.csv": f"date,metric,value,segment\n{row[:-1]},s{number}\n"
            for number, row in enumerate(rows)
        }
    )
    base = repo.commit()
    for number in range(40):
        (repo.root / folder / f"a{number}.csv").rename(repo.root / folder / f"b{39 - number}.csv")
    repo.commit("Move")

    assert diff(repo, capsys, base, "HEAD") == ("", "No change in meaning.\n")


def test_a_team_whose_folder_has_another_name_is_the_same_team(repo: Repo, capsys: Said) -> None:
    repo.git("mv", "goals/teams/sales", "goals/teams/sales-1")
    moved = ("No change in meaning.\n", "goals/teams/sales-1: the folder was called sales before\n")
    assert diff(repo, capsys, "HEAD") == ("", "".join(moved))
    repo.commit("Another name")
    assert diff(repo, capsys, "v5", "HEAD") == ("", "".join(moved))

    cycle = repo.root / "goals/teams/sales-1/fy2026-h2.yml"
    cycle.write_text(cycle.read_text(encoding="utf-8").replace("20%", "18%"), encoding="utf-8")
    comment, _ = diff(repo, capsys, "v5", "--format", "markdown", "--language", "en")
    assert "falls from 20 % to 18 %" in comment
    assert "- Sales: the folder was called `sales` before\n" in comment
    assert [change["kind"] for change in changes(repo, capsys, "v5")] == ["target-moved"]
    _boundary.run(["-C", str(repo.root), "check", "--changed-since", "v5"])
    assert "moved-targets-are-dated" in capsys.readouterr().out


def test_a_shallow_clone_says_how_to_go_on(repo: Repo, capsys: Said, tmp_path: Path) -> None:
    repo.git("clone", "--quiet", "--depth", "1", f"file://{repo.root}", str(tmp_path / "shallow"))
    code = _boundary.run(["-C", str(tmp_path / "shallow"), "diff", "HEAD~1"])

    assert code == 2
    assert "fetch-depth: 0" in capsys.readouterr().err


def test_goals_that_are_gone_are_told_from_the_other_side(repo: Repo, capsys: Said) -> None:
    assert [change["kind"] for change in changes(repo, capsys, "v1", "0" * 40)] == ["team-removed"]


def test_the_comment_has_the_numbers_of_the_lowered_win_rate(sales: Repo, capsys: Said) -> None:
    comment, _ = diff(sales, capsys, "HEAD", "--format", "markdown", "--language", "en")

    assert comment.split("<details>")[0] == (
        "### Sales team 1: the win rate target (contracts ÷ proposals) falls from 20 % to 16 %, "
        "from December\n"
        "\n"
        "|  | today | after this change |\n"
        "| --- | --- | --- |\n"
        "| New revenue plan per month | ¥2.40M | **¥1.92M (−¥0.48M)** |\n"
        "| To keep ¥2.40M instead | 30 proposals, 2,500 calls "
        "| 38 proposals, 3,125 calls (31 → 39 per person and working day) |\n"
        "| KR4 Revenue +15 % on the previous half year | consistent | **inconsistent** (¥1.92M is −8 %) |\n"
        "\n"
        "- November's 14.8 % rests on 27 proposals; it is not yet clear that it is below 20 % (74 %).\n"
        "- The cycle is running (October 2026 to March 2027); this asks for less than was agreed.\n"
        "- Three agreements will need renewing. Even without this change: 1.\n"
        '- **No reason yet.** Replace "reason here" in the suggestion below '
        "and press **Commit suggestion**.\n"
        "\n"
    )


def test_the_comment_says_the_same_in_japanese(sales: Repo, capsys: Said) -> None:
    comment, _ = diff(sales, capsys, "HEAD", "--format", "markdown", "--language", "ja")

    assert comment.split("<details>")[0] == (
        "### 営業1課:受注率(契約数÷提案数)の目標が 20 % → 16 % に下がります(12月から)\n"
        "\n"
        "|  | いま | この変更のあと |\n"
        "| --- | --- | --- |\n"
        "| 新規売上の計画(月) | 240.0万円 | **192.0万円(−48.0万円)** |\n"
        "| 240.0万円を守るなら | 提案数30件・電話数2,500件 "
        "| 提案数38件・電話数3,125件(1人1営業日 31→39件) |\n"
        "| KR4 売上前期比+15% | 両立する | **両立しない**(192.0万円は前期比−8 %) |\n"
        "\n"
        "- 11月の実績14.8 %は提案数27件。20 %を下回っているとは、まだ言い切れません(74 %)。\n"
        "- 期の途中の変更です(2026年10月〜2027年3月)。合意した目標より下がります。\n"
        "- 3人の合意が「再合意待ち」になります。うち1人は、この変更がなくても再合意待ちです。\n"
        "- **理由がまだありません。** 下の提案の「ここに理由」を書き換え、"
        "**Commit suggestion** を押してください。\n"
        "\n"
    )


def test_the_details_are_folded(sales: Repo, capsys: Said) -> None:
    place = "goals/teams/sales-1/fy2026-h2.yml:"
    for language, title, smart, both, moved, link in (
        (
            "en",
            "Details (SMART, before and after, preview)",
            "**SMART**: no letter of a key result changes.",
            "**Before and after**",
            "falls from 20 % to 16 %, from December `",
            "The check, and the pages to look at",
        ),
        (
            "ja",
            "くわしく(SMART、変更前後、プレビュー)",
            "**SMART**:主要な成果の判定に変わりはありません。",
            "**変更前後**",
            "20 % → 16 % に下がります(12月から) `",
            "チェックの結果と、ページのプレビュー",
        ),
    ):
        asked = ("HEAD", "--format", "markdown", "--language", language)
        comment, _ = diff(sales, capsys, *asked, "--preview", "https://git.example/run/1?a=(b)")
        head, *told = comment.split("<details>")[1].split("\n\n")

        assert head == f"<summary>{title}</summary>"
        assert told[:2] == [smart, both]
        assert moved + place in told[2]
        assert told[3:] == [f"[{link}](https://git.example/run/1?a=%28b%29)", "</details>\n"]
        plain, _ = diff(sales, capsys, *asked)
        assert "git.example" not in plain
        assert "preview" not in plain
        assert "プレビュー" not in plain


def test_without_a_language_the_comment_holds_all_of_the_company_s(sales: Repo, capsys: Said) -> None:
    comment, _ = diff(sales, capsys, "HEAD", "--format", "markdown")

    assert comment.startswith("### Sales team 1:")
    assert "<summary>日本語</summary>\n\n### 営業1課" in comment


def test_raising_reads_like_lowering(sales: Repo, capsys: Said) -> None:
    sales.commit()
    lowered, _ = diff(sales, capsys, "HEAD~1", "HEAD", "--format", "markdown", "--language", "en")
    raised, _ = diff(sales, capsys, "HEAD", "HEAD~1", "--format", "markdown", "--language", "en")

    assert "rises from 16 % to 20 %" in raised
    assert "this asks for more than was agreed" in raised
    assert "**¥3.00M (+¥0.60M)**" in raised
    assert not re.search(r"(?i)warning|careful|!", lowered + raised)


@pytest.mark.parametrize(
    "arguments",
    [["diff", "--help"], ["explain"], ["diff", "HEAD"], ["diff", "HEAD", "--format", "markdown"]],
    ids=" ".join,
)
def test_nothing_heavy_is_imported(arguments: list[str], sales: Repo) -> None:
    script = (
        "import sys\nfrom goalbook.cli import _boundary\n"
        "code = _boundary.run(sys.argv[1:])\n"
        "print([name for name in ('pandas', 'numpy', 'scipy', 'plotly', 'mkdocs', 'jinja2', 'markdown') "
        "if name in sys.modules])\nsys.exit(code)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, *arguments], cwd=sales.root, capture_output=True, text=True, check=True
    )

    assert done.stdout.splitlines()[-1] == "[]"
