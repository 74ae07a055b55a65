"""Bytes of a CSV file -> text, whatever program wrote it; refuses rather than guesses."""

from __future__ import annotations

import codecs
import re
from typing import Final

_UTF16: Final = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_KANA: Final = re.compile("[\u3041-\u3096\u30a1-\u30fa]")
# What Japanese spreadsheets write in notes: ASCII, kana, kanji, full-width forms, and signs such as ※ ① ㈱ →.
# Single-byte katakana is left out on purpose: in CP932 it is where Latin-1 has its accented letters.
_JAPANESE: Final = re.compile(
    "[\x20-\x7e\t\r\n\u3000-\u3020\u3041-\u30ff\u4e00-\u9fff\uff01-\uff5e\uffe5×÷±°"
    "\u2010-\u203b\u2160-\u217f\u2190-\u2193\u2460-\u2473\u25a0-\u25ef\u2605\u2606\u3231\u3232\u32a4-\u32a8]*"
)


def decoded(data: bytes) -> str | None:
    """UTF-8 with or without mark, UTF-16 with mark, CP932 when nothing else can be meant; else None."""
    try:
        if data.startswith(_UTF16):
            return data.decode("utf-16")
        return data.removeprefix(codecs.BOM_UTF8).decode()
    except UnicodeDecodeError:
        return None if data.startswith(_UTF16) else _japanese(data)


def _japanese(data: bytes) -> str | None:
    """Text of a Japanese spreadsheet; None when the bytes could also be another encoding."""
    words = _strict(data, "cp932")
    if words is None or not _looks_japanese(words):
        return None
    other = _strict(data, "euc_jp")
    return None if other is not None and _looks_japanese(other) else words


def _strict(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _looks_japanese(words: str) -> bool:
    """Only characters of everyday Japanese, and kanji never without kana or of the first JIS level alone."""
    if _JAPANESE.fullmatch(words) is None:
        return False
    return _KANA.search(words) is not None or all(_is_common(sign) for sign in words if sign > "\u4dff")


def _is_common(sign: str) -> bool:
    """Whether a sign is no kanji of JIS level 2, whose codes are what Latin-1 text looks like in CP932."""
    return sign > "\u9fff" or sign.encode("cp932") < b"\x98\x9f"
