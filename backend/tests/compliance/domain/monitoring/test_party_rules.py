"""A transfer beside who makes it: what is flagged, and its innocent twin that is not."""

from __future__ import annotations

from datetime import timedelta

import pytest

from compliance.transfers import MONDAY, codes_of, findings_of, party, transfer
from paymentus.compliance.domain.transfer import Verdict


class TestDormantReactivation:
    def test_is_much_money_after_long_silence(self) -> None:
        found = findings_of(
            transfer("usr_1", "usr_2", 50),
            transfer("usr_1", "usr_3", 7_000, hours=24 * 120),
        )

        assert [one.code for one in found] == ["dormant_reactivation"]
        assert "after 120 days" in found[0].words

    def test_is_not_the_tax_bill_once_a_year(self) -> None:
        assert (
            codes_of(
                transfer("usr_1", "bil_1", 6_200), transfer("usr_1", "bil_1", 6_400, hours=24 * 365)
            )
            == []
        )


class TestOutOfPattern:
    def test_is_far_above_all_before(self) -> None:
        past = [transfer("usr_1", "usr_2", 100 + n, hours=24 * n) for n in range(12)]
        found = findings_of(*past, transfer("usr_1", "usr_2", 25_000, hours=24 * 13))

        assert [one.code for one in found] == ["out_of_pattern"]
        assert "19 of 20 of its 12 earlier payments" in found[0].words

    def test_is_not_the_rent_or_the_tax_among_small_bills(self) -> None:
        past = [transfer("usr_1", "bil_1", 60 + n, hours=24 * n) for n in range(12)]

        assert codes_of(*past, transfer("usr_1", "bil_2", 3_000, hours=24 * 13)) == []


class TestNewAccountBurst:
    def test_is_large_sums_within_days_of_opening(self) -> None:
        new = party("usr_1", since=MONDAY)
        found = codes_of(
            *(transfer(new, f"usr_{n % 2 + 2}", 3_333, hours=n * 20) for n in range(4))
        )

        assert found == ["new_account_burst"]

    def test_is_not_a_newcomer_who_pays_the_bills(self) -> None:
        new = party("usr_1", since=MONDAY)

        assert codes_of(*(transfer(new, f"bil_{n}", 600, hours=n) for n in range(10))) == []


class TestProfileChangeThenLarge:
    def test_holds_a_large_payment_soon_after_a_change(self) -> None:
        changed = party("usr_1", profile_changed_at=MONDAY - timedelta(hours=5))
        (found,) = findings_of(transfer(changed, "usr_2", 6_000))

        assert (found.code, found.verdict) == ("profile_change_then_large", Verdict.HOLD)
        assert "5 hours after" in found.words

    @pytest.mark.parametrize(("dollars", "hours"), [(300, 5), (6_000, 24 * 9)])
    def test_is_not_a_small_payment_nor_an_old_change(self, dollars: int, hours: int) -> None:
        changed = party("usr_1", profile_changed_at=MONDAY - timedelta(hours=hours))

        assert codes_of(transfer(changed, "usr_2", dollars)) == []


class TestSharedInstrument:
    def test_is_one_card_of_five(self) -> None:
        found = findings_of(
            *(transfer(f"usr_{n}", "usr_99", 500, hours=n, instrument="card") for n in range(5))
        )

        assert [one.code for one in found] == ["shared_instrument"]
        assert found[0].evidence["about"] == "instrument:card"

    def test_is_not_a_family(self) -> None:
        paid = [
            transfer(f"usr_{n % 3}", "usr_99", 500, hours=24 * n, instrument="card")
            for n in range(12)
        ]

        assert codes_of(*paid) == []


class TestHighRiskGeography:
    def test_holds_what_goes_where_everybody_is_called_to_act(self) -> None:
        (found,) = findings_of(transfer("usr_1", "usr_2", 40, country="KP"))

        assert (found.code, found.verdict) == ("high_risk_geography", Verdict.HOLD)

    def test_flags_much_money_to_a_watched_country_and_lets_it_go(self) -> None:
        (found,) = findings_of(transfer("usr_1", "usr_2", 8_000, country="HT"))

        assert found.verdict is Verdict.ALLOW

    @pytest.mark.parametrize(("dollars", "country"), [(200, "HT"), (9_000, "DE"), (9_000, None)])
    def test_is_not_help_for_the_family_nor_any_other_country(
        self, dollars: int, country: str | None
    ) -> None:
        assert codes_of(transfer("usr_1", "usr_2", dollars, country=country)) == []
