"""What a value of the model means, whatever way it was written: equal meanings are no change."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field
from typing import Final

from goalbook.model.cycle import Cycle
from goalbook.model.metric import DefinitionChange, Metric
from goalbook.model.noun import Noun
from goalbook.model.objective import KeyResult
from goalbook.model.practice import Practice
from goalbook.model.review import Action
from goalbook.model.values import Form, Formula, Fraction, Operator, Quantity, Text

METRIC_FIELDS: Final[Mapping[type[Noun], frozenset[str]]] = {
    Cycle: frozenset({"kgi"}),
    Metric: frozenset({"funnel", "supports"}),
    DefinitionChange: frozenset({"what"}),
    KeyResult: frozenset({"metric"}),
    Practice: frozenset({"metric"}),
    Action: frozenset({"metric"}),
}
"""Fields that hold metric ids as plain text."""
_UNORDERED: Final = frozenset(
    {"supports", "smart", "present", "members", "closed", "extra_workdays", "words"}
)
CHANGE_FORMS: Final = frozenset({Form.RELATIVE, Form.POINTS})
_COMMUTING: Final = frozenset({Operator.PRODUCT, Operator.SUM})


@dataclass(frozen=True, slots=True, kw_only=True)
class Lens:
    """How the values of one of two handbooks are made comparable with the other's.

    Attributes:
        first: The language of plain text; empty when the two handbooks differ in it, so that texts nobody
            touched stay equal.
        ids: Metric id to the name that a renamed metric has on both sides.
    """

    first: str = ""
    ids: Mapping[str, str] = field(default_factory=dict)

    def of(self, noun: Noun, name: str) -> Hashable:
        """The meaning of one field of a noun."""
        value = getattr(noun, name)
        if name in METRIC_FIELDS.get(type(noun), ()):
            value = self._ids(value)
        found = self.value(value)
        return frozenset(found) if name in _UNORDERED and isinstance(found, tuple) else found

    def value(self, value: object) -> Hashable:  # noqa: PLR0911 - one return for each kind of value
        """The meaning of a value."""
        if isinstance(value, Text):
            return frozenset(
                ("" if language == self.first else language, text) for language, text in value.entries
            )
        if isinstance(value, Quantity):
            return (value.value, value.form if value.form in CHANGE_FORMS else None)
        if isinstance(value, Formula):
            parts = tuple(self.ids.get(part, part) for part in value.parts)
            return (value.operator, tuple(sorted(parts)) if value.operator in _COMMUTING else parts)
        if isinstance(value, Fraction):
            return (
                self.ids.get(value.numerator, value.numerator),
                self.ids.get(value.denominator, value.denominator),
            )
        if isinstance(value, Noun):
            return tuple((name, self.of(value, name)) for name in type(value).model_fields)
        if isinstance(value, Mapping):
            return frozenset((key, self.value(entry)) for key, entry in value.items())
        if isinstance(value, tuple):
            return tuple(self.value(entry) for entry in value)
        return value

    def _ids(self, value: object) -> object:
        if isinstance(value, tuple):
            return tuple(self.ids.get(part, part) for part in value)
        return self.ids.get(value, value) if isinstance(value, str) else value
