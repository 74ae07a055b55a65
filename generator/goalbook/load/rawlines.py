"""Looks at raw lines for what a Japanese keyboard types into YAML and what an unfinished merge leaves.

Two sorts of traps. *Certain* ones change or hide what was typed although the file can be read (a value cut
off by ``#``, a merge marker): they are always reported. *Possible* ones are mistakes only when they keep the
file from being read as its author meant it (a full-width colon within a sentence is just a sentence):
`goalbook.load.mend` tries their repair and reports those whose repair helps.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, islice
from typing import Final

from goalbook.load.masking import QUOTED, REMARK, masked
from goalbook.messages import Message, msg

_MOST_CUT: Final = 100
_MAYBE_CUT: Final = re.compile(r"#[^\s#]")
_CUT: Final = re.compile(r"[ \t]#+[^\s#]")
_COMPLETE: Final = re.compile(rf"(?:[\]}}{QUOTED}]|[:\-] +[|>][0-9+\-]{{0,2}})$")
_MAYBE_WIDE_GROUP: Final = re.compile(r"｛ *[A-Za-z_]|[、，] *[a-z]{2} *：")
_WIDE_GROUP: Final = re.compile(
    r"(?:^|[:\-] +) *｛ *[A-Za-z_\-]+ *[:：]|[{,] *[A-Za-z_\-]+: [^{}]*[、，] *[a-z]{2} *："
)
_WIDE: Final = "\u3000\u00a0\u2000-\u200b"
_NAME: Final = rf"(?:^[ \t{_WIDE}]*(?:- +)*|[{{,，、｛][ \u3000]*)[A-Za-z_][A-Za-z0-9_\-]*"
_NARROW: Final = str.maketrans(
    {"｛": "{", "｝": "}", "［": "[", "］": "]", "【": "[", "】": "]", "，": ", ", "、": ", ", "＃": " # "}
)

MERGE: Final = (
    msg("An unfinished merge: two versions of these lines stand here."),
    msg("Keep the lines that are right and delete the others with the lines <<<<<<<, ======= and >>>>>>>."),
)
"""What to say about a marker that an unfinished merge left."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Trap:
    """Something in a line that is not what it looks like.

    Attributes:
        line: From 0.
        start: Its first character, from 0.
        found: What stands there.
        repaired: What belongs there instead.
        message: What was found; its place {found} is filled with the signs found in this line.
        hint: The fix; None when the repaired line says it.
        is_indent: Whether it is the indentation.
    """

    line: int
    start: int
    found: str
    repaired: str
    message: Message
    hint: Message | None = None
    is_indent: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class _Rule:
    """A possible trap: where its group ``found`` matches, what belongs there, what to say."""

    pattern: re.Pattern[str]
    repair: Callable[[str], str]
    message: Message
    hint: Message | None = None


def _spaces(found: str, width: int = 2) -> str:
    """Ordinary spaces instead of tabs and full-width spaces."""
    return "".join(" " * width if sign in "\t\u3000" else " " for sign in found)


_INDENT: Final = msg("Indent by ordinary spaces, two for each level.")
_RULES: Final = (
    _Rule(
        pattern=re.compile(rf"^(?P<found>[ {_WIDE}]*\t[ \t{_WIDE}]*)(?=\S)"),
        repair=_spaces,
        message=msg("The line is indented by a tab."),
        hint=_INDENT,
    ),
    _Rule(
        pattern=re.compile(rf"^(?P<found> *[{_WIDE}][ {_WIDE}]*)(?=[^\s{_WIDE}])"),
        repair=_spaces,
        message=msg("The line is indented by a full-width space."),
        hint=_INDENT,
    ),
    _Rule(
        pattern=re.compile(rf"{_NAME}[ \u3000]?(?P<found>[：︰﹕][ \u3000]*)"),
        repair=lambda _: ": ",
        message=msg("A full-width colon stands here; YAML reads only the narrow one followed by a space."),
    ),
    _Rule(
        pattern=re.compile(rf"{_NAME}(?P<found>:[\u3000\u00a0]+)"),
        repair=lambda _: ": ",
        message=msg("After the colon stands a full-width space instead of an ordinary one."),
    ),
    _Rule(
        pattern=re.compile(rf"{_NAME}(?P<found>:)(?=[^\s:/{_WIDE}])"),
        repair=lambda _: ": ",
        message=msg("The space after the colon is missing."),
    ),
    _Rule(
        pattern=re.compile(r"^ *(?P<found>[-－―][\u3000]*)(?=[^\s\-－―])"),
        repair=lambda _: "- ",
        message=msg("The item of a list begins without hyphen and space."),
    ),
    _Rule(
        pattern=re.compile(r"(?P<found>[｛｝［］【】，、＃])"),
        repair=lambda found: found.translate(_NARROW),
        message=msg("Full-width signs stand here ({found}); YAML reads only narrow ones."),
    ),
    _Rule(
        pattern=re.compile(r"(?P<found>[“”„‟＂‘’‚‛＇])"),
        repair=lambda _: '"',
        message=msg("Curly or full-width quotes stand here ({found}); YAML reads only straight ones."),
    ),
)


