"""Where the repository's host begins a new file, and how much of it an address can fill in.

GitHub and those who do as it does (Gitea, Forgejo) take the name as ``filename`` and the text as ``value``.
GitLab takes ``file_name``; its editor has passed over ``content`` since it was written anew (its issue
594214), so that the text has to be pasted until it reads it again. Of others only the address is known.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum
from typing import Final
from urllib.parse import quote, urlsplit

from goalbook.present.links import RepoLink

LONGEST: Final = 7000
"""Characters of an address that every host and browser takes; a longer text is pasted."""


class Filled(Enum):
    """What stands in the host's form already."""

    ALL = "all"
    NAME = "name"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True, kw_only=True)
class Door:
    """The way to a new file.

    Attributes:
        name: The host's name for readers: its own, or that of the server.
        address: Its form, with ``{path}`` and ``{text}`` in it where it takes them.
        filled: What it fills in.
    """

    name: str
    address: str
    filled: Filled

    def to(self, path: str, text: str) -> str:
        """The form's address for one file."""
        return self.address.replace("{path}", quote(path, safe="")).replace("{text}", quote(text, safe=""))


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """A file to be made.

    Attributes:
        path: From the repository's root.
        text: What goes in.
        href: The host's form with both filled in as far as it does; empty without a repository.
        is_filled: Whether the form has the text too, and nothing has to be pasted.
    """

    path: str
    text: str
    href: str
    is_filled: bool

    @property
    def name(self) -> str:
        """Its name without folders."""
        return self.path.rpartition("/")[2]

    @property
    def load(self) -> str:
        """The address that saves it in the reader's downloads."""
        return f"data:text/plain;charset=utf-8,{quote(self.text, safe='')}"


def file(path: str, text: str, door: Door | None) -> File:
    """A file with its door; a text that is too long for an address is left to be pasted."""
    whole = door.to(path, text) if door else ""
    is_short = len(whole) <= LONGEST
    return File(
        path=path,
        text=text,
        href=whole if door is None or is_short else door.to(path, ""),
        is_filled=door is not None and door.filled is Filled.ALL and is_short,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Host:
    pattern: re.Pattern[str]
    name: str
    query: str
    filled: Filled


_REF: Final = r"(?P<ref>[^/{}]+)/(?P<above>[^{}]*)\{path\}"
_HOSTS: Final = (
    _Host(
        pattern=re.compile(rf"(?P<repo>.+)/-/(?:edit|blob)/{_REF}.*"),
        name="GitLab",
        query="{repo}/-/new/{ref}?file_name={above}{{path}}&content={{text}}",
        filled=Filled.NAME,
    ),
    _Host(
        pattern=re.compile(rf"(?P<repo>.+)/_edit/{_REF}.*"),
        name="Gitea",
        query="{repo}/_new/{ref}/?filename={above}{{path}}&value={{text}}",
        filled=Filled.ALL,
    ),
    _Host(
        pattern=re.compile(rf"(?P<repo>.+)/(?:edit|blob)/{_REF}.*"),
        name="GitHub",
        query="{repo}/new/{ref}?filename={above}{{path}}&value={{text}}",
        filled=Filled.ALL,
    ),
)


def door(repo: RepoLink | None) -> Door | None:
    """The way to a new file, from the address of the editor; None without a repository."""
    if repo is None:
        return None
    for host in _HOSTS:
        match = host.pattern.fullmatch(repo.edit)
        if match is not None:
            parts = {**match.groupdict(), "above": quote(match["above"], safe="")}
            name = host.name if host.name.lower() in _server(repo.edit) else _server(repo.edit)
            return Door(name=name, address=host.query.format(**parts), filled=host.filled)
    home = repo.home or repo.edit.partition("{")[0]
    return Door(name=_server(home), address=home, filled=Filled.NOTHING)


def _server(address: str) -> str:
    return urlsplit(address).hostname or ""
