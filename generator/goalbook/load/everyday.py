"""Everyday words, Japanese and English, for the words a field can hold.

They are offered in a hint, never read as meant: a file keeps one word for one thing.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from difflib import get_close_matches
from typing import Final

from goalbook.model.width import narrow

_MEANT: Final[Mapping[str, str]] = {
    word: choice
    for choice, words in {
        "count": "件数 回数 個数 人数 数 number",
        "rate": "率 割合 percentage percent share",
        "ratio": "比 比率 単価",
        "amount": "金額 額 money currency",
        "duration": "時間 所要時間 time",
        "score": "点数 得点 スコア points",
        "level": "段階 水準 レベル 残高",
        "milestone": "節目 マイルストーン",
        "day": "日 毎日 日次 daily",
        "week": "週 毎週 週次 weekly",
        "month": "月 毎月 月次 monthly",
        "quarter": "四半期 quarterly",
        "cycle": "期 今期 半期",
        "up": "上 増 増加 higher increase more",
        "down": "下 減 減少 lower decrease less",
        "band": "範囲 幅 range",
        "sum": "合計 total",
        "last": "最後 最終 latest",
        "mean": "平均 average avg",
        "committed": "必達 コミット must",
        "aspirational": "挑戦 ストレッチ stretch moonshot",
        "specific": "具体的 s",
        "measurable": "測定可能 計測可能 m",
        "achievable": "達成可能 a",
        "relevant": "関連 関連性 r",
        "time_bound": "期限 t timebound",
        "member": "メンバー 人 person",
    }.items()
    for word in words.split()
}


def nearest(typed: str, choices: Collection[str]) -> str | None:
    """The choice that a typed word means or resembles, or None."""
    word = narrow(typed).lower()
    meant = _MEANT.get(word)
    if meant in choices:
        return meant
    near = get_close_matches(word.replace("-", "_"), list(choices), n=1, cutoff=0.5)
    return near[0] if near else None
