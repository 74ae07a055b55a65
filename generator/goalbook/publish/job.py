"""One language of a site while it is being written."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from goalbook.present import places
from goalbook.present.links import RepoLink
from goalbook.present.site import Edition, Site
from goalbook.publish.trouble import Trouble
from goalbook.words import SOURCE_LANGUAGE, Words, words


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """What MkDocs is asked to write in one run.

    Attributes:
        project: The folder that holds ``goals/``.
        site: The whole site.
        position: Which of its editions this run writes; 0 is the site's root.
        as_of: The day the site is built on; stands in the site map.
        repo: Where readers may open the files, or None.
        trouble: What is wrong with the goals, shown while serving; None in a site to be published.
    """

    project: Path
    site: Site
    position: int = 0
    as_of: date
    repo: RepoLink | None = None
    trouble: Trouble | None = None

    @property
    def edition(self) -> Edition:
        """The language being written."""
        return self.site.editions[self.position]

    @property
    def is_first(self) -> bool:
        """Whether this is the root, which carries the files that all languages share."""
        return self.position == 0

    @property
    def root(self) -> str:
        """Way from this language's folder to the site's root."""
        return "" if self.is_first else "../"

    @property
    def words(self) -> Words:
        """The words of this language."""
        return speech(self.edition.language, self.project)

    @property
    def others(self) -> tuple[Job, ...]:
        """The same site in its further languages."""
        return tuple(replace(self, position=number) for number in range(1, len(self.site.editions)))


def speech(language: str, project: Path | None = None) -> Words:
    """The words of a language, English without a catalogue; a project may bring one that we lack."""
    folders = [folder / "locales" for folder in places.template_folders(project)]
    found = [folder for folder in folders if (folder / f"{language}.po").is_file()]
    return words(language, found[0]) if found else words(SOURCE_LANGUAGE, places.locales())


def folder(site: Site, position: int) -> str:
    """The folder of an edition below the site's root: empty for the first, else e.g. ``ja/``."""
    return f"{site.editions[position].language}/" if position else ""
