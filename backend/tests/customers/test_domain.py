from __future__ import annotations

from datetime import UTC, datetime

from paymentus.customers.domain import LinkedAccount, link_id, plain_link_id

KEY = b"the key of links"
NOW = datetime(2026, 11, 23, 18, 0, tzinfo=UTC)


class TestLinkId:
    def test_is_the_same_for_the_same_user_and_account(self):
        first = link_id(KEY, user_id="usr_1", biller_id="blr_1", account_key="1")
        second = link_id(KEY, user_id="usr_1", biller_id="blr_1", account_key="1")

        assert first == second
        assert first.startswith("acc_")
        assert len(first) == 30

    def test_differs_by_user_biller_and_account(self):
        ids = {
            link_id(KEY, user_id=user, biller_id=biller, account_key=key)
            for user in ("u1", "u2")
            for biller in ("b1", "b2")
            for key in ("1", "11")
        }

        assert len(ids) == 8

    def test_cannot_be_found_without_the_key(self):
        whose = {"user_id": "usr_1", "biller_id": "blr_1", "account_key": "1"}

        ids = {link_id(KEY, **whose), link_id(b"another key", **whose), plain_link_id(**whose)}

        assert len(ids) == 3


class TestLinkedAccount:
    def test_is_linked_until_it_is_removed(self):
        account = LinkedAccount("acc_1", 1, "usr_1", "blr_1", "1", "1", None, NOW)
        removed = LinkedAccount("acc_1", 2, "usr_1", "blr_1", "1", "1", None, NOW, NOW)

        assert account.is_linked
        assert not removed.is_linked
