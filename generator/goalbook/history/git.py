"""The only subprocess: asks git what a repository holds, and lets the repository run nothing.

A repository's own configuration can name programs: file-system monitor, external diff, text conversion,
hooks, pager, filters, signatures, transports of a partial clone. Only commands that read the object database
are called, and the settings that could start a program are overridden. The environment's ``GIT_*`` is left
behind, so that a run inside a hook asks the same repository as any other. Nothing is checked out, no branch
or worktree is made. A revision stands behind ``--end-of-options`` only.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from threading import Thread
from typing import IO, Final

from goalbook import escape
from goalbook.errors import GitError

_SETTINGS: Final = (
    "core.fsmonitor=false",
    "core.hooksPath=/dev/null",
    "core.pager=cat",
    "core.attributesFile=/dev/null",
    "core.quotePath=false",
    "diff.external=",
    "diff.orderFile=/dev/null",
    "i18n.logOutputEncoding=UTF-8",
    "log.showRoot=true",
    "log.showSignature=false",
    "mailmap.blob=",
    "mailmap.file=/dev/null",
    "protocol.allow=never",
    "safe.bareRepository=explicit",
)
_FLAGS: Final = ("--no-pager", "--no-optional-locks", "--no-replace-objects", "--literal-pathspecs")
_ENVIRONMENT: Final = {
    "LC_ALL": "C",
    "GIT_TERMINAL_PROMPT": "0",
    # A partial clone would call its remote for a missing blob; "none" is the name of no protocol.
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_ALLOW_PROTOCOL": "none",
    "GIT_ATTR_NOSYSTEM": "1",
}
_NOWHERE: Final = re.compile("0{40}|0{64}")
"""What a forge calls the commit before a branch's first."""
_PARENT: Final = re.compile(r"(?P<child>.+?)(?:\^[0-9]*|~[0-9]*)+", re.DOTALL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Repository:
    """A repository and the project's place in it.

    Attributes:
        root: The project's folder.
        prefix: Way from the repository's top to the project: empty, or ending with ``/``.
        is_shallow: Whether its history is cut off.
    """

    root: Path
    prefix: str
    is_shallow: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Blob:
    r"""One entry of a commit.

    Attributes:
        path: From the project's root; bytes that are no UTF-8 are written as ``\xe9``.
        mode: ``100644``, ``100755``, ``120000`` for a link, ``160000`` for a submodule.
        id: The name of its content.
    """

    path: str
    mode: str
    id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """A file that is other in one commit than in another.

    Attributes:
        path: From the project's root; None outside the project.
        named: From the repository's top.
        status: ``A`` added, ``M`` changed, ``D`` gone, ``T`` another kind of file.
        mode: Of the newer one, as in `Blob`; ``000000`` when it is gone.
    """

    path: str | None
    named: str
    status: str
    mode: str


def ask(root: Path, *arguments: str, given: bytes = b"", is_optional: bool = False) -> bytes:
    """What a command prints that reads the object database; empty when it fails and `is_optional`.

    Args:
        root: The project's folder.
        arguments: The command and what stands behind it; text of others only behind ``--end-of-options``.
        given: What it reads.
        is_optional: Whether it may fail.

    Raises:
        GitError: It failed.
    """
    with _start(root, *arguments) as process:
        told, complaint = process.communicate(given)
    if process.returncode == 0:
        return told
    words = (complaint or b"").decode(errors="replace")
    if "not a git repository" in words or "safe.bareRepository" in words:
        raise _no_repository(root)
    if "dubious ownership" in words:
        raise GitError(
            "git does not read {root}: the folder belongs to another user.",
            hint="If you trust it, run: git config --global --add safe.directory {root}",
            root=str(root),
        )
    if is_optional:
        return b""
    raise GitError("git {command} failed: {reason}", command=arguments[0], reason=_first_line(words))


def find(root: Path) -> Repository:
    """The repository that holds a project.

    Raises:
        GitError: There is no git, no repository, or git does not trust its owner.
    """
    told = ask(root, "rev-parse", "--is-bare-repository", "--is-shallow-repository", "--show-prefix")
    is_bare, is_shallow, prefix = os.fsdecode(told).split("\n", 2)
    if is_bare == "true":
        raise _no_repository(root)
    return Repository(root=root, prefix=prefix.removesuffix("\n"), is_shallow=is_shallow == "true")


def commit(repository: Repository, revision: str) -> str | None:
    """The full name of a commit; None for the one before the first, e.g. ``HEAD~1`` of the first commit.

    Raises:
        GitError: The repository has no such revision.
    """
    if _NOWHERE.fullmatch(revision):
        return None
    found = _name(repository, revision)
    if found is None and not repository.is_shallow and _is_before_the_first(repository, revision):
        return None
    if found is None:
        raise _unknown(repository, revision)
    return found


def fork_point(repository: Repository, base: str, head: str) -> str:
    """The commit from which two commits grew apart.

    Raises:
        GitError: They have none, or it is cut off.
    """
    found = ask(repository.root, "merge-base", "--end-of-options", base, head, is_optional=True)
    if not found:
        raise GitError(
            "The two revisions have no commit in common here.",
            hint="Fetch the whole history: git fetch --unshallow, or fetch-depth: 0 in the workflow.",
        )
    return found.decode().split("\n", 1)[0]


def blobs(repository: Repository, commit_id: str, folder: str) -> tuple[Blob, ...]:
    """Everything below a folder of the project in a commit, in git's order.

    A link or a submodule is one entry.
    """
    prefix = os.fsencode(repository.prefix)
    place = f"{repository.prefix}{folder}"
    listed = ask(repository.root, "ls-tree", "-r", "-z", "--full-tree", commit_id, "--", place)
    return tuple(_blob(entry, prefix) for entry in listed.split(b"\0") if entry)


def differences(repository: Repository, old: str, new: str) -> tuple[Difference, ...]:
    """Every file of the whole repository that is other in one commit than in another, in git's order.

    Renames are told as a file gone and a file added.
    """
    told = ask(
        repository.root, "diff-tree", "-r", "-z", "--raw", "--no-renames", "--no-abbrev",
        "--no-ext-diff", "--no-textconv", "--ignore-submodules=none", "--end-of-options", old, new,
    )  # fmt: skip
    parts = [part.decode(errors="backslashreplace") for part in told.split(b"\0") if part]
    prefix = repository.prefix
    return tuple(
        Difference(
            path=path.removeprefix(prefix) if path.startswith(prefix) else None,
            named=path,
            status=head.split(" ")[4],
            mode=head.split(" ")[1],
        )
        for head, path in zip(parts[::2], parts[1::2], strict=True)
    )


def contents(repository: Repository, ids: Sequence[str]) -> Iterator[bytes | None]:
    """The content of each blob in the order asked, by one process; None for one that this clone lacks.

    The names are fed by a thread: git stops reading them as soon as nobody takes what it writes.
    """
    with _start(repository.root, "cat-file", "--batch", "--buffer") as process:
        feeder = Thread(target=_feed, args=(process.stdin, ids), daemon=True)
        feeder.start()
        try:
            for _ in ids:
                yield _content(_open(process.stdout))
        finally:
            process.kill()
            feeder.join()


def authors(repository: Repository, head: str, known: str | None = None) -> bytes:
    """Every commit below `head`, newest first: its name, its parents' and its author's, parted by NUL."""
    wanted = ("log", "-z", "--topo-order", "--no-color", "--format=tformat:%H%x00%P%x00%aN")
    return ask(repository.root, *wanted, *since(head, known), "--")


def since(head: str, known: str | None) -> tuple[str, ...]:
    """The arguments for the commits below one and, if another is known, not below that."""
    return ("--end-of-options", f"{known}..{head}" if known else head)


def is_on_main_line(repository: Repository, known: str, head: str) -> bool:
    """Whether a commit is one of those that `head` goes back to by first parents."""
    if known == head:
        return True
    asked = ("rev-list", "--first-parent", "--parents", *since(head, known), "--")
    listed = ask(repository.root, *asked, is_optional=True).decode().splitlines()
    return bool(listed) and listed[-1].split()[1:2] == [known]


def is_kept(repository: Repository, path: str) -> bool:
    """Whether git keeps anything at a path of the project or below it."""
    return bool(ask(repository.root, "ls-files", "-z", "--", path))


def _blob(entry: bytes, prefix: bytes) -> Blob:
    head, _, path = entry.partition(b"\t")
    mode, _, name = head.decode().split(" ")
    return Blob(path=path.removeprefix(prefix).decode(errors="backslashreplace"), mode=mode, id=name)


def _feed(stream: IO[bytes] | None, ids: Sequence[str]) -> None:
    with suppress(OSError), _open(stream) as names:  # the reader may stop early
        names.write("".join(f"{name}\n" for name in ids).encode())


def _content(stream: IO[bytes]) -> bytes | None:
    head = stream.readline().split()
    if len(head) != 3:  # noqa: PLR2004 - "<id> missing" instead of "<id> blob <size>"
        return None
    size = int(head[2])
    data = stream.read(size)
    stream.read(1)
    return data if head[1] == b"blob" else None


def _open(stream: IO[bytes] | None) -> IO[bytes]:
    if stream is None:  # pragma: no cover - both ends are pipes
        raise TypeError
    return stream


def _name(repository: Repository, revision: str) -> str | None:
    if "\0" in revision:
        return None
    asked = ("rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    found = ask(repository.root, *asked, is_optional=True)
    return found.decode().strip() or None


def _is_before_the_first(repository: Repository, revision: str) -> bool:
    match = _PARENT.fullmatch(revision)
    return match is not None and _name(repository, match["child"]) is not None


def _start(root: Path, *arguments: str) -> subprocess.Popen[bytes]:
    program = shutil.which("git")
    if program is None:
        raise GitError("git is not installed.", hint="Install git; what changed is read from its history.")
    settings = [part for setting in _SETTINGS for part in ("-c", setting)]
    command = [program, "-C", str(root), *_FLAGS, *settings, *arguments]
    return subprocess.Popen(  # noqa: S603 - no shell, a fixed command, revisions behind --end-of-options
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE if arguments[0] != "cat-file" else subprocess.DEVNULL,
        env=_environment(),
    )


def _environment() -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.upper().startswith("GIT_")}
    return {**kept, **_ENVIRONMENT}


def _no_repository(root: Path) -> GitError:
    return GitError(
        "{root} is not in a git repository.",
        hint="Run it in a clone of the repository that holds goals/.",
        root=str(root),
    )


def _unknown(repository: Repository, revision: str) -> GitError:
    if _name(repository, "HEAD") is None:
        return GitError("The repository has no commit yet.", hint="Commit goals/ first.")
    if repository.is_shallow:
        return GitError(
            'This clone has no revision "{revision}": its history is cut off.',
            hint="Fetch the whole history: git fetch --unshallow, or fetch-depth: 0 in the workflow.",
            revision=escape.line(revision),
        )
    return GitError(
        'There is no revision "{revision}".',
        hint="Give a branch, a tag or a commit that git log shows, for example main or HEAD~1.",
        revision=escape.line(revision),
    )


def _first_line(words: str) -> str:
    return next((line.strip() for line in words.splitlines() if line.strip()), "")
