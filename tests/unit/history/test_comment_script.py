"""The script that writes under a proposal, with a stand-in for GitHub's command."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from repositories import Repo

ROOT = Path(__file__).resolve().parents[3]
SCRIPTS = ROOT / "site_templates/project/github/goalbook"
H2 = "goals/teams/sales/fy2026-h2.yml"
GH = """\
#!/bin/sh
case "$*" in
  *"--method GET"*"base=main"*) echo 7 ;;
  *"--paginate"*pulls/7/comments*) cat "$THERE" ;;
  *"--input -"*) cat >>"$WRITTEN" ;;
esac
"""

pytestmark = pytest.mark.skipif(not (shutil.which("jq") and shutil.which("sh")), reason="needs sh and jq")


@pytest.fixture
def proposal(tmp_path: Path) -> Repo:
    """A clone of main, whose origin holds proposal 7: a target that was overwritten."""
    return a_proposal(tmp_path, LINE)


LINE = (
    "  win_rate: {name: {en: Win rate, ja: 受注率}, kind: rate, of: contracts / proposals, "
    "target: 20%, owner: sato}"
)
LINES = """\
  win_rate:
    name: {en: Win rate, ja: 受注率}
    kind: rate
    of: contracts / proposals
    owner: sato
    target:
      - from: 2026-10-01
        value: 20%
        why: As last year"""


def a_proposal(tmp_path: Path, win_rate: str) -> Repo:
    """The same with another way to write the target of 20 %, of which the proposal makes 16 %."""
    company = Repo.make(tmp_path / "company")
    company.version("v1")
    agreed = (company.root / H2).read_text(encoding="utf-8").replace(LINE, win_rate)
    company.write({H2: agreed})
    if win_rate != LINE:
        company.commit("Agree on it")
    company.git("clone", "--quiet", str(company.root), str(tmp_path / "clone"))
    company.git("switch", "--quiet", "--create", "idea")
    text = (company.root / H2).read_text(encoding="utf-8")
    company.write({H2: text.replace("20%", "16%", 1)})
    company.git("update-ref", "refs/pull/7/head", company.commit("Lower the win rate"))
    return Repo(tmp_path / "clone")


def posted(proposal: Repo, there: str = "") -> list[dict[str, str | int]]:
    """Run the script; what it asked GitHub to put beside lines."""
    folder = proposal.root.parent
    programs = folder / "programs"
    programs.mkdir(exist_ok=True)
    goalbook = f"#!{sys.executable}\nimport sys\nfrom goalbook.cli import main\nsys.exit(main())\n"
    for name, text in (("gh", GH), ("goalbook", goalbook)):
        (programs / name).write_text(text, encoding="utf-8")
        (programs / name).chmod(0o755)
    (folder / "there").write_text(there, encoding="utf-8")
    (folder / "written").write_text("", encoding="utf-8")
    head = proposal.git("ls-remote", "origin", "refs/pull/7/head").split()[0]
    environment = {
        "PATH": f"{programs}:{os.environ['PATH']}",
        "PYTHONPATH": os.environ.get("PYTHONPATH", str(ROOT / "generator")),
        "HOME": str(folder),
        "GITHUB_REPOSITORY": "company/goals",
        "DEFAULT_BRANCH": "main",
        "HEAD_OWNER": "sato",
        "HEAD_BRANCH": "idea",
        "HEAD_SHA": head,
        "RUN_URL": "https://git.example/run/1",
        "THERE": str(folder / "there"),
        "WRITTEN": str(folder / "written"),
    }
    script = ["sh", str(SCRIPTS / "comment.sh")]
    subprocess.run(script, cwd=proposal.root, env=environment, check=True, capture_output=True)
    written = (folder / "written").read_text(encoding="utf-8")
    found = [json.loads(written)] if written else []
    assert all(one["commit_id"] == head and one["side"] == "RIGHT" for one in found)
    return found


def test_the_line_that_keeps_the_old_value_is_suggested_once(proposal: Repo) -> None:
    [suggested] = posted(proposal)

    assert (suggested["path"], suggested["line"]) == (H2, 13)
    assert "{from: 2026-11-30, value: 16%, why: reason here}" in str(suggested["body"])
    assert posted(proposal, there=f"{H2}:13\n") == []


def test_lines_that_belong_together_are_replaced_together(tmp_path: Path) -> None:
    [suggested] = posted(a_proposal(tmp_path, LINES))

    assert (suggested["start_line"], suggested["line"], suggested["start_side"]) == (20, 21, "RIGHT")
    assert "        why: As last year\n      - {from: 2026-11-30, value: 16%, why: reason here}" in str(
        suggested["body"]
    )
