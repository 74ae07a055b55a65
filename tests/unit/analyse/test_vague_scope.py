"""Which texts are read for vague words."""

from __future__ import annotations

from goalbook.analyse import vague_scope
from goalbook.analyse.vague import Stands
from goalbook.model.cycle import Cycle
from goalbook.model.review import Review

CYCLE = Cycle.model_validate(
    {
        "cycle": "fy2026-h2",
        "metrics": {
            "win_rate": {"name": "Win rate", "kind": "rate", "of": "contracts / proposals", "target": "20%"},
            "contracts": {"name": "Contracts", "kind": "count"},
            "proposals": {"name": "Proposals", "kind": "count"},
        },
        "kpis": {"win_rate": {}, "contracts": {}},
        "objectives": {
            "trust": {
                "title": "Improve trust",
                "key_results": {
                    "win": {"title": "Win more", "metric": "win_rate"},
                    "rubric": {"title": "Be better", "rubric": ["a", "b"]},
                    "own": {"title": "Sign more", "metric": "contracts", "target": "6"},
                },
            }
        },
        "practices": {"ask": {"wish": "Ask better", "steps": {"five": {"text": "Prepare 5 questions"}}}},
    }
)


def test_key_results_kpi_names_and_practice_steps_are_read_and_nothing_else() -> None:
    found = {item.keys: str(item.text) for item in vague_scope.of_cycle(CYCLE)}

    assert found == {
        ("objectives", "trust", "key_results", "win", "title"): "Win more",
        ("objectives", "trust", "key_results", "rubric", "title"): "Be better",
        ("objectives", "trust", "key_results", "own", "title"): "Sign more",
        ("metrics", "win_rate", "name"): "Win rate",
        ("metrics", "contracts", "name"): "Contracts",
        ("practices", "ask", "steps", "five", "text"): "Prepare 5 questions",
    }


def test_what_stands_beside_each() -> None:
    found = {item.keys[-2]: item.stands for item in vague_scope.of_cycle(CYCLE)}

    assert found["win"] == Stands(metric=True, target=True, due=True)
    assert found["rubric"] == Stands(due=True)
    assert found["own"] == Stands(metric=True, target=True, due=True)
    assert found["contracts"] == Stands(metric=True, target=True, due=True)
    assert found["five"] == Stands()


def test_actions_that_are_still_to_be_done_are_read() -> None:
    review = Review.model_validate(
        {
            "kind": "month-start",
            "held": "2026-11-05",
            "actions": {
                "listen": {"what": "Listen to 10 calls", "owner": "sato", "due": "2026-11-18"},
                "ask": {"what": "Ask", "owner": "sato", "due": "2026-11-18", "done": "2026-11-17"},
                "try": {"what": "Try", "owner": "sato", "due": "2026-11-18", "dropped": "true"},
            },
        }
    )

    assert [(item.keys, item.stands) for item in vague_scope.of_review(review)] == [
        (("actions", "listen", "what"), Stands(due=True))
    ]
