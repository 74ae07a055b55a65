"""The named filters of templates, bound to a language; `site_templates/README.md` lists them all."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from markupsafe import Markup

from goalbook.analyse import smart_letter
from goalbook.analyse.smart_letter import Result
from goalbook.messages import Figure, Message, msg
from goalbook.model.objective import SmartLetter
from goalbook.model.values import Direction, Period, Text, Window
from goalbook.present import (
    csvtext,
    figure,
    formats,
    hosts,
    measure as measures,
    periods,
    process_csv,
    review_text,
    svg,
    text,
)
from goalbook.present.chart import Drawing
from goalbook.present.hosts import Door, File
from goalbook.present.indicator import Indicator
from goalbook.present.readings import Reading, Stretch
from goalbook.present.review_text import Begun
from goalbook.words import SOURCE_LANGUAGE, Words

_ENDS = tuple(".?!…。？！")


@dataclass(frozen=True, slots=True)
class Filters:
    """Every public method is a filter.

    Attributes:
        words: The reader's language.
        first: The company's first language, in which plain text is written.
    """

    words: Words
    first: str
    _said: dict[Text, Markup] = field(default_factory=dict, compare=False)

    def text(self, written: Text | None) -> Markup:
        """An author's text as HTML, marked when it is in another language."""
        if written is None:
            return Markup()
        found = self._said.get(written)
        if found is None:
            found = self._said[written] = text.spoken(written, self.words, self.first)
        return found

    def plain(self, written: Text | None) -> str:
        """An author's text without marks, for attributes, titles and the search."""
        return "" if written is None else written.pick(self.words.language, self.first)[0]

    def texts(self, written: Iterable[Text]) -> Markup:
        """Several texts with commas."""
        return Markup(self.words.gettext(", ")).join(self.text(one) for one in written)  # noqa: S704 - our words

    def names(self, indicators: Iterable[Indicator]) -> Markup:
        """Names of measures with commas."""
        return self.texts(one.name for one in indicators)

    def plains(self, written: Iterable[Text]) -> str:
        """Several texts with commas and without marks."""
        return self.words.gettext(", ").join(self.plain(one) for one in written)

    def markdown(self, written: Text | None) -> Markup:
        """An author's Markdown as HTML blocks."""
        return text.spoken_markdown(written, self.words, self.first)

    def say(self, message: Message | None, indicator: Indicator | None = None) -> str:
        """A message in the reader's language, its days and the indicator's numbers as pages write them."""
        if message is None:
            return ""
        shown: dict[str, Any] = {
            name: self.day(value) for name, value in message.values.items() if isinstance(value, date)
        }
        if indicator is not None:
            figures = {name: one.value for name, one in message.values.items() if isinstance(one, Figure)}
            shown |= {
                name: (self.plan if name == "target" else self._trimmed)(one, indicator, *figures.values())
                for name, one in figures.items()
            }
        return self.words.say(Message(message.text, {**message.values, **shown}) if shown else message)

    def _trimmed(self, number: float, indicator: Indicator, *beside: float) -> str:
        return formats.plan(number, self.words, indicator.measure, *beside)

    def value(self, number: float | None, indicator: Indicator, *beside: float | None) -> str:
        """A metric's number with its unit: ``168.0万円``."""
        return formats.value(number, self.words, indicator.measure, *beside)

    def plan(self, number: float | None, indicator: Indicator, *beside: float | None) -> str:
        """A target as it is spoken of, with the side on which it is met: ``30 %``, ``5 % or less``."""
        shown = formats.plan(number, self.words, indicator.measure, *beside)
        if indicator.direction is Direction.DOWN and number is not None:
            return formats.limit(shown, self.words)
        return shown

    def asked(self, found: Any, *beside: float | None) -> str:
        """A target, or the range of a band: ``30 %``, ``0.70 to 0.90``; takes a reading or a key result."""
        if found.low is None:
            return self.plan(found.target, found.indicator, *beside)
        ends = (
            formats.plan(end, self.words, found.indicator.measure, *beside) for end in (found.low, found.high)
        )
        low, high = ends
        return self.words.say(msg("{low} to {high}", low=low, high=high))

    def delta(self, number: float | None, indicator: Indicator, *beside: float | None) -> str:
        """A difference with its sign: ``−72.0万円``, ``−3.7 points``."""
        return formats.delta(number, self.words, indicator.measure, *beside)

    def size(self, number: float | None, indicator: Indicator, *beside: float | None) -> str:
        """A difference without its sign, where the sentence says which way: ``72.0万円``."""
        return formats.size(number, self.words, indicator.measure, *beside)

    def pair(self, number: float | None, plan: float | None, indicator: Indicator) -> str:
        """Actual and plan in one unit: ``168.0 / 240.0万円``."""
        return formats.pair(number, self.words, plan, indicator.measure)

    def number(self, value: float | None, decimals: int = 0) -> str:
        """A plain number: ``2,600``."""
        return formats.number(value, self.words, decimals)

    def apart(self, number: float | None, limit: float | None) -> str:
        """A number beside its limit, told apart from it: ``40.04`` beside 40."""
        return formats.apart(number, self.words, limit)

    def limit(self, number: float | None, beside: float | None) -> str:
        """The limit itself: ``40``, ``12.5``."""
        return formats.limit_apart(number, self.words, beside)

    def chance(self, probability: float | None) -> str:
        """A probability in whole percent that never crosses a level of evidence: ``94 %``, ``over 99 %``."""
        return formats.chance(probability, self.words)

    def whole(self, number: float | None, indicator: Indicator) -> str:
        """About how many: a count without decimals, anything else as it is written."""
        is_count = indicator.measure.style is measures.Style.COUNT and number is not None
        return self.value(round(number) if is_count and number is not None else number, indicator)

    def sentences(self, lines: Markup) -> Markup:
        """Lines of finished HTML as one run of sentences, spaced as the language does."""
        space = self.words.say(msg("{first} {second}", first="", second=""))
        return Markup(space).join(line for part in lines.split("\n") if (line := part.strip()))  # noqa: S704 - our space

    def ended(self, line: Markup) -> Markup:
        """A line of finished HTML with a full stop, unless it has a mark at its end."""
        is_ended = line.striptags().endswith(_ENDS)
        return line if is_ended else line + self.words.say(msg("."))

    def percent(self, share: float | None, decimals: int = 1) -> str:
        """A share of 1: ``84.1 %``."""
        return formats.share(share, self.words, decimals)

    def interval(self, low: float, high: float, indicator: Indicator) -> str:
        """Two ends of a metric in one unit: ``¥0–566k``."""
        return formats.interval(low, self.words, high, indicator.measure)

    def inside(self, written: Text | None) -> Markup:
        """An author's name in the middle of a sentence: in English without its first capital."""
        shown = self.text(written)
        is_word = shown[:1].isupper() and shown[1:2].islower()
        if self.words.language != SOURCE_LANGUAGE or not is_word:
            return shown
        return Markup(shown[:1].lower()) + shown[1:]  # noqa: S704 - one letter of a text that is escaped

    def attainment(self, value: float | None) -> str:
        """Actual by plan: ``70.0 %``."""
        return formats.attainment(value, self.words)

    def fraction(self, numerator: float | None, denominator: float | None) -> str:
        """Both counts of a rate: ``4/27``."""
        return formats.fraction(numerator, self.words, denominator)

    def score(self, value: float | None) -> str:
        """A key result's score from 0 to 1 with two decimals, never carried across a grade."""
        return formats.score(value, self.words)

    def reading(self, found: Reading) -> str:
        """A reading's number, for a rate with its counts: ``14.8 % (4/27)``."""
        shown = formats.value(found.actual, self.words, found.indicator.measure, found.target)
        if found.actual is None or found.numerator is None or found.denominator is None:
            return shown
        if not found.indicator.is_counted:
            return shown
        counts = formats.fraction(found.numerator, self.words, found.denominator)
        return self.words.say(msg("{share} ({fraction})", share=shown, fraction=counts))

    def planned(self, found: Iterable[Reading]) -> Markup:
        """What is planned, as a list: the KGI's target, then what each member is to reach."""
        kgi, *each = found
        entries = [
            (msg("{name} {target}"), kgi, self.text(kgi.indicator.name)),
            *((msg("{target} {name} each"), one, self.inside(one.indicator.name)) for one in each),
        ]
        return Markup(self.words.gettext(", ")).join(  # noqa: S704 - our words
            Markup(self.words.gettext(message.text)).format(  # noqa: S704 - our words, escaped values
                name=name, target=self.plan(one.target, one.indicator)
            )
            for message, one, name in entries
        )

    def day(self, value: date | None, form: str = "medium") -> str:
        """A day: ``3 Dec 2026``; or ``short``, ``weekday``."""
        return periods.day(value, self.words, form)

    def period(self, stretch: Stretch) -> str:
        """A period with its year: ``November 2026``; a cycle by its name."""
        if stretch.kind is Period.CYCLE:
            return self.cycle(stretch.cycle)
        return periods.period_name(stretch.first, self.words, stretch.last, stretch.kind)

    def period_short(self, stretch: Stretch) -> str:
        """A period where the year is clear: ``November``; a cycle by its name."""
        if stretch.kind is Period.CYCLE:
            return self.cycle(stretch.cycle)
        return periods.period_short(stretch.first, self.words, stretch.last, stretch.kind)

    def cycle(self, cycle_id: str) -> str:
        """A cycle's name: ``FY2026 H2``."""
        return periods.cycle_name(cycle_id, self.words)

    def noun(self, period: Period) -> str:
        """A period's word: ``month``."""
        return self.words.say(_NOUN[period])

    def window(self, window: Window) -> str:
        """A rolling window: ``3 months``."""
        number, words = window.number, self.words
        forms = {
            Period.DAY: words.ngettext("{number} day", "{number} days", number),
            Period.WEEK: words.ngettext("{number} week", "{number} weeks", number),
            Period.MONTH: words.ngettext("{number} month", "{number} months", number),
            Period.QUARTER: words.ngettext("{number} quarter", "{number} quarters", number),
        }
        return forms.get(window.period, str(window))

    def initial(self, letter: SmartLetter) -> str:
        """A SMART letter: ``S``."""
        return letter.value[0].upper()

    def letter_name(self, letter: SmartLetter) -> str:
        """A SMART letter in words: ``Specific``."""
        return self.words.say(smart_letter.NAMES[letter])

    def letter_result(self, result: Result) -> str:
        """What comes of a SMART letter, in words: ``evidenced``."""
        return self.words.say(smart_letter.WORDS[result])

    def span(self, found: Any) -> str:
        """Days from first to last in months: ``October 2026 to March 2027``."""
        return periods.span_name(found.first, self.words, found.last)

    def sparkline(self, values: Sequence[float | None], label: str) -> Markup:
        """Numbers in order of time as a row's small picture."""
        return svg.sparkline(values, label)

    def still(self, drawing: Drawing) -> Markup:
        """A chart's still picture."""
        return svg.picture(drawing)

    def thumbnail(self, drawing: Drawing) -> Markup:
        """A chart's traces alone, small."""
        return svg.thumbnail(drawing)

    def figure_attribute(self, chart: Mapping[str, Any]) -> Markup:
        """A figure for an attribute in single quotes."""
        return figure.attribute(chart)

    def form(self, number: float | None, indicator: Indicator, *beside: float | None) -> Markup:
        """How a script writes a metric's numbers, for an attribute in single quotes."""
        return figure.attribute(measures.form(indicator.measure, self.words, number, *beside))

    def review_file(self, begun: Begun, numbers: Markup, door: Door | None) -> File:
        """The file of a review that begins with these numbers."""
        return hosts.file(begun.path, begun.text(review_text.plain(numbers), self.words), door)

    def csv_href(self, rows: Iterable[Sequence[str]]) -> str:
        """Rows as the address of a download."""
        return csvtext.href(rows)

    def process_href(self, process: Any) -> str:
        """The process table as the address of a download."""
        return csvtext.href(process_csv.rows(process, self.plain, self.say))

    @property
    def by_name(self) -> dict[str, Callable[..., Any]]:
        """Filter name to filter."""
        names = [name for name, value in vars(type(self)).items() if callable(value) and name[0] != "_"]
        return {name: getattr(self, name) for name in names}


_NOUN = {
    Period.DAY: msg("day"),
    Period.WEEK: msg("week"),
    Period.MONTH: msg("month"),
    Period.QUARTER: msg("quarter"),
    Period.CYCLE: msg("cycle"),
}
