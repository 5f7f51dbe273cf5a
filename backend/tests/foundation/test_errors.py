from __future__ import annotations

import pytest

from paymentus.foundation.errors import Conflict, DomainError, FieldProblem, NotFound


class BillAlreadyPaid(Conflict):
    """This bill is paid."""


class Bare(NotFound): ...


class TestDomainError:
    def test_has_the_code_of_its_name(self) -> None:
        assert BillAlreadyPaid.code() == "bill_already_paid"
        assert DomainError.code() == "domain_error"

    def test_says_its_own_sentence_or_its_docstring(self) -> None:
        assert BillAlreadyPaid().detail == "This bill is paid."
        assert BillAlreadyPaid("Paid by you.").detail == "Paid by you."

    def test_always_says_something(self) -> None:
        assert Bare().detail

    def test_carries_fields_and_public_members(self) -> None:
        members = {"payment_id": "pay_1"}
        error = BillAlreadyPaid(fields=(FieldProblem("email", "Enter one."),), extra=members)
        members["payment_id"] = "changed"

        assert error.fields[0].field == "email"
        assert error.extra == {"payment_id": "pay_1"}

    def test_is_caught_by_its_category(self) -> None:
        with pytest.raises(Conflict):
            raise BillAlreadyPaid
