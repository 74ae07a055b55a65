"""Still pictures drawn from the same figure as the live chart, so that no chart is written twice.

Places are percentages of the plot, so that text keeps its size at any width; room around the plot is padding.
Colours are names of the style sheet and follow light and dark by themselves.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from markupsafe import Markup, escape

from goalbook.errors import RenderError
from goalbook.present import figure
from goalbook.present.chart import THUMBNAIL_HEIGHT, Drawing
from goalbook.present.text import unlabel

_ANCHOR: Final = {"left": "start", "center": "middle", "right": "end"}
_BASELINE: Final = {"bottom": -0.3, "middle": 0.35, "top": 0.9}
_LINE_EM: Final = 1.2
_UPRIGHT: Final = ("yaxis", "yaxis2")
_HALO: Final = {"stroke": figure.GROUND, "stroke-width": 4, "paint-order": "stroke"}

Parts = Iterator[str]
Pair = tuple[float, float]


@dataclass(frozen=True, slots=True)
class _Frame:
    """Where numbers stand, in percent of the plot from its upper left corner; `y_domain` is its panel."""

    x_range: Pair
    y_range: Pair
    y_domain: Pair = (0.0, 1.0)

    @classmethod
    def of(cls, layout: Mapping[str, Any], axis: str = "yaxis") -> _Frame:
        upright = layout[axis]
        domain = tuple(upright.get("domain", (0.0, 1.0)))
        return cls(tuple(layout["xaxis"]["range"]), tuple(upright["range"]), domain)

    def x(self, value: float) -> float:
        first, last = self.x_range
        return (value - first) / (last - first) * 100

    def y(self, value: float) -> float:
        (first, last), (bottom, top) = self.y_range, self.y_domain
        return 100 - (bottom + (value - first) / (last - first) * (top - bottom)) * 100


_Panels = Mapping[str, _Frame]
"""The name of an upright axis in traces and notes, ``y`` or ``y2``, to its part of the plot."""


def _panels(layout: Mapping[str, Any]) -> _Panels:
    return {_short_name(name): _Frame.of(layout, name) for name in _UPRIGHT if name in layout}


def _short_name(axis: str) -> str:
    return axis.replace("axis", "")


def picture(drawing: Drawing) -> Markup:
    """The whole picture: grid, traces, ticks, labels."""
    layout = drawing.figure["layout"]
    panels = _panels(layout)
    parts = [
        *_grid(panels, layout),
        *_traces(panels, drawing.figure["data"]),
        *_ticks(panels, layout),
        *(
            _note(panels.get(note.get("yref", "y"), panels["y"]), note)
            for note in layout.get("annotations", ())
        ),
    ]
    margin = layout["margin"]
    padding = " ".join(f"{margin[side]}px" for side in "trbl")
    return _svg(
        drawing, parts, {"class": "gb-still", "height": layout["height"], "style": f"padding:{padding}"}
    )


def thumbnail(drawing: Drawing) -> Markup:
    """Its traces alone, 64 pixels high."""
    layout = drawing.figure["layout"]
    parts = list(_traces(_panels(layout), drawing.figure["data"]))
    return _svg(drawing, parts, {"class": "gb-still gb-still--thumbnail", "height": THUMBNAIL_HEIGHT})


def sparkline(values: Sequence[float | None], label: str) -> Markup:
    """Bars from zero without an axis, for a row of a table; a gap where there is no number.

    Args:
        values: Numbers in order of time; without any number nothing is drawn.
        label: What is told to those who do not see it.
    """
    known = [value for value in values if value is not None]
    if not known:
        return Markup()
    low, high = min(0.0, *known), max(0.0, *known)
    frame = _Frame((-0.5, len(values) - 0.5), (low, high if high > low else low + 1))
    bars = [
        _rectangle(frame, (place - 0.38, place + 0.38), (0.0, value), {})
        for place, value in enumerate(values)
        if value is not None
    ]
    return Markup(_tag("svg", {"class": "gb-spark", "role": "img", "aria-label": label}, *bars))  # noqa: S704 - escaped


def _svg(drawing: Drawing, parts: Sequence[str], attributes: Mapping[str, object]) -> Markup:
    title = _tag("title", {}, escape(f"{drawing.name}: {drawing.title}"))
    written = _tag("svg", {"role": "img", "width": "100%", "font-size": 12, **attributes}, title, *parts)
    return Markup(written)  # noqa: S704 - _tag escapes every attribute, _text and the title every text


def _traces(panels: _Panels, traces: Sequence[Mapping[str, Any]]) -> Parts:
    for trace in traces:
        draw = _TRACES.get(trace["type"])
        if draw is None:
            raise RenderError("The still picture of a {type} trace cannot be drawn.", type=trace["type"])
        yield from draw(panels[trace.get("yaxis", "y")], trace)


def _bar(frame: _Frame, trace: Mapping[str, Any]) -> Parts:
    is_level = trace.get("orientation") == "h"
    places, values = (trace["y"], trace["x"]) if is_level else (trace["x"], trace["y"])
    base = trace.get("base", 0)
    for number, (place, value) in enumerate(zip(places, values, strict=True)):
        if value is None:
            continue
        start = _at(base, number)
        wide = _at(trace.get("width", 0.7), number)
        left = place + _at(trace.get("offset", -wide / 2), number)
        across, along = (left, left + wide), (start, start + value)
        x, y = (along, across) if is_level else (across, along)
        yield _rectangle(frame, x, y, _paint(trace["marker"], number))


def _scatter(frame: _Frame, trace: Mapping[str, Any]) -> Parts:
    points = [
        None if x is None or y is None else (frame.x(x), frame.y(y))
        for x, y in zip(trace["x"], trace["y"], strict=True)
    ]
    if "lines" in trace["mode"]:
        yield _polylines(points, trace["line"])
    if "markers" in trace["mode"]:
        for number, point in enumerate(points):
            if point is not None:
                yield _circle(point, trace["marker"], number)


_TRACES: Final[Mapping[str, Callable[[_Frame, Mapping[str, Any]], Parts]]] = {
    "bar": _bar,
    "scatter": _scatter,
}


def _polylines(points: Sequence[Pair | None], line: Mapping[str, Any]) -> str:
    """One stretched picture within the picture, since lines take no percentages; strokes keep their width."""
    runs: list[list[str]] = [[]]
    for point in points:
        if point is None:
            runs.append([])
        else:
            runs[-1].append(f"{_short(point[0])},{_short(point[1])}")
    stroke = {
        "fill": "none",
        "stroke": line["color"],
        "stroke-width": line["width"],
        "stroke-dasharray": line.get("dash"),
        "vector-effect": "non-scaling-stroke",
    }
    drawn = [_tag("polyline", {"points": " ".join(run), **stroke}) for run in runs if len(run) > 1]
    stretch = {"viewBox": "0 0 100 100", "preserveAspectRatio": "none", "overflow": "visible"}
    return _tag("svg", {"width": "100%", "height": "100%", **stretch}, *drawn)


def _circle(point: Pair, marker: Mapping[str, Any], number: int) -> str:
    x, y = (_percent(place) for place in point)
    return _tag("circle", {"cx": x, "cy": y, "r": _short(marker["size"] / 2), **_paint(marker, number)})


def _rectangle(frame: _Frame, x: Pair, y: Pair, paint: Mapping[str, object]) -> str:
    left, right = sorted(frame.x(value) for value in x)
    top, bottom = sorted(frame.y(value) for value in y)
    return _tag(
        "rect",
        {
            "x": _percent(left),
            "y": _percent(top),
            "width": _percent(right - left),
            "height": _percent(bottom - top),
            **(paint or {"fill": figure.ACTUAL}),
        },
    )


def _paint(marker: Mapping[str, Any], number: int) -> dict[str, object]:
    opacity = _at(marker.get("opacity", 1), number)
    return {"fill": _at(marker["color"], number), "opacity": None if opacity == 1 else opacity}


def _grid(panels: _Panels, layout: Mapping[str, Any]) -> Parts:
    upright = (("y", axis, panels[_short_name(axis)]) for axis in _UPRIGHT if axis in layout)
    for name, key, frame in (("x", "xaxis", panels["y"]), *upright):
        axis = layout[key]
        for value in axis["tickvals"] if axis.get("showgrid", True) else ():
            place = _percent(frame.x(value) if name == "x" else frame.y(value))
            ends = {f"{name}1": place, f"{name}2": place}
            across = {"y1": "0", "y2": "100%"} if name == "x" else {"x1": "0", "x2": "100%"}
            yield _tag("line", {**ends, **across, "stroke": "var(--gb-line)"})


def _ticks(panels: _Panels, layout: Mapping[str, Any]) -> Parts:
    for axis in _UPRIGHT:
        for value, said in _labelled(layout[axis]) if axis in layout else ():
            upright = _percent(panels[_short_name(axis)].y(value))
            place = {"x": 0, "dx": -6, "y": upright, "dy": ".35em", "text-anchor": "end"}
            yield _text(said, {**place, "fill": figure.MUTED})
    for value, said in _labelled(layout["xaxis"]):
        place = {"x": _percent(panels["y"].x(value)), "y": "100%", "dy": "1.4em", "text-anchor": "middle"}
        yield _text(said, {**place, "fill": figure.MUTED})


def _labelled(axis: Mapping[str, Any]) -> Iterator[tuple[float, str]]:
    return zip(axis["tickvals"], axis.get("ticktext", axis["tickvals"]), strict=True)


def _note(frame: _Frame, note: Mapping[str, Any]) -> str:
    x = note["x"] * 100 if note.get("xref") == "paper" else frame.x(note["x"])
    y = 100 - note["y"] * 100 if note.get("yref") == "paper" else frame.y(note["y"])
    below = _BASELINE[note.get("yanchor", "middle")] * figure.FONT_SIZE - note.get("yshift", 0)
    return _text(
        note["text"],
        {
            "x": _percent(x),
            "dx": note.get("xshift") or None,
            "y": _percent(y),
            "dy": _short(below),
            "text-anchor": _ANCHOR[note.get("xanchor", "center")],
            "fill": note["font"]["color"],
            "class": f"gb-still__{figure.WIDE}" if note.get("name") == figure.WIDE else None,
            **(_HALO if "bgcolor" in note else {}),
        },
    )


def _text(said: str, attributes: Mapping[str, object]) -> str:
    first, *further = said.split("<br>")
    step = {"x": attributes["x"], "dy": f"{_LINE_EM}em"}
    below = [_tag("tspan", step, escape(unlabel(line))) for line in further]
    return _tag("text", attributes, escape(unlabel(first)), *below)


def _at(value: Any, number: int, missing: Any = None) -> Any:
    """An entry of a list, or the one value that holds for all."""
    if isinstance(value, (list, tuple)):
        return value[number] if number < len(value) else missing
    return value


def _percent(value: float) -> str:
    return f"{_short(value)}%"


def _short(value: float) -> str:
    return f"{round(value, 2) + 0.0:.2f}".rstrip("0").rstrip(".")


def _tag(name: str, attributes: Mapping[str, object], *content: str) -> str:
    """An element. Values are escaped, one of None left out; content is elements and escaped text.

    Plain strings, because a site has tens of thousands of pictures and Markup takes six times as long.
    """
    written = "".join(f' {key}="{escape(value)}"' for key, value in attributes.items() if value is not None)
    return f"<{name}{written}>{''.join(content)}</{name}>"
