"""Which teams a command is about."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import get_close_matches

from goalbook import escape
from goalbook.cli._refused import speaking
from goalbook.errors import ConfigError
from goalbook.messages import msg
from goalbook.model.handbook import Handbook
from goalbook.words import Words


def asked(handbook: Handbook, named: Sequence[str], words: Words) -> tuple[str, ...]:
    """The teams that were named, each once; all when none was, but those that only hold other teams.

    Raises:
        ConfigError: There is no such team; said in these words.
    """
    with speaking(words):
        return _asked(handbook, named)


def _asked(handbook: Handbook, named: Sequence[str]) -> tuple[str, ...]:
    strange = next((team for team in named if team not in handbook.teams), None)
    if strange is not None:
        near = get_close_matches(strange, handbook.teams, n=1)
        hint = msg("Did you mean {nearest}?") if near else msg("Start it with: goalbook new team {team}")
        raise ConfigError(
            'There is no team "{team}".',
            hint=hint.text,
            team=escape.line(strange),
            nearest=near[0] if near else "",
        )
    above = {files.team.parent for files in handbook.teams.values()}
    every = (team for team, files in sorted(handbook.teams.items()) if files.cycles or team not in above)
    return tuple(dict.fromkeys(named)) or tuple(every)
