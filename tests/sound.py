"""What makes a page sound in a browser: no wider than its window, nothing that axe finds."""

from __future__ import annotations

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

RUN = "axe.run(document, {resultTypes: ['violations']}).then(found => found.violations)"


def excess(page: Page) -> int:
    """How many pixels the page is wider than its window; 0 when it fits."""
    return max(0, int(page.evaluate("document.documentElement.scrollWidth - innerWidth")))


def violations(page: Page) -> list[str]:
    """What axe finds, as rule and element."""
    page.evaluate(AXE_SCRIPT)
    found = page.evaluate(RUN)
    return [f"{rule['id']}: {node['target']}" for rule in found for node in rule["nodes"]]


def mistakes(page: Page, address: str) -> list[str]:
    """Both, as sentences that begin with the page's address."""
    wide = excess(page)
    return [f"{address} is {wide} px too wide"] * bool(wide) + [
        f"{address} {violation}" for violation in violations(page)
    ]
