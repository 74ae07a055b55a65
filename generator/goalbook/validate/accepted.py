"""What authors accept with a reason leaves the problems and is listed by itself."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from goalbook.load.acceptance import Acceptance
from goalbook.messages import Message, msg
from goalbook.model.values import Text
from goalbook.problems import Location, Problem, Severity
from goalbook.validate.check import Check


@dataclass(frozen=True, slots=True, kw_only=True)
class Accepted:
    """A problem that authors accept.

    Attributes:
        problem: What was found.
        reason: Why it may stay, in the author's words.
        location: Where that is written.
    """

    problem: Problem
    reason: Text
    location: Location


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What checking found.

    Attributes:
        problems: Open ones, in order of place.
        accepted: Those that authors accept, in order of place.
    """

    problems: tuple[Problem, ...] = ()
    accepted: tuple[Accepted, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Bench:
    """What acceptances are judged by.

    Attributes:
        checks: Key to check, for all that ran or could have run.
        is_compared: Whether the goals were compared with what was agreed before.
        is_whole: Whether all files could be read, so that every check saw all there is.
    """

    checks: Mapping[str, Check]
    is_compared: bool
    is_whole: bool


def divide(problems: Sequence[Problem], acceptances: Sequence[Acceptance], bench: Bench) -> Verdict:
    """Set accepted problems apart, and say which acceptances do not hold.

    Args:
        problems: Everything that was found, in order of place.
        acceptances: The remarks of all files.
        bench: What they are judged by.
    """
    if not acceptances:
        return Verdict(problems=tuple(problems))
    names = {check.alias.lower(): key for key, check in bench.checks.items() if check.alias}
    by_rule: defaultdict[tuple[str, str], list[Acceptance]] = defaultdict(list)
    for one in acceptances:
        by_rule[one.location.path, names.get(one.key, one.key)].append(one)
    left, accepted, refused = [], [], []
    used: set[Location] = set()
    for problem in problems:
        remark = _nearest(by_rule.get((problem.location.path, problem.key), ()), problem.location)
        if remark is not None:
            used.add(remark.location)
        if remark is None or not _may_be_accepted(problem, bench):
            left.append(problem)
            refused += [] if remark is None else [_problem(remark, "acceptance-error", _ERROR, _MEND)]
        else:
            accepted.append(Accepted(problem=problem, reason=remark.reason, location=remark.location))
    idle = [one for one in acceptances if one.location not in used]
    told = {problem.location: problem for problem in (*refused, *_idle(idle, names, left, bench))}
    whole = sorted((*left, *told.values()), key=lambda problem: (problem.location, problem.key))
    return Verdict(problems=tuple(whole), accepted=tuple(accepted))


def _nearest(remarks: Sequence[Acceptance], place: Location) -> Acceptance | None:
    """The remark that speaks of the fewest lines around a place."""
    covering = (one for one in remarks if one.covers(place))
    return min(covering, key=lambda one: (one.last - one.first, -one.location.line), default=None)


def _may_be_accepted(problem: Problem, bench: Bench) -> bool:
    check = bench.checks.get(problem.key)
    return check is not None and (check.may_be_accepted or not problem.is_error)


def _idle(
    idle: Sequence[Acceptance], names: Mapping[str, str], left: Sequence[Problem], bench: Bench
) -> Iterator[Problem]:
    """Remarks that accept nothing: their rule is unknown, it holds, or they stand at the wrong place."""
    elsewhere = {(problem.location.path, problem.key): problem.location.line for problem in reversed(left)}
    for one in idle:
        check_key = names.get(one.key, one.key)
        check = bench.checks.get(check_key)
        if check is None:
            near = get_close_matches(one.key, (*bench.checks, *names), n=1)
            hint = msg("Did you mean {nearest}?", nearest=near[0]) if near else _READ
            message = msg('There is no rule "{key}" that could be accepted.', key=one.key)
            yield _problem(one, "acceptance-rule", message, hint)
        elif bench.is_whole and (bench.is_compared or check.compare is None):
            message = msg('"{key}" finds nothing here that could be accepted.', key=one.key)
            line = elsewhere.get((one.location.path, check_key))
            hint = msg("Put the remark beside line {line}.", line=line) if line else _REMOVE
            yield _problem(one, "acceptance-unused", message, hint)


def _problem(remark: Acceptance, key: str, message: Message, hint: Message) -> Problem:
    return Problem(location=remark.location, severity=Severity.WARNING, key=key, message=message, hint=hint)


_ERROR = msg("An error cannot be accepted: it stops the site, whatever the reason.")
_MEND = msg("Mend what the error says, then remove this remark.")
_READ = msg("goalbook explain lists all rules; what could not be read has to be mended.")
_REMOVE = msg("Remove the remark.")
