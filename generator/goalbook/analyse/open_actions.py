"""What was agreed in reviews and is still to be done."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from goalbook.analyse.inputs import Inputs
from goalbook.model.handbook import TeamFiles
from goalbook.model.review import Action


def newest(inputs: Inputs) -> Mapping[tuple[str, str, str], tuple[str, str]]:
    """The newest open action on each metric in each cycle.

    Returns:
        (team, cycle in which the review was held, metric) to (review's file name, action's id).
    """
    book = inputs.handbook
    found: dict[tuple[str, str, str], tuple[str, str]] = {}
    for team, files in book.teams.items():
        spans = {name: span for name in files.cycles if (span := book.span(name))}
        for review, name, action in _open(files, book.as_of(team, inputs.today)):
            held = files.reviews[review].held
            cycle = next((cycle for cycle, span in spans.items() if held in span), None)
            if action.metric and cycle:
                found[team, cycle, action.metric] = (review, name)
    return found


def _open(files: TeamFiles, day: date) -> Iterator[tuple[str, str, Action]]:
    """Open actions of reviews held by a day, oldest review first."""
    for review, held in sorted(files.reviews.items(), key=lambda item: (item[1].held, item[0])):
        if held.held <= day:
            for name, action in held.actions.items():
                if not action.dropped and (action.done is None or action.done > day):
                    yield review, name, action
