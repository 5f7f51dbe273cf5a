"""Tables of words as text."""

from __future__ import annotations

from paymentus.compliance.domain.screening.word_tables import entries, words_in


class TestATable:
    def test_puts_continued_lines_together(self) -> None:
        assert entries("\na = b\n    c d\n\ne\n") == ["a = b c d", "e"]

    def test_of_words_has_each_once(self) -> None:
        assert words_in("a b\n  a") == {"a", "b"}
