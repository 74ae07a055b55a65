"""Says what does not fit a noun: kinds of pydantic errors -> key, message, hint, in words of our own."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any, Final

from goalbook.load import everyday, fitting
from goalbook.load.yaml import Keys, Value
from goalbook.messages import Message, msg
from goalbook.model import agreement, company, cycle, grammar, metric, objective, practice, review, team
from goalbook.model.noun import Noun, described, refusals

_NAMES: Final[Mapping[type[Noun], Message]] = {
    agreement.Agreement: msg("an agreement"),
    company.Company: msg("company.yml"),
    company.Calendar: msg("the calendar"),
    company.Limits: msg("the limits"),
    cycle.Cycle: msg("the cycle file"),
    metric.Metric: msg("a metric"),
    metric.ChosenKpi: msg("a chosen KPI"),
    metric.DefinitionChange: msg("a change of definition"),
    objective.Objective: msg("an objective"),
    objective.KeyResult: msg("a key result"),
    practice.Practice: msg("a practice"),
    practice.Step: msg("a step of practice"),
    practice.Feedback: msg("the feedback of a step"),
    review.Review: msg("the head of a review"),
    review.Action: msg("an action"),
    team.Team: msg("team.yml"),
    team.Member: msg("a member"),
    team.LogMapping: msg("the key log"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Misfit:
    """What does not fit, before it has words.

    Attributes:
        kind: The noun of the file.
        keys: Where, below that noun.
        type: Pydantic's name of the error, or the key of a reader's refusal.
        value: What stands there.
        context: Pydantic's context; a reader's refusal carries its message in it.
        is_key: Whether the key is meant, not what stands behind it.
    """

    kind: type[Noun]
    keys: Keys
    type: str
    value: Any
    context: Mapping[str, Any]
    is_key: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Wrong:
    """A misfit in words.

    Attributes:
        keys: Where.
        key: The problem's key.
        message: What was found and what was expected.
        hint: One thing to do.
        is_key: Whether it stands at the key, not at what is behind it.
        meant: For an unknown key: the known one it is nearest to.
    """

    keys: Keys
    key: str
    message: Message
    hint: Message | None = None
    is_key: bool = False
    meant: str = ""


def wrongs(misfits: Iterable[Misfit]) -> tuple[Wrong, ...]:
    """Misfits in words; a key that is missing because it is misspelt is told once."""
    found = tuple(wrong for misfit in misfits for wrong in _each(misfit))
    meant = {(*wrong.keys[:-1], wrong.meant) for wrong in found if wrong.meant}
    told = tuple(wrong for wrong in found if wrong.key != "key-missing" or wrong.keys not in meant)
    return _without_echoes(told)


def _without_echoes(found: tuple[Wrong, ...]) -> tuple[Wrong, ...]:
    """Of the pieces of one value that commas cut up (``2,400,000`` within brackets) only the first."""
    cut: set[Keys] = set()
    kept: list[Wrong] = []
    for wrong in found:
        if wrong.key != "value-comma" or wrong.keys[:-1] not in cut:
            kept.append(wrong)
        if wrong.key == "value-comma":
            cut.add(wrong.keys[:-1])
    return tuple(kept)


def _each(misfit: Misfit) -> tuple[Wrong, ...]:
    if "message" not in misfit.context and "parts" not in misfit.context:
        return (_TELLERS.get(misfit.type, _other_shape)(misfit),)
    return tuple(
        Wrong(
            keys=(*misfit.keys, *part["at"]),
            key=part["key"],
            message=part["message"],
            hint=part["hint"] or _HINTS.get(part["key"]),
            is_key=misfit.is_key or part["key"] in _AT_KEY,
        )
        for part in refusals(dict(misfit.context))
    )


def no_list(value: Value) -> Wrong:
    """A file that should be a list and is not."""
    return Wrong(
        keys=(),
        key="value-shape",
        message=msg("{found}; expected {expected}.", found=_found(value), expected=msg("a list")),
        hint=msg("Begin each item with a hyphen and a space: - date: 2026-10-05."),
    )


def _unknown(misfit: Misfit) -> Wrong:
    key, above = str(misfit.keys[-1]), fitting.owner(misfit.kind, misfit.keys[:-1])
    known = tuple(fitting.fields(above)) if above else ()
    place = _NAMES[above] if above else msg("this group")
    if misfit.value is None and re.fullmatch(r"[0-9]{3}\D*|.*(?:\s|[^\x00-\x7f]).*", key):
        return Wrong(
            keys=misfit.keys, key="value-comma", message=grammar.COMMA, hint=grammar.COMMA_HINT, is_key=True
        )
    homes = tuple(_NAMES[noun] for noun in fitting.nouns(misfit.kind) if key in fitting.fields(noun))
    near = get_close_matches(key.lower().replace("-", "_"), known, n=1)
    if homes:
        hint = msg('"{key}" belongs to: {places}. Check the indentation.', key=key, places=homes)
    elif near:
        hint = msg("Did you mean {nearest}?", nearest=near[0])
    else:
        hint = msg("Known keys: {keys}.", keys=known)
    return Wrong(
        keys=misfit.keys,
        key="key-unknown",
        message=msg('"{key}" is not a key of {place}.', key=key, place=place),
        hint=hint,
        is_key=True,
        meant=near[0] if near and not homes else "",
    )


def _missing(misfit: Misfit) -> Wrong:
    above, key = fitting.owner(misfit.kind, misfit.keys[:-1]), str(misfit.keys[-1])
    if above is None:
        return _length(misfit)
    what = described(fitting.fields(above)[key])
    return Wrong(
        keys=misfit.keys,
        key="key-missing",
        message=msg('"{key}" is missing in {place}.', key=key, place=_NAMES[above]),
        hint=msg("Add {key}: ({what}).", key=key, what=what),
    )


def _choice(misfit: Misfit) -> Wrong:
    choices = tuple(re.findall(r"'([^']*)'", str(misfit.context["expected"])))
    if not isinstance(misfit.value, str):
        return _other_shape(misfit)
    near = everyday.nearest(misfit.value, choices)
    return Wrong(
        keys=misfit.keys,
        key="value-choice",
        message=msg('"{found}" is not one of: {choices}.', found=misfit.value, choices=choices),
        hint=msg("Did you mean {nearest}?", nearest=near) if near else msg("Write one of them as it stands."),
    )


def _length(misfit: Misfit) -> Wrong:
    if misfit.type == "too_short":
        return Wrong(keys=misfit.keys, key="value-missing", message=msg("The list is empty."), hint=_LIST[1])
    keys = misfit.keys[:-1] if misfit.type == "missing" else misfit.keys
    return Wrong(
        keys=keys,
        key="value-shape",
        message=msg("Exactly two values are expected, the lowest and the highest."),
        hint=msg("Write for example [10, 20]."),
    )


def _other_shape(misfit: Misfit) -> Wrong:
    expected, hint = _EXPECTED.get(misfit.type, (msg("another value"), None))
    if misfit.value is None:
        message = msg("Nothing stands here; expected {expected}.", expected=expected)
        return Wrong(
            keys=misfit.keys, key="value-missing", message=message, hint=hint or _HINTS["value-missing"]
        )
    if misfit.type in _LISTS and isinstance(misfit.value, str):
        hint = msg("Write [{found}].", found=misfit.value)
    message = msg("{found}; expected {expected}.", found=_found(misfit.value), expected=expected)
    return Wrong(keys=misfit.keys, key="value-shape", message=message, hint=hint or _HINTS["value-shape"])


def _found(value: Value) -> Message:
    if value is None:
        return msg("Nothing stands here")
    if isinstance(value, str):
        return msg(
            'Here stands the text "{found}"', found=value if len(value) <= _SHOWN else f"{value[:_SHOWN]}…"
        )
    return msg("A list stands here") if isinstance(value, list) else msg("A group stands here")


_SHOWN: Final = 40
_HINTS: Final[Mapping[str, Message]] = {
    "value-missing": msg("Write it behind the colon, or remove the line."),
    "value-shape": msg("Write one value behind the colon."),
}
_AT_KEY: Final = frozenset({"key-unknown", "language-form", "value-braces", "value-comma"})
_LISTS: Final = frozenset({"tuple_type", "list_type"})
_GROUP: Final = (
    msg("a group of lines name: value"),
    msg("Write each on a line of its own, indented by two spaces."),
)
_LIST: Final = (msg("a list"), msg("Write [a, b], or each item on a line that begins with a hyphen."))
_EXPECTED: Final[Mapping[str, tuple[Message, Message | None]]] = {
    "model_type": _GROUP,
    "dict_type": _GROUP,
    "mapping_type": _GROUP,
    "tuple_type": _LIST,
    "list_type": _LIST,
    "string_type": (msg("a text"), None),
    "enum": (msg("one word"), None),
    "literal_error": (msg("one word"), None),
}
_TELLERS: Final[Mapping[str, Callable[[Misfit], Wrong]]] = {
    "extra_forbidden": _unknown,
    "missing": _missing,
    "enum": _choice,
    "literal_error": _choice,
    "too_short": _length,
    "too_long": _length,
}
