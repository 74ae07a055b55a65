"""Goes along the main line and compares each team's goals before and after every revision that touched them.

Only what a revision touched is read again: the rest of a team was read when it came. A version that cannot be
read is passed over, and the next one that can is compared with the last that could; its revision says so.
A team whose folder got another name stays the same team.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final, TypeAlias

from goalbook.history import compare, effect, git
from goalbook.history.change import Change
from goalbook.history.effect import Effect
from goalbook.history.git import Blob, Repository
from goalbook.history.git_tree import is_no_file, is_ours, regular
from goalbook.history.renamed import pairs
from goalbook.history.revision import Revision
from goalbook.load.loaded import Loaded
from goalbook.load.run import load
from goalbook.load.source import Part
from goalbook.model.ref import COMPANY

Files: TypeAlias = dict[str, Blob]
_TEAMS: Final = "goals/teams/"
_LASTING: Final = (".yml", ".md")
"""Kinds of files that are read by themselves. A log is read as its team.yml says, and may be large."""
_VERSIONS: Final = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """What a revision did to one team, or to the company.

    Attributes:
        revision: The revision.
        team: The team's id; empty for the company.
        was: The id that its folder had before, when this revision renamed it; else empty.
        old: The goals before, as far as they were looked at.
        new: The goals after, likewise.
        changes: What changed in meaning; nothing when some file could not be read.
        effects: What that does to the plan.
        unread: Files that could not be read in whole as they stood there.
    """

    revision: Revision
    team: str
    was: str
    old: Loaded
    new: Loaded
    changes: tuple[Change, ...]
    effects: tuple[Effect, ...]
    unread: tuple[str, ...]


def turns(
    repository: Repository,
    revisions: Sequence[Revision],
    start: Sequence[Blob],
    day: Callable[[Revision], date],
    teams: Container[str] | None = None,
) -> Iterator[Turn]:
    """Every turn, in the order in which they happened.

    Args:
        repository: Where the contents are.
        revisions: A stretch of the main line, oldest first.
        start: Everything below ``goals/`` before the oldest of them.
        day: The day of a revision.
        teams: Whose turns, by the ids of their time, empty for the company's; all when None.
    """
    walk = _Walk(repository, revisions, start, _every if teams is None else teams.__contains__)
    for revision in revisions:
        for was, team, before, after in walk.go(revision):
            if not walk.is_wanted(team):
                continue
            turn = walk.turn(revision, (was, team), (before, after), day(revision))
            if turn.changes or turn.unread or turn.was:
                yield turn


class _Contents:
    """The contents of blobs, by one process in the order in which they will be asked for."""

    def __init__(self, repository: Repository, wanted: Sequence[str]) -> None:
        self._repository = repository
        self._stream = zip(wanted, git.contents(repository, wanted), strict=True)
        self._held: dict[str, bytes | None] = {}

    def take(self, names: Sequence[str]) -> None:
        """Hold the next contents, which are these."""
        self._held = {}
        for _ in names:
            name, data = next(self._stream)
            self._held[name] = data

    def of(self, name: str) -> bytes | None:
        """A content; one that is not held is fetched by itself."""
        if name not in self._held:
            [self._held[name]] = git.contents(self._repository, (name,))
        return self._held[name]


@dataclass(slots=True)
class _Known:
    """What was read of the files' contents."""

    found: dict[str, dict[str, Part]] = field(default_factory=dict)

    def part(self, blob: Blob, read: Callable[[], Part]) -> Part:
        if not blob.path.endswith(_LASTING):
            return read()
        versions = self.found.setdefault(blob.path, {})
        part = versions.pop(blob.id, None) or read()
        versions[blob.id] = part
        if len(versions) > _VERSIONS:
            del versions[next(iter(versions))]
        return part

    def is_whole(self, blob: Blob) -> bool:
        """Whether a content that was read could be read in whole."""
        part = self.found.get(blob.path, {}).get(blob.id)
        return part is None or not part.left_out


