"""The scripts of GitLab's workflows, with real git and a stand-in for what GitLab answers."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import HTTPServer
from pathlib import Path
from typing import Any

import pytest

from hosts import CYCLE, GitLab, Host, project_at_a_host
from repositories import Repo

LOG = "goals/teams/team-1/log/progress/2026-11-20-sato.csv"
ROWS = "date,metric,value\n2026-11-20,calls,5\n"


@pytest.fixture
def host(tmp_path: Path) -> Host:
    """Acme's project at its host."""
    return project_at_a_host(tmp_path)


@pytest.fixture
def gitlab() -> Iterator[tuple[str, dict[str, Any]]]:
    """GitLab's address and what it knows."""
    state: dict[str, Any] = {"notes": [], "done": [], "merged": None}
    handler = type("Handler", (GitLab,), {"state": state})
    server = HTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/api/v4", state
    server.shutdown()
    thread.join()
    server.server_close()


def tend(host: Host, gitlab: tuple[str, dict[str, Any]], commit: str, **more: Any) -> dict[str, Any]:
    """Run the scheduled job once on one open proposal; returns what GitLab knows then."""
    address, state = gitlab
    ids = {"iid": 7, "source_project_id": 1, "target_project_id": 1}
    state["proposal"] = {
        **ids,
        "sha": commit,
        "web_url": "https://gitlab.example/acme/-/merge_requests/7",
        **more,
    }
    state["pipeline"] = {"status": "success", "sha": commit}
    environment = {
        **os.environ,
        "PATH": f"{host.bin}{os.pathsep}{os.environ['PATH']}",
        "CI_API_V4_URL": address,
        "CI_PROJECT_ID": "1",
        "CI_DEFAULT_BRANCH": "main",
        "GOALBOOK_TOKEN": "token",
    }
    command = [sys.executable, ".gitlab/goalbook/proposals.py"]
    done = subprocess.run(
        command, cwd=host.repo.root, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return state


def test_on_gitlab_a_goal_gets_one_note_and_waits(host: Host, gitlab: tuple[str, dict[str, Any]]) -> None:
    text = (host.repo.root / CYCLE).read_text().replace("target: 100", "target: 80")
    commit = host.propose({CYCLE: text})
    tend(host, gitlab, commit)
    state = tend(host, gitlab, commit)

    # The second time it says the same, so nothing is written.
    assert state["done"] == ["POST note", "POST suggestion"]
    note = state["notes"][0]["body"]
    assert "Calls" in note
    assert "press **Apply suggestion**." in note
    assert "(https://gitlab.example/acme/-/merge_requests/7/pipelines)" in note
    assert state["merged"] is None


def test_on_gitlab_a_suggestion_stands_at_the_line_it_replaces(
    host: Host, gitlab: tuple[str, dict[str, Any]]
) -> None:
    text = (host.repo.root / CYCLE).read_text().replace("target: 100", "target: 80")
    commit = host.propose({CYCLE: text})
    _, note = tend(host, gitlab, commit)["notes"]

    begin, *lines, end, _ = note["body"].split("\n")
    assert (begin, end) == ("```suggestion:-0+0", "```")
    assert [line for line in lines if "value: 80, why:" in line]
    assert "target: 80" in text.splitlines()[note["position"].pop("new_line") - 1]
    assert note["position"] == {
        "position_type": "text",
        "base_sha": "base",
        "start_sha": "start",
        "head_sha": commit,
        "old_path": CYCLE,
        "new_path": CYCLE,
    }


def test_on_gitlab_a_suggestion_reaches_the_lines_above_that_belong_to_it(
    host: Host, gitlab: tuple[str, dict[str, Any]]
) -> None:
    series = "target:\n      - from: 2026-10-01\n        value: 100\n        why: As last year\n"
    text = (host.repo.root / CYCLE).read_text().replace("target: 100\n", series)
    host.repo.write({CYCLE: text})
    host.repo.commit("Agree on it")
    text = text.replace("value: 100", "value: 80")
    commit = host.propose({CYCLE: text})
    _, note = tend(host, gitlab, commit)["notes"]

    begin, *lines, end, _ = note["body"].split("\n")
    assert (begin, end) == ("```suggestion:-1+0", "```")
    assert lines[:2] == ["        value: 100", "        why: As last year"]
    assert re.fullmatch(r"      - \{from: [\d-]+, value: 80, why: .+\}", lines[2])
    last = note["position"]["new_line"]
    assert text.splitlines()[last - 2 : last] == ["        value: 80", "        why: As last year"]


def test_on_gitlab_a_line_that_takes_no_suggestion_stops_nothing(
    host: Host, gitlab: tuple[str, dict[str, Any]]
) -> None:
    gitlab[1]["is_strict"] = True
    text = (host.repo.root / CYCLE).read_text().replace("target: 100", "target: 80")

    state = tend(host, gitlab, host.propose({CYCLE: text}))

    assert state["done"] == ["POST note", "POST suggestion"]


def test_on_gitlab_numbers_merge_as_they_were_checked(host: Host, gitlab: tuple[str, dict[str, Any]]) -> None:
    commit = host.propose({LOG: ROWS})
    state = tend(host, gitlab, commit)

    assert state["done"] == ["POST note", "PUT 7 merge"]
    assert state["merged"]["sha"] == commit


def test_on_gitlab_a_proposal_to_another_branch_is_left_alone(
    host: Host, gitlab: tuple[str, dict[str, Any]]
) -> None:
    assert tend(host, gitlab, host.propose({LOG: ROWS}), target_branch="release")["done"] == []


@pytest.mark.parametrize("more", [{"source_project_id": 2}, {"draft": True}])
def test_on_gitlab_numbers_of_a_fork_or_a_draft_wait(
    host: Host, gitlab: tuple[str, dict[str, Any]], more: dict[str, Any]
) -> None:
    state = tend(host, gitlab, host.propose({LOG: ROWS}), **more)

    assert state["merged"] is None


def test_on_gitlab_what_changed_is_pushed_with_the_wish_for_a_proposal(host: Host) -> None:
    shutil.copytree(host.repo.root.parent / "origin.git", host.repo.root.parent / "project.git")
    target = Repo(host.repo.root.parent / "project.git")
    target.git("config", "receive.advertisePushOptions", "true")
    hook = target.root / "hooks/pre-receive"
    hook.write_text('#!/bin/sh\nfor n in 0 1 2; do eval echo "\\$GIT_PUSH_OPTION_$n"; done >options\n')
    hook.chmod(0o755)
    host.repo.write({LOG: ROWS})

    word = "not-to-be-seen"
    done = host.run(
        ".gitlab/goalbook/propose.sh",
        "tidy-2026-11",
        "Fold the files",
        CI_PROJECT_URL=str(host.repo.root.parent / "project"),
        CI_DEFAULT_BRANCH="main",
        GOALBOOK_TOKEN=word,
    )

    assert done.returncode == 0, done.stderr
    assert word not in done.stdout + done.stderr
    assert target.git("log", "--format=%s", "goalbook/tidy-2026-11") == "Fold the files\nBegin"
    assert (target.root / "options").read_text().splitlines() == [
        "merge_request.create",
        "merge_request.target=main",
        "merge_request.title=Fold the files",
    ]
    assert host.repo.git("status", "--porcelain", "--branch") == "## main...origin/main"
