"""Text -> plain values with the place of each; the only file that knows PyYAML.

Built on the event stream: scalars keep their text as typed (no guessing of types), nothing is resolved or constructed,
and limits hold before anything is built.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final, TypeAlias

import yaml
from yaml import events

from goalbook.load import syntax
from goalbook.messages import Message, msg
from goalbook.problems import Location, Problem, Severity

Value: TypeAlias = "dict[str, Value] | list[Value] | str | None"
Keys: TypeAlias = tuple[str | int, ...]
Marks: TypeAlias = dict[Keys, tuple[int, int]]

_LOADER: Final[Any] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_DEEPEST: Final = 32
_MOST_NODES: Final = 10_000
_LONGEST: Final = 1 << 16
_NULLS: Final = frozenset({"", "~", "null"})
_FAKE: Final = "\0"  # begins keys under which unwanted values are parked; no text can hold it


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """What stands in a file.

    Attributes:
        value: Groups, lists, texts as typed, None for an empty value, ``~`` and ``null``.
        positions: Keys to (line, column): an entry points at its value when that is a scalar, else at its key.
        keys: For entries with a scalar: where the key stands.
        problems: What is refused: a key twice, an alias, a tag, a limit.
        broken: Places that hold something refused; what they mean is not known.
        error: Why the text ends to be YAML at some place, or None.
    """

    value: Value
    positions: Marks
    keys: Marks
    problems: tuple[Problem, ...]
    broken: frozenset[Keys]
    error: syntax.Trouble | None


def parse(text: str, path: str) -> Document:
    """The one document of a text with LF line ends.

    Args:
        text: What `goalbook.load.text.read` gives.
        path: For the places of problems.
    """
    builder = _Builder(path)
    trouble = None
    try:
        for event in yaml.parse(text, _LOADER):
            builder.take(event)
    except yaml.MarkedYAMLError as error:
        trouble = _trouble(error)
    except yaml.YAMLError as error:  # a character PyYAML refuses; it gives no mark
        trouble = syntax.Trouble(problem=str(error))
    except _LimitReachedError:
        pass
    return builder.document(trouble)


def _trouble(error: yaml.MarkedYAMLError) -> syntax.Trouble:
    mark, context = error.problem_mark, error.context_mark
    return syntax.Trouble(
        problem=error.problem or "",
        context=error.context or "",
        mark=(mark.line, mark.column) if mark else (0, 0),
        context_mark=(context.line, context.column) if context else None,
    )


class _LimitReachedError(Exception):
    """The rest of the file is not looked at."""


class _Builder:
    """Puts events together; one instance for one text."""

    def __init__(self, path: str) -> None:
        self._path = path
        self._root: Value = None
        self._node: Any = None  # the group or list being filled; None above the root
        self._where: Keys = ()
        self._key: str | None = None  # the key whose value comes next
        self._key_mark = (1, 1)
        self._stack: list[tuple[Any, Keys, str | None]] = []
        self._nodes = self._documents = self._fakes = 0
        self._positions: Marks = {}
        self._keys: Marks = {}
        self._problems: list[Problem] = []
        self._broken: set[Keys] = set()
        self._parked: list[tuple[dict[str, Value], str]] = []
        self._take: Mapping[type, Callable[[Any], None]] = {
            events.ScalarEvent: self._scalar,
            events.MappingStartEvent: self._open,
            events.SequenceStartEvent: self._open,
            events.MappingEndEvent: self._close,
            events.SequenceEndEvent: self._close,
            events.AliasEvent: self._alias,
            events.DocumentStartEvent: self._document,
        }

    def take(self, event: Any) -> None:
        """The next event; those without a meaning for us are passed over."""
        take = self._take.get(type(event))
        if take is not None:
            take(event)

    def document(self, trouble: syntax.Trouble | None) -> Document:
        """What was built so far."""
        for node, key in self._parked:
            node.pop(key, None)
        return Document(
            value=self._root,
            positions=self._positions if not self._parked else _without_parked(self._positions),
            keys=self._keys if not self._parked else _without_parked(self._keys),
            problems=tuple(self._problems),
            broken=frozenset(self._broken),
            error=trouble,
        )

    def _scalar(self, event: Any) -> None:
        value: str = event.value
        if type(self._node) is dict and self._key is None:
            self._name(value, event)
            return
        mark = event.start_mark
        is_null = not event.style and value in _NULLS
        here = self._put(None if is_null else value, (mark.line + 1, mark.column + 1), is_scalar=not is_null)
        if event.anchor is not None or event.tag is not None:
            self._refuse_shorthand(event, here)
        if len(value) > _LONGEST:
            self._complain(event, "text-size", msg("The text is longer than 64 KiB."), None)
            self._broken.add(here)

    def _name(self, name: str, event: Any) -> None:
        mark = event.start_mark
        self._key_mark = (mark.line + 1, mark.column + 1)
        if event.anchor is not None or event.tag is not None:
            self._refuse_shorthand(event, (*self._where, name))
        if name in self._node:
            self._twice(name, event)
        elif not name and not event.style:
            self._complain(event, "key-form", msg("A key is missing before the colon."), None)
            self._park()
        else:
            self._key = name

    def _twice(self, name: str, event: Any) -> None:
        here = (*self._where, name)
        line, column = self._keys.get(here) or self._positions[here]
        self._broken.add(here)
        self._complain(
            event,
            "key-twice",
            msg('"{key}" stands here for the second time; the first is in line {line}, column {column}.',
                key=name, line=line, column=column),
            msg("Keep one of the two."),
        )  # fmt: skip
        self._park()

    def _park(self) -> None:
        """Give what comes next a key that is removed in the end."""
        self._fakes += 1
        self._key = f"{_FAKE}{self._fakes}"
        self._parked.append((self._node, self._key))

    def _put(self, value: Value, mark: tuple[int, int], *, is_scalar: bool) -> Keys:
        self._nodes += 1
        if self._nodes > _MOST_NODES:
            self._stop(mark, msg("The file has more than 10,000 entries."), msg("Split it."))
        node = self._node
        if node is None:
            self._root = value
            here: Keys = ()
            self._positions[here] = mark
        elif type(node) is dict:
            here = (*self._where, self._key or "")
            node[self._key] = value
            if is_scalar:
                self._keys[here] = self._key_mark
                self._positions[here] = mark
            else:
                self._positions[here] = self._key_mark
            self._key = None
        else:
            here = (*self._where, len(node))
            node.append(value)
            self._positions[here] = mark
        return here

    def _open(self, event: Any) -> None:
        mark = event.start_mark
        place = (mark.line + 1, mark.column + 1)
        if len(self._stack) >= _DEEPEST:
            self._stop(place, msg("The entries are nested more than 32 deep."), None)
        container: Any = {} if type(event) is events.MappingStartEvent else []
        above, key_after = self._where, None
        if type(self._node) is dict and self._key is None:
            self._complain(event, "key-form", *_NO_KEY)
            self._broken.add(self._where)
            self._park()
            key_after = f"{_FAKE}after{self._fakes}"
            self._parked.append((self._node, key_after))
            self._key_mark = place
        parent = self._node
        here = self._put(container, place, is_scalar=False)
        if event.anchor is not None or event.tag is not None:
            self._refuse_shorthand(event, here)
        self._stack.append((parent, above, key_after))
        self._node, self._where = container, here

    def _close(self, _event: Any) -> None:
        self._node, self._where, self._key = self._stack.pop()

    def _alias(self, event: Any) -> None:
        if type(self._node) is dict and self._key is None:
            self._refuse_shorthand(event, self._where)
            self._park()
            return
        mark = event.start_mark
        here = self._put(None, (mark.line + 1, mark.column + 1), is_scalar=True)
        self._refuse_shorthand(event, here)

    def _document(self, event: Any) -> None:
        self._documents += 1
        if self._documents > 1:
            place = (event.start_mark.line + 1, event.start_mark.column + 1)
            self._stop(
                place,
                msg("A second document begins here."),
                msg("Remove the line ---; a file holds one document."),
            )

    def _refuse_shorthand(self, event: Any, here: Keys) -> None:
        sign = "*" if type(event) is events.AliasEvent else "&" if event.anchor is not None else "!"
        self._broken.add(here)
        self._complain(
            event,
            "yaml-shorthand",
            msg('"{sign}" at the beginning of a value is a shorthand of YAML and not read here.', sign=sign),
            msg("Put the text in quotes, or write out what is meant."),
        )

    def _complain(self, event: Any, key: str, message: Message, hint: Message | None) -> None:
        mark = event.start_mark
        self._add((mark.line + 1, mark.column + 1), key, message, hint)

    def _stop(self, place: tuple[int, int], message: Message, hint: Message | None) -> None:
        self._broken.add(())
        self._add(place, "file-size", message, hint)
        raise _LimitReachedError

    def _add(self, place: tuple[int, int], key: str, message: Message, hint: Message | None) -> None:
        where = Location(self._path, *place)
        problem = Problem(location=where, severity=Severity.ERROR, key=key, message=message, hint=hint)
        self._problems.append(problem)


def _without_parked(marks: Marks) -> Marks:
    return {
        keys: mark
        for keys, mark in marks.items()
        if not any(isinstance(key, str) and key.startswith(_FAKE) for key in keys)
    }


_NO_KEY: Final = (
    msg("A group or list stands where a key is expected."),
    msg("Put a text that begins with a bracket in quotes."),
)
