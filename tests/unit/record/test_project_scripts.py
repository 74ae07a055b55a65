"""The scripts of a project's workflows, with real git and stand-ins for what GitHub and GitLab answer."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from hosts import CYCLE, Host, project_at_a_host

LOG = "goals/teams/team-1/log/progress/2026-11-20-sato.csv"
ROWS = "date,metric,value\n2026-11-20,calls,5\n"
HOSTILE = 'x"; touch pwned; $(touch pwned) `touch pwned`'


@pytest.fixture
def host(tmp_path: Path) -> Host:
    """Acme's project at its host."""
    return project_at_a_host(tmp_path)


def of(commit: str, branch: str = "sato-patch-1") -> dict[str, str]:
    return {
        "HEAD_OWNER": "sato",
        "HEAD_BRANCH": branch,
        "HEAD_SHA": commit,
        "RUN_URL": "https://example.com/run/1",
    }


def test_a_proposal_gets_one_comment_that_is_renewed(host: Host) -> None:
    files = {CYCLE: (host.repo.root / CYCLE).read_text().replace("target: 100", "target: 80")}
    commit = host.propose(files)
    first = host.github("comment", **of(commit))
    second = host.github("comment", **of(commit))

    assert (first.returncode, second.returncode) == (0, 0), first.stderr + second.stderr
    comment = (host.answers / "comment").read_text()
    assert comment.startswith("<!-- goalbook -->\n")
    assert "Calls" in comment
    assert "100" in comment
    assert comment.endswith("(https://example.com/run/1)\n\n</details>\n")
    assert "press **Commit suggestion**." in comment
    written = [line for line in host.asked if "--method P" in line and "/issues/" in line]
    assert any("--method POST repos/acme/goals/pulls/7/comments" in line for line in host.asked)
    assert [line.split(" --field")[0].split("--method ")[1] for line in written] == [
        "POST repos/acme/goals/issues/7/comments",
        "PATCH repos/acme/goals/issues/comments/41",
    ]


def test_nothing_of_a_proposal_is_checked_out_or_run(host: Host) -> None:
    hostile = dict.fromkeys((".github/goalbook/comment.sh", "mkdocs.yml", "pwned.py"), "touch pwned\n")
    commit = host.propose({**hostile, CYCLE: "cycle: fy2026-h2\n"})
    before = sorted(path.name for path in host.repo.root.iterdir())

    done = host.github("comment", **of(commit, branch=HOSTILE))

    assert done.returncode == 0, done.stderr
    assert sorted(path.name for path in host.repo.root.iterdir()) == before
    assert host.repo.git("status", "--porcelain") == ""
    assert any(HOSTILE in line for line in host.asked)


@pytest.mark.parametrize("script", ["comment", "numbers"])
def test_a_job_that_does_not_say_the_default_branch_fails(host: Host, script: str) -> None:
    commit = host.propose({LOG: ROWS})
    done = host.github(script, **of(commit), DEFAULT_BRANCH="")

    assert done.returncode != 0
    assert "DEFAULT_BRANCH" in done.stderr


def test_a_proposal_that_went_on_meanwhile_is_left_to_its_next_check(host: Host) -> None:
    host.propose({LOG: ROWS})

    done = host.github("numbers", **of("0" * 40))

    assert done.returncode == 0
    assert "nothing to do" in done.stdout
    assert [line for line in host.asked if "merge" in line] == []


def test_numbers_merge_as_they_were_checked_and_are_published(host: Host) -> None:
    commit = host.propose({LOG: ROWS})

    done = host.github("numbers", **of(commit))

    assert done.returncode == 0, done.stderr
    assert f"pr merge 7 --squash --delete-branch --match-head-commit {commit}" in host.asked
    assert host.asked[-1] == "workflow run publish.yml"


@pytest.mark.parametrize("path", [CYCLE, ".github/workflows/check.yml", "requirements.txt"])
def test_numbers_that_come_with_anything_else_wait_for_somebody(host: Host, path: str) -> None:
    commit = host.propose({LOG: ROWS, path: "cycle: fy2026-h2\n"})

    done = host.github("numbers", **of(commit))

    assert (done.returncode, done.stdout) == (0, f"{path}\n")
    assert [line for line in host.asked if "merge" in line] == []


