"""Style sheets and scripts: ours, a project's in their place, marked with their version."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from goalbook.errors import ConfigError
from goalbook.publish import assets, build
from goalbook.publish.source import Prepared


def put(project: Path, path: str, text: str) -> None:
    file = project / "site_templates/theme" / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text)


def test_styles_are_one_file_in_order_of_their_names(tmp_path: Path) -> None:
    ours = assets.collect(tmp_path).texts[assets.STYLE]
    put(tmp_path, "css/shell.css", "/* the company's shell */")
    put(tmp_path, "css/zz-house.css", "/* the company's last word */")

    found = assets.collect(tmp_path).texts[assets.STYLE]

    assert ".gb-languages" in ours
    assert ".gb-languages" not in found
    assert found.endswith("/* the company's last word */")


def test_an_address_changes_with_its_file(tmp_path: Path) -> None:
    before = assets.collect(tmp_path).style
    put(tmp_path, "css/zz-house.css", "a{}")
    after = assets.collect(tmp_path).style

    assert before.partition("?")[0] == after.partition("?")[0] == assets.STYLE
    assert before != after


def test_early_scripts_are_one_file_and_late_ones_stand_alone(tmp_path: Path) -> None:
    put(tmp_path, "js/house.js", "house()")
    found = assets.collect(tmp_path)

    assert "XMLHttpRequest" in found.texts[assets.HEAD]
    assert "IFrameWorker" in found.texts[assets.HEAD]
    assert found.texts["assets/goalbook/house.js"] == "house()"
    assert any(address.startswith("assets/goalbook/house.js?v=") for address in found.scripts)
    assert "NFKC" in found.worker


def test_plotly_is_the_installed_one_unless_the_project_brings_its_own(tmp_path: Path) -> None:
    assert assets.collect(tmp_path).plotly.stat().st_size > 1_000_000
    put(tmp_path, "js/plotly.min.js", "// a smaller bundle")
    found = assets.collect(tmp_path)

    assert found.plotly.read_text() == "// a smaller bundle"
    assert not any("plotly" in address for address in found.scripts)


def test_without_plotly_s_script_the_reason_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(assets.importlib.util, "find_spec", lambda _name: None)

    with pytest.raises(ConfigError, match="plotly"):
        assets.collect(tmp_path)


@pytest.mark.site
def test_pages_of_both_languages_load_the_same_files(sample: Path, read: Callable[[Path], Any]) -> None:
    for folder in ("", "ja/"):
        page = read(sample / folder / "teams/sales-1/index.html")
        sources = [page.target(script["src"])[0] for script in page.all("script") if script["src"]]
        styles = [page.target(link["href"])[0] for link in page.all("link", rel="stylesheet")]

        assert sample / assets.STYLE in styles
        assert sources[0] == sample / assets.HEAD
        assert sources[1].name.startswith("bundle.")
        assert sample / "assets/goalbook/switcher.js" in sources[2:]
        assert not any("plotly" in source.name for source in sources)
    assert (sample / assets.PLOTLY).stat().st_size > 1_000_000
    assert not (sample / "ja/assets/goalbook").exists()
    assert (sample / "data/teams/sales-1.json").read_bytes() == b'{"team": "sales-1"}\n'


@pytest.mark.site
def test_a_project_s_own_shell_wins(
    tmp_path: Path, small: ModuleType, drawn: Callable[[Prepared], None], read: Callable[[Path], Any]
) -> None:
    project = small.project(tmp_path)
    put(
        project,
        "overrides/partials/copyright.html",
        '<div class="md-copyright"><p data-house="yes">Acme</p></div>',
    )
    (project / "mkdocs.yml").write_text(small.MKDOCS + "copyright: Acme\n")
    drawn(small.prepared())
    build.build(project, out=tmp_path / "out")

    assert read(tmp_path / "out/ja/index.html").one("p", data_house="yes").text == "Acme"
