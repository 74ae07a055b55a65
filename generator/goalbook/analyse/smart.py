"""The five SMART letters of a key result, from the goal files alone (method: SMART as evidence).

Each letter has evidence, and questions where evidence is missing; there is no total.
What needs the log (whether the target can be reached, whether numbers arrive) is told where the log is read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from goalbook.analyse import cycle_names, figures, kpi_tree, plan, smart_way, vague, vague_scope
from goalbook.analyse.smart_letter import Asked, Letter, Result, worst
from goalbook.analyse.vague_words import LESSONS, WORDS, VagueClass
from goalbook.messages import Figure, Message, msg
from goalbook.model.cycle import Cycle
from goalbook.model.handbook import Handbook, TeamFiles
from goalbook.model.metric import Metric
from goalbook.model.objective import Ambition, KeyResult, Objective, SmartLetter
from goalbook.model.targets import Targets
from goalbook.model.values import Form, Period, Quantity, Text

Place = tuple[str, str, str, str]
"""Ids of a team, a cycle, an objective and a key result."""
_LOGGED: Final = {
    Period.DAY: msg("Logged every day"),
    Period.WEEK: msg("Logged every week"),
    Period.MONTH: msg("Logged every month"),
    Period.QUARTER: msg("Logged every quarter"),
    Period.CYCLE: msg("Logged once a cycle"),
}
_PROMISED: Final = {
    Ambition.COMMITTED: msg("Committed: to be reached in full"),
    Ambition.ASPIRATIONAL: msg("Aspirational: a stretch on purpose"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Subject:
    """A key result and where it stands; `metric` is None for a rubric and for an unknown id."""

    handbook: Handbook
    files: TeamFiles
    cycle: Cycle
    objective: Objective
    result: KeyResult
    metric: Metric | None
    day: date | None

    @property
    def target(self) -> Quantity | None:
        """The target in force on the day, before the first the one that comes; without a day the last."""
        if not self.targets:
            return None
        now = self.targets.on(self.day) if self.day else self.targets.steps[-1].value
        return now or self.targets.steps[0].value

    @property
    def targets(self) -> Targets:
        """Its own targets, else its metric's."""
        return self.result.target or (self.metric.targets if self.metric else Targets(()))

    @property
    def moves(self) -> Iterator[date]:
        """The days on which its target has moved."""
        days = (step.since for step in self.targets.steps)
        return (day for day in days if day is not None and (self.day is None or day <= self.day))

    @property
    def owner(self) -> str | None:
        """Who looks after it: named here, else by the objective, else by the metric."""
        named = (self.result.owner, self.objective.owner, self.metric.owner if self.metric else None)
        return next((member for member in named if member in self.files.team.members), None)

    def told(self, text: Text) -> Mapping[str, str]:
        """An author's text with its languages."""
        return text.by_language(self.handbook.company.languages[0])

    def name_of(self, metric: str) -> Mapping[str, str]:
        """A metric's name."""
        return self.told(self.cycle.metrics[metric].name)

    def people(self, members: Sequence[str]) -> tuple[Mapping[str, str], ...]:
        """Members' names."""
        return tuple(self.told(self.files.team.members[member].name) for member in members)


_Found = tuple[list[Message], list[Asked]]
"""Evidence and questions."""


def letters(handbook: Handbook, place: Place, day: date | None = None) -> tuple[Letter, ...]:
    """The five letters of one key result, in the order S, M, A, R, T.

    Args:
        handbook: Everything that was read.
        place: Team, cycle, objective and key result, by their ids.
        day: The day of which targets are told; None for the last ones that were written.
    """
    team, cycle, objective, key_result = place
    files = handbook.teams[team]
    found = files.cycles[cycle].objectives[objective]
    result = found.key_results[key_result]
    subject = _Subject(
        handbook=handbook,
        files=files,
        cycle=files.cycles[cycle],
        objective=found,
        result=result,
        metric=files.cycles[cycle].metrics.get(result.metric or ""),
        day=day,
    )
    return tuple(_letter(letter, judge(subject), result) for letter, judge in _JUDGES.items())


def _letter(letter: SmartLetter, found: _Found, result: KeyResult) -> Letter:
    evidence, questions = found
    return Letter(
        letter=letter,
        is_stressed=letter in result.smart,
        result=worst(asked.result for asked in questions),
        evidence=(*evidence, *(asked.message for asked in questions if not asked.is_open)),
        questions=tuple(asked.message for asked in questions if asked.is_open),
    )


# ---- Specific: which number, of which customers, whose task ------------------------------


