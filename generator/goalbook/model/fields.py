"""Field types: a scalar's text becomes a value here, by the schema and never by guessing from the text.

Readers live in `goalbook.model.read_*`; each refuses with what was found, what was expected and one hint.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from pydantic import BeforeValidator, PlainValidator, WithJsonSchema

from goalbook.model import grammar
from goalbook.model.values import Formula, Fraction, Quantity, Span, Text, Window

_STRING = {"type": "string"}
_STRING_OR_NUMBER = {"type": ["string", "number"]}

TextField = Annotated[
    Text,
    PlainValidator(grammar.read_text),
    WithJsonSchema(
        {"anyOf": [_STRING, {"type": "object", "additionalProperties": _STRING, "minProperties": 1}]}
    ),
]
QuantityField = Annotated[Quantity, PlainValidator(grammar.read_quantity), WithJsonSchema(_STRING_OR_NUMBER)]
DayField = Annotated[
    date, PlainValidator(grammar.read_day), WithJsonSchema({"type": "string", "format": "date"})
]
SpanField = Annotated[
    Span,
    PlainValidator(grammar.read_span),
    WithJsonSchema({"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}\.\.\d{4}-\d{2}-\d{2}$"}),
]
WholeField = Annotated[
    int, PlainValidator(grammar.read_whole), WithJsonSchema({"type": "integer", "minimum": 0})
]
FlagField = Annotated[bool, PlainValidator(grammar.read_flag), WithJsonSchema({"type": "boolean"})]
PercentField = Annotated[
    float, PlainValidator(grammar.read_percent), WithJsonSchema({"type": "string", "pattern": "%$"})
]
FormulaField = Annotated[Formula, PlainValidator(grammar.read_formula), WithJsonSchema(_STRING)]
FractionField = Annotated[Fraction, PlainValidator(grammar.read_fraction), WithJsonSchema(_STRING)]
WindowField = Annotated[Window, PlainValidator(grammar.read_window), WithJsonSchema(_STRING)]
IdField = Annotated[
    str,
    PlainValidator(grammar.read_id),
    WithJsonSchema({"type": "string", "pattern": "^[a-z0-9][a-z0-9-]{0,62}$"}),
]
MetricIdField = Annotated[
    str,
    PlainValidator(grammar.read_metric_id),
    WithJsonSchema({"type": "string", "pattern": "^[a-z][a-z0-9_]{0,62}$"}),
]


def _listed(value: Any) -> Any:
    """One name may be written without brackets."""
    return [value] if isinstance(value, str) else value


MetricIds = Annotated[tuple[MetricIdField, ...], BeforeValidator(_listed)]
