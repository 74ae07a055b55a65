"""The only place that turns a Message into text, and the only one that knows Babel.

English is the language of the message ids. Every other language is one file ``<language>.po``;
what it lacks falls back to English and is marked by the caller with ``lang="en"``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from functools import cached_property, lru_cache
from gettext import c2py
from pathlib import Path
from typing import TYPE_CHECKING

from goalbook.messages import Message, Value, msg

if TYPE_CHECKING:
    from babel import Locale
    from babel.messages.catalog import Catalog

SOURCE_LANGUAGE = "en"


class Words:
    """One language.

    Attributes:
        language: Its code, e.g. ``ja``.
    """

    def __init__(self, language: str, folder: Path) -> None:
        self.language = language
        self._file = folder / f"{language}.po"

    @property
    def catalogue(self) -> bytes:
        """The bytes of the catalogue, which tell one state of the words from another; empty for English."""
        return b"" if self.language == SOURCE_LANGUAGE else self._file.read_bytes()

    def say(self, message: Message) -> str:
        """The sentence in this language."""
        return self.gettext(message.text, **message.values)

    def gettext(self, text: str, /, **values: Value) -> str:
        """The translation of an English message id, its places filled."""
        return self._fill(self._translated(text), values)

    def ngettext(self, singular: str, plural: str, number: int, /, **values: Value) -> str:
        """The form for a number; ``{number}`` is always a place."""
        forms = self._plurals.get(singular)
        english = singular if number == 1 else plural
        text = forms[self._plural_form(number)] if forms else english
        return self._fill(text, {"number": number, **values})

    def is_translated(self, text: str) -> bool:
        """Whether this language has its own words for a message id."""
        return self.language == SOURCE_LANGUAGE or text in self._texts or text in self._plurals

    def choose(self, texts: Mapping[str, str]) -> tuple[str, str]:
        """An author's text in this language, else in the first it has, and the language it is in."""
        if self.language in texts:
            return texts[self.language], self.language
        language = next(iter(texts))
        return texts[language], language

    def number(self, value: float | Decimal, decimals: int = 0) -> str:
        """A number with this language's separators and exactly so many decimals."""
        group, point = self._separators
        text = f"{value:,.{decimals}f}"
        if (group, point) == (",", "."):
            return text
        return text.translate({ord(","): group, ord("."): point})

    def currency_name(self, code: str) -> str:
        """The sign of a currency, e.g. ``¥``."""
        from babel.numbers import get_currency_symbol

        return get_currency_symbol(code, locale=self.locale)

    def day(self, value: date, skeleton: str = "medium") -> str:
        """A day: ``short`` 3 Dec, ``weekday`` Thu 3 Dec, ``medium`` 3 Dec 2026, ``month``, ``year-month``."""
        from babel.dates import format_date

        return format_date(value, format=self.say(_DAY_PATTERNS[skeleton]), locale=self.locale)

    @cached_property
    def locale(self) -> Locale:
        """Babel's locale."""
        from babel import Locale

        return Locale.parse("en_GB" if self.language == SOURCE_LANGUAGE else self.language)

    @cached_property
    def _separators(self) -> tuple[str, str]:
        """Asked once: Babel takes 24 µs for each number, and a site has hundreds of thousands."""
        from babel.numbers import format_decimal

        sample = format_decimal(1234.5, format="#,##0.0", locale=self.locale)
        return sample[1:-5], sample[-2]

    def _translated(self, text: str) -> str:
        return self._texts.get(text, text)

    def _fill(self, text: str, values: Mapping[str, Value]) -> str:
        if not values:
            return text
        return text.format_map({name: self._value(value) for name, value in values.items()})

    def _value(self, value: Value) -> str:
        if isinstance(value, str):
            return value
        if isinstance(value, Message):
            return self.say(value)
        if isinstance(value, Mapping):
            return self.choose(value)[0]
        if isinstance(value, tuple):
            return self._translated(", ").join(self._value(part) for part in value)
        if isinstance(value, date):
            return value.isoformat()
        return str(value)

    @cached_property
    def _catalog(self) -> Catalog | None:
        if self.language == SOURCE_LANGUAGE:
            return None
        from babel.messages.pofile import read_po

        with self._file.open("rb") as stream:
            return read_po(stream, locale=self.language)

    @cached_property
    def _texts(self) -> Mapping[str, str]:
        found = self._catalog or ()
        return {
            m.id: m.string
            for m in found
            if isinstance(m.id, str) and isinstance(m.string, str) and m.id and m.string and not m.fuzzy
        }

    @cached_property
    def _plurals(self) -> Mapping[str, tuple[str, ...]]:
        found = self._catalog or ()
        return {
            m.id[0]: tuple(m.string)
            for m in found
            if isinstance(m.id, tuple) and isinstance(m.string, tuple) and not m.fuzzy and all(m.string)
        }

    @cached_property
    def _plural_form(self) -> Callable[[int], int]:
        return c2py(self._catalog.plural_expr if self._catalog is not None else "n != 1")


_DAY_PATTERNS = {
    # Patterns of the Unicode CLDR; a catalogue gives the order of its own language.
    "short": msg("d MMM"),
    "weekday": msg("EEE d MMM"),
    "medium": msg("d MMM y"),
    "month": msg("MMMM"),
    "month-short": msg("MMM"),
    "year-month": msg("MMMM y"),
}


@lru_cache
def words(language: str, folder: Path) -> Words:
    """The words of one language; `folder` holds the ``.po`` files."""
    return Words(language, folder)


def languages(folder: Path) -> tuple[str, ...]:
    """English and every language that has a catalogue, sorted."""
    return (
        SOURCE_LANGUAGE,
        *sorted(file.stem for file in folder.glob("*.po") if file.stem != SOURCE_LANGUAGE),
    )
