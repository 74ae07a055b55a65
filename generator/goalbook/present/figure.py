"""What charts share: ticks, labels, colours and the plan's line, as parts of a plain Plotly figure.

Colours are names of the style sheet, ``var(--gb-actual)``: the still picture uses them as they are, the live
chart asks the page for their values. What all charts look like stands in ``charts.js`` and ``svg.py``.
"""

from __future__ import annotations

import dataclasses
import json
import math
import unicodedata
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any, Final

from markupsafe import Markup

from goalbook.present import text
from goalbook.present.chart import PHONE_HEIGHT
from goalbook.present.measure import Scale

ACTUAL: Final = "var(--gb-actual)"
PLAN: Final = "var(--gb-plan)"
INK: Final = "var(--gb-ink)"
MUTED: Final = "var(--gb-muted)"
GROUND: Final = "var(--gb-bg)"
LINE: Final = "var(--gb-line)"
DASH: Final = "6px,4px"

NARROWEST: Final = 240
"""Pixels left for the plot on a phone; labels that fit here fit everywhere."""
FONT_SIZE: Final = 12
LINE_HEIGHT: Final = 15
MOST_TICKS: Final = 5
WIDE: Final = "wide"
"""The name of labels that are left out on a phone, in `svg`, the style sheet and ``charts.js`` alike."""
_GAP: Final = 8
_BETWEEN: Final = 4
_TOUCH: Final = 2
_ROOM: Final = 0.14
_EDGE: Final = 0.01

Json = dict[str, Any]


