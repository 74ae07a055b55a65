"""The working days changed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from goalbook.history import telling
from goalbook.history.both import Both
from goalbook.history.change import Change
from goalbook.history.kind import ChangeKind
from goalbook.history.telling import Sentences
from goalbook.messages import msg
from goalbook.model.company import Calendar, Company
from goalbook.model.noun import Noun
from goalbook.model.team import Team

_FIELDS: Final[Mapping[type[Noun], tuple[str, ...]]] = {
    Calendar: ("country", "time_zone", "fiscal_year_starts", "closed", "extra_workdays")
}
_OWN: Final[Mapping[type[Noun], tuple[str, ...]]] = {Team: ("calendar",)}
_SENTENCES: Final = Sentences(
    moves=msg("{name}, {field}: {old} → {new}"),
    labels={
        "country": msg("country of the holidays"),
        "time_zone": msg("time zone"),
        "fiscal_year_starts": msg("month the fiscal year begins in"),
        "closed": msg("days that are closed"),
        "extra_workdays": msg("extra working days"),
    },
)


def _find(both: Both) -> Iterator[Change]:
    for moved in telling.fields(both, _FIELDS):
        yield telling.told(both, moved, _SENTENCES)
    for moved in telling.fields(both, _OWN):
        if moved.old is None or moved.new is None:
            message = (
                msg("{name} gets working days of its own")
                if moved.old is None
                else msg("{name} has the company's working days again")
            )
            yield telling.made(both, moved.pair, message, at=("calendar",), old=moved.old, new=moved.new)


CHANGE = ChangeKind(find=_find, owns={**_FIELDS, **_OWN, Company: ("calendar",)})
