"""A repository that wants to run something runs nothing, and what it writes shows as text."""

from __future__ import annotations

import json
import re
import stat
import subprocess
from contextlib import suppress
from pathlib import Path

import pytest

from goalbook.cli import _boundary
from repositories import Repo

Said = pytest.CaptureFixture[str]

HOOKS = (
    "applypatch-msg", "commit-msg", "fsmonitor-watchman", "post-checkout", "post-commit", "post-index-change",
    "post-merge", "pre-auto-gc", "pre-commit", "reference-transaction", "update",
)  # fmt: skip
EVERY_WAY = (
    ["diff", "main~1"],
    ["diff", "main~1", "main", "--format", "markdown"],
    ["diff", "main~1", "--format", "json"],
    ["diff", "main~1", "HEAD", "--merge-base"],
    ["check", "--changed-since", "main~1"],
    ["check", "--changed-since", "main~1", "--format", "github"],
    ["check", "--format", "sarif"],
    ["history"],
    ["history", "sales", "--format", "json"],
    ["history", "sales", "--on", "2026-11-30"],
    ["log-only", "main~1", "HEAD"],
)


@pytest.fixture
def canary(tmp_path: Path) -> Path:
    """A file that nobody may write."""
    return tmp_path / "canary"


@pytest.fixture
def hostile(tmp_path: Path, canary: Path) -> Repo:
    """Every setting that can name a program names one that writes the canary."""
    repo = Repo.make(tmp_path / "repo")
    repo.version("v1")
    repo.version("v2")
    program = tmp_path / "evil"
    program.write_text(f"#!/bin/sh\ntouch {canary}\ncat\n")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    run = str(program)
    (repo.root / ".gitattributes").write_text("* diff=evil filter=evil merge=evil ident export-subst\n")
    _trap(repo, run)
    return repo


def _trap(repo: Repo, run: str) -> None:
    settings = {
        "core.fsmonitor": run,
        "core.pager": run,
        "pager.log": run,
        "pager.diff": run,
        "core.editor": run,
        "core.sshCommand": run,
        "core.askPass": run,
        "core.gitProxy": run,
        "core.alternateRefsCommand": run,
        "diff.external": run,
        "diff.evil.command": run,
        "diff.evil.textconv": run,
        "filter.evil.clean": run,
        "filter.evil.smudge": run,
        "filter.evil.process": run,
        "filter.evil.required": "true",
        "merge.evil.driver": run,
        "gpg.program": run,
        "log.showSignature": "true",
        "interactive.diffFilter": run,
        "credential.helper": run,
        "alias.cat-file": f"!{run}",
        "alias.ls-tree": f"!{run}",
        "alias.rev-parse": f"!{run}",
        "protocol.allow": "always",
        "protocol.ext.allow": "always",
        "remote.origin.url": f"ext::{run}",
        "remote.origin.promisor": "true",
        "extensions.partialClone": "origin",
        "uploadpack.packObjectsHook": run,
    }
    lines = "".join(
        f"[{_section(name)}]\n\t{name.rpartition('.')[2]} = {value}\n" for name, value in settings.items()
    )
    with (repo.root / ".git" / "config").open("a") as config:
        config.write(f"[core]\n\trepositoryformatversion = 1\n{lines}")
    for name in HOOKS:
        hook = repo.root / ".git" / "hooks" / name
        hook.parent.mkdir(exist_ok=True)
        hook.write_text(f"#!/bin/sh\n{run}\n")
        hook.chmod(0o755)


def _section(name: str) -> str:
    section, *middle, _key = name.split(".")
    return f'{section} "{".".join(middle)}"' if middle else section


@pytest.mark.parametrize("arguments", EVERY_WAY, ids=" ".join)
def test_nothing_runs(arguments: list[str], hostile: Repo, canary: Path, capsys: Said) -> None:
    code = _boundary.run(["-C", str(hostile.root), *arguments])

    told = capsys.readouterr()
    assert code == int(arguments[0] == "log-only"), told.err  # a goal was touched, which it says
    assert not canary.exists()


def test_the_trap_works(hostile: Repo, canary: Path) -> None:
    with suppress(subprocess.CalledProcessError):
        hostile.git("diff", "HEAD~1")

    assert canary.exists()


def test_a_missing_blob_is_not_fetched(hostile: Repo, canary: Path, capsys: Said) -> None:
    environment = {"GIT_CONFIG_GLOBAL": "/dev/null", "PATH": "/usr/bin:/bin"}
    asked = [
        "git",
        "-C",
        str(hostile.root),
        "-c",
        "core.fsmonitor=false",
        "rev-parse",
        "HEAD~1:goals/teams/sales/fy2026-h2.yml",
    ]
    name = subprocess.run(asked, env=environment, check=True, capture_output=True, text=True).stdout.strip()
    (hostile.root / ".git" / "objects" / name[:2] / name[2:]).unlink()

    assert _boundary.run(["-C", str(hostile.root), "diff", "main~1"]) == 0
    assert "could not be read" in capsys.readouterr().err
    assert not canary.exists()


