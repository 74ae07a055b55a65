"""The files of a company's project beside its goals: settings, workflows, forms, a page for people.

They are kept in ``site_templates/project/``: ``root/`` goes to the project's top, ``github/`` to
``.github/``, ``gitlab/`` to ``.gitlab/``; a folder of a language holds those that people read.
Places are ``@@{name}``, since workflows are full of dollar signs.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from string import Template
from typing import Final

from goalbook.messages import Message, msg
from goalbook.present import places
from goalbook.words import SOURCE_LANGUAGE, languages, words

HOSTS: Final = ("github", "gitlab")
_PLACES: Final[Mapping[str, str]] = {
    "root/gitignore": ".gitignore",
    "gitlab/gitlab-ci.yml": ".gitlab-ci.yml",
}
_DRAFT: Final = ".draft"
"""Ends the name of a file that other tools would take for one of ours."""
_SPOKEN: Final[Mapping[str, Message]] = {
    "review_title": msg("Draft of a review"),
    "tidy_title": msg("Fold last month's log files"),
    "form_title": msg("From the form"),
    "proposal_body": msg("Written by a workflow. Look at it, change what you like, and merge it."),
}


class _File(Template):
    """A text whose places are ``@@{name}``."""

    delimiter = "@@"


@dataclass(frozen=True, slots=True, kw_only=True)
class Project:
    """What a project's files depend on.

    Attributes:
        name: The company's name.
        language: The language people read.
        hosts: Some of `HOSTS`.
        install: What pip installs Goalbook from.
    """

    name: str
    language: str
    hosts: tuple[str, ...]
    install: str


def texts(project: Project) -> dict[str, str]:
    """Path from the project's top to text, sorted."""
    spoken = words(project.language, places.locales())
    values = {name: spoken.say(text) for name, text in _SPOKEN.items()}
    values |= {"name": project.name, "install": project.install}
    found = {
        path: _File(file.read_text(encoding="utf-8")).substitute(values) for path, file in _files(project)
    }
    return dict(sorted(found.items()))


def known_language(language: str) -> str:
    """The language itself when its project files are there, else English."""
    known = language in languages(places.locales()) and (_folder() / language).is_dir()
    return language if known else SOURCE_LANGUAGE


def _files(project: Project) -> Iterator[tuple[str, Path]]:
    for base in (_folder(), _folder() / known_language(project.language)):
        for group in ("root", *project.hosts):
            for file in sorted((base / group).rglob("*")):
                if file.is_file():
                    yield _place(group, file.relative_to(base / group).as_posix()), file


def _place(group: str, path: str) -> str:
    name = path.removesuffix(_DRAFT)
    own = name if group == "root" else f".{group}/{name}"
    return _PLACES.get(f"{group}/{path}", own)


def _folder() -> Path:
    return places.templates() / "project"
