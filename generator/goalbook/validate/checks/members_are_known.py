"""Every name of a person is a member of the team.

Owners, the lead, those who agreed, took part in a review or practise are members in team.yml. Ids may be
pseudonyms; somebody who has left stays there, so that older cycles can be read.
"""

from __future__ import annotations

from collections.abc import Iterator

from goalbook.messages import msg
from goalbook.model.handbook import Handbook, TeamFiles
from goalbook.model.ref import Ref, agreement_ref, review_ref, team_ref
from goalbook.problems import Severity
from goalbook.validate import agreed, nearest
from goalbook.validate.agreed import Agreed
from goalbook.validate.check import Check, Finding

_Named = Iterator[tuple[Ref, str | None]]


def _find(handbook: Handbook) -> Iterator[Finding]:
    for found in agreed.cycles(handbook):
        yield from _unknown(handbook, found.files, _by_cycle(found))
    for files in handbook.teams.values():
        yield from _unknown(handbook, files, _by_team(files))


def _unknown(handbook: Handbook, files: TeamFiles, named: _Named) -> Iterator[Finding]:
    members, ref_of = files.team.members, team_ref(files.id).at
    for ref, name in named:
        if name is not None and name not in members and not handbook.is_left_out(ref_of("members", name)):
            yield Finding(
                ref=ref,
                message=msg('"{member}" is not a member of the team "{team}".', member=name, team=files.id),
                hint=nearest.hint(name, members, msg("Add the member under members: in team.yml.")),
            )


def _by_cycle(found: Agreed) -> _Named:
    cycle, ref = found.cycle, found.ref
    for name, metric in cycle.metrics.items():
        yield found.metric_ref(name).at("owner"), metric.owner
    for name, chosen in cycle.kpis.items():
        yield ref.at("kpis", name, "owner"), chosen.owner
    for name, objective in cycle.objectives.items():
        yield ref.at("objectives", name, "owner"), objective.owner
    for entry in agreed.key_results(found):
        yield entry.ref.at("owner"), entry.result.owner
    for name, practice in cycle.practices.items():
        for step_name, step in practice.steps.items():
            place = ref.at("practices", name, "steps", step_name, "members")
            yield from ((place.at(number), member) for number, member in enumerate(step.members))


def _by_team(files: TeamFiles) -> _Named:
    yield team_ref(files.id).at("lead"), files.team.lead
    for (cycle, member), entries in files.agreements.items():
        ref = agreement_ref(files.id, cycle, member)
        yield ref, member
        for number, entry in enumerate(entries):
            yield ref.at(number, "recorded_by"), entry.recorded_by
    for name, review in files.reviews.items():
        ref = review_ref(files.id, name)
        yield from ((ref.at("present", number), member) for number, member in enumerate(review.present))
        for action_name, action in review.actions.items():
            yield ref.at("actions", action_name, "owner"), action.owner
            yield ref.at("actions", action_name, "for"), action.for_
            yield ref.at("actions", action_name, "by"), action.by


CHECK = Check(
    find=_find,
    severity=Severity.ERROR,
    origin="house",
    page="format.md#team",
    why=msg("A task without a person the team knows is nobody's task."),
    bad="""\
metrics:
  calls: {name: Calls, kind: count, owner: satou}
""",
    good="""\
metrics:
  calls: {name: Calls, kind: count, owner: sato}
""",
    alias="smart-s3",
)
