"""Takes the README's pictures from the sample site: ``make pictures``."""

from __future__ import annotations

import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

import browser
from goalbook.publish.build import build

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "generator" / "pictures"


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """One picture: a page, a window, a colour scheme."""

    name: str
    page: str
    width: int = 1440
    height: int = 900
    scheme: str = "light"


PICTURES = (
    Picture(name="team", page="teams/sales-1/index.html", height=1040),
    Picture(name="team-ja-dark", page="ja/teams/sales-1/index.html", height=1040, scheme="dark"),
    Picture(name="tree", page="teams/sales-1/plan/index.html", height=1000),
    Picture(name="phone", page="ja/teams/sales-1/index.html", width=390, height=844),
    Picture(name="okr", page="teams/sales-1/okr/index.html", height=760),
)


def take(chromium: Browser, site: Path, picture: Picture) -> None:
    """Write one picture."""
    window = {"width": picture.width, "height": picture.height}
    page = chromium.new_page(viewport=window, color_scheme=picture.scheme)
    page.goto((site / picture.page).as_uri())
    page.wait_for_load_state("networkidle")
    page.screenshot(path=FOLDER / f"{picture.name}.png")
    page.close()


def main() -> int:
    """Build the sample site and take every picture."""
    FOLDER.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        site = Path(folder, "site")
        build(ROOT, out=site)
        chromium = playwright.chromium.launch(executable_path=browser.found(), args=["--no-sandbox"])
        for picture in PICTURES:
            take(chromium, site, picture)
            print(FOLDER.relative_to(ROOT) / f"{picture.name}.png")
        chromium.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
