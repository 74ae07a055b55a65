"""Agreements are added as text: what stood there stays, what is read back is what was said."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from goalbook.errors import ConfigError
from goalbook.model.agreement import Agreement
from goalbook.record import one_team
from goalbook.record.agree import Words, agree

TODAY = date(2026, 11, 20)
PATH = "goals/teams/sales/agreements/h2/sato.yml"
MODELINE = "# yaml-language-server: $schema=../../../../.schema/agreement.json\n"


def said(project: Path, **words: Any) -> str:
    handbook, _ = one_team.files(project, "sales")
    given = {"team": "sales", "member": "sato", "day": TODAY, "will_do": "I ask twice.", **words}
    return agree(project, handbook, Words(**given), TODAY)


def given(project: Path, text: str) -> Path:
    file = project / PATH
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(text.encode())
    return file


def read(project: Path) -> tuple[Agreement, ...]:
    _, files = one_team.files(project, "sales")
    return files.agreements["h2", "sato"]


def test_the_first_agreement_begins_the_member_s_file(project: Path) -> None:
    assert said(project, concern="Time.", recorded_by="ito") == PATH

    assert (project / PATH).read_text() == (
        f'{MODELINE}- date: 2026-11-20\n  will_do: "I ask twice."\n  concern: "Time."\n  recorded_by: ito\n'
    )
    assert [str(each.will_do) for each in read(project)] == ["I ask twice."]


@pytest.mark.parametrize(
    "before",
    [
        "- date: 2026-10-05 # first\n  will_do:\n    en: 'Old'   \n    ja: 古い\n\n# the end\n",
        "- {date: 2026-10-05, will_do: Old}",
        "  - date: 2026-10-05\n    will_do: >\n      Old\n      words\n",
        "\ufeff- date: 2026-10-05\r\n  will_do: Old\r\n",
        "# nothing yet\n",
    ],
    ids=["comments", "no end", "indented", "Windows", "empty"],
)
def test_what_stood_there_stays(project: Path, before: str) -> None:
    file = given(project, before)

    said(project)

    assert file.read_bytes().startswith(before.encode())
    assert [str(each.will_do) for each in read(project)][-1] == "I ask twice."


def test_line_ends_are_the_file_s_own(project: Path) -> None:
    file = given(project, "- date: 2026-10-05\r\n  will_do: Old\r\n")

    said(project)

    assert file.read_bytes().endswith(b'- date: 2026-11-20\r\n  will_do: "I ask twice."\r\n')


@pytest.mark.parametrize(
    "words",
    [
        'a "b" \\ c',
        "x: y # z",
        "- no",
        "打診の前に:相手を3分調べる",
        "one\n\n  two\n\tthree",
        "{{ 1 }}",
        "'",
        "yes",
    ],
)
def test_any_words_read_back_as_said(project: Path, words: str) -> None:
    said(project, will_do=words, concern=words)

    found = read(project)[0]
    assert (str(found.will_do), str(found.concern)) == (words, words)


def test_a_second_agreement_comes_behind_the_first(project: Path) -> None:
    said(project, day=date(2026, 10, 5), will_do="First.")
    said(project, will_do="Second.")
    said(project, will_do="Third.")

    assert [str(each.will_do) for each in read(project)] == ["First.", "Second.", "Third."]


def test_the_day_decides_the_cycle(project: Path) -> None:
    assert said(project, day=date(2026, 9, 30)) == "goals/teams/sales/agreements/h1/sato.yml"


@pytest.mark.parametrize(
    "before",
    [
        "[{date: 2026-10-05, will_do: Old}]\n",
        "date: 2026-10-05\nwill_do: Old\n",
        "- date: 2026-10-35\n",
        "- [",
    ],
    ids=["brackets", "no list", "no day", "broken"],
)
def test_a_file_that_cannot_be_extended_is_left_alone(project: Path, before: str) -> None:
    file = given(project, before)

    with pytest.raises(ConfigError, match="Nothing was changed"):
        said(project)

    assert file.read_text() == before
    assert [path.name for path in file.parent.iterdir()] == ["sato.yml"]


@pytest.mark.parametrize(
    ("words", "match"),
    [
        ({"member": "satou"}, '"satou" is no member'),
        ({"recorded_by": "nobody"}, '"nobody" is no member'),
        ({"day": date(2026, 11, 21)}, "has not come yet"),
        ({"day": date(2026, 3, 1)}, "lies in no cycle"),
        ({"will_do": "  \n "}, "says what the member will do"),
        ({"will_do": "a\u202eb"}, "invisible character"),
    ],
)
def test_refused(project: Path, words: dict[str, Any], match: str) -> None:
    with pytest.raises(ConfigError, match=match):
        said(project, **words)

    assert not (project / PATH).exists()
