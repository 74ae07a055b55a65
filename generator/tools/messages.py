"""Brings every catalogue up to date with the code and the templates: ``make messages``.

New messages come in empty, changed ones are marked fuzzy, gone ones are dropped.
Places: ``msg("...")`` in Python, ``_("...")`` in templates, and the first docstring line of every seam file.
With ``--check`` nothing is written and missing or fuzzy messages fail.
"""

from __future__ import annotations

import ast
import io
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "generator" / "goalbook"
TEMPLATES = ROOT / "site_templates"
LOCALES = TEMPLATES / "locales"
KEYWORDS = {"msg": None, "_": None, "gettext": None, "ngettext": (1, 2)}
SEAMS = ("validate/checks", "present/charts", "history/changes")
ERRORS = {
    "GoalbookError": None,
    "ConfigError": None,
    "SourceUnreadable": None,
    "GitError": None,
    "RenderError": None,
}


def template() -> Catalog:
    """Every message of the project, with the places it stands at."""
    catalog = Catalog(project="Goalbook", charset="utf-8")
    for path, line, message in sorted(_found(), key=lambda entry: (entry[0], entry[1], str(entry[2]))):
        catalog.add(message, locations=[(path, line)])
    return catalog


def _found() -> Iterator[tuple[str, int, str | tuple[str, ...]]]:
    for path in sorted(PACKAGE.rglob("*.py")):
        if "_shipped" in path.parts:
            continue
        name = path.relative_to(ROOT).as_posix()
        tree = ast.parse(path.read_bytes())
        yield from ((name, line, message) for line, message in _sentences(tree))
        yield from _hints(name, tree)
    for folder in SEAMS:
        for path in sorted((PACKAGE / folder).glob("[!_]*.py")):
            yield from _docstring(path)
    method_map = [("**.j2", "jinja2")]
    for name, line, message, _comments, _context in extract_from_dir(
        str(TEMPLATES), method_map=method_map, keywords=KEYWORDS
    ):
        yield f"site_templates/{name}", line, message


def _sentences(tree: ast.Module) -> Iterator[tuple[int, str | tuple[str, ...]]]:
    """What our functions and exceptions are given first; Babel's reader stumbles over other arguments."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            name = getattr(node.func, "id", getattr(node.func, "attr", ""))
            texts = [_text(argument) for argument in node.args[: 2 if name == "ngettext" else 1]]
            if name in {*KEYWORDS, *ERRORS} and texts and all(texts):
                yield node.args[0].lineno, texts[0] if len(texts) == 1 else tuple(texts)


def _text(node: ast.expr) -> str:
    is_text = isinstance(node, ast.Constant) and isinstance(node.value, str)
    return node.value if is_text else ""  # type: ignore[attr-defined,no-any-return]


def _hints(name: str, tree: ast.Module) -> Iterator[tuple[str, int, str]]:
    """The ``hint="..."`` of our exceptions."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") in ERRORS:
            for keyword in node.keywords:
                if keyword.arg == "hint" and isinstance(keyword.value, ast.Constant) and keyword.value.value:
                    yield name, keyword.value.lineno, str(keyword.value.value)


def _docstring(path: Path) -> Iterator[tuple[str, int, str]]:
    """Title and text of a seam file, as `goalbook.registry` reads them."""
    title, _, text = (
        (ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or "").strip().partition("\n")
    )
    for part in (title.strip().removesuffix("."), text.strip()):
        if part:
            yield path.relative_to(ROOT).as_posix(), 1, part


def update(path: Path, current: Catalog) -> Catalog:
    """One language's catalogue with today's messages."""
    with path.open("rb") as stream:
        catalog = read_po(stream, locale=path.stem)
    catalog.update(current, no_fuzzy_matching=True)
    catalog.obsolete.clear()
    return catalog


def untranslated(catalog: Catalog) -> list[str]:
    """Message ids without words of this language."""
    return [
        str(m.id)
        for m in catalog
        if m.id and (m.fuzzy or not m.string or (isinstance(m.string, tuple) and not all(m.string)))
    ]


def text_of(catalog: Catalog) -> str:
    """The catalogue as it is committed: sorted, no dates, no line numbers that change with every edit."""
    stream = io.BytesIO()
    catalog.creation_date = catalog.revision_date = None
    write_po(stream, catalog, width=0, no_location=True, omit_header=True, sort_output=True)
    header = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n'
    header += f'"Language: {catalog.locale}\\n"\n'
    plural = f'"Plural-Forms: {catalog.plural_forms}\\n"\n\n'
    return header + plural + stream.getvalue().decode()


def main(arguments: list[str]) -> int:
    """Update, or with ``--check`` only judge; prints each language's coverage."""
    current, bad = template(), 0
    for path in sorted(LOCALES.glob("*.po")):
        catalog = update(path, current)
        missing = untranslated(catalog)
        total = len(catalog)
        print(f"{path.stem}: {total - len(missing)} of {total} messages")
        if "--check" in arguments:
            bad += len(missing) + (path.read_text(encoding="utf-8") != text_of(catalog))
            print("\n".join(f"  missing: {message}" for message in missing))
        else:
            path.write_text(text_of(catalog), encoding="utf-8")
    return int(bad > 0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
