"""Whatever stands in a file: problems, never a traceback; and what is read is what was typed."""

from __future__ import annotations

import os
import string

import pytest
import yaml as pyyaml
from hypothesis import example, given, settings, strategies as st

from goalbook import registry
from goalbook.load import masking, sources, yaml
from goalbook.load.run import find_source, load
from goalbook.load.source import Given, Source
from goalbook.model.log import LogFile
from goalbook.tree import MemoryTree

# More and other examples: GOALBOOK_EXAMPLES=20000 pytest tests/unit/load/test_any_input.py
EXAMPLES = int(os.environ.get("GOALBOOK_EXAMPLES", "60"))
often = settings(max_examples=EXAMPLES, deadline=None, derandomize="GOALBOOK_EXAMPLES" not in os.environ)

TEAM = "goals/teams/sales-1"
PATHS = (
    "goals/company.yml",
    f"{TEAM}/team.yml",
    f"{TEAM}/fy2026-h2.yml",
    f"{TEAM}/agreements/fy2026-h2/sato.yml",
    f"{TEAM}/reviews/2026-11-05-month-start.md",
    f"{TEAM}/log/progress/a.csv",
    f"{TEAM}/log/progress/a.xlsx",
    f"{TEAM}/log/practice/a.csv",
    f"{TEAM}/log/confidence/a.csv",
    f"{TEAM}/log/attestation/a.csv",
)
KEYS = (
    *("cycle", "name", "kind", "metrics", "target", "kpis", "objectives"),
    *("title", "key_results", "date", "will_do", "members", "languages", "was"),
)
WORDS = st.sampled_from(
    [
        *KEYS,
        "a",
        "fy2026-h2",
        "2026-11-05",
        "date,metric,value",
        "15",
        "1_0",
        "12:30",
        "20%",
        "売上",
        "目標：高",
        "💡",
    ]
)
SIGNS = st.sampled_from(
    [
        *("\n", "\n  ", "\n    ", "\n- ", "\r\n", "\r", ": ", ":", "：", "　", "\t", ", ", "、", ",", ";"),
        *(
            "[",
            "]",
            "{",
            "}",
            "｛",
            '"',
            "'",
            "“",
            "\\",
            " #",
            "#",
            "＃",
            "&",
            "*",
            "!",
            "|",
            ">",
            "|\n",
            "? ",
            "- ",
        ),
        *("---\n", "<<: ", "~", "null", "%", "@", "`", "－ ", "<<<<<<< x\n", "=======\n", ">>>>>>> y\n"),
        *("\ufeff", "\u202e", "\0", "\u2028"),
    ]
)
TYPED = st.lists(st.one_of(WORDS, SIGNS), max_size=40).map("".join)
PLAIN_TEXT = st.text(
    st.characters(exclude_categories=("C", "Z"), include_characters=" "), min_size=1, max_size=40
)


@pytest.mark.parametrize("path", PATHS)
def test_every_kind_of_file_has_a_path_here(path: str) -> None:
    assert find_source(path) is not None
    assert len(PATHS) == len(registry.collect(sources, "SOURCE", Source))


@often
@given(path=st.sampled_from(PATHS), data=st.binary(max_size=200))
def test_any_bytes(path: str, data: bytes) -> None:
    found = load(MemoryTree({path: data}))

    assert all(problem.location.line >= 1 and problem.location.column >= 1 for problem in found.problems)


@settings(often, max_examples=3 * EXAMPLES)
@given(path=st.sampled_from(PATHS), text=TYPED)
@example(path=PATHS[2], text="[a]: b")
@example(path=PATHS[2], text="metrics: {? [a] : b}")
@example(path=PATHS[3], text="- &a *a : b")
def test_any_text_as_people_type_it(path: str, text: str) -> None:
    found = load(MemoryTree({path: text}))
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")

    of_file = [problem.location for problem in found.problems if problem.location.path == path]
    assert all(1 <= place.line <= len(lines) for place in of_file)
    assert all(1 <= place.column <= len(lines[place.line - 1]) + 2 for place in of_file)


@often
@given(words=PLAIN_TEXT, other=PLAIN_TEXT)
def test_text_is_kept_as_typed(words: str, other: str) -> None:
    dumped = pyyaml.safe_dump(
        {"name": words, "members": {"sato": {"name": {"ja": other}}}}, allow_unicode=True
    )

    found = load(MemoryTree({f"{TEAM}/team.yml": dumped}))

    team = found.handbook.teams["sales-1"].team
    if words.strip() and other.strip():
        assert str(team.name) == words.strip()
        assert team.members["sato"].name.entries == (("ja", other.strip()),)


@often
@given(
    rows=st.lists(
        st.lists(st.one_of(WORDS, SIGNS, st.text(max_size=8)), max_size=6).map(",".join), max_size=6
    )
)
def test_every_row_that_is_passed_on_is_canonical(rows: list[str]) -> None:
    text = "\n".join(["date,metric,value,member,note", "2026-11-05,calls,15,sato,fine", *rows])
    source, match = find_source(f"{TEAM}/log/progress/a.csv") or pytest.fail("no source")

    part = source.read(Given(path="a.csv", data=text.encode(), names=match.groupdict()))

    if isinstance(part.value, LogFile):
        rows_read = part.value.data.count(b"\n")
        assert part.value.lines == () or len(part.value.lines) == rows_read
        assert len(list(part.value.rows())) == rows_read
        again = source.read(Given(path="a.csv", data=_whole(part.value), names=match.groupdict()))
        assert again.problems == ()
        assert again.value.lines == ()
        assert again.value.data == part.value.data


def _whole(found: LogFile) -> bytes:
    return ",".join(found.columns).encode() + b"\n" + found.data


VALUES = st.recursive(
    st.text(string.printable + "目標：　、", max_size=12),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.dictionaries(st.sampled_from(KEYS), inner, max_size=3)
    ),
    max_leaves=8,
)


@often
@given(value=st.dictionaries(st.sampled_from(KEYS), VALUES, min_size=1, max_size=3), is_flow=st.booleans())
def test_plain_values_are_those_of_the_document(value: object, is_flow: bool) -> None:  # noqa: FBT001 - hypothesis
    text = pyyaml.safe_dump(value, allow_unicode=True, default_flow_style=is_flow, default_style='"')

    document = yaml.parse(text, "f")

    assert document.error is None
    assert document.value == value
    assert set(document.positions) >= {()}


@often
@given(
    value=st.dictionaries(st.sampled_from(KEYS), VALUES, min_size=1, max_size=3),
    style=st.sampled_from(['"', "'", "|", None]),
)
def test_quoted_and_block_text_is_masked(value: object, style: str | None) -> None:
    text = pyyaml.safe_dump(value, allow_unicode=True, default_style=style)
    lines = text.split("\n")
    shown = [masked for _, masked in masking.masked(text)]

    assert [len(line) for line in shown] == [len(line) for line in lines]
    for event in pyyaml.parse(text, pyyaml.SafeLoader):
        if isinstance(event, pyyaml.ScalarEvent) and event.style in {'"', "'"} and event.value:
            place = event.start_mark
            assert shown[place.line][place.column] == masking.QUOTED
        if isinstance(event, pyyaml.ScalarEvent) and event.style in {"|", ">"} and event.value.strip():
            assert set(shown[event.start_mark.line + 1]) <= {masking.QUOTED}
