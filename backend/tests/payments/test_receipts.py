"""Receipts against the audit log's own rules, and the page a payer prints."""

from __future__ import annotations

import io
import json
from datetime import UTC, date, datetime
from typing import Any

import pytest
from pypdf import PdfReader

from paymentus.audit.domain.checkpoint import sign_checkpoint
from paymentus.audit.domain.leaf import entry_leaf
from paymentus.audit.domain.receipt import receipt_commitment
from paymentus.audit.domain.tree import ProofDoesNotHold, leaf_hash, node_hash
from paymentus.foundation.canonical_json import parse_canonical
from paymentus.payments.service.receipt_pdf import render_receipt_pdf
from paymentus.payments.service.receipts import build_receipt, receipt_details

from support.keys import a_log_key

PAID_AT = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
SALT = bytes(range(32))
URL = "https://pay.example/verify?receipt=pay_1&token=abc"


def a_payment(**changes: Any) -> dict[str, Any]:
    return {
        "payment_id": "pay_1",
        "confirmation_number": "7KQ4-M2XD-9F",
        "paid_at": PAID_AT,
        "items": [
            {
                "biller": "City of Riverton Water",
                "account_number": "1002003001",
                "bill_number": "RW-1",
                "amount_minor": 10_000,
                "fee_minor": 150,
                "delivery_date": date(2026, 11, 24),
                "bill_id": "bil_1",
            },
            {
                "biller": "Northwind Energy",
                "account_number": "NE-123456",
                "bill_number": "NE-9",
                "amount_minor": 5_025,
                "fee_minor": 101,
                "delivery_date": "2026-11-25",
            },
        ],
        "currency": "USD",
        "brand": "visa",
        "last4": "4242",
        "statement_descriptor": "RIVERTON WATER",
        **changes,
    }


def a_proof(details: dict[str, Any]) -> dict[str, Any]:
    """The receipt's leaf as the second of two in a log."""
    leaf = entry_leaf(
        at=PAID_AT,
        entry_id="ent_1",
        entry_hash="ab" * 32,
        event="payment.succeeded",
        subject="pay_1",
        commitment=receipt_commitment(details, SALT),
    )
    first = leaf_hash(b"another")
    root = node_hash(first, leaf_hash(leaf))
    key = a_log_key()
    checkpoint = sign_checkpoint(key.name, 2, root, key)
    return {"leaf": leaf, "index": 1, "path": [first], "checkpoint": checkpoint}


class TestReceiptDetails:
    def test_sums_the_items_and_leaves_out_what_is_not_the_payers(self) -> None:
        details = receipt_details(a_payment())
        assert (details["amount_minor"], details["fee_minor"]) == (15_025, 251)
        assert details["total_minor"] == 15_276
        assert details["paid_at"] == "2026-11-23T10:00:00.000Z"
        assert [item["delivery_date"] for item in details["items"]] == ["2026-11-24", "2026-11-25"]
        assert "bill_id" not in details["items"][0]

    @pytest.mark.parametrize(
        ("brand", "last4", "words"),
        [
            ("visa", "4242", "visa ending 4242"),
            (None, "4242", "card ending 4242"),
            (None, None, "card"),
        ],
    )
    def test_says_how_it_was_paid(self, brand: str | None, last4: str | None, words: str) -> None:
        assert receipt_details(a_payment(brand=brand, last4=last4))["method"] == words

    @pytest.mark.parametrize("amount", [100.0, True, -1, "100"])
    def test_refuses_an_amount_that_is_not_a_whole_number(self, amount: Any) -> None:
        payment = a_payment()
        payment["items"][0]["amount_minor"] = amount
        with pytest.raises(ValueError, match="whole number"):
            receipt_details(payment)

    def test_refuses_a_payment_of_nothing(self) -> None:
        with pytest.raises(ValueError, match="one bill or more"):
            receipt_details(a_payment(items=[]))


class TestBuildReceipt:
    def test_is_canonical_json_with_all_that_a_verifier_needs(self) -> None:
        details = receipt_details(a_payment())
        file = build_receipt(details, SALT, **a_proof(details))
        assert file.endswith(b"\n")
        receipt = parse_canonical(file[:-1])
        assert receipt["format"] == "paymentus-receipt/1"
        assert receipt["receipt"] == details
        assert receipt["leaf"]["commitment"] == receipt_commitment(
            details, bytes.fromhex(receipt["salt"])
        )
        assert receipt["proof"]["index"] == 1

    def test_is_refused_when_the_leaf_commits_to_other_details(self) -> None:
        details = receipt_details(a_payment())
        proof = a_proof(details)
        other = receipt_details(a_payment(confirmation_number="OTHER"))
        with pytest.raises(ValueError, match="commits to another receipt"):
            build_receipt(other, SALT, **proof)

    def test_is_refused_when_the_path_does_not_lead_to_the_checkpoint(self) -> None:
        details = receipt_details(a_payment())
        proof = a_proof(details) | {"path": [leaf_hash(b"forged")]}
        with pytest.raises(ProofDoesNotHold):
            build_receipt(details, SALT, **proof)


class TestReceiptPdf:
    def page(self, **changes: Any) -> tuple[bytes, dict[str, Any]]:
        details = receipt_details(a_payment(**changes))
        receipt = json.loads(build_receipt(details, SALT, **a_proof(details)))
        return render_receipt_pdf(receipt, URL), receipt

    def test_says_on_one_page_what_was_paid_to_whom(self) -> None:
        pdf, _ = self.page()
        document = PdfReader(io.BytesIO(pdf))
        text = document.pages[0].extract_text()
        assert len(document.pages) == 1
        assert document.metadata is not None
        assert document.metadata.title == "Receipt 7KQ4-M2XD-9F"
        for words in (
            "$152.76", "$150.25", "$2.51", "7KQ4-M2XD-9F", "Visa ending 4242", "RIVERTON WATER",
            "City of Riverton Water", "Account NE-123456, bill NE-9", "Nov 24, 2026",
            "November 23, 2026", "entry 1 of a log", "--policy policy.json",
        ):  # fmt: skip
            assert words in text

    def test_carries_the_provable_file_byte_for_byte(self) -> None:
        details = receipt_details(a_payment())
        file = build_receipt(details, SALT, **a_proof(details))
        pdf = render_receipt_pdf(json.loads(file), URL)
        assert PdfReader(io.BytesIO(pdf)).attachments == {"receipt-7KQ4-M2XD-9F.json": [file]}

    def test_is_the_same_file_each_time(self) -> None:
        pdf, receipt = self.page()
        assert render_receipt_pdf(receipt, URL) == pdf

    def test_runs_on_to_further_pages_and_loses_no_bill(self) -> None:
        item = a_payment()["items"][0]
        pdf, _ = self.page(items=[{**item, "bill_number": f"RW-{at:03}"} for at in range(40)])
        document = PdfReader(io.BytesIO(pdf))
        text = "\n".join(page.extract_text() for page in document.pages)
        assert len(document.pages) > 2
        assert all(f"RW-{at:03}" in text for at in range(40))
        assert "This receipt proves itself" in document.pages[-1].extract_text()

    def test_shows_names_that_its_font_has_no_letters_for(self) -> None:
        item = {**a_payment()["items"][0], "biller": "Łódź Wodociągi"}
        pdf, _ = self.page(items=[item])
        assert "Lodz Wodociagi" in PdfReader(io.BytesIO(pdf)).pages[0].extract_text()
