"""The site's languages: words, filters and compiled templates of each."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from goalbook import words as speech
from goalbook.errors import ConfigError
from goalbook.model.company import Company
from goalbook.present import places
from goalbook.present.filters import Filters
from goalbook.present.templating import Press, Templates


@dataclass(frozen=True, slots=True, kw_only=True)
class Language:
    """One language of the site.

    Attributes:
        code: Its code, e.g. ``ja``.
        root: Way from its pages' root to the site's root: empty for the first, ``../`` for a further one.
        filters: The filters in this language.
        press: The templates in this language.
    """

    code: str
    root: str
    filters: Filters
    press: Press


def languages(company: Company, templates: Templates, project: Path | None = None) -> tuple[Language, ...]:
    """The company's languages in its order; the first is the site's root.

    Raises:
        ConfigError: A language has no catalogue.
    """
    first = company.languages[0]
    found = []
    for code in company.languages:
        folder = _catalogues(code, project)
        filters = Filters(speech.words(code, folder), first)
        press = templates.press(filters.words, filters.by_name, {"language": code})
        root = "" if code == first else "../"
        found.append(Language(code=code, root=root, filters=filters, press=press))
    return tuple(found)


def _catalogues(code: str, project: Path | None) -> Path:
    folders = [folder / "locales" for folder in places.template_folders(project)]
    if code == speech.SOURCE_LANGUAGE:
        return folders[-1]
    for folder in folders:
        if (folder / f"{code}.po").is_file():
            return folder
    raise ConfigError(
        "languages: {code} in goals/company.yml has no catalogue {code}.po.",
        hint="Known are {known}; a further language is one file in site_templates/locales/.",
        code=code,
        known=", ".join(speech.languages(folders[-1])),
    )
