"""What checks say is unique: a sentence leads to its rule."""

from __future__ import annotations

import ast
from collections import Counter
from pathlib import Path

from goalbook.validate import checks

FOLDER = Path(str(checks.__file__)).parent


def _sentences(path: Path) -> set[str]:
    """Messages of a check's findings: ``message=msg(...)`` and the first of a (message, hint) pair."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    texts = [call.args[0] for call in calls if getattr(call.func, "id", "") == "msg" and call.args]
    return {str(text.value) for text in texts if isinstance(text, ast.Constant)}


def test_no_two_checks_say_the_same_about_a_place() -> None:
    hints = {
        "Remove the line.",
        "Add the member under members: in team.yml.",
        "Write baseline: with the number instead.",
    }
    counts = Counter(
        sentence for path in sorted(FOLDER.glob("*.py")) for sentence in _sentences(path) - hints
    )

    assert [sentence for sentence, number in counts.items() if number > 1] == []