def _specific(subject: _Subject) -> _Found:
    evidence, questions = _measure(subject)
    if subject.result.scope:
        evidence.append(msg("For {scope}", scope=subject.told(subject.result.scope)))
    if subject.result.each:
        evidence.append(msg("Holds for each member"))
    if subject.owner:
        evidence.append(msg("Looked after by {names}", names=subject.people([subject.owner])))
    else:
        questions.append(Asked(msg("Who looks after it?")))
    return evidence, [*questions, *_vague(subject)]


def _vague(subject: _Subject) -> Iterator[Asked]:
    """A question for each sort of vague word in the title (method: S2), a company's own words among them.

    A title in two languages is asked about in each by a word of its own.
    """
    company = subject.handbook.company
    stands = vague_scope.beside(subject.cycle, subject.result)
    own = vague.own_words(text for word in company.words for _, text in word.entries)
    found: dict[VagueClass, dict[str, str]] = {}
    for language, text in subject.result.title.by_language(company.languages[0]).items():
        for hit in vague.find(text, stands, words=(*WORDS, *own)):
            found.setdefault(hit.kind, {}).setdefault(language, hit.word)
    for kind, word in found.items():
        question = msg('"{word}": {question}', word=word, question=LESSONS[kind].ask)
        yield Asked(question, Result.WARN)


def _measure(subject: _Subject) -> _Found:
    if subject.result.rubric:
        return [msg("Described in {number} levels", number=len(subject.result.rubric))], []
    if subject.metric is None:
        return [], [Asked(msg("Which number shows that it is reached?"))]
    evidence = [msg("Measured by {metric}", metric=subject.told(subject.metric.name))]
    fraction = subject.metric.of
    if not subject.metric.kind.is_fraction:
        return evidence, []
    if not fraction or not {fraction.numerator, fraction.denominator} <= subject.cycle.metrics.keys():
        return evidence, [Asked(msg("What is it a share of? Name the denominator."))]
    above, below = subject.name_of(fraction.numerator), subject.name_of(fraction.denominator)
    return [*evidence, msg("Computed as {numerator} ÷ {denominator}", numerator=above, denominator=below)], []


# ---- Measurable: from what to what --------------------------------------------------------


def _measurable(subject: _Subject) -> _Found:
    if subject.result.rubric:
        return _measurable_in_words(subject)
    evidence, questions = _from_to(subject)
    if subject.metric:
        logged = subject.metric if not subject.metric.of else _numerator(subject)
        evidence.append(_LOGGED[(logged and logged.cadence) or subject.cycle.cadence])
    return evidence, questions


def _measurable_in_words(subject: _Subject) -> _Found:
    target, number = subject.target, len(subject.result.rubric)
    if target is None:
        return [], [Asked(msg("Which level is the target?"))]
    return [msg("Level {target} of {number} is the target", target=target.text, number=number)], []


def _from_to(subject: _Subject) -> _Found:
    target = subject.target
    goal = _typed(target, _baseline(subject)) if target else _planned(subject)
    evidence: list[Message] = []
    questions: list[Asked] = [] if goal else [Asked(msg("What is the target?"))]
    start = _start(subject)
    if start is None:
        questions.append(Asked(msg("Where does it stand today?"), Result.WARN))
    elif _is_the_same(subject, target):
        questions.append(Asked(msg("The target is the baseline. What is to change?")))
    if start is not None and goal:
        evidence.append(msg("From {baseline} to {target}", baseline=start, target=goal))
    elif goal:
        evidence.append(msg("The target is {target}", target=goal))
    return evidence, questions


def _typed(target: Quantity, baseline: Quantity | None) -> Figure | str:
    """A target as a number; as it was typed while nobody knows what it is relative to."""
    meant = target.resolved(baseline.value if baseline else None)
    return target.text if meant is None else Figure(meant, target.text)


def _planned(subject: _Subject) -> Figure | None:
    """The target that the plan gives a metric without one of its own."""
    span = subject.handbook.span(subject.cycle.cycle)
    if subject.metric is None or span is None:
        return None
    day = min(max(subject.day, span.first), span.last) if subject.day else span.last
    planned = plan.plan_values(subject.cycle, day, span).get(subject.result.metric or "")
    return Figure(planned.value, figures.typed(planned.value, subject.metric.kind)) if planned else None


def _start(subject: _Subject) -> Figure | Message | None:
    """Where it stood before, as far as the goal files say."""
    baseline = _baseline(subject)
    if baseline:
        return Figure(baseline.value, baseline.text)
    if subject.result.baseline_from:
        return msg("the result of {cycle}", cycle=cycle_names.named(subject.result.baseline_from))
    metric = subject.metric
    per = subject.result.per or (metric.per if metric else None)
    is_begun = metric and plan.adds_up(metric) and per is Period.CYCLE and not subject.result.over
    return Figure(0.0, "0") if is_begun else None  # what adds up over the cycle begins at nothing


