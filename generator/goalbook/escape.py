"""Text that others wrote, made harmless where it leaves as plain text: a terminal, a job's log, Markdown.

Pages have their own way out (`goalbook.present.text`).
"""

from __future__ import annotations

import json as _json
import re
from typing import Final

# Control characters, ends of lines, marks that turn the direction of reading, halves of a character.
_UNSEEN: Final = re.compile("[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff]")
# Job logs of GitHub and Azure obey ::command at the start of a line, ##[command] and ##vso[command] anywhere.
_COMMAND: Final = re.compile(r"^(\s*)(?=::)|##(?=(?:vso)?\[)")
# What Markdown reads anywhere or at the start of a block, and where a forge makes a link of an address.
_MARKUP: Final = re.compile(r"[\\`*_\[\]<>|~&${}]|^[-+#=]|:(?=//)|(?<=[wW]{3})\.")
_NUMBERED: Final = re.compile(r"^([0-9]{1,9})(?=[.)])")
# A forge turns @name and #1 into links and notifications even when escaped; a joiner nobody sees parts them.
_MENTION: Final = re.compile(r"([@#])(?=\w)")
_JOINER: Final = "\N{WORD JOINER}"


def line(text: str) -> str:
    """One line that starts no command and moves no cursor: what cannot be seen becomes a space."""
    return _COMMAND.sub(_told, _UNSEEN.sub(" ", text))


def lines(text: str) -> str:
    """Lines that stay lines, none of which starts a command or moves the cursor."""
    return "\n".join(map(line, text.split("\n")))


def markdown(text: str) -> str:
    """A text that Markdown shows as it was written, on one line: no markup, links, mentions or HTML."""
    escaped = _MARKUP.sub(r"\\\g<0>", line(text).strip())
    return _MENTION.sub(rf"\1{_JOINER}", _NUMBERED.sub(r"\1\\", escaped))


def json(value: object) -> str:
    """A value as JSON for people and programs: indented, no letter escaped without need, no command in it."""
    text = _json.dumps(value, ensure_ascii=False, indent=2)
    # Halves of a character, which file names may hold, and the sign of a command become escapes of JSON.
    return _COMMAND.sub(r"\\u0023\\u0023", text.encode(errors="backslashreplace").decode()) + "\n"


def _told(command: re.Match[str]) -> str:
    return "## " if command[0] == "##" else f"{command[0]}\\"
