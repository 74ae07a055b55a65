"""`init` begins a project, and renews only what it wrote and nobody changed."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path

import pytest

from goalbook.errors import ConfigError, SourceUnreadable
from goalbook.load.run import load
from goalbook.load.yaml import parse
from goalbook.record import init as module, project as materials
from goalbook.record.init import MEMORY, Wanted, init
from goalbook.record.issue import LABELS, add
from goalbook.tree import WorkingTree
from goalbook.validate.run import check

TODAY = date(2026, 11, 29)
BOTH = Wanted(hosts=("github", "gitlab"))


def files(root: Path) -> dict[str, bytes]:
    return {
        path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()
    }


@pytest.mark.parametrize("language", ["en", "ja"])
def test_a_stranger_s_project_has_no_problem(tmp_path: Path, language: str) -> None:
    done = init(tmp_path / "new", Wanted(language=language, hosts=("github", "gitlab")), TODAY)

    loaded = load(WorkingTree(tmp_path / "new"))
    assert check(loaded) == ()
    assert loaded.handbook.company.languages == (language,)
    assert list(loaded.handbook.teams["team-1"].cycles) == ["fy2026-h2"]
    assert set(files(tmp_path / "new")) == set(done.written)
    assert done.left == ()


@pytest.mark.parametrize("language", ["en", "ja"])
def test_every_goal_file_is_in_block_style(tmp_path: Path, language: str) -> None:
    init(tmp_path, Wanted(language=language), TODAY)

    lines = [line for file in (tmp_path / "goals").rglob("*.yml") for line in file.read_text().splitlines()]
    assert [line for line in lines if re.search(r": *[\[{]", line)] == []


def test_a_second_run_changes_nothing(tmp_path: Path) -> None:
    init(tmp_path, BOTH, TODAY)
    before = files(tmp_path)

    assert init(tmp_path, Wanted(), date(2027, 5, 1)) == module.Done()
    assert files(tmp_path) == before


def test_an_upgrade_renews_what_nobody_changed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    init(tmp_path, BOTH, TODAY)
    (tmp_path / "README.md").write_text("ours\n")
    (tmp_path / ".github/dependabot.yml").unlink()
    publish = tmp_path / ".github/workflows/publish.yml"
    publish.write_bytes(publish.read_bytes().replace(b"\n", b"\r\n"))  # as a checkout on Windows leaves it
    goals = (tmp_path / "goals/company.yml").read_bytes()
    newer = {path: f"{text}# newer\n" for path, text in materials.texts(_project("en")).items()}
    newer["added.txt"] = "new\n"
    monkeypatch.setattr(materials, "texts", lambda _project: newer)

    done = init(tmp_path, Wanted(), TODAY)

    assert done.left == (".github/dependabot.yml", "README.md")
    assert set(done.written) == {*newer, MEMORY} - set(done.left)
    assert publish.read_text().endswith("# newer\n")
    assert (tmp_path / "README.md").read_text() == "ours\n"
    assert not (tmp_path / ".github/dependabot.yml").exists()
    assert (tmp_path / "goals/company.yml").read_bytes() == goals


def test_files_that_were_there_first_are_left(tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").write_text("site_name: Ours\n")
    (tmp_path / ".gitignore").symlink_to("elsewhere")

    done = init(tmp_path, Wanted(), TODAY)

    assert done.left == (".gitignore", "mkdocs.yml")
    assert (tmp_path / "mkdocs.yml").read_text() == "site_name: Ours\n"
    assert not (tmp_path / "elsewhere").exists()


def test_nothing_is_written_through_a_link_out_of_the_folder(tmp_path: Path) -> None:
    elsewhere, project = tmp_path / "elsewhere", tmp_path / "project"
    elsewhere.mkdir()
    project.mkdir()
    (project / "goals").symlink_to(elsewhere)

    with pytest.raises(SourceUnreadable, match="leads out of the project"):
        init(project, Wanted(), TODAY)

    assert [path.name for path in (*elsewhere.iterdir(), *project.iterdir())] == ["goals"]


def test_goals_that_are_there_stay_and_give_the_language(tmp_path: Path) -> None:
    (tmp_path / "goals").mkdir()
    (tmp_path / "goals/company.yml").write_text("name: 会社\nlanguages: [ja]\n")

    init(tmp_path, Wanted(), TODAY)

    assert (tmp_path / "goals/company.yml").read_text() == "name: 会社\nlanguages: [ja]\n"
    assert not (tmp_path / "goals/teams").exists()
    assert "管理する人へ" in (tmp_path / "README.md").read_text()


def test_what_was_asked_for_is_remembered(tmp_path: Path) -> None:
    init(tmp_path, Wanted(name="Acme", hosts=(), install="goalbook @ git+https://example.com/g"), TODAY)
    (tmp_path / "requirements.txt").unlink()

    kept = json.loads((tmp_path / MEMORY).read_text())
    done = init(tmp_path, Wanted(), TODAY)

    assert (kept["name"], kept["hosts"], kept["install"]) == (
        "Acme",
        [],
        "goalbook @ git+https://example.com/g",
    )
    assert done.left == ("requirements.txt",)
    assert not (tmp_path / ".github").exists()


def test_a_memory_that_cannot_be_read_stops_before_anything_is_written(tmp_path: Path) -> None:
    (tmp_path / MEMORY).write_text("[]")

    with pytest.raises(ConfigError, match="cannot be read"):
        init(tmp_path, Wanted(), TODAY)

    assert [path.name for path in tmp_path.iterdir()] == [MEMORY]


@pytest.mark.parametrize("language", ["en", "ja"])
def test_forms_carry_the_headings_that_are_read(language: str) -> None:
    headings = {names[language] for names in LABELS.values()}
    written = materials.texts(_project(language))

    for name in ("measure", "objective"):
        form = parse(written[f".github/ISSUE_TEMPLATE/{name}.yml"], "form").value
        assert isinstance(form, dict)
        body = form["body"]
        assert isinstance(body, list)
        parts = [part for part in body if isinstance(part, dict) and part["type"] != "markdown"]
        labels = [part["attributes"]["label"] for part in parts if isinstance(part["attributes"], dict)]
        assert [LABELS[str(part["id"])][language] for part in parts] == labels
        assert set(map(str, labels)) <= headings
        gitlab = re.findall(r"^### (.+)$", written[f".gitlab/issue_templates/{name}.md"], re.MULTILINE)
        assert gitlab == labels


@pytest.mark.parametrize("language", ["en", "ja"])
def test_a_form_filled_with_its_own_examples_is_a_true_entry(tmp_path: Path, language: str) -> None:
    init(tmp_path, Wanted(language=language), TODAY)
    written = materials.texts(_project(language))
    for name in ("measure", "objective"):
        form = parse(written[f".github/ISSUE_TEMPLATE/{name}.yml"], "form").value
        assert isinstance(form, dict)
        text = "".join(_answered(part) for part in form["body"] if isinstance(part, dict))  # type: ignore[union-attr]
        added = add(tmp_path, text.replace("sales-1", "team-1").encode(), TODAY)
        assert added.problems == ()

    cycle = load(WorkingTree(tmp_path)).handbook.teams["team-1"].cycles["fy2026-h2"]
    assert (list(cycle.metrics), list(cycle.objectives["trust"].key_results)) == (
        ["win_rate"],
        ["kr1", "kr2"],
    )


def _answered(part: dict[str, object]) -> str:
    """What GitHub writes for a field that was filled with its placeholder, or with its second choice."""
    attributes = part["attributes"]
    assert isinstance(attributes, dict)
    if part["type"] == "markdown":
        return ""
    answer = attributes["options"][1] if "options" in attributes else attributes["placeholder"]
    return f"### {attributes['label']}\n\n{answer}\n\n"


def _project(language: str) -> materials.Project:
    return materials.Project(name="Acme", language=language, hosts=materials.HOSTS, install="goalbook==1")
