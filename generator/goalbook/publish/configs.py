"""mkdocs.yml, or what stands in for it: a project without one is built from a few settings kept here."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from mkdocs.config import config_options
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import MkDocsException

from goalbook.errors import ConfigError

FILE: Final = "mkdocs.yml"
_DEFAULTS: Final[Mapping[str, Any]] = {
    "site_name": "Goalbook",
    "docs_dir": "goals",
    "theme": {"name": "material"},
    "plugins": ["search", "goalbook"],
}


class FurtherConfig(MkDocsConfig):
    """The configuration of a further language: its own plugins, since the first language's are at work."""

    plugins = config_options.Plugins(theme_key="theme", default=["search"])


def load(file: Path, kind: type[MkDocsConfig] = MkDocsConfig, **overrides: Any) -> MkDocsConfig:
    """Read and check a project's settings.

    Args:
        file: mkdocs.yml; it need not exist.
        kind: `MkDocsConfig`, or `FurtherConfig` inside a run.
        overrides: Settings that win over the file's; None stands for "as the file says".

    Raises:
        ConfigError: The file cannot be read or a setting does not fit; all of them are named.
    """
    config = kind(config_file_path=str(file))
    try:
        if file.is_file():
            with file.open("rb") as stream:
                config.load_file(stream)
        else:
            config.load_dict(copy.deepcopy(dict(_DEFAULTS)))
        config.load_dict({key: value for key, value in overrides.items() if value is not None})
        failed, _warnings = config.validate()
    except MkDocsException as error:
        raise _unfit(file, error.format_message()) from error
    if failed:
        raise _unfit(file, "; ".join(f"{key}: {error}" for key, error in failed))
    return config


def project_of(config: MkDocsConfig) -> Path:
    """The folder that holds mkdocs.yml and ``goals/``."""
    return Path(config.config_file_path).resolve().parent if config.config_file_path else Path.cwd()


def _unfit(file: Path, reason: str) -> ConfigError:
    return ConfigError(
        "{file} does not fit: {reason}",
        hint="The smallest mkdocs.yml has site_name, docs_dir, theme and plugins.",
        file=file.name,
        reason=reason,
    )
