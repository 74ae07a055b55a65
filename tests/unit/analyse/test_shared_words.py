"""Whether two texts speak of the same thing."""

from __future__ import annotations

import pytest
from hypothesis import given, strategies as st

from goalbook.analyse import shared_words


@pytest.mark.parametrize(
    ("objective", "kgi", "word"),
    [
        ("新規顧客との信頼構築を通じて、継続的な売上成長を実現する", "新規売上", "新規"),
        ("継続的な売上成長を実現する", "新規売上", "売上"),
        ("安定して受注する", "受注金額", "受注"),
        ("ﾘﾋﾟｰﾄを増やす", "リピート率", "リピート"),
        ("Win more contracts", "Contract value", "contracts"),
        ("Grow REVENUE steadily", "New revenue", "REVENUE"),
        ("Grow sales steadily", "New revenue", None),
        ("待ちすぎることなく帰宅に進める", "4時間超過率", None),
        ("売り手と買い手をつなぐ", "売上", None),
        ("Get new customers", "New revenue", None),  # three letters say too little
        ("Learn from each other", "Revenue from new customers", None),
        ("", "Revenue", None),
    ],
)
def test_a_word_that_stands_in_both(objective: str, kgi: str, word: str | None) -> None:
    assert shared_words.shared(objective, kgi) == word


@given(st.text(), st.text())
def test_what_is_found_stands_in_the_first_text_or_is_nothing(first: str, second: str) -> None:
    found = shared_words.shared(first, second)

    assert found is None or len(found) >= 2


@given(st.text(alphabet="売上新規契約数アポのをabcd ", min_size=1))
def test_a_text_shares_its_words_with_itself(text: str) -> None:
    has_words = shared_words.shared(text, text) is not None

    assert has_words == (shared_words.shared(f"x {text}", text) is not None)
