"""A project and a site of a few pages, as values: publish is tested with them, apart from any goals."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from html import escape
from pathlib import Path
from typing import Any

from goalbook.messages import msg
from goalbook.present import parts
from goalbook.present.site import Asset, Edition, Page, Site
from goalbook.problems import Location, Problem, Severity
from goalbook.publish.source import Prepared

HOSTILE = 'R&D <b>"x"</b></title><script>alert(1)</script>'
PARTS = {name: f"<p>part {name}</p>" for name in parts.PARTS}
MKDOCS = """\
site_name: Sample
docs_dir: content
theme: material
plugins: [search, goalbook]
"""
WORDS = {
    "en": {
        "name": "Sample Company",
        "home": "Home",
        "teams": "Teams",
        "team": "Sales 1",
        "plan": "Plan of Sales 1",
        "handbook": "Handbook",
        "rules": "Rules",
        "checklist": "Checklist",
        "self-test": "Self-test",
        "search": "Win rate New appointments 営業1課",
    },
    "ja": {
        "name": "サンプル株式会社",
        "home": "ホーム",
        "teams": "チーム",
        "team": "営業1課",
        "plan": "営業1課の計画",
        "handbook": "ハンドブック",
        "rules": "ルール",
        "checklist": "チェックリスト",
        "self-test": "自己診断",
        "search": "営業チーム 受注率 KPIツリー 売上アップ Sales Win rate",
    },
}
LINE = ("goals/teams/sales-1/fy2026-h2.yml", 41)


def site(*languages: str) -> Site:
    """A home page, the teams, one team with a page below it, the rules, and one file for machines."""
    return Site(
        editions=tuple(edition(language) for language in languages or ("en", "ja")),
        assets=(Asset(path="data/teams/sales-1.json", data=b'{"team": "sales-1"}\n'),),
    )


def edition(language: str) -> Edition:
    words = WORDS[language]
    pages = (
        page("checklist/index.md", words["checklist"]),
        page("handbook/self-test/index.md", words["self-test"]),
        page("handbook/rules/index.md", words["rules"], nav=(words["handbook"], words["rules"]), order=900),
        page("index.md", words["home"], nav=(words["home"],), order=1, search=words["home"]),
        page("teams/index.md", words["teams"], nav=(words["teams"],), order=2, search=words["teams"]),
        page("teams/sales-1/index.md", words["team"], search=words["search"], source=LINE),
        page("teams/sales-1/plan/index.md", words["plan"]),
    )
    return Edition(language=language, name=words["name"], pages=pages, parts=PARTS)


def page(path: str, title: str, **more: Any) -> Page:
    """A page with links to the others; its template is named like its folder."""
    up = "../" * path.count("/")
    addresses = (
        "index.html",
        "teams/index.html",
        "teams/sales-1/index.html",
        "teams/sales-1/plan/index.html",
    )
    links = "".join(f'<li><a href="{up}{address}">{address}</a></li>' for address in addresses)
    text = f'<p data-path="{path}">*no Markdown* here</p>'
    body = f'<h1 id="top">{escape(title)}</h1>\n<ul>{links}</ul>\n\n{text}\n'
    kind = {"": "home", "sales-1": "team"}.get(folder := path.rpartition("/")[0].rpartition("/")[2], folder)
    return Page(path=path, title=title, body=body, template=kind, description=f"About {title}", **more)


def prepared(*languages: str, made: Site | None = None) -> Prepared:
    """The site as `goalbook.publish.source.prepare` hands it over."""
    made = made or site(*languages)
    codes = tuple(each.language for each in made.editions)
    return Prepared(site=made, problems=(), as_of=date(2026, 11, 30), languages=codes)


def with_pages(change: Any, *languages: str) -> Prepared:
    """The same with every page changed by a function."""
    made = site(*languages)
    editions = tuple(replace(each, pages=tuple(map(change, each.pages))) for each in made.editions)
    return prepared(made=replace(made, editions=editions))


def problem(severity: Severity = Severity.ERROR) -> Problem:
    return Problem(
        location=Location(*LINE, 13),
        severity=severity,
        key="metric-has-denominator",
        message=msg('Metric "{id}" has no <denominator>.', id="win_rate"),
        hint=msg('Add "of: contracts / proposals".'),
    )


def broken(severity: Severity = Severity.ERROR) -> Prepared:
    """Goals with one problem; an error leaves no site."""
    found = replace(prepared(), problems=(problem(severity),))
    return replace(found, site=None) if severity is Severity.ERROR else found


def project(root: Path, *, mkdocs: str | None = MKDOCS) -> Path:
    """A folder with goals, room for handbook pages of its own, and mkdocs.yml."""
    (root / "goals" / "teams").mkdir(parents=True)
    (root / "content").mkdir()
    (root / "goals" / "company.yml").write_text("name: Sample\n")
    if mkdocs is not None:
        (root / "mkdocs.yml").write_text(mkdocs)
    return root