def _baseline(subject: _Subject) -> Quantity | None:
    return subject.result.baseline or (subject.metric.baseline if subject.metric else None)


def _is_the_same(subject: _Subject, target: Quantity | None) -> bool:
    baseline = _baseline(subject)
    return bool(target and baseline and target.form is baseline.form and target.value == baseline.value) or (
        target is not None and target.value == 0 and target.form in {Form.RELATIVE, Form.POINTS}
    )


def _numerator(subject: _Subject) -> Metric | None:
    fraction = subject.metric.of if subject.metric else None
    return subject.cycle.metrics.get(fraction.numerator) if fraction else None


# ---- Achievable: a promise or a stretch, and who agreed -----------------------------------


def _achievable(subject: _Subject) -> _Found:
    evidence: list[Message] = []
    questions: list[Asked] = []
    if subject.result.type:
        evidence.append(_PROMISED[subject.result.type])
    else:
        questions.append(Asked(msg("Is it committed or aspirational?"), Result.WARN))
    asked = _asked(subject)
    moved = max(subject.moves, default=None)
    agreed = {member: day for member in asked if (day := _agreed(subject, member))}
    stale = [member for member, day in agreed.items() if moved and day < moved]
    holding = [member for member in agreed if member not in stale]
    silent = [member for member in asked if member not in agreed]
    if holding:
        evidence.append(msg("Agreed to by {names}", names=subject.people(holding)))
    if stale and moved:
        names = subject.people(stale)
        again = msg("The target moved on {day}. Still agreed, {names}?", day=moved, names=names)
        questions.append(Asked(again, Result.ATTEST))
    if silent:
        questions.append(Asked(msg("Agreed, {names}?", names=subject.people(silent)), Result.ATTEST))
    if not asked:
        questions.append(Asked(msg("Who has agreed to it?"), Result.ATTEST))
    return evidence, questions


def _asked(subject: _Subject) -> tuple[str, ...]:
    if subject.result.each:
        return tuple(subject.files.team.members)
    return (subject.owner,) if subject.owner else ()


def _agreed(subject: _Subject, member: str) -> date | None:
    """The day of a member's latest agreement to this cycle."""
    entries = subject.files.agreements.get((subject.cycle.cycle, member), ())
    return max((entry.date for entry in entries), default=None)


# ---- Relevant: how it leads to the KGI ------------------------------------------------------


def _relevant(subject: _Subject) -> _Found:
    tree = kpi_tree.build_tree(subject.cycle)
    if tree.kgi is None:
        return [], [Asked(msg("Which final result (KGI) does it serve?"))]
    kgi = subject.name_of(tree.kgi)
    beside = [result.metric for result in subject.objective.key_results.values() if result.metric]
    if subject.result.metric == tree.kgi:
        return [smart_way.told([kgi], kgi)], []
    if subject.result.rubric:
        evidence = msg("Stands beside key results that lead to {kgi}", kgi=kgi)
        found = any(tree.way_to_kgi(metric) for metric in beside)
    else:
        way = tree.way_to_kgi(subject.result.metric or "")
        evidence = smart_way.told([subject.name_of(step) for step in way], kgi)
        found = bool(way)
    if not found:
        return [], [Asked(msg("How does it lead to {kgi}?", kgi=kgi))]
    title = subject.told(subject.objective.title)
    return [evidence], [smart_way.linked(title, kgi, is_measured=tree.kgi in beside)]


# ---- Time-bound: by when, over which period --------------------------------------------------


def _time_bound(subject: _Subject) -> _Found:
    span = subject.handbook.span(subject.cycle.cycle)
    due = subject.result.due
    if due is None and span is None:
        return [], [Asked(msg("By when?"))]
    if due is not None and span is not None and due not in span:
        asked = msg("By when within this cycle, {first} to {last}?", first=span.first, last=span.last)
        return [], [Asked(asked)]
    if due is not None:
        return [msg("Due on {day}", day=due)], []
    return [msg("Due at the end of the cycle")], []


_JUDGES: Final[Mapping[SmartLetter, Callable[[_Subject], _Found]]] = {
    SmartLetter.SPECIFIC: _specific,
    SmartLetter.MEASURABLE: _measurable,
    SmartLetter.ACHIEVABLE: _achievable,
    SmartLetter.RELEVANT: _relevant,
    SmartLetter.TIME_BOUND: _time_bound,
}
