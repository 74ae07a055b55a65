"""Finds the files of a seam: one folder, one file per thing, one capital constant per file."""

from __future__ import annotations

import importlib
import pkgutil
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry(Generic[T]):
    """One file of a seam.

    Attributes:
        key: File name with hyphens: ``metric_has_denominator.py`` is ``metric-has-denominator``.
        title: First line of the module's docstring, without its full stop; shown to users, so translated.
        text: The rest of the docstring.
        value: The constant.
    """

    key: str
    title: str
    text: str
    value: T


def collect(package: ModuleType, constant: str, kind: type[T]) -> tuple[Entry[T], ...]:
    """Import every module of a seam's folder in sorted order and take its constant.

    Args:
        package: The folder, e.g. ``goalbook.validate.checks``. Names with a leading ``_`` are passed over.
        constant: The name each module must define, e.g. ``CHECK``.
        kind: The type it must have.

    Raises:
        TypeError: A module lacks the constant, its type or a docstring; a mistake in our own code.
    """
    names = sorted(info.name for info in pkgutil.iter_modules(package.__path__))
    return tuple(_entry(f"{package.__name__}.{name}", constant, kind) for name in names if name[0] != "_")


def keys(folder: Path) -> tuple[str, ...]:
    """The keys of a seam's folder without importing anything, for a help text."""
    names = sorted(info.name for info in pkgutil.iter_modules([str(folder)]))
    return tuple(name.replace("_", "-") for name in names if name[0] != "_")


def _entry(module_name: str, constant: str, kind: type[T]) -> Entry[T]:
    module = importlib.import_module(module_name)
    value = getattr(module, constant, None)
    if not isinstance(value, kind):
        raise TypeError(f"{module_name} must define {constant} as a {kind.__name__}")
    title, _, text = (module.__doc__ or "").strip().partition("\n")
    if not title:
        raise TypeError(f"{module_name} needs a docstring: its first line is the title users see")
    key = module_name.rpartition(".")[2].replace("_", "-")
    return Entry(key=key, title=title.strip().removesuffix("."), text=text.strip(), value=value)
