"""The file that knows Jinja: a project's templates before ours, filters of a language, errors."""

from __future__ import annotations

import traceback
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any, Final

import jinja2
from markupsafe import Markup, escape

from goalbook.errors import RenderError
from goalbook.messages import Value
from goalbook.present import page
from goalbook.present.compiled import COMPILED
from goalbook.present.page import SUFFIX, PageTemplate
from goalbook.words import SOURCE_LANGUAGE, Words

Filters = Mapping[str, Callable[..., Any]]
PAGES: Final = "pages"
_DRAWING_FAILS: Final = (
    jinja2.TemplateError,
    TypeError,
    ValueError,
    AttributeError,
    ArithmeticError,
    LookupError,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """One page's texts.

    Attributes:
        path, title, description, search, nav: As in `PageTemplate`, filled.
        body: Finished HTML.
    """

    path: str
    title: str
    description: str
    search: str
    nav: tuple[str, ...]
    body: str


@dataclass(frozen=True, slots=True)
class Templates:
    """Templates in folders; a file of an earlier folder replaces the same path of a later one.

    Attributes:
        folders: ``site_templates/`` of the project, then ours.
    """

    folders: tuple[Path, ...]
    pages: tuple[PageTemplate, ...] = field(init=False)

    def __post_init__(self) -> None:
        files = {
            file.name: file
            for folder in reversed(self.folders)
            for file in sorted((folder / PAGES).glob(f"*{SUFFIX}"))
        }
        object.__setattr__(self, "pages", tuple(page.read(files[name]) for name in sorted(files)))

    def press(self, words: Words, filters: Filters, names: Mapping[str, Any]) -> Press:
        """All templates in one language.

        Args:
            words: The language.
            filters: Name to filter, already bound to the language.
            names: What every template may use besides its own subject.
        """
        return Press(self, words, filters, names)


class Press:
    """Templates compiled for one language."""

    def __init__(
        self, templates: Templates, words: Words, filters: Filters, names: Mapping[str, Any]
    ) -> None:
        loader = _Loader([str(folder) for folder in templates.folders])
        self._jinja = jinja2.Environment(
            loader=loader,
            undefined=jinja2.StrictUndefined,
            autoescape=True,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
            bytecode_cache=COMPILED,
            cache_size=-1,
            optimized=False,  # else one language's filters are run on constants, for all languages
        )
        self._jinja.filters.update(filters)
        self._jinja.globals.update(names, **_sentences(words))
        self._heads: dict[tuple[str, str], jinja2.Template] = {}

    def draw(self, template: PageTemplate, values: Mapping[str, Any]) -> Drawn:
        """One page.

        Raises:
            RenderError: The template cannot be read or drawn; says where.
        """
        head = partial(self._line, template, values)
        path = head("path", template.path)
        return Drawn(
            path=path,
            title=head("title", template.title),
            description=head("description", template.description),
            search=head("search", template.search),
            nav=tuple(part for part in head("nav", template.nav).split(" > ") if part),
            body=self.body(f"{PAGES}/{template.key}{SUFFIX}", values, page_path=path),
        )

    def path(self, template: PageTemplate, values: Mapping[str, Any]) -> str:
        """Only a page's path."""
        return self._line(template, values, "path", template.path)

    def body(self, name: str, values: Mapping[str, Any], *, page_path: str = "") -> str:
        """The HTML of one template.

        Args:
            name: Path below a folder of templates, e.g. ``partials/okr.html.j2``.
            values: What it may name.
            page_path: The page it is drawn for, named when it fails.
        """
        try:
            return self._jinja.get_template(name).render(values).strip() + "\n"
        except _DRAWING_FAILS as error:
            raise _failed(name, error, page_path) from error

    def _line(self, template: PageTemplate, values: Mapping[str, Any], key: str, source: str) -> str:
        if "{" not in source:
            return source
        try:
            found = self._heads.get((template.key, key))
            if found is None:
                found = self._heads[template.key, key] = self._jinja.from_string(source)
            return Markup(found.render(values).strip()).unescape()  # noqa: S704 - it leaves HTML here
        except _DRAWING_FAILS as error:
            raise _failed(f"{PAGES}/{template.key}{SUFFIX}", error, f"{key}:") from error


class _Loader(jinja2.FileSystemLoader):
    """Takes the lines above a page's body away without moving its lines."""

    def get_source(
        self, environment: jinja2.Environment, template: str
    ) -> tuple[str, str, Callable[[], bool]]:
        source, name, is_fresh = super().get_source(environment, template)
        return page.body_of(source), name, is_fresh


def _sentences(words: Words) -> dict[str, Any]:
    """``_`` for HTML, where what is not translated says so; ``gettext`` for attributes and titles."""

    def marked(text: str) -> Markup:
        translated = escape(words.gettext(text))
        if words.is_translated(text):
            return translated
        return Markup('<span lang="{}">{}</span>').format(SOURCE_LANGUAGE, translated)

    known: dict[str, Markup] = {}

    def sentence(text: str, /, **values: Value | Markup) -> Markup:
        found = known.get(text)
        if found is None:
            found = known[text] = marked(text)
        return found.format(**values) if values else found

    def plain(text: str, /, **values: Value) -> str:
        return words.gettext(text, **values)

    def plural(singular: str, plural: str, number: int, /, **values: Value | Markup) -> Markup:
        filled = {name: str(escape(value)) for name, value in values.items()}
        return Markup(words.ngettext(singular, plural, number, **filled))  # noqa: S704 - our words, escaped values

    return {"_": sentence, "gettext": plain, "ngettext": plural}


def _failed(name: str, error: Exception, page_path: str) -> RenderError:
    """A template's error with its file and line."""
    place = name
    if isinstance(error, jinja2.TemplateSyntaxError):
        place = f"{error.name or name}:{error.lineno}"
    else:
        lines = [
            frame for frame in traceback.extract_tb(error.__traceback__) if frame.filename.endswith(".j2")
        ]
        if lines:
            place = f"{_short(lines[-1].filename)}:{lines[-1].lineno}"
    return RenderError(
        "{place}: {reason} (while drawing {page}).",
        place=place,
        reason=str(error).rstrip("."),
        page=page_path or name,
    )


def _short(filename: str) -> str:
    parts = Path(filename).parts
    return "/".join(parts[-2:])
