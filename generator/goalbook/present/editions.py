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
    return tuple(language(company, code, templates, project) for code in company.languages)


def language(company: Company, code: str, templates: Templates, project: Path | None = None) -> Language:
    """One language, which need not be the company's: its authors' texts then stand in their own.

    Raises:
        ConfigError: It has no catalogue.
    """
    first = company.languages[0]
    filters = Filters(speech.words(code, _catalogues(code, project)), first)
    press = templates.press(filters.words, filters.by_name, {"language": code})
    return Language(code=code, root="" if code == first else "../", filters=filters, press=press)


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
