"""The content security policy of a page: scripts come from the site itself or do not run.

The theme writes a few inline scripts of its own; each page allows exactly these by their hash.
What stands in the content of a page is not looked at, so a script that slipped into it stays refused.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable
from typing import Final

_SCRIPT: Final = re.compile(r"<script(?P<attributes>[^>]*)>(?P<code>.*?)</script>", re.DOTALL | re.IGNORECASE)
_DATA: Final = re.compile(r"\btype\s*=\s*[\"']?application/(?:ld\+)?json", re.IGNORECASE)
_SOURCE: Final = re.compile(r"\bsrc\s*=", re.IGNORECASE)
_META: Final = re.compile(r'(<meta http-equiv="Content-Security-Policy" content="[^"]*?script-src \'self\')')


def inline_scripts(html: str) -> tuple[str, ...]:
    """The code of every inline script that a browser would run, in order, each once."""
    found = (
        script["code"]
        for script in _SCRIPT.finditer(html)
        if not _SOURCE.search(script["attributes"]) and not _DATA.search(script["attributes"])
    )
    return tuple(dict.fromkeys(found))


def digest(code: str) -> str:
    """A script as a policy names it: ``'sha256-...'``."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(code.encode()).digest()).decode()}'"


def policy(scripts: Iterable[str]) -> str:
    """The policy that allows these inline scripts and otherwise only files of the site.

    Styles may be inline: the theme and the charts set them on elements. A page cannot forbid to be framed.
    """
    allowed = sorted({digest(code) for code in scripts})
    return "; ".join(
        (
            "default-src 'self'",
            " ".join(("script-src 'self'", *allowed)),
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data:",
            "worker-src 'self'",
            "object-src 'none'",
            "base-uri 'none'",
            "form-action 'self'",
        )
    )


def meta(html: str) -> str:
    """The policy of a shell as the tag that stands in its head."""
    return f'<meta http-equiv="Content-Security-Policy" content="{policy(inline_scripts(html))}">'


def allow(html: str, code: str) -> str:
    """A finished page that allows one more inline script."""
    return _META.sub(lambda found: f"{found[1]} {digest(code)}", html, count=1)