class _Tree:
    """Some files at one moment; a Tree."""

    def __init__(self, files: Mapping[str, Blob], contents: _Contents) -> None:
        self._files = files
        self._contents = contents

    def paths(self) -> tuple[str, ...]:
        return tuple(sorted(self._files))

    def read(self, path: str) -> bytes:
        blob = self._files[path]
        return regular(blob, None if is_no_file(blob) else self._contents.of(blob.id))


Step: TypeAlias = tuple[str, str, Files, Files]


class _Walk:
    """The files of every team, moved on from revision to revision."""

    def __init__(
        self,
        repository: Repository,
        revisions: Sequence[Revision],
        start: Sequence[Blob],
        is_wanted: Callable[[str], bool],
    ) -> None:
        self.is_wanted = is_wanted
        self._teams: defaultdict[str, Files] = defaultdict(dict)
        self._company: Files = {}
        for blob in start:
            self._put(blob.path, blob)
        first = sorted(self._first(revisions))
        self._wanted = {one.id: _wanted(one, is_wanted) for one in revisions}
        order = [name for one in revisions for name in self._wanted[one.id]]
        self._contents = _Contents(repository, (*first, *order))
        self._known = _Known()
        self._whole: dict[str, Blob] = {}
        self._loaded: dict[str, tuple[Files, Loaded]] = {}
        self._read_first(first)

    def go(self, revision: Revision) -> list[Step]:
        """Move on; each team that was touched with its files before and after."""
        self._contents.take(self._wanted[revision.id])
        touched: defaultdict[str, Files] = defaultdict(dict)
        for one in revision.touched:
            if not is_ours(one.path) or (team := team_of(one.path)) is None:
                continue
            if team not in touched:
                touched[team] = dict(self._of(team))
            blob = Blob(path=one.path, mode=one.mode, id=one.new) if one.new else None
            self._put(one.path, blob)
        renamed = self._renamed(touched)
        steps = [
            (
                renamed.get(team, ""),
                team,
                _moved(touched[renamed.get(team, team)], team),
                dict(self._of(team)),
            )
            for team in sorted(touched)
            if team not in renamed.values()
        ]
        for team in (*touched, *renamed.values()):
            if team and not self._teams[team]:
                del self._teams[team]
        return steps

    def turn(self, revision: Revision, ids: tuple[str, str], sides: tuple[Files, Files], day: date) -> Turn:
        """Compare a team's files before and after."""
        was, team = ids
        before, after = sides
        touched = {path for path in before.keys() | after.keys() if before.get(path) != after.get(path)}
        looked_at = {path for path in before.keys() | after.keys() if path in touched or _is_context(path)}
        # What cannot be read counts as what it was when it last could be.
        old = self._load(self._last_whole(before), looked_at)
        new = self._load(after, looked_at)
        unread = tuple(sorted(path for path in touched & after.keys() if self._is_broken(after[path], new)))
        new = self._load(self._last_whole(after), looked_at) if unread else new
        for path in touched & after.keys() - set(unread):
            self._whole[path] = after[path]
        for path in touched - after.keys():
            self._whole.pop(path, None)
        changes = tuple(one for one in compare.compare(old.handbook, new.handbook) if one.team == team)
        effects = tuple(effect.effects(old.handbook, new.handbook, changes, day)) if changes else ()
        return Turn(
            revision=revision,
            team=team,
            was=was,
            old=old,
            new=new,
            changes=changes,
            effects=effects,
            unread=unread,
        )

    def _load(self, files: Files, looked_at: set[str]) -> Loaded:
        seen = {path: blob for path, blob in files.items() if path in looked_at}
        shown = seen if COMPANY.path in seen else {**seen, **self._company}
        if not all(path.endswith(_LASTING) for path in shown):
            return self._read(shown)
        # What a turn leaves behind is mostly what the team's next turn begins with.
        place = next((team for path in shown if (team := team_of(path))), "")
        known = self._loaded.get(place)
        if known is None or known[0] != shown:
            known = self._loaded[place] = (shown, self._read(shown))
        return known[1]

    def _read(self, files: Files) -> Loaded:
        return load(_Tree(files, self._contents), lambda path, read: self._known.part(files[path], read))

    def _is_broken(self, blob: Blob, new: Loaded) -> bool:
        return any(ref.path == blob.path for ref in new.handbook.left_out)

    def _last_whole(self, files: Files) -> Files:
        return {
            path: blob if self._known.is_whole(blob) else self._whole.get(path, blob)
            for path, blob in files.items()
        }

    def _of(self, team: str) -> Files:
        return self._teams[team] if team else self._company

    def _put(self, path: str, blob: Blob | None) -> None:
        team = team_of(path)
        if team is None or not is_ours(path):
            return
        if blob is None:
            self._of(team).pop(path, None)
        else:
            self._of(team)[path] = blob

    def _renamed(self, touched: Mapping[str, Files]) -> dict[str, str]:
        """Team id now to before, where a folder went and one with the same contents came."""
        came = [team for team, files in touched.items() if team and not files and self._teams[team]]
        gone = [team for team, files in touched.items() if team and files and not self._teams[team]]
        here = {team: {blob.id for blob in self._teams[team].values()} for team in came}
        return pairs(here, {team: {blob.id for blob in touched[team].values()} for team in gone})

    def _first(self, revisions: Sequence[Revision]) -> set[str]:
        """What stands there before and is looked at beside what is touched."""
        teams = {team for one in revisions for file in one.touched if (team := team_of(file.path))}
        wanted = filter(self.is_wanted, teams)
        files = [*self._company.values(), *(blob for team in wanted for blob in self._of(team).values())]
        return {blob.id for blob in files if _is_context(blob.path) and not is_no_file(blob)}

    def _read_first(self, names: Sequence[str]) -> None:
        self._contents.take(names)
        wanted = set(names)
        for team in (*self._teams, ""):
            files = {path: blob for path, blob in self._of(team).items() if blob.id in wanted}
            if files:
                self._load(files, set(files))
                self._whole |= {path: blob for path, blob in files.items() if self._known.is_whole(blob)}


