"""What the goal sheet needs beside its form: an empty sheet to copy, and where a new file may be opened."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from string import Template
from typing import Final

from goalbook.present import places
from goalbook.present.basis import Basis
from goalbook.present.section import Section
from goalbook.words import SOURCE_LANGUAGE, languages

_EXAMPLE: Final = "fy2026-h2"


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalSheet:
    """The empty sheet and the door to the repository.

    Attributes:
        drafts: Language to the draft of a cycle file; English is always there.
        opens: Begin of the address that opens a new file on GitHub; empty elsewhere.
        steps, results, choices: Numbers of the rows that the form has.
    """

    drafts: Mapping[str, str]
    opens: str
    steps: tuple[int, ...] = tuple(range(1, 7))
    results: tuple[int, ...] = (1, 2, 3)
    choices: tuple[int, ...] = (1, 2)

    def draft(self, language: str) -> str:
        """The draft in a language, else in English."""
        return self.drafts.get(language, self.drafts[SOURCE_LANGUAGE])


def _build(basis: Basis) -> GoalSheet:
    folder = places.templates() / "drafts"
    files = {code: folder / code / "cycle.yml" for code in languages(places.locales())}
    return GoalSheet(
        drafts={code: _filled(file.read_text("utf-8")) for code, file in files.items() if file.is_file()},
        opens=_opens(basis.repo.edit) if basis.repo else "",
    )


def _filled(text: str) -> str:
    return Template(text).substitute(cycle=_EXAMPLE)


def _opens(edit: str) -> str:
    """GitHub's editor is at .../edit/main/<path>, its form for a new file at .../new/main/<folder>."""
    before, middle, branch = edit.partition("{path}")[0].partition("/edit/")
    return f"{before}/new/{branch}" if middle and "/-/" not in before else ""


SECTION = Section(of="site", build=_build)
