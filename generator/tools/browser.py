"""Finds the Chromium that the browser tests use, and installs it where that can be done without asking.

As root on Debian or Ubuntu: the packages chromium and fonts-noto-cjk, and chromium-headless-shell where there
is one. Elsewhere: Playwright's own download.
Without either it says the one command to run, and fails in CI.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

# The same browser without its own windows comes first: it needs two thirds of the time.
NAMES = (
    "chromium-headless-shell",
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
)
CJK = (
    "/usr/share/fonts/opentype/noto",
    "/usr/share/fonts/noto-cjk",
    "/System/Library/Fonts",
    "/usr/share/fonts/google-noto-cjk",
)


def main() -> int:
    """Make sure a browser is there; 0 when it is."""
    if found() and any(Path(folder).exists() for folder in CJK):
        return 0
    if shutil.which("apt-get") and os.geteuid() == 0:
        _apt()
    elif not found():
        subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=False)
    if found() or _playwrights_own():
        return 0
    print(
        "No Chromium for the browser tests. "
        "On Debian or Ubuntu: sudo apt-get install chromium fonts-noto-cjk. "
        "Elsewhere: .venv/bin/playwright install chromium"
    )
    return 1 if os.environ.get("CI") else 0


def found() -> str | None:
    """Path of an installed Chromium or Chrome; None to use Playwright's own."""
    return os.environ.get("GOALBOOK_CHROMIUM") or next(
        (path for name in NAMES if (path := shutil.which(name))), None
    )


def _apt() -> None:
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run(["apt-get", "update", "-qq"], env=quiet, check=False, stdout=subprocess.DEVNULL)
    command = ["apt-get", "install", "-qq", "-y", "--no-install-recommends"]
    for packages in (["chromium", "fonts-noto-cjk"], ["chromium-headless-shell"]):
        subprocess.run([*command, *packages], env=quiet, check=False, stdout=subprocess.DEVNULL)


def _playwrights_own() -> bool:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        return Path(playwright.chromium.executable_path).exists()


if __name__ == "__main__":
    sys.exit(main())
