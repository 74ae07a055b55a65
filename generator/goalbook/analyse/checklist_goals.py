"""The items of the checklist that the goals answer: focus, behaviour, stretch, numbers and words."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any, Final

from goalbook.analyse import threshold_checklist, thresholds
from goalbook.analyse.checklist_item import CheckState, Fact, Item, graded
from goalbook.messages import msg
from goalbook.model.company import Limits
from goalbook.model.cycle import Cycle
from goalbook.model.objective import Ambition, KeyResult

_DIGIT: Final = re.compile(r"\d")


def focus(cycle: Cycle, limits: Limits) -> Item:
    """Few enough KPIs to focus on."""
    team, person = thresholds.KPIS_PER_TEAM, threshold_checklist.KPIS_PER_PERSON
    results, objectives = thresholds.KEY_RESULTS_PER_OBJECTIVE, threshold_checklist.OBJECTIVES_PER_TEAM
    return Item(
        key="focus",
        question=msg("Few enough KPIs to focus on?"),
        facts=tuple(_counted(cycle, limits)),
        limits=(team, threshold_checklist.KPIS_FAR_TOO_MANY, person, results, objectives),
    )


def _counted(cycle: Cycle, limits: Limits) -> Iterable[Fact]:
    most, number = thresholds.KPIS_PER_TEAM.of(limits), len(cycle.kpis)
    if number:
        far = max(threshold_checklist.KPIS_FAR_TOO_MANY.value, most + 1)
        state = CheckState.FAIL if number >= far else _within(number, most)
        said = msg("Chosen KPIs of the team: {number}, at most {most}.", number=number, most=most)
        yield Fact(said=said, state=state)
        yield from _of_one(cycle)
    else:
        yield Fact(said=msg("No KPI is chosen yet."), state=CheckState.UNKNOWN)
    results = max((len(objective.key_results) for objective in cycle.objectives.values()), default=0)
    if results:
        most = thresholds.KEY_RESULTS_PER_OBJECTIVE.of(limits)
        said = msg("Most key results of one objective: {number}, at most {most}.", number=results, most=most)
        yield Fact(said=said, state=_within(results, most))
        number, most = len(cycle.objectives), threshold_checklist.OBJECTIVES_PER_TEAM.value
        said = msg("Objectives of the team: {number}, at most {most}.", number=number, most=most)
        yield Fact(said=said, state=_within(number, most))


def _of_one(cycle: Cycle) -> Iterable[Fact]:
    each = Counter(owner for name, kpi in cycle.kpis.items() if (owner := kpi.owner or _owner(cycle, name)))
    if each:
        number, most = max(each.values()), threshold_checklist.KPIS_PER_PERSON.value
        said = msg("Most chosen KPIs of one person: {number}, at most {most}.", number=number, most=most)
        yield Fact(said=said, state=_within(number, most))
    unowned = len(cycle.kpis) - sum(each.values())
    if unowned:
        yield Fact(said=msg("Chosen KPIs without an owner: {number}.", number=unowned))


def behaviour(cycle: Cycle, layers: Sequence[Any]) -> Item:
    """Focused on behaviour that brings change.

    Args:
        cycle: The cycle.
        layers: Its rows of the table `layers`.
    """
    return Item(
        key="behaviour",
        question=msg("Focused on behaviour that brings change?"),
        facts=tuple(_layered(cycle, layers)),
        limits=(thresholds.LEADING_ENOUGH, thresholds.LEADING_SOME),
        asks=msg("Is it something the team does not do yet, or does differently now?"),
    )


def _layered(cycle: Cycle, layers: Sequence[Any]) -> Iterable[Fact]:
    if not layers:
        yield Fact(said=msg("No KPI is chosen yet."), state=CheckState.UNKNOWN)
        return
    leading = sum(row.is_leading for row in layers)
    yield Fact(
        said=msg("Chosen KPIs about behaviour or skill: {number} of {all}.", number=leading, all=len(layers)),
        state=graded(layers[0].share_leading, thresholds.LEADING_ENOUGH.value, thresholds.LEADING_SOME.value),
    )
    for row in layers:
        name = cycle.metrics[row.metric].name
        if not row.is_leading:
            yield Fact(about=name, said=msg("It comes after the work; something before it should lead."))
        elif not row.is_often:
            said = msg("It is known less often than weekly.")
            yield Fact(about=name, said=said, state=CheckState.WARN)


def stretch(cycle: Cycle, zones: Sequence[Any]) -> Item:
    """A stretch.

    Args:
        cycle: The cycle.
        zones: Its rows of the table `stretch`.
    """
    return Item(
        key="stretch",
        question=msg("Is it a stretch?"),
        facts=tuple(_stretched(cycle, zones)),
        limits=(thresholds.STRETCH_LIKELY, thresholds.STRETCH_UNLIKELY),
        asks=msg(
            "Would you expect to reach it in fewer than half the attempts, but not in fewer than one in ten?"
        ),
    )


def _stretched(cycle: Cycle, zones: Sequence[Any]) -> Iterable[Fact]:
    if not cycle.objectives:
        yield Fact(said=msg("No objective is written yet."), state=CheckState.UNKNOWN)
    # What few past cycles say is no evidence, for or against.
    firm = [row for row in zones if row.zone != "unknown" and not row.is_provisional]
    for name, objective in cycle.objectives.items():
        known = [row.zone for row in firm if row.objective == name]
        if not known:
            said = msg("Too few past cycles to tell.")
            yield Fact(about=objective.title, said=said, state=CheckState.UNKNOWN)
            continue
        count = known.count("stretch")
        said = msg("Key results that are a stretch: {number} of {all}.", number=count, all=len(known))
        yield Fact(about=objective.title, said=said, state=CheckState.PASS if count else CheckState.WARN)
    for row in firm:
        if row.zone == "unlikely" and row.type != Ambition.ASPIRATIONAL.value:
            title = cycle.objectives[row.objective].key_results[row.key_result].title
            said = msg("Unlikely by the team's own past, and not marked as aspirational.")
            yield Fact(about=title, said=said, state=CheckState.WARN)


def both(cycle: Cycle) -> Item:
    """Numbers and words."""
    return Item(
        key="both",
        question=msg("Numbers and words?"),
        facts=tuple(_sides(cycle)),
        limits=(threshold_checklist.RUBRIC_LEVELS,),
    )


def _sides(cycle: Cycle) -> Iterable[Fact]:
    if not cycle.objectives:
        yield Fact(said=msg("No objective is written yet."), state=CheckState.UNKNOWN)
        return
    numbered = [one.title for one in cycle.objectives.values() if _has_number(one.title.entries)]
    for title in numbered:
        yield Fact(about=title, said=msg("The objective holds a number."), state=CheckState.WARN)
    results = [result for one in cycle.objectives.values() for result in one.key_results.values()]
    counted = sum(result.metric is not None for result in results)
    least = threshold_checklist.RUBRIC_LEVELS.value
    whole = [result for result in results if len(result.rubric) >= least]
    short = sum(0 < len(result.rubric) < least for result in results)
    is_any = bool(counted or whole)
    for number, said in (
        (counted, msg("Key results in numbers: {number}.", number=counted)),
        (
            len(whole),
            msg("Key results in words, with {least} levels: {number}.", least=least, number=len(whole)),
        ),
    ):
        missing = CheckState.WARN if is_any else CheckState.FAIL
        yield Fact(said=said, state=CheckState.PASS if number else missing)
    if short:
        yield Fact(said=msg("Rubrics with fewer levels: {number}.", number=short))
    yield from _judged(whole)


def _judged(whole: Iterable[KeyResult]) -> Iterable[Fact]:
    for result in whole:
        if result.level is None:
            yield Fact(about=result.title, said=msg("No level is recorded yet."))
        elif result.evidence is None:
            said = msg("A level is recorded, and nothing shows it.")
            yield Fact(about=result.title, said=said, state=CheckState.WARN)
        else:
            yield Fact(about=result.title, said=msg("Level {level}, with what shows it.", level=result.level))


def _has_number(entries: Iterable[tuple[str, str]]) -> bool:
    return any(_DIGIT.search(unicodedata.normalize("NFKC", text)) for _, text in entries)


def _within(number: int, most: int) -> CheckState:
    return CheckState.PASS if number <= most else CheckState.WARN


def _owner(cycle: Cycle, name: str) -> str | None:
    metric = cycle.metrics.get(name)
    return metric.owner if metric else None