def attribute(figure: Mapping[str, Any]) -> Markup:
    """A figure as JSON for an attribute **in single quotes**, ``data-figure='{{ ... }}'``.

    In an attribute and never in a script: Material runs scripts again after instant navigation.

    Raises:
        ValueError: A number is NaN or infinite, which JSON cannot hold.
    """
    written = json.dumps(figure, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return Markup(  # noqa: S704 - escaped here; quotes stay, because they are most of it
        written.replace("&", "&amp;").replace("'", "&#39;").replace("<", "&lt;").replace(">", "&gt;")
    )


def number(value: float | None) -> float | None:
    """A number with six digits, enough for any screen; None stays a gap."""
    return None if value is None else _whole(float(f"{value:.6g}"))


def ticks(low: float, high: float, most: int = MOST_TICKS) -> list[float]:
    """At most so many round numbers that enclose low and high.

    Steps are 1, 2, 2.5 or 5 times a power of ten.
    """
    if high <= low:
        high = low + (abs(low) or 1.0)
    power = 10.0 ** math.floor(math.log10((high - low) / most))
    for step in (factor * power for factor in (1, 2, 2.5, 5, 10, 20, 25, 50)):
        first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
        if last - first < most:
            return [_clean(place * step) for place in range(first, last + 1)]
    return [low, high]


def tick_texts(values: Sequence[float], scale: Scale) -> list[str]:
    """Ticks in the scale's unit, with as many decimals as their step needs."""
    shown = [Decimal(repr(value)) / scale.divisor for value in values]
    places = next((n for n in range(7) if all(round(value, n) == value for value in shown)), 7)
    exact = dataclasses.replace(scale, decimals=places)
    return [exact.bare_trimmed(value) for value in values]


def bar_axis(values: Sequence[float], scale: Scale) -> Json:
    """An axis that holds 0 and these values, with room for labels on the bars."""
    low, high = min(0.0, *values), max(0.0, *values)
    room = _ROOM * ((high - low) or 1.0)
    bottom, top = (low - room if low < 0 else 0.0), high + room
    places = [place for place in ticks(low, high) if bottom <= place <= top]
    return _value_axis(places, (bottom, top), scale)


def line_axis(values: Sequence[float], scale: Scale) -> Json:
    """An axis that holds these values; it need not begin at zero."""
    places = ticks(min(values), max(values))
    return _value_axis(places, (places[0], places[-1]), scale)


def _value_axis(places: Sequence[float], span: tuple[float, float], scale: Scale) -> Json:
    # Plotly leaves out the line of a tick at the very end of an axis.
    edge = _EDGE * (span[1] - span[0])
    return {
        "range": [number(span[0] - edge), number(span[1] + edge)],
        "tickvals": list(places),
        "ticktext": tick_texts(places, scale),
    }


def place_axis(labels: Sequence[str], groups: Sequence[str]) -> Json:
    """An axis of places 0, 1, 2, ... with as many labels as fit on a phone.

    Args:
        labels: A text for each place; an empty one takes no room.
        groups: What stands below the first label of each group, e.g. the year.
    """
    widest = max((width(said) for said in labels), default=0.0)
    distance = math.ceil((widest + _BETWEEN) * len(labels) / NARROWEST)
    kept: list[int] = []
    for place in reversed([place for place, said in enumerate(labels) if said]):  # the last one is read most
        if not kept or kept[-1] - place >= distance:
            kept.append(place)
    kept.reverse()
    before = ["", *(groups[place] for place in kept)]
    below = [
        f"<br>{groups[place]}" if groups[place] and groups[place] != known else ""
        for place, known in zip(kept, before, strict=False)
    ]
    return {
        "range": [-0.5, len(labels) - 0.5],
        "tickvals": kept,
        "ticktext": [f"{labels[place]}{group}" for place, group in zip(kept, below, strict=True)],
        "showgrid": False,
    }


def margin(axis: Json, notes: Sequence[Json]) -> Json:
    """Room around the plot for the ticks of its upright axis, two lines below, and labels at the right."""
    left = max(width(said) for said in axis["ticktext"]) + _GAP
    right = max((width(note["text"]) for note in notes), default=0.0) + _GAP
    return {"l": round(left), "r": round(right), "t": LINE_HEIGHT, "b": 2 * LINE_HEIGHT + _GAP}


def plan_line(targets: Sequence[float | None]) -> Json | None:
    """The plan over places 0, 1, 2, ...: dashed, stepping where it changes; None without any target."""
    xs: list[float | None] = []
    ys: list[float | None] = []
    for place, target in enumerate(targets):
        if target is None:
            if ys and ys[-1] is not None:
                xs.append(None)
                ys.append(None)
        elif ys and ys[-1] == number(target):
            xs[-1] = place + 0.5
        else:
            xs += [place - 0.5, place + 0.5]
            ys += [number(target)] * 2
    if not ys:
        return None
    return {
        "type": "scatter",
        "mode": "lines",
        "x": xs,
        "y": ys,
        "line": {"color": PLAN, "dash": DASH, "width": 1.5},
        "hoverinfo": "skip",
    }


def note(said: str, *, y: float, colour: str, shift: float = 0.0) -> Json:
    """A direct label in the right margin, at a value; `shift` moves it up, in pixels."""
    return {
        "text": text.label(said),
        "x": 1, "xref": "paper", "xanchor": "left", "xshift": 6,
        "y": number(y), "yref": "y", "yanchor": "middle", "yshift": shift,
        "showarrow": False,
        "font": {"color": colour},
    }  # fmt: skip


def bar_labels(labels: Sequence[tuple[float, float, str]], places: int) -> list[Json]:
    """Values on top of their bars, on ground of their own, so that the plan's line may pass behind them.

    Args:
        labels: Place, height and text of each.
        places: How many bars share the width; labels too wide for a phone are named `WIDE`.
    """
    widest = max((width(said) for _, _, said in labels), default=0.0)
    name = {"name": WIDE} if (widest + _TOUCH) * places > NARROWEST else {}
    return [{**bar_label(said, x=x, y=y), **name} for x, y, said in labels]


def bar_label(said: str, *, x: float, y: float) -> Json:
    """One of them."""
    return {
        "text": text.label(said),
        "x": x, "y": number(y), "yanchor": "bottom" if y >= 0 else "top",
        "showarrow": False,
        "borderpad": 0, "bgcolor": GROUND, "font": {"color": INK},
    }  # fmt: skip


def lines(*said: str) -> str:
    """Lines of one label."""
    return "<br>".join(text.label(line) for line in said)


def apart(first: float, second: float, axis: Json) -> tuple[float, float]:
    """How far two labels in the margin are moved up, in pixels, so that they can be read on a phone."""
    low, high = axis["range"]
    distance = (first - second) / (high - low) * (PHONE_HEIGHT - 3 * LINE_HEIGHT)
    missing = max(0.0, LINE_HEIGHT - abs(distance)) / 2
    sign = 1 if distance >= 0 else -1
    shift = _whole(round(sign * missing, 1))
    return shift, -shift


def width(said: str, size: float = FONT_SIZE) -> float:
    """About how wide a text is, in pixels."""
    return sum(size if unicodedata.east_asian_width(sign) in "WF" else size * 0.56 for sign in said)


def short(said: str, most: float) -> str:
    """A text cut to so many pixels."""
    if width(said) <= most:
        return said
    kept = ""
    for sign in said:
        if width(f"{kept}{sign}…") > most:
            break
        kept += sign
    return f"{kept.rstrip()}…"


def _clean(value: float) -> float:
    """A tick without the noise of binary floating point."""
    return _whole(float(f"{value:.10g}"))


def _whole(value: float) -> float:
    """1680000 rather than 1680000.0: a figure is written into every page."""
    return int(value) if value.is_integer() else value
