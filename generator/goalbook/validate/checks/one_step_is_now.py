"""One step of a practice is practised now.

A ladder goes from coarse to fine, and everybody stands on one step of it.
Steps with different ``members:`` may be practised at the same time.
"""

from __future__ import annotations

from collections.abc import Iterator

from goalbook.messages import msg
from goalbook.model.handbook import Handbook
from goalbook.model.practice import Practice, Step
from goalbook.model.ref import Ref
from goalbook.problems import Severity
from goalbook.validate import agreed
from goalbook.validate.check import Check, Finding


def _find(handbook: Handbook) -> Iterator[Finding]:
    for found in agreed.cycles(handbook):
        for name, practice in found.cycle.practices.items():
            ref = found.ref.at("practices", name)
            if practice.steps and not found.is_left_out(ref.at("steps")):
                yield from _judged(ref, name, practice)


def _judged(ref: Ref, name: str, practice: Practice) -> Iterator[Finding]:
    now = {step_name: step for step_name, step in practice.steps.items() if step.now}
    if not now:
        yield Finding(
            ref=ref.at("steps"),
            message=msg('No step of the practice "{practice}" is marked as practised now.', practice=name),
            hint=msg("Add now: true to one step."),
        )
    before: dict[str, Step] = {}
    for step_name, step in now.items():
        other = next((earlier for earlier, given in before.items() if _share_a_member(given, step)), None)
        if other is not None:
            yield Finding(
                ref=ref.at("steps", step_name, "now"),
                message=msg(
                    'Two steps of "{practice}" are practised now: "{first}" and "{second}".',
                    practice=name,
                    first=other,
                    second=step_name,
                ),
                hint=msg("Keep now: true at one of them, or name different members: for each."),
            )
        before[step_name] = step


def _share_a_member(first: Step, second: Step) -> bool:
    return not first.members or not second.members or not set(first.members).isdisjoint(second.members)


CHECK = Check(
    find=_find,
    severity=Severity.WARNING,
    origin="column",
    page="frame-3-practice.md#yaml",
    why=msg("Practice is one thing at a time, just beyond what one can do."),
    bad="""\
practices:
  hearing:
    wish: A better win rate
    steps:
      questions: {text: Prepare 5 questions}
      role-play: {text: One 10-minute role play}
""",
    good="""\
practices:
  hearing:
    wish: A better win rate
    steps:
      questions: {text: Prepare 5 questions}
      role-play: {text: One 10-minute role play, now: true}
""",
)
