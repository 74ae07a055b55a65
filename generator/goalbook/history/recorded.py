"""What the kinds of change of the log share."""

from __future__ import annotations

from goalbook.history.change import Change
from goalbook.history.rows import Count, Rows
from goalbook.messages import Message, msg
from goalbook.model.ref import Ref

_FOLDERS = {
    "progress": msg("numbers"),
    "practice": msg("practice"),
    "confidence": msg("confidence"),
    "attestation": msg("answers"),
}


def made(
    rows: Rows, count: Count, message: Message, *, old: int | None = None, new: int | None = None
) -> Change:
    """The change of so many rows.

    Args:
        rows: The folder's rows.
        count: Those that the change is about; there is at least one.
        message: The sentence, with the places number, first, last and folder.
        old: How many of them were there before.
        new: How many of them are there now.
    """
    days = {"first": count.span.first, "last": count.span.last} if count.span else {}
    places = {"number": count.number, "folder": _FOLDERS.get(rows.folder, rows.folder), **days}
    return Change(
        ref=Ref(f"goals/teams/{rows.team}/log/{rows.folder}"),
        team=rows.team,
        ids=(rows.folder,),
        message=Message(message.text, places),
        old=old,
        new=new,
    )
