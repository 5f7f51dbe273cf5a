"""What a receipt mail says."""

from __future__ import annotations

from typing import Any

import pytest

from paymentus.notifications.domain import ReceiptMail, masked


def a_payload(**changes: Any) -> dict[str, Any]:
    return {
        "message_id": "out_1",
        "payment_id": "pay_1",
        "to": "jo@example.com",
        "confirmation_number": "7KQ4-M2XD-9F",
        "total_text": "$101.50",
        "items": [
            {
                "biller": "City of Riverton <Water>",
                "bill_number": "RW-1",
                "amount_text": "$100.00",
                "delivery_date": "2026-11-24",
            }
        ],
        "fee_text": "$1.50",
        "paid_at": "2026-11-23T10:00:00.000Z",
        "receipt_url": "https://pay.example/receipts/pay_1?token=a&x=1",
        **changes,
    }


class TestReceiptMail:
    def test_says_in_plain_text_what_was_paid_and_where_the_receipt_is(self) -> None:
        mail = ReceiptMail.from_payload(a_payload())
        assert mail.subject == "Receipt for $101.50 to City of Riverton <Water>"
        for words in (
            "You paid $101.50 on November 23, 2026 at 10:00 UTC.",
            "City of Riverton <Water>, bill RW-1: $100.00",
            "Delivered by November 24, 2026",
            "Fee: $1.50",
            "7KQ4-M2XD-9F",
            "https://pay.example/receipts/pay_1?token=a&x=1",
        ):
            assert words in mail.text

    def test_says_the_same_in_html_with_nothing_of_the_biller_s_taken_as_markup(self) -> None:
        html = ReceiptMail.from_payload(a_payload()).html
        assert "City of Riverton &lt;Water&gt;" in html
        assert "<Water>" not in html
        assert 'href="https://pay.example/receipts/pay_1?token=a&amp;x=1"' in html
        assert "$101.50" in html

    def test_counts_the_billers_when_there_are_several(self) -> None:
        item = a_payload()["items"][0]
        payload = a_payload(items=[item, {**item, "biller": "Northwind Energy"}, item])
        assert ReceiptMail.from_payload(payload).subject == "Receipt for $101.50 to 2 billers"

    def test_is_not_made_with_a_link_that_is_no_web_address(self) -> None:
        with pytest.raises(ValueError, match="web address"):
            ReceiptMail.from_payload(a_payload(receipt_url="javascript:alert(1)"))


class TestMasked:
    @pytest.mark.parametrize(
        ("address", "shown"),
        [("jo@example.com", "j***@e***"), ("nobody", "***"), ("", "***")],
    )
    def test_keeps_too_little_to_write_to(self, address: str, shown: str) -> None:
        assert masked(address) == shown
