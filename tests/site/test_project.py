"""A project made by `init` in an empty folder builds strictly, and its workflows pass the auditors.

zizmor and the schemas of check-jsonschema look at what is shipped and at what `init` writes.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from click.testing import Result

from goalbook.record import project as materials
from goalbook.record.init import Wanted, init

ROOT = Path(__file__).resolve().parents[2]
SCRIPTS = Path(sys.executable).parent
TODAY = date(2026, 11, 29)
WORKFLOWS = {"check", "comment", "form", "numbers", "publish", "reviews", "tidy"}


@pytest.fixture(scope="module", params=["en", "ja"])
def project(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A stranger's project; only to be read."""
    root = tmp_path_factory.mktemp(f"stranger-{request.param}") / "acme"
    init(root, Wanted(language=request.param, hosts=materials.HOSTS), TODAY)
    return root


def audited(*inputs: Path) -> subprocess.CompletedProcess[str]:
    command = [
        tool("zizmor"),
        "--offline",
        "--pedantic",
        "--no-progress",
        "--strict-collection",
        "--collect=all",
    ]
    return subprocess.run([*command, *map(str, inputs)], capture_output=True, text=True, check=False)


def validated(schema: str, *files: Path) -> subprocess.CompletedProcess[str]:
    command = [tool("check-jsonschema"), "--builtin-schema", f"vendor.{schema}"]
    if schema == "gitlab-ci":
        command += ["--data-transform", "gitlab-ci"]
    return subprocess.run([*command, *map(str, files)], capture_output=True, text=True, check=False)


def tool(name: str) -> str:
    found = shutil.which(name, path=str(SCRIPTS)) or shutil.which(name)
    assert found is not None, f"{name} is not installed"
    return found


@pytest.mark.site
def test_it_builds_strictly(project: Path, mkdocs: object) -> None:
    assert callable(mkdocs)

    result = mkdocs(project, "build", "--strict", "-d", str(project.parent / "site"))

    assert isinstance(result, Result)
    assert result.exit_code == 0, (result.output, result.exc_info)
    assert "WARNING" not in result.output
    assert (project.parent / "site/teams/team-1/index.html").is_file()


def test_its_workflows_pass_zizmor(project: Path) -> None:
    done = audited(project)

    assert done.returncode == 0, done.stdout + done.stderr
    assert {path.stem for path in (project / ".github/workflows").iterdir()} == WORKFLOWS
    assert all(f"completed {project}/.github/workflows/{name}.yml" in done.stderr for name in WORKFLOWS)


def test_zizmor_would_say_what_is_wrong(project: Path, tmp_path: Path) -> None:
    text = (project / ".github/workflows/form.yml").read_text(encoding="utf-8")
    bad = text.replace("sh .github/goalbook/form.sh", 'echo "${{ github.event.issue.body }}"')
    (tmp_path / ".github/workflows").mkdir(parents=True)
    (tmp_path / ".github/workflows/form.yml").write_text(bad, encoding="utf-8")

    done = audited(tmp_path)

    assert done.returncode != 0
    assert "template-injection" in done.stdout


def test_our_own_workflows_and_hooks_pass_zizmor() -> None:
    done = audited(ROOT / ".github", ROOT / ".pre-commit-hooks.yaml")

    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize(
    ("schema", "pattern"),
    [
        ("github-workflows", ".github/workflows/*.yml"),
        ("github-issue-forms", ".github/ISSUE_TEMPLATE/*.yml"),
        ("dependabot", ".github/dependabot.yml"),
        ("gitlab-ci", ".gitlab-ci.yml"),
    ],
)
def test_its_files_fit_the_hosts_schemas(project: Path, schema: str, pattern: str) -> None:
    files = sorted(project.glob(pattern))

    done = validated(schema, *files)

    assert files
    assert done.returncode == 0, done.stdout + done.stderr


def test_what_is_shipped_fits_the_schemas_as_it_is() -> None:
    shipped = ROOT / "site_templates/project"
    ours = sorted((ROOT / ".github/workflows").glob("*.yml"))

    done = validated("github-workflows", *ours, *sorted((shipped / "github/workflows").glob("*.yml")))
    gitlab = validated("gitlab-ci", shipped / "gitlab/gitlab-ci.yml")

    assert (done.returncode, gitlab.returncode) == (0, 0), done.stdout + gitlab.stdout


def test_a_proposal_s_check_can_only_read(project: Path) -> None:
    text = (project / ".github/workflows/check.yml").read_text(encoding="utf-8")

    assert "pull_request_target" not in text
    assert "secrets" not in text.split("jobs:")[1]
    assert re.findall(r"^\s+([a-z-]+): (?:read|write)\b", text, re.MULTILINE) == ["contents"]
    assert "contents: read" in text


def test_what_may_write_never_checks_a_proposal_out(project: Path) -> None:
    for name in WORKFLOWS - {"check"}:
        text = (project / f".github/workflows/{name}.yml").read_text(encoding="utf-8")
        assert "ref:" not in text, name
        assert "pull_request:" not in text, name
    for script in (project / ".github/goalbook").iterdir():
        assert not re.search(
            r"git (checkout|switch|restore|merge|pull).*(HEAD_|refs/pull)", script.read_text()
        )


def test_every_action_is_pinned_to_the_same_commit_everywhere(project: Path) -> None:
    files = [*(project / ".github/workflows").iterdir(), *(ROOT / ".github/workflows").iterdir()]
    used = [
        found
        for file in files
        for found in re.findall(r"uses: (\S+)@(\S+) # (v\d+\.\d+\.\d+)$", file.read_text(), re.MULTILINE)
    ]
    lines = [line for file in files for line in file.read_text().splitlines() if "uses:" in line]

    assert len(used) == len(lines)
    assert all(re.fullmatch(r"[0-9a-f]{40}", commit) for _, commit, _ in used)
    assert len({name for name, _, _ in used}) == len(set(used))


def test_every_script_is_sound_shell(project: Path) -> None:
    scripts = sorted(project.rglob("*.sh"))

    assert scripts
    for script in scripts:
        done = subprocess.run(["sh", "-n", str(script)], capture_output=True, text=True, check=False)
        assert done.returncode == 0, (script, done.stderr)
    program = project / ".gitlab/goalbook/proposals.py"
    compile(program.read_text(encoding="utf-8"), str(program), "exec")
