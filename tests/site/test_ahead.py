"""After an edit the page that somebody looks at is shown first; in the end every file is as from scratch."""

from __future__ import annotations

import re
from pathlib import Path
from queue import Queue
from threading import Event, Thread
from types import ModuleType

import pytest

from goalbook.present.units import Units
from goalbook.publish import build
from goalbook.publish.readers import Readers
from goalbook.publish.serve import Site

pytestmark = pytest.mark.site

URL = "http://127.0.0.1:8000/"
CYCLE = "goals/teams/a/h2.yml"
GOALS = {
    "goals/company.yml": "name: Company\nlanguages: [en, ja]\nas_of: 2026-11-30\n"
    "cycles: {h2: 2026-10-01..2027-03-31}\n",
    "goals/teams/a/team.yml": "name: Team\n",
    CYCLE: "cycle: h2\nkgi: won\nmetrics:\n"
    "  won: {name: Won, kind: count, target: 6, per: month, funnel: [asked, won]}\n"
    "  asked: {name: Asked, kind: count}\n"
    "  rate: {name: Win rate, kind: rate, of: won / asked, target: 20%}\n",
}


class Preview:
    """A preview of one team whose chance to win is to be 20 %.

    Attributes:
        site: The site.
        out: Where it is written.
        rung: Grows when the page that was shown early has to be shown once more.
    """

    def __init__(self, folder: Path, small: ModuleType) -> None:
        self.project, self.out, self.rung = small.project(folder / "project"), folder / "out", list[bool]()
        self.out.mkdir()
        for path, text in GOALS.items():
            (self.project / path).parent.mkdir(parents=True, exist_ok=True)
            (self.project / path).write_text(text)
        self.site = Site(self.project, self.out, url=URL)
        self.site.once_more = lambda: self.rung.append(True)
        self.site.build()

    def aim(self, chance: str) -> None:
        """Edit the target."""
        file = self.project / CYCLE
        file.write_text(re.sub(r"[0-9]+%", chance, file.read_text()))

    def differing(self, folder: Path) -> list[str]:
        """Files that are not as a build from scratch writes them."""
        folder.mkdir()
        config = build.load(self.project, site_dir=str(folder), site_url=URL)
        build.plugin_of(config).kept = None
        config.plugins.on_startup(command="build", dirty=False)
        build.run_mkdocs(config)
        here, there = _files(self.out), _files(folder)
        return sorted(path for path in {*here, *there} if here.get(path) != there.get(path))


@pytest.fixture
def shown(tmp_path: Path, small: ModuleType) -> Preview:
    return Preview(tmp_path, small)


def _files(folder: Path) -> dict[str, bytes]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def test_the_page_that_is_looked_at_is_shown_before_the_others_are_drawn(
    shown: Preview, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    others, draw = Event(), Units.draw
    monkeypatch.setattr(Units, "draw", lambda units: others.wait() and draw(units))
    plan, data = shown.out / "ja/teams/a/plan/index.html", shown.out / "data/teams/a.json"
    shown.site.readers.look_at = plan

    shown.aim("37%")
    shown.site.rebuild()
    early, before = plan.read_bytes(), data.read_text()
    others.set()
    shown.site.finish()

    assert "37" in early.decode()
    assert "0.37" not in before
    assert "0.37" in data.read_text()
    assert plan.read_bytes() == early
    assert shown.rung == []

    # The menu around it comes out in another way, which only the end of the run can tell.
    shown.aim("39%")
    page = shown.project / "content/ja/handbook/own.md"
    page.parent.mkdir(parents=True)
    page.write_text("# Own\n")
    shown.site.rebuild()
    shown.site.finish()

    assert shown.rung == [True]
    assert shown.differing(tmp_path / "cold") == []


def test_readers_get_what_is_shown_and_wait_for_the_rest(tmp_path: Path) -> None:
    readers, answered = Readers(tmp_path), Queue[str]()
    served = readers.served(lambda environ, _: [answered.put(environ["PATH_INFO"]) or b""])

    def ask(path: str) -> None:
        Thread(target=lambda: list(served({"PATH_INFO": path}, print)), daemon=True).start()

    readers.wait()
    for path in ("/ja/teams/a/", "/data/teams/a.json", "/ja/assets/own.css", "/livereload/1/2"):
        ask(path)
    assert {answered.get(timeout=9), answered.get(timeout=9)} == {"/ja/assets/own.css", "/livereload/1/2"}
    readers.show(tmp_path / "ja/teams/a/index.html")
    assert answered.get(timeout=9) == "/ja/teams/a/"
    assert answered.empty()
    readers.go_on()
    assert answered.get(timeout=9) == "/data/teams/a.json"
    assert readers.look_at == tmp_path / "ja/teams/a/index.html"
