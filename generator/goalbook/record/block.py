"""Lines of a YAML file in block style: where an entry begins and ends, and one more at the end of a group.

Nothing is parsed here and nothing is dumped. Whoever changes lines reads the result back and compares.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final

_ENTRY: Final = re.compile(r"( *)[^\s#]")


def stop(lines: Sequence[str], start: int) -> int:
    """The line after the last one of the entry that begins on a line.

    Comments behind it belong to what follows.

    Args:
        lines: With their line ends.
        start: From 0.
    """
    depth = _indent(lines[start])
    end = start + 1
    for number in range(start + 1, len(lines)):
        entry = _ENTRY.match(lines[number])
        if entry is None:
            continue
        if len(entry[1]) < depth or (len(entry[1]) == depth and not lines[number].lstrip().startswith("- ")):
            break
        end = number + 1
    return end


def inserted(text: str, key: str, entry: Iterable[str]) -> str:
    """The text with one entry more at the end of a top-level group; the group is added when missing.

    Only block style is extended; a group in braces comes back unchanged but for the new group at the end,
    which the caller's comparison then refuses.

    Args:
        text: The file.
        key: The group.
        entry: Lines of the entry, without ends, the first without indentation.
    """
    lines = text.splitlines(keepends=True)
    start = next(
        (n for n, found in enumerate(lines) if re.match(rf"{key}:\s*(#.*)?$", found.rstrip("\n"))), None
    )
    ending = "\r\n" if "\r\n" in text else "\n"
    if start is None:
        bridge = "" if not text or text.endswith("\n") else ending
        return f"{text}{bridge}{key}:{ending}" + "".join(f"  {line}{ending}" for line in entry)
    end, indent = start + 1, "  "
    first = next((found for line in lines[start + 1 :] if (found := _ENTRY.match(line))), None)
    if first is not None and first[1]:
        end, indent = stop(lines, start), first[1]
    if not lines[end - 1].endswith("\n"):
        lines[end - 1] += ending
    return "".join([*lines[:end], *(f"{indent}{line}{ending}" for line in entry), *lines[end:]])


def is_extensible(text: str, key: str) -> bool:
    """Whether a top-level group is missing or written in block style, not as a list or in braces."""
    return re.search(rf"^{key}:[ \t]*[^\s#]", text, re.MULTILINE) is None


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))