def possible(text: str) -> tuple[tuple[Trap, ...], ...]:
    """Traps that may be why a file cannot be read as meant, those of one line together."""
    lines = (tuple(_in_line(number, shown)) for number, (_, shown) in enumerate(masked(text)))
    return tuple(traps for traps in lines if traps)


def _in_line(number: int, shown: str) -> Iterator[Trap]:
    for rule in _RULES:
        for match in rule.pattern.finditer(shown):
            found = match["found"]
            yield Trap(
                line=number,
                start=match.start("found"),
                found=found,
                repaired=rule.repair(found),
                message=rule.message,
                hint=rule.hint,
                is_indent=rule.hint is _INDENT,
            )


def repair(text: str, traps: Sequence[Trap]) -> str:
    """The text with what the traps propose; lines keep their numbers."""
    lines = text.split("\n")
    for number, group in groupby(
        sorted(traps, key=lambda trap: (trap.line, trap.start)), lambda trap: trap.line
    ):
        lines[number] = _repaired(lines[number], group)
    return "\n".join(lines)


def _repaired(line: str, traps: Iterable[Trap]) -> str:
    parts: list[str] = []
    end = 0
    for trap in traps:
        stop = trap.start + len(trap.found)
        if trap.start >= end and line[trap.start : stop] == trap.found:
            parts += (line[end : trap.start], trap.repaired)
            end = stop
    return "".join((*parts, line[end:]))


def indentations(text: str, traps: Sequence[Trap]) -> Iterator[tuple[Trap, ...]]:
    """Ways to mean an indentation: two, four or one space for each wide one, or that of the line above."""
    for width in (2, 4, 1):
        yield tuple(replace(trap, repaired=_spaces(trap.found, width)) for trap in traps)
    above = _indents_above(text.split("\n"))
    yield tuple(replace(trap, repaired=" " * above[trap.line]) for trap in traps)


def _indents_above(lines: Sequence[str]) -> list[int]:
    """For each line how far the nearest line above it is indented by ordinary spaces."""
    found: list[int] = []
    indent = 0
    for line in lines:
        found.append(indent)
        if line.strip() and (line[0] == " " or not line[0].isspace()):
            indent = _indent(line)
    return found


def is_suspicious(text: str) -> bool:
    """Whether there can be a certain trap at all; cheap."""
    return (
        (_MAYBE_CUT.search(text) is not None and _CUT.search(text) is not None)
        or (("｛" in text or "：" in text) and _MAYBE_WIDE_GROUP.search(text) is not None)
        or "<<<<<<<" in text
        or ">>>>>>>" in text
    )


def wide_groups(text: str) -> frozenset[int]:
    """Lines (from 0) with a group in full-width signs, which YAML would keep as text: ``｛en：Sato｝``."""
    if _MAYBE_WIDE_GROUP.search(text) is None:
        return frozenset()
    return frozenset(number for number, (_, shown) in enumerate(masked(text)) if _WIDE_GROUP.search(shown))


def cut_values(text: str) -> tuple[Trap, ...]:
    """Values that end early because ``#`` after a space begins a remark: ``15 #件``."""
    if _CUT.search(text) is None:
        return ()
    lines = tuple(masked(text))
    found = (trap for number in range(len(lines)) if (trap := _cut(number, lines)) is not None)
    return tuple(islice(found, _MOST_CUT))


def _cut(number: int, lines: Sequence[tuple[str, str]]) -> Trap | None:
    line, shown = lines[number]
    start = shown.find(REMARK)
    before = shown[: max(start, 0)].rstrip()
    if not before.strip(" -") or not re.match(r"#+[^\s#]", line[start:]) or _COMPLETE.search(before):
        return None
    if before.endswith(":") and _has_lines_below(number, lines):
        return None
    return Trap(
        line=number,
        start=start,
        found=line[start:],
        repaired="",
        message=msg('"{found}" is lost: after a space, # begins a remark.', found=line[start:].strip()),
        hint=msg("Put the whole value in quotes, or a space after the # when a remark is meant."),
    )


def _has_lines_below(number: int, lines: Sequence[tuple[str, str]]) -> bool:
    """Whether a name is followed by a group or list of its own, so that nothing can have been cut off."""
    indent = _indent(lines[number][0])
    below = next((shown for _, shown in lines[number + 1 :] if shown.strip(f" {REMARK}")), "")
    return _indent(below) > indent or (_indent(below) == indent and below.lstrip().startswith("- "))


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def conflicts(text: str) -> tuple[tuple[int, ...], str]:
    """Lines (from 0) on which an unfinished merge begins, and the text with the first side of each kept."""
    if "<<<<<<<" not in text and ">>>>>>>" not in text:
        return (), text
    begins: list[int] = []
    lines, is_inside, is_other = text.split("\n"), False, False
    for number, line in enumerate(lines):
        sign = line[:7] if line[7:8] in {"", " "} else ""
        if sign == "<<<<<<<" or (sign == ">>>>>>>" and not is_inside):
            begins.append(number)
        is_inside = (is_inside or sign == "<<<<<<<") and sign != ">>>>>>>"
        is_other = is_inside and (is_other or sign in {"|||||||", "======="})
        if is_other or sign in {"<<<<<<<", ">>>>>>>"}:
            lines[number] = ""
    return tuple(begins), "\n".join(lines)
