"""Page templates: what stands above them, whose goes first, and what an error says."""

from __future__ import annotations

from pathlib import Path

import pytest

from goalbook import words as speech
from goalbook.errors import RenderError
from goalbook.model.values import Text
from goalbook.present import page, places
from goalbook.present.filters import Filters
from goalbook.present.templating import Press, Templates

HEAD = "---\npath: index.md\ntitle: A page\n"


def write(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return folder


def press(*folders: Path, language: str = "en") -> tuple[Templates, Press]:
    templates = Templates(folders)
    filters = Filters(speech.words(language, places.locales()), "en")
    return templates, templates.press(filters.words, filters.by_name, {})


def test_lines_above_a_page_are_read(tmp_path: Path) -> None:
    write(tmp_path, "pages/a.html.j2", HEAD + "each: team\nneeds: answer process\norder: 3\n---\n<p></p>\n")

    (found,) = Templates((tmp_path,)).pages

    assert (found.key, found.each, found.needs, found.order) == ("a", "team", ("answer", "process"), 3)


@pytest.mark.parametrize(
    ("head", "said"),
    [
        ("path: index.md\ntitle: A\n", "begins with lines between"),
        ("---\npath: index.md\n---\n", "the line title: is missing"),
        ("---\npath: index.md\ntitel: A\n---\n", "a.html.j2:3: unknown line titel"),
        (HEAD + "path: other.md\n---\n", "a.html.j2:4: the line path: stands there twice"),
        (HEAD + "each: squad\n---\n", "each: squad is none of site, team, period, review, cycle, check"),
        (HEAD + "order: first\n---\n", "order: first is not a whole number"),
    ],
)
def test_wrong_lines_are_refused_with_their_place(tmp_path: Path, head: str, said: str) -> None:
    write(tmp_path, "pages/a.html.j2", head)

    with pytest.raises(RenderError, match=said):
        Templates((tmp_path,))


def test_a_misspelt_line_gets_its_neighbour(tmp_path: Path) -> None:
    write(tmp_path, "pages/a.html.j2", HEAD + "need: answer\n---\n")

    with pytest.raises(RenderError) as refused:
        Templates((tmp_path,))

    assert (refused.value.hint, refused.value.values["near"]) == ("Did you mean {near}?", "needs")


def test_a_projects_template_replaces_ours_and_adds(tmp_path: Path) -> None:
    ours, own = tmp_path / "ours", tmp_path / "own"
    for name in ("a", "b"):
        write(ours, f"pages/{name}.html.j2", HEAD + "---\nours {% include 'partials/x.html.j2' %}\n")
    write(ours, "partials/x.html.j2", "our part")
    write(own, "pages/b.html.j2", HEAD + "---\ntheirs\n")
    write(own, "pages/c.html.j2", HEAD + "---\nmore\n")
    write(own, "partials/x.html.j2", "their part")

    templates, drawn = press(own, ours)

    bodies = {each.key: drawn.draw(each, {}).body for each in templates.pages}
    assert bodies == {"a": "ours their part\n", "b": "theirs\n", "c": "more\n"}


def test_an_unknown_name_says_template_line_and_page(tmp_path: Path) -> None:
    write(tmp_path, "pages/a.html.j2", HEAD + "---\n<p>\n{% include 'partials/b.html.j2' %}\n")
    write(tmp_path, "partials/b.html.j2", "{# one\ntwo #}\n{{ nobody }}\n")
    templates, drawn = press(tmp_path)

    with pytest.raises(RenderError, match=r"partials/b\.html\.j2:3: 'nobody' is undefined .*index\.md"):
        drawn.draw(templates.pages[0], {})


def test_line_numbers_count_from_the_top_of_the_file(tmp_path: Path) -> None:
    write(tmp_path, "pages/a.html.j2", HEAD + "---\n<p>\n{{ nobody }}\n")
    templates, drawn = press(tmp_path)

    with pytest.raises(RenderError, match=r"pages/a\.html\.j2:6: "):
        drawn.draw(templates.pages[0], {})


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("<p>\n{% if %}\n", r"pages/a\.html\.j2:6: "),
        ("{{ 1|shout }}\n", r"pages/a\.html\.j2:5: .*shout"),
        ("{{ 'x'|number }}\n", r"pages/a\.html\.j2:5: "),
        ("{% include 'partials/none.html.j2' %}\n", "partials/none"),
    ],
)
def test_a_template_that_cannot_be_drawn_says_where(tmp_path: Path, body: str, said: str) -> None:
    write(tmp_path, "pages/a.html.j2", HEAD + "---\n" + body)
    templates, drawn = press(tmp_path)

    with pytest.raises(RenderError, match=said):
        drawn.draw(templates.pages[0], {})


def test_text_is_escaped_in_bodies_and_plain_in_titles(tmp_path: Path) -> None:
    write(
        tmp_path,
        "pages/a.html.j2",
        "---\npath: index.md\ntitle: {{ name|plain }}\n---\n{{ name|text }} {{ name|plain }}\n",
    )
    templates, drawn = press(tmp_path)

    found = drawn.draw(templates.pages[0], {"name": Text.plain("R&D <b>")})

    assert (found.title, found.body) == ("R&D <b>", "R&amp;D &lt;b&gt; R&amp;D &lt;b&gt;\n")


def test_text_in_another_language_says_so(tmp_path: Path) -> None:
    write(tmp_path, "pages/a.html.j2", HEAD + "---\n{{ name|text }}\n")
    templates, drawn = press(tmp_path)

    found = drawn.draw(templates.pages[0], {"name": Text((("ja", "営業"),))})

    assert found.body == '<span lang="ja">営業</span>\n'


def test_words_that_a_language_lacks_are_english_and_say_so(tmp_path: Path) -> None:
    source = (
        HEAD + "---\n{{ _('Nobody says {x}.', x=x) }} <a title=\"{{ gettext('Nobody says {x}.', x=x) }}\">\n"
    )
    write(tmp_path, "pages/a.html.j2", source)
    templates, drawn = press(tmp_path, language="ja")

    found = drawn.draw(templates.pages[0], {"x": "<"})

    assert found.body == '<span lang="en">Nobody says &lt;.</span> <a title="Nobody says &lt;.">\n'


def test_the_body_keeps_its_line_numbers_behind_a_comment() -> None:
    assert page.body_of("---\npath: a\ntitle: b\n---\nbody\n") == "{#\n\n\n#}\nbody\n"
