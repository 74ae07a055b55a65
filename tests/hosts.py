"""Stand-ins for GitHub and GitLab: what they answer, from files and values."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from datetime import date
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any, Final
from urllib.parse import parse_qs

from goalbook.record.init import Wanted, init
from repositories import Repo

CYCLE: Final = "goals/teams/team-1/fy2026-h2.yml"
_CALLS: Final = "metrics:\n  calls:\n    name: Calls\n    kind: count\n    target: 100\n"
_GH = """\
#!/bin/sh
# Answers as GitHub's command line does, from files, and writes down what it was asked.
printf '%s\\n' "$*" >>"$ANSWERS/asked"
case "$*" in
  *"/pulls --field state=open --raw-field base=$(cat "$ANSWERS/base") "*)
    [ "$HEAD_SHA" = "$(cat "$ANSWERS/sha")" ] && cat "$ANSWERS/number" ;;
  *"/pulls --field state=open"*) ;;
  *"--paginate"*) [ ! -f "$ANSWERS/comment" ] || echo 41 ;;
  *"issue comment"*) cat >"$ANSWERS/told" ;;
esac
for word in "$@"; do
  case "$word" in body=@*) cat "${word#body=@}" >"$ANSWERS/comment" ;; esac
done
exit 0
"""
_GOALBOOK = """\
#!{python}
from goalbook.cli import main
main()
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Host:
    """A project at a host: its clone on a runner, and what the host's command line was asked."""

    repo: Repo
    answers: Path
    bin: Path

    def run(self, script: str, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
        """Run a script of ``.github/goalbook/`` as a workflow would, in the clone."""
        mine = {
            "PATH": f"{self.bin}{os.pathsep}{os.environ['PATH']}",
            "ANSWERS": str(self.answers),
            "GITHUB_REPOSITORY": "acme/goals",
            "DEFAULT_BRANCH": "main",
            "GIT_CONFIG_GLOBAL": os.devnull,
            "GIT_CONFIG_NOSYSTEM": "1",
        }
        return subprocess.run(
            ["sh", script, *arguments],
            cwd=self.repo.root,
            env={**os.environ, **mine, **environment},
            capture_output=True,
            text=True,
            check=False,
        )

    def github(self, name: str, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
        return self.run(f".github/goalbook/{name}.sh", *arguments, **environment)

    def propose(self, files: dict[str, str], base: str = "main") -> str:
        """Push a proposal to a branch as number 7; the clone stays on main and knows nothing of it."""
        self.repo.git("switch", "--quiet", "--create", "theirs")
        self.repo.write(files)
        commit = self.repo.commit("Change goals")
        self.repo.git("push", "--quiet", "origin", "HEAD:refs/pull/7/head", "HEAD:refs/merge-requests/7/head")
        self.repo.git("switch", "--quiet", "main")
        self.repo.git("branch", "--quiet", "-D", "theirs")
        (self.answers / "sha").write_text(commit)
        (self.answers / "base").write_text(base)
        (self.answers / "number").write_text("7\n")
        return commit

    @property
    def asked(self) -> list[str]:
        file = self.answers / "asked"
        return file.read_text().splitlines() if file.exists() else []

    def origin(self, *arguments: str) -> str:
        return Repo(self.repo.root.parent / "origin.git").git(*arguments)


def project_at_a_host(tmp_path: Path) -> Host:
    """Acme's project with one measure, pushed to its host."""
    repo = Repo.make(tmp_path / "clone")
    init(repo.root, Wanted(name="Acme", hosts=("github", "gitlab")), date(2026, 11, 29))
    cycle = repo.root / CYCLE
    cycle.write_text(f"{cycle.read_text()}\nkgi: calls\n{_CALLS}")
    repo.commit("Begin")
    Repo(tmp_path).git("init", "--quiet", "--bare", "--initial-branch", "main", "origin.git")
    repo.git("remote", "add", "origin", str(tmp_path / "origin.git"))
    repo.git("push", "--quiet", "--set-upstream", "origin", "main")
    programs = tmp_path / "bin"
    programs.mkdir()
    for name, text in (("gh", _GH), ("goalbook", _GOALBOOK.format(python=sys.executable))):
        (programs / name).write_text(text)
        (programs / name).chmod(0o755)
    (tmp_path / "answers").mkdir()
    return Host(repo=repo, answers=tmp_path / "answers", bin=programs)


class GitLab(BaseHTTPRequestHandler):
    """What GitLab's interface answers for one open proposal."""

    state: dict[str, Any]

    def do_GET(self) -> None:
        state = self.state
        if self.path.endswith("/user"):
            self._answer({"id": 5})
        elif "/notes" in self.path:
            self._answer(state["notes"])
        elif "state=opened" in self.path:
            is_asked = f"target_branch={state['proposal'].get('target_branch', 'main')}&" in self.path
            self._answer([state["proposal"]] if is_asked else [])
        else:
            names = ("base_sha", "start_sha", "head_sha")
            refs = dict(zip(names, ("base", "start", state["proposal"]["sha"]), strict=True))
            self._answer({"head_pipeline": state["pipeline"], "diff_refs": refs})

    def do_POST(self) -> None:
        fields = self._fields()
        note: dict[str, Any] = {"id": 31, "author": {"id": 5}, "body": fields["body"]}
        if self.path.endswith("/discussions"):
            place = {
                name[len("position[") : -1]: text for name, text in fields.items() if name.startswith("pos")
            }
            note["position"] = {**place, "new_line": int(place["new_line"])}
            self.state["done"].append("POST suggestion")
            if self.state.get("is_strict"):
                self.send_error(400)
                return
        else:
            self.state["done"].append("POST note")
        self.state["notes"].append(note)
        self._answer({})

    def do_PUT(self) -> None:
        fields = self._fields()
        self.state["done"].append(f"PUT {self.path.rsplit('/', 2)[-2]} {self.path.rsplit('/', 1)[-1]}")
        if "body" in fields:
            self.state["notes"][0]["body"] = fields["body"]
        else:
            self.state["merged"] = fields
        self._answer({})

    def log_message(self, *_: object) -> None:
        """Say nothing."""

    def _fields(self) -> dict[str, str]:
        assert self.headers["PRIVATE-TOKEN"] == "token"
        raw = self.rfile.read(int(self.headers["Content-Length"])).decode()
        return {name: values[0] for name, values in parse_qs(raw).items()}

    def _answer(self, value: object) -> None:
        data = json.dumps(value).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)
