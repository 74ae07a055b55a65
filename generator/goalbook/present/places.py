"""Where what we ship lives: in the package when installed from a wheel, else at the repository's root."""

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


def template_folders(project: Path | None = None) -> tuple[Path, ...]:
    """Folders of templates: the project's own before ours; one when the project is ours."""
    own = project / "site_templates" if project else None
    return tuple(dict.fromkeys((*([own] if own and own.is_dir() else []), templates())))