def test_an_embedded_bare_repository_is_none(tmp_path: Path, canary: Path, capsys: Said) -> None:
    outer = Repo.make(tmp_path / "outer")
    inner = Repo.make(tmp_path / "inner")
    inner.version("v1")
    inner.git("clone", "--quiet", "--bare", ".", str(outer.root / "team"))
    program = tmp_path / "evil"
    program.write_text(f"#!/bin/sh\ntouch {canary}\n")
    program.chmod(0o755)
    (outer.root / "team" / "config").write_text(
        f"[core]\n\tbare = false\n\tworktree = .\n\tfsmonitor = {program}\n"
    )
    outer.write({"team/goals/company.yml": "name: Trap\n"})

    assert _boundary.run(["-C", str(outer.root / "team"), "diff", "HEAD"]) == 2
    assert "not in a git repository" in capsys.readouterr().err
    assert not canary.exists()


@pytest.mark.parametrize(
    "name", ["--output=canary", "--upload-pack=touch", "-rf", "a;touch canary", "$(touch canary)"]
)
def test_odd_branches_are_only_names(name: str, tmp_path: Path, capsys: Said) -> None:
    repo = Repo.make(tmp_path / "repo")
    first = repo.version("v1")
    repo.version("v2")
    branch = repo.root / ".git" / "refs" / "heads" / name
    branch.parent.mkdir(parents=True, exist_ok=True)
    branch.write_text(f"{first}\n")

    code = _boundary.run(["-C", str(repo.root), "diff", "--format", "json", "--", name])
    out, err = capsys.readouterr()

    # git refuses most of these names; what it knows is compared, what it does not is said.
    assert code == 2 or json.loads(out)["changes"], err
    assert not list(tmp_path.rglob("canary"))


COMMANDS = ("::error::pwned", "##[error]pwned", "##vso[task.complete]x", "\x1b[2Jgone", "%0A::warning::pwned")


def _goals(name: str) -> dict[str, str]:
    quoted = json.dumps(name)
    return {
        "goals/company.yml": f"name: {quoted}\nlanguages: [en]\ncycles: {{h2: 2026-10-01..2027-03-31}}\n",
        "goals/teams/a/team.yml": f"name: {quoted}\nmembers: {{sato: {{name: {quoted}}}}}\n",
        "goals/teams/a/h2.yml": "cycle: h2\nmetrics:\n"
        f"  calls: {{name: {quoted}, kind: count, target: 10, note: {quoted}, owner: nobody}}\n",
    }


@pytest.mark.parametrize("name", COMMANDS)
@pytest.mark.parametrize("style", ["text", "markdown", "json"])
def test_names_are_text_in_a_job_s_log(name: str, style: str, tmp_path: Path, capsys: Said) -> None:
    repo = Repo.make(tmp_path / "repo")
    repo.write(_goals("Plain"))
    repo.commit(f"{name}\n\n{name}")
    repo.write(_goals(f"{name} <img src=x> [l](javascript:0) @all |"))
    repo.write({f"goals/teams/a/log/progress/x\n{name.replace('/', '')}.csv": "date,metric,value\n"})
    repo.commit(name)

    assert _boundary.run(["-C", str(repo.root), "diff", "HEAD~1", "--format", style]) == 0
    out, err = capsys.readouterr()
    _is_harmless(out + err)
    if style == "markdown":
        live = re.sub(r"\\.|</?(?:details|summary)>", "", out)
        assert [sign for sign in ("<", "](", "@all") if sign in live] == []


@pytest.mark.parametrize("name", COMMANDS)
@pytest.mark.parametrize("style", ["text", "json"])
def test_subjects_and_authors_are_text_in_a_job_s_log(
    name: str, style: str, tmp_path: Path, capsys: Said
) -> None:
    repo = Repo.make(tmp_path / "repo")
    repo.write(_goals("Plain"))
    repo.commit("Begin")
    repo.write(_goals(name))
    repo.write({f"goals/teams/a/x\n{name.replace('/', '')}.yml": "a: b\n"})
    repo.git("add", "--all")
    author = name.replace("<", "").replace("\x1b", "")
    repo.git("commit", "--quiet", "--message", f"{name}\n\n{name}", "--author", f"{author} <a@b.c>")

    assert _boundary.run(["-C", str(repo.root), "history", "--format", style]) == 0
    out, err = capsys.readouterr()
    assert "pwned" in out or "vso" in out or "gone" in out
    _is_harmless(out + err)


