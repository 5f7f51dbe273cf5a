"""The tables of what words are."""

from __future__ import annotations

from paymentus.compliance.domain.screening import vocabulary


class TestTheVocabulary:
    def test_is_written_as_normalization_leaves_words(self) -> None:
        words = {
            *vocabulary.PARTICLES, *vocabulary.TITLES, *vocabulary.TRADE_WORDS,
            *vocabulary.PLACE_WORDS, *vocabulary.SAME_WORD,
            *(word for form in vocabulary.FORMS for word in form),
        }  # fmt: skip

        assert [w for w in words if not (w.isascii() and w.isalnum() and w == w.lower())] == []

    def test_has_ambiguous_forms_that_are_forms(self) -> None:
        assert {(word,) for word in vocabulary.AMBIGUOUS_FORMS} <= vocabulary.FORMS.keys()
        assert vocabulary.NEVER_ALONE <= vocabulary.AMBIGUOUS_FORMS
        assert vocabulary.TITLES_IN_FRONT <= vocabulary.TITLES
