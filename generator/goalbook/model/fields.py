"""Field types: a scalar's text becomes a value here, by the schema and never by guessing from the text.

Readers live in `goalbook.model.grammar` and `goalbook.model.quantities`.
The JSON Schema beside each is for editors, which read YAML 1.2: there ``15`` is a number and ``15%`` a text.
It is never stricter than the reader.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from pydantic import BeforeValidator, PlainValidator, WithJsonSchema

from goalbook.model import grammar, quantities
from goalbook.model.values import Formula, Fraction, Quantity, Span, Text, Window

_STRING = {"type": "string"}
SCALAR = {"type": ["string", "number", "boolean"]}
NUMBER = {"type": ["string", "number"]}
_WHOLE = {"type": ["string", "integer"], "minimum": 0}
_DAY = r"(\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|.{2,4}年.{1,2}月.{1,2}日)"
TEXT = {"anyOf": [SCALAR, {"type": "object", "additionalProperties": SCALAR, "minProperties": 1}]}
DAY = {"type": "string", "pattern": f"^{_DAY}$"}
_METRIC_ID = {"type": "string", "pattern": "^[a-z][a-z0-9_]{0,62}$"}

TextField = Annotated[Text, PlainValidator(grammar.read_text), WithJsonSchema(TEXT)]
QuantityField = Annotated[Quantity, PlainValidator(quantities.read_quantity), WithJsonSchema(NUMBER)]
DayField = Annotated[date, PlainValidator(grammar.read_day), WithJsonSchema(DAY)]
SpanField = Annotated[
    Span,
    PlainValidator(grammar.read_span),
    WithJsonSchema({"type": "string", "pattern": rf"^{_DAY}( *(\.\.\.?|〜|～|~) *{_DAY})?$"}),
]
WholeField = Annotated[int, PlainValidator(grammar.read_whole), WithJsonSchema(_WHOLE)]
MonthField = Annotated[
    int, PlainValidator(grammar.read_month), WithJsonSchema({**_WHOLE, "minimum": 1, "maximum": 12})
]
FlagField = Annotated[bool, PlainValidator(grammar.read_flag), WithJsonSchema({"type": "boolean"})]
PercentField = Annotated[
    float,
    PlainValidator(quantities.read_share),
    WithJsonSchema({"type": "string", "pattern": "[%％] *$"}),
]
FormulaField = Annotated[Formula, PlainValidator(grammar.read_formula), WithJsonSchema(_STRING)]
FractionField = Annotated[
    Fraction, PlainValidator(grammar.read_fraction), WithJsonSchema({"type": "string", "pattern": "[/÷／]"})
]
WindowField = Annotated[Window, PlainValidator(grammar.read_window), WithJsonSchema(_STRING)]
LanguageField = Annotated[
    str,
    PlainValidator(grammar.read_language),
    WithJsonSchema({"type": "string", "pattern": "^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$"}),
]
CurrencyField = Annotated[
    str, PlainValidator(grammar.read_currency), WithJsonSchema({"type": "string", "pattern": "^[A-Z]{3}$"})
]
CountryField = Annotated[
    str, PlainValidator(grammar.read_country), WithJsonSchema({"type": "string", "pattern": "^[A-Z]{2}$"})
]
TimeZoneField = Annotated[str, PlainValidator(grammar.read_time_zone), WithJsonSchema(_STRING)]
IdField = Annotated[
    str,
    PlainValidator(grammar.read_id),
    WithJsonSchema({"type": ["string", "integer"], "pattern": "^[a-z0-9][a-z0-9-]{0,62}$"}),
]
AccountField = Annotated[str, PlainValidator(grammar.read_account), WithJsonSchema(_STRING)]
MetricIdField = Annotated[str, PlainValidator(grammar.read_metric_id), WithJsonSchema(_METRIC_ID)]


def _listed(value: Any) -> Any:
    """One name may be written without brackets."""
    return [value] if isinstance(value, str) else value


MetricIds = Annotated[
    tuple[MetricIdField, ...],
    BeforeValidator(_listed),
    WithJsonSchema({"anyOf": [_METRIC_ID, {"type": "array", "items": _METRIC_ID}]}),
]
