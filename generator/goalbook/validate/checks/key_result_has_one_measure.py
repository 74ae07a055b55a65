"""A key result is measured in one way.

By a metric, or by a rubric of levels in words.
With neither nobody can say whether it is reached; with both there are two answers.
"""

from __future__ import annotations

from collections.abc import Iterator

from goalbook.messages import msg
from goalbook.model.handbook import Handbook
from goalbook.problems import Severity
from goalbook.validate import agreed
from goalbook.validate.check import Check, Finding


def _find(handbook: Handbook) -> Iterator[Finding]:
    for found in agreed.cycles(handbook):
        for entry in agreed.key_results(found):
            has_metric, has_rubric = entry.result.metric is not None, bool(entry.result.rubric)
            if has_metric and has_rubric:
                yield Finding(
                    ref=entry.ref.at("rubric"),
                    message=msg(
                        'The key result "{id}" has a metric and a rubric; expected one of them.', id=entry.id
                    ),
                    hint=msg("Make a second key result for the other one."),
                )
            elif not has_metric and not has_rubric:
                yield Finding(
                    ref=entry.ref,
                    message=msg('The key result "{id}" has neither a metric nor a rubric.', id=entry.id),
                    hint=msg(
                        "Add metric: with the id of a metric, or rubric: with levels in words, lowest first."
                    ),
                )


CHECK = Check(
    find=_find,
    severity=Severity.ERROR,
    origin="column",
    page="frame-2-okr-smart.md#in-words",
    why=msg(
        "A key result is the place where an objective becomes a number, or words everybody would rate alike."
    ),
    bad="""\
objectives:
  trust:
    title: Grow by earning customers' trust
    key_results:
      kr1: {title: A better win rate}
""",
    good="""\
metrics:
  win_rate: {name: Win rate, kind: rate, of: contracts / proposals}
objectives:
  trust:
    title: Grow by earning customers' trust
    key_results:
      kr1: {title: A win rate of 20 %, metric: win_rate, target: 20%}
""",
    alias="smart-s1",
)
