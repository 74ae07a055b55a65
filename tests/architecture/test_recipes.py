"""Following a recipe touches one new file: done here in a copy of the program, with one team."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import short_handbook

pytestmark = pytest.mark.site

ROOT = Path(__file__).resolve().parents[2]
CHECK = '''"""A team says what it is for.

A mission in one sentence lets a new member guess the goals.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from goalbook.messages import msg
from goalbook.model.handbook import Handbook
from goalbook.model.ref import team_ref
from goalbook.problems import Severity
from goalbook.validate.check import Check, Finding


def find(handbook: Handbook) -> Iterator[Finding]:
    """Every team without a mission."""
    for team, files in handbook.teams.items():
        if files.team.mission is None:
            yield Finding(ref=team_ref(team), message=msg("No mission is written."))


CHECK: Final = Check(
    find=find,
    severity=Severity.WARNING,
    origin="house",
    why=msg("Goals follow from what a team is for."),
    bad="name: Sales",
    good="name: Sales\\nmission: Be trusted first.",
)
'''
TABLE = '''"""How many metrics each team follows."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import pandas as pd

from goalbook.analyse import frames
from goalbook.analyse.inputs import Inputs
from goalbook.analyse.table import Table

COLUMNS: Final = {"team": frames.TEXT, "followed": frames.WHOLE}


def build(inputs: Inputs, tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Count the metrics of all cycles."""
    teams = sorted(inputs.handbook.teams)
    counts = [sum(len(c.metrics) for c in inputs.handbook.teams[team].cycles.values()) for team in teams]
    return frames.conform(pd.DataFrame({"team": frames.texts(teams), "followed": counts}), COLUMNS)


TABLE: Final = Table(columns=COLUMNS, build=build)
'''
CHART = '''"""The number of metrics as one bar."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from goalbook.present import figure, measure
from goalbook.present.chart import HEIGHT, Chart, Drawing, Rows, Subject


def draw(subject: Subject, rows: Mapping[str, Rows]) -> Drawing | None:
    """One bar."""
    count = rows["followed"][0].followed
    axis = figure.bar_axis([count], measure.scale(measure.Measure(measure.Style.COUNT), subject.words, count))
    layout = {
        "height": HEIGHT,
        "margin": figure.margin(axis, []),
        "xaxis": figure.place_axis(["all"], [""]),
        "yaxis": axis,
    }
    bar = {"type": "bar", "x": [0], "y": [count], "marker": {"color": figure.ACTUAL, "opacity": [1]}}
    return Drawing(
        title=f"{count} metrics",
        name="metrics",
        language="",
        unit="",
        figure={"data": [bar], "layout": layout},
        header=("metrics",),
        rows=((str(count),),),
        csv=(("metrics",), (str(count),)),
        file="followed",
    )


CHART: Final = Chart(needs=("followed",), draw=draw)
'''
PAGE = """---
each: team
path: teams/{{ subject.team }}/followed/index.md
title: {{ subject.name|plain }}
needs: followed_bar followed
---
<div class="gb"><h1>{{ _("Followed") }}</h1>
<p id="rows">{% for row in followed %}{{ row.followed|number }}{% endfor %}</p>
{% with drawing = draw("followed_bar") %}
{% if drawing %}{% include "partials/placed.html.j2" %}{% endif %}
{% endwith %}
</div>
"""
FRENCH = """msgid ""
msgstr ""
"Content-Type: text/plain; charset=utf-8\\n"
"Language: fr\\n"
"Plural-Forms: nplurals=2; plural=(n > 1);\\n"

msgid "Teams"
msgstr "Équipes"
"""
COMMAND = '''"""Say hello."""

from __future__ import annotations

import click


@click.command(short_help="Say hello.")
def _hello() -> int:
    """Say hello."""
    click.echo("hello")
    return 0


COMMAND = _hello
'''
FILES = {
    "generator/goalbook/validate/checks/team_has_mission.py": CHECK,
    "generator/goalbook/analyse/tables/followed.py": TABLE,
    "generator/goalbook/present/charts/followed_bar.py": CHART,
    "site_templates/pages/team_followed.html.j2": PAGE,
    "site_templates/locales/fr.po": FRENCH,
    "generator/goalbook/cli/hello.py": COMMAND,
}


@pytest.fixture(scope="module")
def extended(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the program with one new file of each kind, and the site of one team in French too."""
    root = tmp_path_factory.mktemp("extended")
    ignored = shutil.ignore_patterns("__pycache__", "pictures", "pipeline", "emergency")
    for folder in ("generator", "site_templates", "goals"):
        shutil.copytree(ROOT / folder, root / folder, ignore=ignored)
    short_handbook.write(root / "content")
    for path, text in FILES.items():
        assert not (root / path).exists()
        (root / path).write_text(text, encoding="utf-8")
    company = root / "goals/company.yml"
    text = company.read_text(encoding="utf-8").replace("languages: [en, ja]", "languages: [en, fr]")
    company.write_text(text, encoding="utf-8")
    (root / "goals/teams/silent").mkdir()
    (root / "goals/teams/silent/team.yml").write_text("name: Silent\n", encoding="utf-8")
    built = goalbook(root, "build")
    assert built.returncode == 0, built.stderr
    return root


def goalbook(root: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """The command of the copy."""
    script = "import sys; from goalbook.cli import _boundary; sys.exit(_boundary.run(sys.argv[1:]))"
    environment = {**os.environ, "PYTHONPATH": str(root / "generator")}
    command = [sys.executable, "-c", script, *arguments]
    return subprocess.run(command, cwd=root, env=environment, capture_output=True, text=True, check=False)


def test_a_check_speaks_and_has_its_page(extended: Path) -> None:
    found = goalbook(extended, "check").stdout

    assert "teams/silent/team.yml:1:1: warning[team-has-mission] No mission is written." in found
    page = extended / "site/handbook/rules/team-has-mission/index.html"
    assert "A team says what it is for" in page.read_text(encoding="utf-8")


def test_a_page_shows_its_table_and_its_chart(extended: Path) -> None:
    text = (extended / "site/teams/sales-1/followed/index.html").read_text(encoding="utf-8")

    assert '<p id="rows">' in text
    assert "data-figure" in text


def test_a_language_has_its_own_site(extended: Path) -> None:
    text = (extended / "site/fr/teams/index.html").read_text(encoding="utf-8")

    assert '<html lang="fr"' in text
    assert "Équipes" in text
    assert '<span lang="en">' in text


def test_a_command_is_listed(extended: Path) -> None:
    assert "Say hello." in goalbook(extended, "--help").stdout
    assert goalbook(extended, "hello").stdout == "hello\n"
