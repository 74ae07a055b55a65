"""Text -> plain values with the place of each; the only file that knows PyYAML.

Built on the event stream: scalars keep their text as typed (no guessing of types), nothing is resolved or
constructed, and limits hold before anything is built.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final, TypeAlias

import yaml
from yaml import events

from goalbook.load import syntax
from goalbook.messages import Message, msg
from goalbook.problems import Location, Problem, Severity

Value: TypeAlias = "dict[str, Value] | list[Value] | str | None"
Keys: TypeAlias = tuple[str | int, ...]
Mark: TypeAlias = tuple[int, int]
"""Line and column, both from 1."""
_Node: TypeAlias = "tuple[int, int, int, int, dict[Any, _Node] | None]"
"""Line and column of an entry, line and column of its key, what is below it."""

_LOADER: Final[Any] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_DEEPEST: Final = 32
_MOST_NODES: Final = 10_000
_LONGEST: Final = 1 << 16
_NULLS: Final = frozenset({"", "~", "null"})
_FAKE: Final = "\0"  # begins keys under which unwanted values are parked; no text can hold it


class Marks(Mapping[Keys, Mark]):
    """Keys to line and column.

    An entry points at its value when that is a scalar, at its key when it is a group, a list or empty;
    an item of a list at its first character. Kept nested, as the values are: a path for each entry of a
    thousand files would cost more than reading them.
    """

    def __init__(self, root: _Node | None) -> None:
        self._root = root

    def __getitem__(self, keys: Keys) -> Mark:
        return self._node(keys)[:2]

    def __iter__(self) -> Iterator[Keys]:
        waiting: list[tuple[Keys, _Node]] = [((), self._root)] if self._root else []
        for keys, node in waiting:
            yield keys
            below = node[4] or {}
            waiting += [((*keys, key), part) for key, part in below.items() if not str(key).startswith(_FAKE)]

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def __bool__(self) -> bool:
        return self._root is not None

    def of_key(self, keys: Keys) -> Mark | None:
        """Where the key of an entry stands; None when there is no such entry."""
        try:
            return self._node(keys)[2:4]
        except KeyError:
            return None

    def _node(self, keys: Keys) -> _Node:
        node = self._root
        for key in keys:
            node = node[4][key] if node and node[4] else None
        if node is None:
            raise KeyError(keys)
        return node


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """What stands in a file.

    Attributes:
        value: Groups, lists, texts as typed, None for an empty value, ``~`` and ``null``.
        positions: Where everything stands.
        problems: What is refused: a key twice, an alias, a tag, a limit.
        broken: Places that hold something refused; what they mean is not known.
        error: Why the text ends to be YAML at some place, or None.
    """

    value: Value
    positions: Marks
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
        _read_events(text, builder)
    except yaml.MarkedYAMLError as error:
        trouble = _trouble(error)
    except yaml.YAMLError as error:  # a character PyYAML refuses; it gives no mark
        trouble = syntax.Trouble(problem=str(error))
    except _LimitReachedError:
        pass
    return builder.document(trouble)


def _read_events(text: str, builder: _Builder) -> None:
    loader = _LOADER(text)
    try:
        builder.take_all(loader.get_event)
    finally:
        loader.dispose()


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
        self._root_node: _Node | None = None
        self._node: Any = None  # the group or list being filled; None above the root
        self._below: dict[Any, _Node] = {}  # where its entries stand
        self._key: str | None = None  # the key whose value comes next
        self._key_mark = (1, 1)
        self._stack: list[tuple[Any, dict[Any, _Node], str | None, str | int]] = []
        self._nodes = self._documents = self._fakes = 0
        self._problems: list[Problem] = []
        self._broken: set[Keys] = set()
        self._parked: list[tuple[dict[str, Value], str, Keys]] = []

    def take_all(self, get_event: Callable[[], Any]) -> None:
        """All events; those without a meaning for us are passed over."""
        takes: Mapping[type, Callable[[Any], None]] = {
            events.ScalarEvent: self._scalar,
            events.MappingStartEvent: self._open,
            events.SequenceStartEvent: self._open,
            events.MappingEndEvent: self._close,
            events.SequenceEndEvent: self._close,
            events.AliasEvent: self._alias,
            events.DocumentStartEvent: self._document,
        }
        while (event := get_event()) is not None:
            take = takes.get(type(event))
            if take is not None:
                take(event)

    def document(self, trouble: syntax.Trouble | None) -> Document:
        """What was built so far."""
        for node, key, keys in self._parked:
            node.pop(key, None)
            if not node:
                self._broken.add(keys)
        return Document(
            value=self._root,
            positions=Marks(self._root_node),
            problems=tuple(self._problems),
            broken=frozenset(self._broken),
            error=trouble,
        )

    def _scalar(self, event: Any) -> None:
        value: str = event.value
        node = self._node
        if type(node) is dict and self._key is None:
            self._name(value, event)
            return
        mark = event.start_mark
        line, column = mark.line + 1, mark.column + 1
        if not event.style and value in _NULLS:
            self._put(None, line, column, None)
        elif type(node) is dict:
            self._count(line, column)
            node[self._key] = value
            self._below[self._key] = (line, column, *self._key_mark, None)
            self._key = None
        else:
            self._put(value, line, column, None)
        if event.anchor is not None or event.tag is not None:
            self._refuse_shorthand(event, self._last())
        if len(value) > _LONGEST:
            self._complain(event, "text-size", msg("The text is longer than 64 KiB."), None)
            self._broken.add(self._last())

    def _name(self, name: str, event: Any) -> None:
        mark = event.start_mark
        self._key_mark = (mark.line + 1, mark.column + 1)
        if event.anchor is not None or event.tag is not None:
            self._refuse_shorthand(event, (*self._where(), name))
        if name in self._node:
            self._twice(name, event)
        elif not name and not event.style:
            self._complain(event, "key-form", msg("A key is missing before the colon."), None)
            self._park()
        else:
            self._key = name

    def _twice(self, name: str, event: Any) -> None:
        line, column = self._below[name][2:4]
        self._broken.add((*self._where(), name))
        self._complain(
            event,
            "key-twice",
            msg(
                '"{key}" stands here for the second time; the first is in line {line}, column {column}.',
                key=name,
                line=line,
                column=column,
            ),
            msg("Keep one of the two."),
        )
        self._park()

    def _park(self) -> None:
        """Give what comes next a key that is removed in the end."""
        self._fakes += 1
        self._key = f"{_FAKE}{self._fakes}"
        self._parked.append((self._node, self._key, self._where()))

    def _count(self, line: int, column: int) -> None:
        self._nodes += 1
        if self._nodes > _MOST_NODES:
            self._stop((line, column), msg("The file has more than 10,000 entries."), msg("Split it."))

    def _put(self, value: Value, line: int, column: int, below: dict[Any, _Node] | None) -> None:
        """Anything but a text in a group, which is by far the most frequent; `_scalar` does it by itself."""
        self._count(line, column)
        node = self._node
        if node is None:
            self._root = value
            self._root_node = (line, column, line, column, below)
        elif type(node) is dict:
            node[self._key] = value
            self._below[self._key] = (*self._key_mark, *self._key_mark, below)
            self._key = None
        else:
            self._below[len(node)] = (line, column, line, column, below)
            node.append(value)

    def _open(self, event: Any) -> None:
        line, column = event.start_mark.line + 1, event.start_mark.column + 1
        if len(self._stack) >= _DEEPEST:
            self._stop((line, column), msg("The entries are nested more than 32 deep."), None)
        container: Any = {} if type(event) is events.MappingStartEvent else []
        key_after = None
        if type(self._node) is dict and self._key is None:
            key_after = self._no_name(event)
        name: str | int = self._key if self._key is not None else len(self._node or ())
        below: dict[Any, _Node] = {}
        parent, beside = self._node, self._below
        self._put(container, line, column, below)
        self._stack.append((parent, beside, key_after, name))
        self._node, self._below = container, below
        if event.anchor is not None or event.tag is not None:
            self._refuse_shorthand(event, self._where())

    def _no_name(self, event: Any) -> str:
        """A group or list where a key belongs: park it and what comes behind it."""
        self._complain(event, "key-form", *_NO_KEY)
        self._park()
        key_after = f"{_FAKE}after{self._fakes}"
        self._parked.append((self._node, key_after, self._where()))
        return key_after

    def _close(self, _event: Any) -> None:
        self._node, self._below, self._key, _ = self._stack.pop()

    def _alias(self, event: Any) -> None:
        if type(self._node) is dict and self._key is None:
            self._complain(event, "yaml-shorthand", *_shorthand("*"))
            self._park()
            return
        self._put(None, event.start_mark.line + 1, event.start_mark.column + 1, None)
        self._refuse_shorthand(event, self._last())

    def _document(self, event: Any) -> None:
        self._documents += 1
        if self._documents > 1:
            place = (event.start_mark.line + 1, event.start_mark.column + 1)
            message = msg("A second document begins here.")
            self._stop(
                place, message, msg("Remove the line ---; a file holds one document."), "yaml-documents"
            )

    def _where(self) -> Keys:
        """The keys of the group or list being filled."""
        return tuple(name for _, _, _, name in self._stack[1:])

    def _last(self) -> Keys:
        """The keys of the entry that was put last."""
        return (*self._where(), next(reversed(self._below))) if self._below else self._where()

    def _refuse_shorthand(self, event: Any, here: Keys) -> None:
        sign = "*" if type(event) is events.AliasEvent else "&" if event.anchor is not None else "!"
        self._broken.add(here)
        self._complain(event, "yaml-shorthand", *_shorthand(sign))

    def _complain(self, event: Any, key: str, message: Message, hint: Message | None) -> None:
        mark = event.start_mark
        self._add((mark.line + 1, mark.column + 1), key, message, hint)

    def _stop(self, place: Mark, message: Message, hint: Message | None, key: str = "file-size") -> None:
        self._broken.add(())
        self._add(place, key, message, hint)
        raise _LimitReachedError

    def _add(self, place: tuple[int, int], key: str, message: Message, hint: Message | None) -> None:
        where = Location(self._path, *place)
        problem = Problem(location=where, severity=Severity.ERROR, key=key, message=message, hint=hint)
        self._problems.append(problem)


def _shorthand(sign: str) -> tuple[Message, Message]:
    return (
        msg('"{sign}" at the beginning of a value is a shorthand of YAML and not read here.', sign=sign),
        msg("Put the text in quotes, or write out what is meant."),
    )


_NO_KEY: Final = (
    msg("A group or list stands where a key is expected."),
    msg("Put a text that begins with a bracket in quotes."),
)