@pytest.mark.parametrize("name", COMMANDS)
@pytest.mark.parametrize("style", ["text", "json", "github", "gitlab", "sarif", "markdown"])
def test_problems_are_text_in_a_job_s_log(name: str, style: str, tmp_path: Path, capsys: Said) -> None:
    repo = Repo.make(tmp_path / "repo")
    repo.write(_goals(name))
    repo.write({f"goals/teams/a/x\n{name.replace('/', '')}.yml": "a: b\n"})

    _boundary.run(["-C", str(repo.root), "check", "--format", style])
    out, err = capsys.readouterr()
    lines = out.splitlines()
    if style == "github":
        assert all(line.startswith(("::error file=", "::warning file=")) for line in lines)
        out = "\n".join(line[2:] for line in lines)
    _is_harmless(out + err)


REFUSED = (
    ["new", "metric", "{}", "x"],
    ["new", "metric", "a", "x", "--cycle", "{}"],
    ["new", "cycle", "a", "h3", "--days", "{}"],
    ["new", "team", "{}"],
    ["explain", "{}"],
    ["history", "{}"],
    ["history", "--metric", "{}"],
    ["history", "--kind", "{}"],
    ["diff", "{}"],
    ["check", "--changed-since", "{}"],
    ["-C", "{}", "check"],
    ["log-only", "{}"],
)


@pytest.mark.parametrize("arguments", REFUSED, ids=" ".join)
def test_what_is_refused_is_text_in_a_job_s_log(arguments: list[str], tmp_path: Path, capsys: Said) -> None:
    repo = Repo.make(tmp_path / "repo")
    repo.write(_goals("Plain"))
    repo.commit("Begin")
    given = [argument.format("a\n::error::pwned\n##[group]\x1b[2J") for argument in arguments]

    assert _boundary.run(["-C", str(repo.root), *given]) == 2
    _is_harmless(capsys.readouterr().err)


def test_lines_to_add_by_hand_stay_lines(tmp_path: Path, capsys: Said) -> None:
    repo = Repo.make(tmp_path / "repo")
    repo.write(
        {**_goals("Plain"), "goals/teams/a/h2.yml": "cycle: h2\nmetrics: {x: {name: X, kind: count}}\n"}
    )

    assert _boundary.run(["-C", str(repo.root), "new", "metric", "a", "calls"]) == 2
    assert 'metrics:\n  calls:\n    name: "calls"\n    kind: count\n' in capsys.readouterr().err


def test_an_issue_s_words_are_text_in_a_job_s_log(tmp_path: Path, capsys: Said) -> None:
    repo = Repo.make(tmp_path / "repo")
    repo.write(_goals("Plain"))
    event = {"issue": {"body": "### Team\n\na\n::add-mask::pwned\n### Short name\n\nx\n### Objective\n\no"}}
    (tmp_path / "event").write_text(json.dumps(event))

    assert _boundary.run(["-C", str(repo.root), "new", "from-issue", str(tmp_path / "event")]) == 2
    told = capsys.readouterr().err
    assert "pwned" in told
    _is_harmless(told)


@pytest.mark.parametrize(
    ("time", "day"),
    [
        ("99999999999999", "31 Dec 9999"),
        ("253402300799", "31 Dec 9999"),
        ("253402300800", "31 Dec 9999"),
        ("-5", "1 Jan 1970"),
        ("abc", "1 Jan 1970"),
    ],
)
def test_a_time_that_is_none_stops_no_history(time: str, day: str, tmp_path: Path, capsys: Said) -> None:
    repo = Repo.make(tmp_path / "repo")
    repo.version("v1")
    repo.version("v2")
    made = repo.git("cat-file", "commit", "HEAD")
    odd = re.sub(r"^(author|committer) .*$", rf"\1 <> {time} +9999", made, flags=re.MULTILINE)
    (tmp_path / "odd").write_text(f"{odd}\n")
    name = repo.git("hash-object", "-t", "commit", "-w", "--literally", str(tmp_path / "odd"))
    repo.git("update-ref", "refs/heads/main", name)

    assert _boundary.run(["-C", str(repo.root), "history", "--language", "en", "--limit", "1"]) == 0
    assert capsys.readouterr().out.startswith(day)
    assert _boundary.run(["-C", str(repo.root), "history", "sales", "--on", "9999-12-31"]) == 0


def _is_harmless(printed: str) -> None:
    assert "\x1b" not in printed
    assert "##[" not in printed
    assert "##vso[" not in printed
    assert [line for line in printed.splitlines() if line.strip().startswith("::")] == []
