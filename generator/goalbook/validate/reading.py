"""What has to hold before a rule can look at a file: a claim for each key that no check has.

Such a key stands in brackets in what `check` prints, as a rule's does, so that `goalbook explain` knows it
too.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from goalbook.messages import Message, msg
from goalbook.problems import Severity


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One thing that is asked for.

    Attributes:
        title: What has to hold.
        why: Why, for all of its kind.
        severity: How much it stops.
    """

    title: Message
    why: Message
    severity: Severity = Severity.ERROR


def _each(
    why: Message, titles: Mapping[str, Message], severity: Severity = Severity.ERROR
) -> dict[str, Claim]:
    return {key: Claim(title=title, why=why, severity=severity) for key, title in titles.items()}


_PLACE: Final = _each(
    msg("A file is found by its name and place, on every computer that holds a copy of the project."),
    {
        "company-file-missing": msg("The company has its file, goals/company.yml."),
        "cycle-matches-file": msg("A cycle file is named after the cycle in it."),
        "file-name-collision": msg("No two names differ only in capital letters."),
        "file-name-id": msg("A file's name can be an id: small letters, digits, hyphens."),
        "file-name-portable": msg("A file's name is one that Windows can have too."),
        "file-name-reserved": msg("A cycle is not named like a page of every team."),
        "team-file-missing": msg("Every team has its file, team.yml."),
    },
)
_TEXT: Final = _each(
    msg("What cannot be read is left out, and whatever speaks of it would be wrong."),
    {
        "character-hidden": msg("No invisible character stands in a file."),
        "file-encoding": msg("A file is text in an encoding that can be told."),
        "file-problems": msg("Of one file's problems only the first are listed."),
        "file-size": msg("A goal file has at most 1 MiB."),
        "file-unreadable": msg("Every goal file can be opened."),
        "key-form": msg("A key stands before its colon."),
        "key-twice": msg("A key stands once in its group."),
        "keyboard-slip": msg("Signs that YAML reads are typed in half width."),
        "merge-marker": msg("A file holds one version of each line."),
        "review-head": msg("A review begins with its head between two lines of ---."),
        "text-size": msg("A text has at most 64 KiB."),
        "yaml-documents": msg("A file holds one YAML document."),
        "yaml-shorthand": msg("A goal file needs no anchors, tags or references of YAML."),
        "yaml-syntax": msg("A goal file is YAML."),
    },
)
_FIELD: Final = _each(
    msg("A key that nobody reads, or a value in another shape, would be lost without a word."),
    {
        "key-missing": msg("Every entry has the keys it cannot do without."),
        "key-unknown": msg("Every key is one that the handbook lists."),
        "text-empty": msg("A text says something."),
        "value-braces": msg("A text with braces or brackets in it stands in quotes."),
        "value-choice": msg("A value that is chosen is one of those on offer."),
        "value-comma": msg("A value with a comma stands in quotes where a comma parts entries."),
        "value-cut": msg("Nothing of a value is lost behind a #."),
        "value-missing": msg("A key that asks for a value has one."),
        "value-shape": msg("A value has the shape of its key: a text, a list, or a group."),
    },
)
_FORM: Final = _each(
    msg("A number, a day or an id can be meant in one way only."),
    {
        "account-form": msg("An account is written as the host knows it."),
        "code-form": msg("A country or a currency is written as its code."),
        "day-exists": msg("A day stands in the calendar."),
        "day-form": msg("A day is written as 2026-11-30."),
        "flag-form": msg("A yes or no is written as true or false."),
        "formula-form": msg("A formula joins metrics by one kind of sign."),
        "fraction-form": msg("A fraction is two metrics with a slash between them."),
        "id-form": msg("An id is small letters, digits and hyphens."),
        "language-form": msg("A text in several languages names each by its code."),
        "metric-id-form": msg("A metric's id is small letters, digits and underscores."),
        "month-form": msg("A month is written as a number from 1 to 12."),
        "number-form": msg("A number is digits, with its unit behind it where one is meant."),
        "number-size": msg("A number has at most 15 digits before the point."),
        "percent-form": msg("A percentage has one percent sign behind it."),
        "span-form": msg("A span is its first and its last day: 2026-10-01..2027-03-31."),
        "span-order": msg("A span ends on or after its first day."),
        "target-day-twice": msg("A series of targets has one value for each day."),
        "time-zone-known": msg("A time zone is one that the tz database knows."),
        "whole-form": msg("A count is a whole number."),
        "window-form": msg("A window is a number and a period, such as 3 months."),
    },
)
_LOG: Final = _each(
    msg("A row of a log is counted once, as one number of one metric, or not at all."),
    {
        "file-workbook": msg("A workbook can be opened."),
        "log-header": msg("The first row of a log names its columns."),
        "log-merged": msg("A number's cell is not merged with another."),
        "log-row": msg("Every row has as many fields as the first."),
        "log-row-twice": msg("A number of a day, a member and a segment is recorded once."),
        "log-sheet": msg("A workbook has one filled sheet of numbers, or the mapping names it."),
        "log-team-or-member": msg("A number of a day is recorded for the team or by its members."),
        "log-total": msg("A log holds no totals."),
        "log-words": msg("A column of one word holds one word."),
    },
)
_REMARK: Final = _each(
    msg("A rule is set aside only where somebody says which and why, and no longer than it is needed."),
    {
        "acceptance-error": msg("What stops the site is mended, not accepted."),
        "acceptance-form": msg("A remark to Goalbook names a rule and a reason."),
        "acceptance-reason": msg("Whoever accepts what a rule says gives a reason."),
        "acceptance-rule": msg("A remark names a rule that there is."),
        "acceptance-unused": msg("A remark that accepts nothing any more is removed."),
    },
    Severity.WARNING,
)
_STRAY: Final = _each(
    msg("A file that nobody reads may hold numbers that somebody misses."),
    {"file-unknown": msg("Every file in goals/ is one that is read.")},
    Severity.WARNING,
)

CLAIMS: Final[Mapping[str, Claim]] = dict(
    sorted((_PLACE | _TEXT | _FIELD | _FORM | _LOG | _REMARK | _STRAY).items())
)
"""By key, sorted."""
