"""What Goalbook sets in MkDocs, and what it leaves to the project."""

from __future__ import annotations

from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from goalbook.problems import Location
from goalbook.publish import assets, configs, settings
from goalbook.publish.job import Job, speech


def applied(small: ModuleType, root: Path, more: str = "", position: int = 0) -> Any:
    project = small.project(root, mkdocs=small.MKDOCS + more)
    config = configs.load(project / "mkdocs.yml")
    found = small.prepared()
    job = Job(project=project, site=found.site, as_of=found.as_of, position=position)
    settings.apply(config, job, assets.collect(project))
    return config


def test_five_lines_are_enough(tmp_path: Path, small: ModuleType) -> None:
    config = applied(small, tmp_path, position=1)

    assert config.use_directory_urls is False
    assert config.theme["font"] is False
    assert config.theme["language"] == "ja"
    assert config.site_name == "サンプル株式会社"
    assert {"admonition", "attr_list", "footnotes", "tables", "toc"} <= set(config.markdown_extensions)
    assert config.extra["generator"] is False
    assert (
        "navigation.instant.progress" not in config.theme["features"]
    )  # its bar has no name for screen readers


def test_what_is_a_matter_of_taste_stays(tmp_path: Path, small: ModuleType) -> None:
    more = "extra_css: [house.css]\nmarkdown_extensions: [{toc: {permalink: false}}]\n"
    text = small.MKDOCS.replace(
        "theme: material", "theme: {name: material, palette: {scheme: slate}, features: [toc.follow]}"
    )
    project = small.project(tmp_path, mkdocs=text + more)
    config = configs.load(project / "mkdocs.yml")
    found = small.prepared()
    settings.apply(config, Job(project=project, site=found.site, as_of=found.as_of), assets.collect(project))

    assert config.theme["palette"] == {"scheme": "slate"}
    assert "toc.follow" in config.theme["features"]
    assert config.mdx_configs["toc"]["permalink"] is False
    assert config.extra_css[-1] == "house.css"


def test_a_language_the_theme_does_not_speak_gets_english_words(tmp_path: Path, small: ModuleType) -> None:
    dirs = configs.load(small.project(tmp_path) / "mkdocs.yml").theme.dirs

    assert settings._theme_language(dirs, "ja") == "ja"  # noqa: SLF001
    assert settings._theme_language(dirs, "tlh") == "en"  # noqa: SLF001


def test_a_language_without_a_catalogue_is_spoken_in_english() -> None:
    assert speech("tlh").language == "en"


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ("", None),
        ("repo_url: https://github.com/a/b\n", "https://github.com/a/b/edit/main/g.yml#L7"),
        (
            "repo_url: https://github.com/a/b/\nedit_uri: edit/next/x/\n",
            "https://github.com/a/b/edit/next/x/g.yml#L7",
        ),
        ("repo_url: https://gitlab.com/a/b\n", "https://gitlab.com/a/b/-/edit/main/g.yml#L7"),
        ("repo_url: https://bitbucket.org/a/b\n", "https://bitbucket.org/a/b/src/main/g.yml#lines-7"),
        ("repo_url: https://git.acme.example/a/b\n", "https://git.acme.example/a/b/edit/main/g.yml#L7"),
        (
            "repo_url: https://git.acme.example/a\nedit_uri_template: 'ide?file={path}'\n",
            "https://git.acme.example/a/ide?file=g.yml",
        ),
        (
            "repo_url: https://git.acme.example/a\nedit_uri: https://ide.acme.example/\n",
            "https://ide.acme.example/g.yml#L7",
        ),
    ],
)
def test_the_editor_is_found_from_the_repository(
    tmp_path: Path, small: ModuleType, lines: str, expected: str | None
) -> None:
    config = configs.load(small.project(tmp_path, mkdocs=small.MKDOCS + lines) / "mkdocs.yml")
    repo = settings.editor(config)

    assert (repo.at(Location("g.yml", 7)) if repo else None) == expected
