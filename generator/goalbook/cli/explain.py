"""Explain a rule that goal files are checked by."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

import click

from goalbook.cli import _project
from goalbook.messages import msg

if TYPE_CHECKING:
    from collections.abc import Mapping

    from goalbook.registry import Entry
    from goalbook.validate.check import Check
    from goalbook.validate.reading import Claim
    from goalbook.words import Words

_BEFORE_RULES = msg("Before any rule:")
_HINTED = msg("What goalbook check prints says what was found, and what to write instead.")
_ORIGINS = {"column": msg("Column"), "research": msg("Research"), "house": msg("House default")}


@click.command(short_help="Explain a rule that goal files are checked by.")
@_project.option
@_project.language_option
@click.argument("key", required=False)
def _explain(key: str | None, language: str | None) -> int:
    """Print what a rule asks for, why, and an example before and after; the handbook's page says the same.

    KEY stands in brackets in what goalbook check prints. Without one, every rule is listed.
    """
    from goalbook.validate import rules
    from goalbook.validate.reading import CLAIMS

    speech = _speech(language)
    if key is None:
        for rule in rules():
            click.echo(f"{rule.key}: {speech.gettext(rule.title)}")
        click.echo(f"\n{speech.say(_BEFORE_RULES)}")
        for name, claim in CLAIMS.items():
            click.echo(f"{name}: {speech.say(claim.title)}")
        return 0
    found = _found(key, rules(), CLAIMS)
    told = _claimed(*found, speech) if isinstance(found, tuple) else _told(found, speech)
    click.echo(told, nl=False)
    return 0


def _speech(language: str | None) -> Words:
    """The company's first language, as far as there is a company here."""
    from contextlib import suppress

    from goalbook.errors import SourceUnreadable
    from goalbook.load.run import load
    from goalbook.model.ref import COMPANY
    from goalbook.tree import MemoryTree, WorkingTree

    known: tuple[str, ...] = ()
    with suppress(SourceUnreadable):
        data = WorkingTree(_project.folder()).read(COMPANY.path)
        known = load(MemoryTree({COMPANY.path: data})).handbook.company.languages
    return _project.speech(language, known)


def _found(
    key: str, rules: tuple[Entry[Check], ...], claims: Mapping[str, Claim]
) -> Entry[Check] | tuple[str, Claim]:
    from goalbook.errors import ConfigError

    wanted = key.strip().strip("[]").lower().replace("_", "-")
    names: dict[str, Entry[Check] | tuple[str, Claim]] = {
        name: (name, claim) for name, claim in claims.items()
    }
    names |= {rule.value.alias.lower(): rule for rule in rules if rule.value.alias}
    names |= {rule.key: rule for rule in rules}
    if wanted in names:
        return names[wanted]
    near = get_close_matches(wanted, names, n=1)
    if near:
        raise ConfigError(
            'There is no rule "{key}".', hint="Did you mean {nearest}?", key=key, nearest=near[0]
        )
    raise ConfigError('There is no rule "{key}".', hint="goalbook explain lists them all.", key=key)


def _claimed(key: str, claim: Claim, speech: Words) -> str:
    from goalbook.validate import report

    return (
        f"{speech.say(claim.title)}\n{key} · {report.degree(claim.severity, speech)}\n\n"
        f"{speech.gettext('Why')}\n{speech.say(claim.why)}\n\n{speech.say(_HINTED)}\n"
    )


def _told(rule: Entry[Check], speech: Words) -> str:
    from goalbook.validate import report

    check = rule.value
    names = f"{rule.key} ({check.alias})" if check.alias else rule.key
    origin = speech.say(_ORIGINS[check.origin])
    parts = [
        f"{speech.gettext(rule.title)}\n{names} · {report.degree(check.severity, speech)} · {origin}",
        speech.gettext(rule.text) if rule.text else "",
        f"{speech.gettext('Why')}\n{speech.say(check.why)}",
        f"{speech.gettext('Before')}\n{_indented(check.bad)}",
        f"{speech.gettext('After')}\n{_indented(check.good)}",
        f"{speech.gettext('Where it does not fit')}\n{_indented(_accepting(rule, speech))}"
        if check.is_acceptable
        else "",
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def _accepting(rule: Entry[Check], speech: Words) -> str:
    return speech.say(msg("# goalbook: accept {key} because <your reason>", key=rule.key))


def _indented(fragment: str) -> str:
    return "".join(f"    {line}\n" for line in fragment.splitlines()).rstrip("\n")


COMMAND = _explain
