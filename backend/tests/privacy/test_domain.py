from __future__ import annotations

from paymentus.privacy.domain import KEPT


class TestKept:
    def test_says_of_each_thing_why_and_how_long(self) -> None:
        assert len(KEPT) >= 3
        assert all(one.what and one.why and one.how_long for one in KEPT)
