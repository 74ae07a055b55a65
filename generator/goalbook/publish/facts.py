"""What the shell of a page (``theme/overrides``) knows besides the theme's own values."""

from __future__ import annotations

import posixpath
from collections.abc import Container, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

from goalbook.messages import msg
from goalbook.publish.job import Job, folder, speech
from goalbook.publish.trouble import Line

_NOT_FOUND: Final = msg("This page does not exist.")
_GO_HOME: Final = msg("Go to the start page.")
_TROUBLE: Final = msg("Your last change is not shown yet.")
_TROUBLE_TEXT: Final = msg("These pages show the goals as they were before. Mend this and they follow:")


@dataclass(frozen=True, slots=True, kw_only=True)
class Language:
    """The page at hand in one of the site's languages.

    Attributes:
        code: The language.
        name: Its own name, e.g. 日本語.
        here: Address of the page in this language, seen from the page at hand.
        address: The same for machines: absolute when the site's own address is known.
        is_this: Whether it is the language of the page at hand.
        not_found: "This page does not exist." in this language.
        go_home: The link's text below it.
    """

    code: str
    name: str
    here: str
    address: str
    is_this: bool
    not_found: str
    go_home: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """The goals cannot be built: what stands on top of each page of the preview."""

    title: str
    text: str
    lines: tuple[Line, ...]
    is_page: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What the shell's templates name as ``goalbook``.

    Attributes:
        language: The language of the shell.
        template: Kind of page, e.g. ``team`` or ``handbook``; a class for the style sheet.
        text_language: The language of the text when it is another one, else empty.
        languages: The page in every language, the site's first one first.
        trouble: Why the last edit is not shown, or None.
        root: Way to the site's root.
    """

    language: str
    template: str
    text_language: str
    languages: tuple[Language, ...]
    trouble: Notice | None
    root: str = "."


def of_page(  # noqa: PLR0913 - the parts of one value, named by the caller
    job: Job,
    url: str,
    *,
    template: str,
    text_language: str,
    known: Sequence[Container[str]],
    site_url: str | None,
) -> Facts:
    """The facts of a page.

    Args:
        job: The language being written.
        url: The page's address within its language, e.g. ``teams/sales-1/index.html``.
        template: Kind of page.
        text_language: The language of the text when it is another one.
        known: For each edition the addresses it has; where one lacks the page, its home page stands in.
        site_url: Address of the site's root with a closing slash, when known.
    """
    languages = []
    here = folder(job.site, job.position) + url
    for position, addresses in enumerate(known):
        there = folder(job.site, position) + (url if url in addresses else "index.html")
        relative = posixpath.relpath(there, posixpath.dirname(here) or ".")
        languages.append(
            _language(job, position, here=relative, address=(site_url + there) if site_url else relative)
        )
    return Facts(
        language=job.edition.language,
        template=template,
        text_language=text_language if text_language != job.edition.language else "",
        languages=tuple(languages),
        trouble=notice(job, is_page=template == "trouble"),
    )


def of_missing_page(job: Job, root: str) -> Facts:
    """The facts of ``404.html``, which a server shows at any depth: addresses begin at the server's root.

    Args:
        job: The language being written.
        root: Path of the site on its server, e.g. ``/`` or ``/goals/``.
    """
    homes = [root + folder(job.site, position) + "index.html" for position in range(len(job.site.editions))]
    return Facts(
        language=job.edition.language,
        template="404",
        text_language="",
        languages=tuple(
            _language(job, position, here=home, address=home) for position, home in enumerate(homes)
        ),
        trouble=notice(job, is_page=True),
        root=root,
    )


def notice(job: Job, *, is_page: bool) -> Notice | None:
    """Why the last edit is not shown."""
    if job.trouble is None:
        return None
    words = job.words
    return Notice(
        title=words.say(_TROUBLE),
        text="" if is_page else words.say(_TROUBLE_TEXT),
        lines=job.trouble.lines(words),
        is_page=is_page,
    )


def _language(job: Job, position: int, *, here: str, address: str) -> Language:
    code = job.site.editions[position].language
    name, not_found, go_home = _phrases(code, job.project)
    return Language(
        code=code,
        name=name,
        here=here,
        address=address,
        is_this=position == job.position,
        not_found=not_found,
        go_home=go_home,
    )


@lru_cache
def _phrases(code: str, project: Path) -> tuple[str, str, str]:
    """A language's own name and its words for a missing page; asked for on every page, so remembered."""
    words = speech(code, project)
    return words.locale.language_name or code, words.say(_NOT_FOUND), words.say(_GO_HOME)
