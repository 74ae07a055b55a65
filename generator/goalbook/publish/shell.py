"""The last touch to a finished page: its policy, and what the theme leaves out for screen readers.

Each change names what it expects of the theme. A theme that writes something else is a broken run, not a page
that quietly lost its policy or its names.
"""

from __future__ import annotations

import re
from html import escape
from typing import Final

from goalbook.errors import RenderError
from goalbook.publish import policy

_CHARSET: Final = '<meta charset="utf-8">'
_SEARCH: Final = re.compile(r'(<div class="md-search" data-md-component="search" role="dialog")>')
_NAME: Final = re.compile(r'class="md-search__input" name="query" aria-label="([^"]*)"')
_HTML: Final = re.compile(r'<html lang="[^"]*"')


def finish(html: str, *, content: str, language: str) -> str:
    """A page as it is written.

    Args:
        html: The page from the theme.
        content: The part of it that came from Markdown or a page template; its scripts are not allowed.
        language: Language of the shell.

    Raises:
        RenderError: The theme does not write what is expected.
    """
    if content not in html:
        raise _unexpected("partials/content.html")
    shell = html.replace(content, "", 1) if content else html
    html = _replace(html, _CHARSET, f"{_CHARSET}\n      {policy.meta(shell)}")
    html = _HTML.sub(f'<html lang="{escape(language)}"', html, count=1)
    return _name_search(html)


def _name_search(html: str) -> str:
    """A dialog needs a name; the theme gives one to its input only."""
    if 'data-md-component="search"' not in html:
        return html
    name = _NAME.search(html)
    if name is None or not _SEARCH.search(html):
        raise _unexpected("partials/search.html")
    return _SEARCH.sub(lambda found: f'{found[1]} aria-label="{name[1]}">', html, count=1)


def _replace(html: str, found: str, put: str) -> str:
    if found not in html:
        raise _unexpected("base.html")
    return html.replace(found, put, 1)


def _unexpected(template: str) -> RenderError:
    return RenderError(
        "The theme's {template} is not written as expected.",
        hint="Use a version of mkdocs-material that Goalbook was tried with; see its requirements.",
        template=template,
    )
