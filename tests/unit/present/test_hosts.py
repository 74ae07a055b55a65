"""Where a new file begins on the repository's host, and that its address reads back as the file."""

from __future__ import annotations

from urllib.parse import parse_qs, unquote, urlsplit

import pytest

from goalbook.present import hosts
from goalbook.present.hosts import Filled
from goalbook.present.links import RepoLink

PATH, TEXT = (
    "goals/teams/a/log/progress/2026-11-20-sato.csv",
    "date,metric,value\n2026-11-20,calls,5&6#+ 営業\n",
)


@pytest.mark.parametrize(
    ("editor", "name", "new", "filled"),
    [
        ("github.com/a/b/edit/main/{path}#L{line}", "GitHub", "github.com/a/b/new/main", "all"),
        ("github.com/a/b/blob/next/{path}", "GitHub", "github.com/a/b/new/next", "all"),
        ("git.acme.example/a/b/edit/main/{path}", "git.acme.example", "git.acme.example/a/b/new/main", "all"),
        ("gitlab.com/g/h/b/-/edit/main/{path}#L{line}", "GitLab", "gitlab.com/g/h/b/-/new/main", "name"),
        ("gitea.com/a/b/_edit/main/{path}", "Gitea", "gitea.com/a/b/_new/main/", "all"),
        ("codeberg.org/a/b/_edit/main/{path}", "codeberg.org", "codeberg.org/a/b/_new/main/", "all"),
    ],
)
def test_the_form_of_each_host_is_found_from_its_editor(
    editor: str, name: str, new: str, filled: str
) -> None:
    door = hosts.door(RepoLink(edit=f"https://{editor}"))
    assert door is not None
    address = urlsplit(door.to(PATH, TEXT))
    query = parse_qs(address.query, strict_parsing=True)

    assert (door.name, door.filled) == (name, Filled(filled))
    assert address._replace(query="").geturl() == f"https://{new}"
    assert query.get("filename", query.get("file_name")) == [PATH]
    assert query.get("value", query.get("content")) == [TEXT]


def test_goals_below_a_folder_of_the_repository_are_found_there() -> None:
    door = hosts.door(RepoLink(edit="https://github.com/a/b/edit/main/docs/goal book/{path}"))

    assert door is not None
    assert parse_qs(urlsplit(door.to(PATH, "")).query)["filename"] == [f"docs/goal book/{PATH}"]


def test_of_another_host_only_the_repository_is_known() -> None:
    bitbucket = RepoLink(
        edit="https://bitbucket.org/a/b/src/main/{path}#lines-{line}", home="https://bitbucket.org/a/b/"
    )
    door = hosts.door(bitbucket)

    assert door is not None
    assert (door.name, door.filled) == ("bitbucket.org", Filled.NOTHING)
    assert door.to(PATH, TEXT) == "https://bitbucket.org/a/b/"


def test_without_a_repository_there_is_no_door() -> None:
    assert hosts.door(None) is None


@pytest.mark.parametrize(
    ("editor", "text", "is_filled"),
    [
        ("github.com/a/b/edit/main/{path}", TEXT, True),
        ("github.com/a/b/edit/main/{path}", "営" * hosts.LONGEST, False),
        ("gitlab.com/g/h/b/-/edit/main/{path}", TEXT, False),
    ],
)
def test_a_text_too_long_for_an_address_is_left_to_be_pasted(
    *, editor: str, text: str, is_filled: bool
) -> None:
    file = hosts.file(PATH, text, hosts.door(RepoLink(edit=f"https://{editor}")))

    assert (file.text, file.is_filled) == (text, is_filled)
    assert len(file.href) <= hosts.LONGEST
    assert PATH in parse_qs(urlsplit(file.href).query).get("filename", [PATH])


def test_without_a_host_a_file_is_saved_as_it_is() -> None:
    file = hosts.file(PATH, TEXT, None)

    assert (file.href, file.is_filled, file.name) == ("", False, "2026-11-20-sato.csv")
    assert unquote(file.load.partition(",")[2]) == TEXT
