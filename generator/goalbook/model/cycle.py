"""What a team agreed for one cycle: ``goals/teams/<team>/<cycle>.yml``."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Self

from pydantic import model_validator

from goalbook.model import effects
from goalbook.model.fields import IdField, MetricIdField, TextField
from goalbook.model.metric import ChosenKpi, DefinitionChange, Metric
from goalbook.model.noun import Noun, field
from goalbook.model.objective import Objective
from goalbook.model.practice import Practice
from goalbook.model.values import Period


class Cycle(Noun):
    """One cycle file.

    `left_out` names entries that were written but could not be read, as (section, id), where the section is
    the keys that lead there joined by ``/``: ``("objectives/trust/key_results", "kr1")``, ``("", "kgi")``;
    they have their own problem already, so whatever refers to them stays silent.
    """

    cycle: IdField = field(
        "The cycle's name, as in company.yml and in the file's name",
        "期の名前(company.ymlとファイル名に合わせる)",
    )
    why: TextField | None = field("Why these goals", "なぜこの目標か", None)
    one_line: TextField | None = field("The cycle in one line, to be repeated", "今期のひとこと", None)
    kgi: MetricIdField | None = field("The final result, a metric's id", "最終目標(KGI)の指標id", None)
    cadence: Period = field("How often numbers are logged", "記録の間隔", Period.WEEK)
    metrics: Mapping[MetricIdField, Metric] = field(
        "Every number the team follows", "指標(チームが追うすべての数)", {}
    )
    kpis: Mapping[MetricIdField, ChosenKpi] = field(
        "The few metrics you steer by, and why", "選んだKPIと理由", {}
    )
    objectives: Mapping[IdField, Objective] = field("Objectives and key results", "目標と主要な成果", {})
    practices: Mapping[IdField, Practice] = field("Practice ladders", "練習のはしご", {})
    changes: tuple[DefinitionChange, ...] = field("Definitions changed in mid-cycle", "期中に変えた定義", ())
    left_out: frozenset[tuple[str, str]] = field(
        "(not written by authors)", "(書かない)", frozenset(), exclude=True
    )

    @model_validator(mode="after")
    def _imply(self) -> Self:
        """Tell every metric which way is better by the formulas; it is no field, so nothing else changes."""
        for name, direction in effects.implied(self.kgi, self.metrics).items():
            if name in self.metrics:
                self.metrics[name].__dict__["implied"] = direction
        return self

    def is_left_out(self, section: str, entry: str) -> bool:
        """Whether an entry, or its whole section, was written but could not be read.

        Args:
            section: The keys that lead to it joined by ``/``, e.g. ``metrics``; "" for a top field.
            entry: Its id.
        """
        keys = (*section.split("/"), entry) if section else (entry,)
        above = {("/".join(keys[:length]), keys[length]) for length in range(len(keys))}
        return not self.left_out.isdisjoint(above)

    @property
    def renames(self) -> Mapping[str, str]:
        """Earlier metric id to today's (``was:``), unless it is still the id of a metric of this cycle."""
        metrics = self.metrics
        return {old: name for name, metric in metrics.items() for old in metric.was if old not in metrics}