def test_a_proposal_to_another_branch_is_left_alone(host: Host) -> None:
    commit = host.propose({LOG: ROWS}, base="release")

    assert host.github("numbers", **of(commit)).returncode == 0
    assert host.github("comment", **of(commit)).returncode == 0
    assert [line for line in host.asked if "merge" in line or "--method P" in line] == []


def test_an_answer_that_is_none_fails(host: Host) -> None:
    commit = host.propose({LOG: ROWS})
    (host.bin / "goalbook").write_text("#!/bin/sh\nexit 3\n")

    assert host.github("numbers", **of(commit)).returncode != 0
    assert [line for line in host.asked if "merge" in line] == []


def test_what_changed_is_proposed_once(host: Host) -> None:
    host.repo.write({LOG: ROWS})
    first = host.github("propose", "tidy-2026-11", "Fold the files")
    host.repo.write({LOG: ROWS})
    second = host.github("propose", "tidy-2026-11", "Fold the files")

    assert (first.returncode, second.returncode) == (0, 0), first.stderr + second.stderr
    assert host.origin("log", "--format=%s", "goalbook/tidy-2026-11") == "Fold the files\nBegin"
    assert host.origin("diff", "--name-only", "main", "goalbook/tidy-2026-11") == LOG
    assert len([line for line in host.asked if line.startswith("pr create --base main")]) == 1
    assert "workflow run check.yml --ref goalbook/tidy-2026-11" in host.asked
    assert host.repo.git("status", "--porcelain") == ""


def test_nothing_is_proposed_when_nothing_changed(host: Host) -> None:
    done = host.github("propose", "tidy-2026-11", "Fold the files")

    assert (done.returncode, done.stdout) == (0, "Nothing changed.\n")
    assert host.asked == []


def test_a_form_becomes_a_proposal_and_its_words_stay_words(host: Host) -> None:
    event = host.answers / "event.json"
    body = (
        "### Team\n\nteam-1\n\n### Cycle\n\nfy2026-h2\n\n### Short name\n\nasks\n\n"
        f"### Name of the measure\n\n{HOSTILE}\n\n### Sort of number\n\ncount\n"
    )
    event.write_text(json.dumps({"issue": {"number": 9, "body": body}}))

    done = host.github("form", ISSUE="9", GITHUB_EVENT_PATH=str(event))

    assert done.returncode == 0, done.stderr + done.stdout
    text = host.origin("show", f"goalbook/issue-9:{CYCLE}")
    assert json.dumps(HOSTILE) in text
    assert not any("pwned" in path.name for path in host.repo.root.rglob("*"))


def test_a_form_that_does_not_fit_is_answered(host: Host) -> None:
    event = host.answers / "event.json"
    body = "### Team\n\n@everyone\n\n### Short name\n\nx\n\n### Objective\n\ny\n"
    event.write_text(json.dumps({"issue": {"number": 9, "body": body}}))

    done = host.github("form", ISSUE="9", GITHUB_EVENT_PATH=str(event))

    assert done.returncode == 1
    assert (host.answers / "told").read_text().startswith('    goalbook: There is no team "@everyone"')
    assert not [line for line in host.asked if "pr create" in line]


def test_every_due_review_is_a_proposal_of_its_own(host: Host) -> None:
    """`goalbook` is stood in for: which reviews are due and what a draft says have their own tests."""
    (host.bin / "goalbook").write_text(
        "#!/bin/sh\n"
        'if [ "$1" = reviews-due ]; then\n'
        '  printf "team-1 month-start\\nteam-2 mid-month\\nteam-3 mid-month\\n"; exit\n'
        "fi\n"
        '[ "$3" != team-2 ] || exit 2\n'
        'file="goals/teams/$3/reviews/2026-12-01-$5.md"\n'
        'mkdir -p "goals/teams/$3/reviews" && echo "$5" >"$file" && echo "$file"\n'
    )

    done = host.github("reviews")

    assert done.returncode == 1  # one could not be drafted; the others were
    branches = host.origin("branch", "--format=%(refname:short)").splitlines()
    # Called by the day of the draft: by the runner's clock the first of a month is in the month before.
    assert [name for name in branches if name != "main"] == [
        "goalbook/review-team-1-2026-12-01-month-start",
        "goalbook/review-team-3-2026-12-01-mid-month",
    ]
    changed = host.origin("diff", "--name-only", "main", branches[1])
    assert changed == "goals/teams/team-3/reviews/2026-12-01-mid-month.md"
