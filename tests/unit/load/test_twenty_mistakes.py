"""Twenty different mistakes in one file give twenty problems in one run, each at its line and column."""

from __future__ import annotations

from collections.abc import Callable

from goalbook.load.loaded import Loaded

PATH = "goals/teams/sales-1/fy2026-h2.yml"
# Each mistake is marked by what stands between « and »; the marks are taken out before the file is read.
TEXT = """\
cycle: «fy2026-h1»
«owner»: sato
cadence: «weekly»
kgi: «Revenue»
metrics:
  calls: {name: Calls, kind: count, «taget»: 5}
  «Asks»: {name: Asks, kind: count}
  «win_rate»: {name: Win rate}
  target_form: {name: A, kind: count, target: «1_000»}
  time: {name: B, kind: count, baseline: «12:30»}
  comma: {name: C, kind: amount, target: 2,«400»,000}
  formula: {name: D, kind: amount, formula: «a * b + c»}
  fraction: {name: E, kind: rate, of: «won»}
  colon:
    name: G
    kind«：»count
  anchor: {name: «&x H», kind: count}
  cut:
    name: I
    kind: count
    target: 15 «#件»
objectives:
  o:
    title: {en: T, «jp»: T}
    key_results:
      kr1: {title: One, due: «2027-02-30»}
      kr2: {title: Two, smart: «specific»}
      kr3: {title: Three, over: «3ヶ月»}
      «kr1»: {title: Four}
"""


def test_twenty_mistakes(loaded: Callable[..., Loaded]) -> None:
    expected, clean = [], []
    for number, line in enumerate(TEXT.splitlines(), start=1):
        if "«" in line:
            expected.append((number, line.index("«") + 1))
        clean.append(line.replace("«", "").replace("»", ""))

    found = loaded({PATH: "\n".join(clean) + "\n"}).problems

    assert len(expected) == 20
    assert [(problem.location.line, problem.location.column) for problem in found] == expected
    assert {problem.location.path for problem in found} == {PATH}
    assert len({(problem.message.text, problem.hint and problem.hint.text) for problem in found}) >= 18
