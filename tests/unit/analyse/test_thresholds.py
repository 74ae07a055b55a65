"""Every threshold has a value, an origin, a source and a way to change it."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from goalbook.analyse import (
    threshold_checklist,
    threshold_practice,
    threshold_targets,
    threshold_telling,
    threshold_track,
    thresholds,
)
from goalbook.analyse.threshold import Origin, Threshold
from goalbook.model.company import Limits

REGISTRY = thresholds.registry()
ANALYSE = Path(thresholds.__file__).parent


@pytest.mark.parametrize("key", REGISTRY)
def test_it_says_who_made_it_and_how_to_change_it(key: str) -> None:
    threshold = REGISTRY[key]

    assert isinstance(threshold.origin, Origin)
    assert threshold.source.strip()
    assert threshold.name.text.strip()
    assert (threshold.limit is None) != (threshold.fixed is None)
    if threshold.fixed is not None:
        assert threshold.fixed.text.endswith(".")


@pytest.mark.parametrize("limit", sorted(Limits.model_fields))
def test_every_limit_of_company_yml_is_one_threshold_with_the_same_default(limit: str) -> None:
    found = [threshold for threshold in REGISTRY.values() if threshold.limit == limit]

    assert [threshold.value for threshold in found] == [getattr(Limits(), limit)]


def test_a_company_uses_its_own_value() -> None:
    limits = Limits.model_validate({"signal_run": "7", "evidence": "90%"})

    assert thresholds.SIGNAL_RUN.of(limits) == 7
    assert thresholds.EVIDENCE_MODERATE.of(limits) == 0.9
    assert thresholds.XMR_LIMIT.of(limits) == 2.66


def test_names_are_not_used_twice() -> None:
    names = [threshold.name.text for threshold in REGISTRY.values()]

    assert len(set(names)) == len(names)


def test_registry_is_in_use() -> None:
    modules = {path.stem for path in ANALYSE.glob("threshold*.py")}
    used = {
        node.attr
        for path in ANALYSE.parent.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id in modules
    }
    topics = (
        thresholds,
        threshold_practice,
        threshold_checklist,
        threshold_targets,
        threshold_telling,
        threshold_track,
    )
    names = {name for topic in topics for name, value in vars(topic).items() if isinstance(value, Threshold)}

    assert names - used <= {"KEY_RESULTS_PER_OBJECTIVE", "NUMBERS_PER_WEEK"}
