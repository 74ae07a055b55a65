"""What stops a run.

Drawn whole, so that nobody has to look further::

    GoalbookError          expected; exit code 2; carries a sentence and a hint
      ConfigError          mkdocs.yml, a command's options, a place that does not fit
      SourceUnreadable     a folder or file that cannot be opened at all
      RenderError          a template, chart or page that cannot be drawn from good input
    anything else          our own bug: exit code 3, says so, says where to report

Wrong *content* is never an exception: it is a `goalbook.problems.Problem`, and all of them are shown at once.
The sentence is a gettext message id (English, with ``{places}``); `goalbook.words` turns it into a language.
"""

from __future__ import annotations


class GoalbookError(Exception):
    """A run that cannot go on, for a reason the user can mend.

    Args:
        text: English sentence with ``{places}``; the gettext message id.
        hint: What to do about it; empty when the sentence says it.
        values: What stands in the places.
    """

    def __init__(self, text: str, /, *, hint: str = "", **values: str | int) -> None:
        super().__init__(text.format(**values))
        self.text = text
        self.hint = hint
        self.values = values


class ConfigError(GoalbookError):
    """mkdocs.yml, a command's options or a place does not fit."""


class SourceUnreadable(GoalbookError):  # noqa: N818 - reads as a claim: the source is unreadable
    """A folder or file cannot be opened at all; malformed content is a Problem instead."""


class GitError(GoalbookError):
    """The history cannot be read: no git, no repository, an unknown revision, a history that is cut off."""


class RenderError(GoalbookError):
    """A template, chart or page cannot be drawn."""
