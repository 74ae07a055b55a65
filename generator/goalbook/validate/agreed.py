"""The cycle files of a handbook, each with the places of what stands in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath

from goalbook.analyse.kpi_tree import KpiTree, build_tree
from goalbook.model.cycle import Cycle
from goalbook.model.handbook import Handbook, TeamFiles
from goalbook.model.objective import KeyResult, Objective
from goalbook.model.ref import Ref, cycle_ref, team_ref
from goalbook.model.values import Span
from goalbook.validate.once import once


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreed:
    """What a team agreed for a cycle.

    Attributes:
        handbook: Where it stands.
        files: The team.
        id: The cycle file's name.
        cycle: The file.
        tree: Its KPI tree.
    """

    handbook: Handbook
    files: TeamFiles
    id: str
    cycle: Cycle
    tree: KpiTree

    @property
    def ref(self) -> Ref:
        """The file."""
        return cycle_ref(self.files.id, self.id)

    @property
    def span(self) -> Span | None:
        """The cycle's days; None when company.yml does not list it."""
        return self.handbook.span(self.id)

    def metric_ref(self, metric: str) -> Ref:
        """One entry of ``metrics:``."""
        return self.ref.at("metrics", metric)

    def is_written(self, metric: str) -> bool:
        """Whether a metric stands in the file, readable or not."""
        return metric in self.cycle.metrics or self.is_left_out(self.metric_ref(metric))

    def is_left_out(self, ref: Ref) -> bool:
        """Whether a place was written but could not be read; it has its own problem already."""
        return self.handbook.is_left_out(ref)


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreedResult:
    """One key result.

    Attributes:
        ref: Its place.
        id: Its id.
        objective_id: Its objective's id.
        result: The key result.
        objective: Its objective.
    """

    ref: Ref
    id: str
    objective_id: str
    result: KeyResult
    objective: Objective


@once
def cycles(handbook: Handbook) -> Iterator[Agreed]:
    """Every cycle file, by team and in the order of the cycles' days."""
    for files in handbook.teams.values():
        for name, cycle in files.cycles.items():
            yield Agreed(handbook=handbook, files=files, id=name, cycle=cycle, tree=build_tree(cycle))


def key_results(agreed: Agreed) -> Iterator[AgreedResult]:
    """Every key result of a cycle file in the order written."""
    for objective_id, objective in agreed.cycle.objectives.items():
        ref = agreed.ref.at("objectives", objective_id)
        for name, result in objective.key_results.items():
            yield AgreedResult(
                ref=ref.at("key_results", name),
                id=name,
                objective_id=objective_id,
                result=result,
                objective=objective,
            )


def are_all_read(handbook: Handbook, files: TeamFiles) -> bool:
    """Whether every cycle file of a team could be read; only then is it known what its cycles hold."""
    return str(PurePosixPath(team_ref(files.id).path).parent) not in _half_read(handbook)


@once
def _half_read(handbook: Handbook) -> Iterable[str]:
    """Folders in which a file could not be read at all."""
    return {str(PurePosixPath(place.path).parent) for place in handbook.left_out if not place.keys}