def _every(_: str) -> bool:
    return True


def _wanted(revision: Revision, is_wanted: Callable[[str], bool]) -> tuple[str, ...]:
    """The contents that are read for a revision, in order; the company's whoever's turns are wanted."""
    found: dict[str, None] = {}
    for one in revision.touched:
        team = team_of(one.path)
        if team is None or not is_ours(one.path) or not (is_wanted(team) or not team):
            continue
        if one.old and not one.path.endswith(_LASTING):
            found[one.old] = None
        if one.new and one.mode.startswith("100"):
            found[one.new] = None
    return tuple(found)


def team_of(path: str) -> str | None:
    """The team whose folder holds a file; empty for company.yml, None for any other file."""
    if path == COMPANY.path:
        return ""
    if not path.startswith(_TEAMS):
        return None
    team, slash, _ = path.removeprefix(_TEAMS).partition("/")
    return team if slash else None


def _is_context(path: str) -> bool:
    """Whether names and plans stand in a file: company.yml, team.yml or what was agreed for a cycle."""
    return path.endswith(".yml") and path.count("/") <= _TEAMS.count("/") + 1


def _moved(files: Files, team: str) -> Files:
    """A team's files as if they stood in another folder."""
    found = {}
    for path, blob in files.items():
        if path == COMPANY.path:
            return dict(files)
        there = f"{_TEAMS}{team}/{path.removeprefix(_TEAMS).partition('/')[2]}"
        found[there] = Blob(path=there, mode=blob.mode, id=blob.id)
    return found
