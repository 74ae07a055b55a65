"""What the kinds of change of the log share."""

from __future__ import annotations

from goalbook.history.change import Change
from goalbook.history.rows import Rows
from goalbook.messages import Message, msg
from goalbook.model.ref import Ref
from goalbook.model.values import Span

_FOLDERS = {
    "progress": msg("numbers"),
    "practice": msg("practice"),
    "confidence": msg("confidence"),
    "attestation": msg("answers"),
}


def made(rows: Rows, number: int, span: Span | None, message: Message) -> Change:
    """The change of so many rows; the message has the places number, first, last and folder."""
    ref = Ref(f"goals/teams/{rows.team}/log/{rows.folder}")
    days = {"first": span.first, "last": span.last} if span else {"first": "", "last": ""}
    places = {"number": number, "folder": _FOLDERS.get(rows.folder, rows.folder), **days}
    return Change(ref=ref, team=rows.team, ids=(rows.folder,), message=Message(message.text, places))
