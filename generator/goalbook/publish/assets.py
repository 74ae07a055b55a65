"""Style sheets and scripts of the theme folders, a project's file in place of ours, plus Plotly as installed.

::

    theme/css/*.css        one style sheet
    theme/js/head/*.js     one script, before the theme's own
    theme/js/*.js          one script each, after the theme's own
    theme/js/worker/*.js   in front of the theme's search worker
    theme/overrides/       templates of the theme
"""

from __future__ import annotations

import hashlib
import importlib.util
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from goalbook.errors import ConfigError
from goalbook.present import places

FOLDER: Final = "assets/goalbook"
PLOTLY: Final = f"{FOLDER}/plotly.min.js"
STYLE: Final = f"{FOLDER}/goalbook.css"
HEAD: Final = f"{FOLDER}/head.js"


@dataclass(frozen=True, slots=True, kw_only=True)
class Assets:
    """Files of the site's root that every page uses.

    Attributes:
        texts: Address to text, for what is put together.
        style: Address of the style sheet with a mark of its version.
        head: Address of the early script, likewise.
        scripts: Addresses of the late scripts, likewise.
        plotly: The file to copy to `PLOTLY`.
        worker: What stands in front of the search worker.
    """

    texts: Mapping[str, str]
    style: str
    head: str
    scripts: tuple[str, ...]
    plotly: Path
    worker: str


def collect(project: Path) -> Assets:
    """The assets of a project.

    Raises:
        ConfigError: Plotly is not installed with its script.
    """
    folders = theme_folders(project)
    late = overlay(folders, "js/*.js")
    texts = {
        STYLE: _joined(overlay(folders, "css/*.css")),
        HEAD: _joined(overlay(folders, "js/head/*.js")),
        **{f"{FOLDER}/{name}": _text(file) for name, file in late.items() if f"{FOLDER}/{name}" != PLOTLY},
    }
    return Assets(
        texts=texts,
        style=_marked(STYLE, texts[STYLE]),
        head=_marked(HEAD, texts[HEAD]),
        scripts=tuple(
            _marked(address, text) for address, text in texts.items() if address not in {STYLE, HEAD}
        ),
        plotly=late.get("plotly.min.js") or _installed_plotly(),
        worker=_joined(overlay(folders, "js/worker/*.js")),
    )


def theme_folders(project: Path) -> tuple[Path, ...]:
    """``theme/`` of the project, then ours; once when the project is ours."""
    return tuple(dict.fromkeys((project / "site_templates" / "theme", places.theme())))


def overlay(folders: tuple[Path, ...], pattern: str) -> dict[str, Path]:
    """File name to file, sorted; a file of an earlier folder replaces one of the same name."""
    found = {
        file.name: file for folder in reversed(folders) for file in folder.glob(pattern) if file.is_file()
    }
    return dict(sorted(found.items()))


def _joined(files: Mapping[str, Path]) -> str:
    return "\n".join(_text(file) for file in files.values())


def _text(file: Path) -> str:
    return file.read_text(encoding="utf-8").replace("\r\n", "\n")


def _marked(address: str, text: str) -> str:
    """An address that changes with its file, so that no browser shows old styles on a new page."""
    return f"{address}?v={hashlib.sha256(text.encode()).hexdigest()[:8]}"


def _installed_plotly() -> Path:
    """Plotly's script out of the installed package, found without importing it."""
    spec = importlib.util.find_spec("plotly")
    folders = spec.submodule_search_locations if spec else None
    script = Path(next(iter(folders))) / "package_data" / "plotly.min.js" if folders else None
    if script is None or not script.is_file():
        raise ConfigError(
            "The package plotly is not installed with its script.", hint="Install goalbook again."
        )
    return script
