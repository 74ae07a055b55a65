"""Where what we ship lives: inside the package when installed from a wheel, at the repository's root in a checkout."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent.parent
_SHIPPED = _PACKAGE / "_shipped"
_ROOT = _SHIPPED if _SHIPPED.is_dir() else _PACKAGE.parent.parent


def content() -> Path:
    """Handbook pages, a folder per language."""
    return _ROOT / "content"


def templates() -> Path:
    """Page templates, partials, locales and theme."""
    return _ROOT / "site_templates"


def locales() -> Path:
    """The ``.po`` files."""
    return templates() / "locales"


def theme() -> Path:
    """Overrides of the theme, style sheets and scripts."""
    return templates() / "theme"


def example() -> Path:
    """The project that holds the built-in example's ``goals/``."""
    return _ROOT
