"""What makes a page sound in a browser: no wider than its window, nothing that axe finds."""

from __future__ import annotations

from typing import Final

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

RUN: Final = "axe.run(document, {resultTypes: ['violations']}).then(found => found.violations)"
# Contrast is three quarters of axe's time, and a page repeats the same few looks many times: of texts that
# look alike (colours, size, weight, opacity, what they float on) axe judges the first.
PALER: Final = """\
axe.run(document, {resultTypes: ['violations'], rules: {'color-contrast': {enabled: false}}})
  .then(found => found.violations)"""
CONTRAST: Final = """\
axe.run({include: [['[data-judged]']]}, {runOnly: ['color-contrast'], resultTypes: ['violations']})
  .then(found => found.violations)"""
LOOKS: Final = """\
judged => {
  const known = new Set(judged), fresh = [], around = new Map()
  // What an element stands in: opacities and positions up to the body, and the first painted ground.
  const within = element => {
    if (element === document.documentElement) return { ways: '', ground: '' }
    if (around.has(element)) return around.get(element)
    const own = getComputedStyle(element), above = within(element.parentElement)
    const isClear = own.backgroundColor === 'rgba(0, 0, 0, 0)' && own.backgroundImage === 'none'
    const found = {
      ways: above.ways + (own.opacity === '1' ? '' : own.opacity)
        + (own.position === 'static' ? '' : own.position + element.className),
      ground: isClear ? above.ground : own.backgroundColor + own.backgroundImage
    }
    around.set(element, found)
    return found
  }
  for (const element of document.body.querySelectorAll('*')) {
    const hasText = [...element.childNodes].some(node => node.nodeType === 3 && node.data.trim())
    if (!hasText || !element.checkVisibility()) continue
    const { color, fontSize, fontWeight } = getComputedStyle(element), { ways, ground } = within(element)
    const look = [color, fontSize, fontWeight, ways, ground].join('|')
    if (known.has(look)) continue
    known.add(look)
    fresh.push(look)
    element.setAttribute('data-judged', '')
  }
  return fresh
}"""


def excess(page: Page) -> int:
    """How many pixels the page is wider than its window; 0 when it fits."""
    return max(0, int(page.evaluate("document.documentElement.scrollWidth - innerWidth")))


def violations(page: Page, judged: set[str] | None = None) -> list[str]:
    """What axe finds, as rule and element.

    Args:
        page: An open page.
        judged: Looks of text whose contrast was judged on pages before; grows. Without it axe judges all.
    """
    page.evaluate(AXE_SCRIPT)
    found = page.evaluate(RUN if judged is None else PALER)
    if judged is not None and (fresh := page.evaluate(LOOKS, sorted(judged))):
        judged.update(fresh)
        found += page.evaluate(CONTRAST)
    return [f"{rule['id']}: {node['target']}" for rule in found for node in rule["nodes"]]


def mistakes(page: Page, address: str, judged: set[str] | None = None) -> list[str]:
    """Both, as sentences that begin with the page's address."""
    wide = excess(page)
    return [f"{address} is {wide} px too wide"] * bool(wide) + [
        f"{address} {violation}" for violation in violations(page, judged)
    ]
