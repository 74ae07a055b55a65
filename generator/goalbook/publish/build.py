"""Build a project's site into a folder, through MkDocs and the plugin like ``mkdocs build``."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from mkdocs.commands import build as mkdocs_build
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import MkDocsException

from goalbook.errors import ConfigError, GoalbookError, RenderError
from goalbook.problems import Problem
from goalbook.publish import configs, output, settings, source, stamp, standing
from goalbook.publish.plugin import GoalbookPlugin
from goalbook.publish.source import Prepared, Progress, quiet


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """What came of a build.

    Attributes:
        is_written: Whether the folder now holds the new site.
        problems: Everything found in the goals; an error stops a build.
        languages: Of the company, in which to speak of the problems.
        notices: What MkDocs warned of, e.g. a link in the handbook that leads nowhere.
    """

    is_written: bool
    problems: tuple[Problem, ...] = ()
    languages: tuple[str, ...] = ()
    notices: tuple[str, ...] = ()


def build(
    project: Path, *, out: Path, as_of: date | None = None, strict: bool = False, progress: Progress = quiet
) -> Built:
    """Build the whole site, every language.

    Args:
        project: The folder that holds ``goals/``; its mkdocs.yml is used when there is one.
        out: The folder to write; replaced as a whole when everything went well, else untouched.
        as_of: Day to build on.
        strict: Whether MkDocs' warnings stop the build; problems of the goals that are no errors never do.
        progress: Told each long step.

    Raises:
        ConfigError: Settings do not fit, or `out` holds files of others.
        GoalbookError: The goals cannot be opened, or a page cannot be drawn.
    """
    output.refuse_foreign(out)
    # mkdocs.yml comes first, since it says where readers edit; its day is the plugin's business.
    config = load(project)
    chosen = as_of or plugin_of(config).config.as_of
    prepared = source.prepare(project, as_of=chosen, repo=settings.editor(config), progress=progress)
    if prepared.site is None:
        return Built(is_written=False, problems=prepared.problems, languages=prepared.languages)
    with output.replacing(out) as folder, stamp.held(prepared.as_of):
        notices = write(project, folder, prepared, progress)
        if strict and notices:
            raise RenderError("The build is strict and MkDocs warned: {notices}", notices="; ".join(notices))
    return Built(is_written=True, problems=prepared.problems, languages=prepared.languages, notices=notices)


def load(project: Path, **overrides: Any) -> MkDocsConfig:
    """A project's settings.

    Raises:
        ConfigError: They do not fit, or do not name the plugin.
    """
    file = project / configs.FILE
    config = configs.load(file, **overrides)
    if "goalbook" not in config.plugins:
        raise ConfigError(
            "{file} does not name the plugin goalbook.", hint="Add it to plugins.", file=file.name
        )
    return config


def plugin_of(config: MkDocsConfig) -> GoalbookPlugin:
    """Our plugin among those of a configuration."""
    plugin = config.plugins["goalbook"]
    if not isinstance(plugin, GoalbookPlugin):
        raise TypeError("the plugin named goalbook is another one")
    return plugin


def write(project: Path, folder: Path, prepared: Prepared, progress: Progress = quiet) -> tuple[str, ...]:
    """Run MkDocs once for all languages; gives what it warned of.

    Raises:
        GoalbookError: A page cannot be written, or MkDocs stopped.
    """
    config = load(project, site_dir=str(folder))
    plugin = plugin_of(config)
    plugin.prepared, plugin.progress = prepared, progress
    config.plugins.on_startup(command="build", dirty=False)
    try:
        return run_mkdocs(config)
    finally:
        plugin.prepared, plugin.progress = None, quiet
        config.plugins.on_shutdown()


def run_mkdocs(config: MkDocsConfig, serve_url: str | None = None) -> tuple[str, ...]:
    """One run of MkDocs that prints nothing; gives what it warned of.

    Args:
        config: The settings of the first language.
        serve_url: Address of the preview, when it is one.

    Raises:
        GoalbookError: As our plugin raised it, or with what MkDocs says.
    """
    with _listening() as notices, standing.unwarned():
        try:
            mkdocs_build.build(config, serve_url=serve_url, dirty=plugin_of(config).is_standing)
        except MkDocsException as error:
            raise _stopped(error, notices) from error
    return tuple(notices)


def _stopped(error: MkDocsException, notices: list[str]) -> GoalbookError:
    """The reason behind MkDocs' "aborted": our own error when it was one, else the last thing MkDocs said."""
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, GoalbookError):
            return cause
        cause = cause.__cause__ or cause.__context__
    return RenderError("MkDocs stopped: {reason}", reason=notices[-1] if notices else error.format_message())


@contextmanager
def _listening() -> Iterator[list[str]]:
    """Collects what MkDocs warns of instead of letting it print."""
    notices: list[str] = []

    class _Ear(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            notices.append(record.getMessage())

    ear, logger = _Ear(logging.WARNING), logging.getLogger("mkdocs")
    was = logger.propagate
    logger.addHandler(ear)
    logger.propagate = False
    try:
        yield notices
    finally:
        logger.removeHandler(ear)
        logger.propagate = was
