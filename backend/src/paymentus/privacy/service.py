"""Telling a payer everything we hold about them, and erasing it."""

from __future__ import annotations

from paymentus.audit.service import AuditLog
from paymentus.commit.domain import AlreadyExists, AuditRecord, UnitOfWork, VersionConflict
from paymentus.commit.service import Committer
from paymentus.compliance.service.kyc.keeping import CustomerKeeping
from paymentus.compliance.service.kyc.own_verification import (
    OwnVerification,
    OwnVerificationService,
)
from paymentus.customers.service import CustomersService
from paymentus.foundation.authorization import Principal
from paymentus.foundation.clock import Clock, rfc3339
from paymentus.foundation.errors import FieldProblem
from paymentus.foundation.money import Money, format_money
from paymentus.foundation.mongo import Database
from paymentus.identity.service import Administration, Erasures
from paymentus.payment_methods.service import PaymentMethodsService
from paymentus.payments.domain.payment import Payment
from paymentus.payments.domain.states import shown
from paymentus.payments.service import PaymentReading
from paymentus.privacy.domain import (
    CONFIRMATION,
    Erasure,
    ErasureNotConfirmed,
    ErasureState,
    PaymentUnderWay,
    Section,
)
from paymentus.privacy.repository import ErasuresRepository, insertion, with_done

# What people do themselves and what is done to their sign-in. What the desk does about them is not
# told: it could give away that a report was made (31 U.S.C. 5318(g)(2)).
_TOLD = ("user.", "account.", "payment_method.", "person.")
_TOLD_OF_VERIFICATION = frozenset(
    {
        "kyc.facts_saved", "kyc.document_uploaded", "kyc.document_withdrawn", "kyc.submitted",
        "kyc.approved", "kyc.rejected", "kyc.asked_again", "kyc.document_expired", "kyc.expired",
    }
)  # fmt: skip
_PAGE = 100
_AT_ONCE = 20
# Somebody else changed the person or the erasure meanwhile; reading again tells what is left.
_RACES_MAX = 5


class PrivacyService:
    """``erasures`` destroys the key that opens what is sealed for a person; safe to repeat."""

    def __init__(
        self,
        *,
        database: Database,
        committer: Committer,
        clock: Clock,
        administration: Administration,
        customers: CustomersService,
        payment_methods: PaymentMethodsService,
        payments: PaymentReading,
        audit: AuditLog,
        erasures: Erasures,
        own_verification: OwnVerificationService,
        keeping: CustomerKeeping,
    ) -> None:
        self._erasures = ErasuresRepository(database)
        self._committer = committer
        self._clock = clock
        self._administration = administration
        self._customers = customers
        self._payment_methods = payment_methods
        self._payments = payments
        self._audit = audit
        self._keys_of = erasures
        self._verification = own_verification
        self._keeping = keeping

    async def everything_about(self, principal: Principal) -> list[Section]:
        """All of it, however much; that it was asked for is on record."""
        user = (await self._administration.get(principal.id, by=principal)).user
        accounts = await self._customers.linked_accounts(principal.id)
        cards = await self._payment_methods.cards_of(principal.id)
        payments = await self._all_payments(principal)
        events = await self._all_events(principal.id)
        record = AuditRecord("user.data_exported", principal.id, principal.id)
        await self._committer.commit(UnitOfWork(audit=(record,)))
        return [
            Section(
                "You",
                "To sign you in and to send you receipts",
                (
                    {
                        "Id": user.id,
                        "Name": user.full_name,
                        "Email": user.email_address,
                        "Role": user.role.value,
                        "Since": rfc3339(user.created_at),
                    },
                ),
            ),
            Section(
                "Accounts with billers that you have linked",
                "To show you your bills",
                tuple(
                    {
                        "Biller": account.biller_id,
                        "Account number": account.account_number,
                        "Your name for it": account.nickname or "",
                        "Since": rfc3339(account.linked_at),
                    }
                    for account in accounts
                ),
            ),
            Section(
                "Saved cards",
                "To pay again without typing; the number itself is with the card processor",
                tuple(
                    {
                        "Card": f"{card.brand}, ends in {card.last4}",
                        "Expires": f"{card.exp_year}-{card.exp_month:02d}",
                        "Since": rfc3339(card.created_at),
                    }
                    for card in cards
                ),
            ),
            *_verification(await self._verification.own(principal.id)),
            Section(
                "Payments",
                "To pay your bills, to prove it, and because the law wants records of money",
                tuple(_payment_row(payment) for payment in payments),
            ),
            Section(
                "What the audit log says about you",
                "To see misuse of your account, and to prove that nothing was changed",
                events,
            ),
        ]

    async def erasure_of(self, user_id: str) -> Erasure | None:
        return await self._erasures.find(user_id)

    async def request_erasure(self, principal: Principal, *, confirmation: str) -> Erasure:
        """Sign the person out for good and queue the rest, in one commit. Safe to repeat.

        Raises ``ErasureNotConfirmed`` or ``PaymentUnderWay``.
        """
        if confirmation.strip().casefold() != CONFIRMATION:
            words = f"Type “{CONFIRMATION}”."
            raise ErasureNotConfirmed(fields=(FieldProblem("confirmation", words),))
        if any(not payment.is_final for payment in await self._all_payments(principal)):
            raise PaymentUnderWay()
        for _ in range(_RACES_MAX):
            now = self._clock()
            record = AuditRecord("user.erasure_requested", principal.id, principal.id)
            request = UnitOfWork(inserts=(insertion(principal.id, now),), audit=(record,))
            try:
                leaving = await self._administration.leaving(principal.id)
                await self._committer.commit(request + leaving)
            except VersionConflict as lost:
                race: VersionConflict = lost
                continue
            except AlreadyExists:
                # Asked for twice at once: the first is as good.
                pass
            self._administration.forget(principal.id)
            found = await self._erasures.find(principal.id)
            assert found is not None
            return found
        raise race

    async def finish_erasures(self) -> int:
        """Do what is queued; returns how many are done. For the worker."""
        done = 0
        for erasure in await self._erasures.requested(limit=_AT_ONCE):
            await self._erase(erasure)
            done += 1
        return done

    async def _erase(self, erasure: Erasure) -> None:
        """Each step may have been done before, by a worker that died after it."""
        user_id = erasure.user_id
        for card in await self._payment_methods.cards_of(user_id):
            await self._payment_methods.remove(user_id, card.id)
        for account in await self._customers.linked_accounts(user_id):
            await self._customers.unlink(user_id=user_id, account_id=account.id)
        await self._keeping.close(user_id)
        await self._administration.forget_person(user_id)
        await self._keys_of.erase(user_id, actor="platform", reason="asked_for")
        record = AuditRecord("user.erased", user_id, "platform")
        unit = UnitOfWork(updates=(with_done(erasure, self._clock()),), audit=(record,))
        try:
            await self._committer.commit(unit)
        except VersionConflict:
            now = await self._erasures.find(user_id)
            if now is None or now.state is not ErasureState.DONE:
                raise

    async def _all_payments(self, principal: Principal) -> list[Payment]:
        found: list[Payment] = []
        before: str | None = None
        while True:
            page = await self._payments.own_page(principal, before=before, limit=_PAGE)
            found += page
            if len(page) < _PAGE:
                return found
            before = page[-1].id

    async def _all_events(self, user_id: str) -> tuple[dict[str, str], ...]:
        rows: list[dict[str, str]] = []
        below: int | None = None
        while True:
            page = await self._audit.entries(subject=user_id, below=below, limit=_PAGE)
            rows += [
                {"Entry": str(entry.index), "What": entry.type, "When": rfc3339(entry.at)}
                for entry in page.entries
                if entry.type.startswith(_TOLD) or entry.type in _TOLD_OF_VERIFICATION
            ]
            if page.next_below is None:
                return tuple(rows)
            below = page.next_below


def _payment_row(payment: Payment) -> dict[str, str]:
    def text(amount_minor: int) -> str:
        return format_money(Money(amount_minor, payment.currency))

    return {
        "Id": payment.id,
        "Confirmation number": payment.confirmation_number,
        "State": shown(payment.state).value,
        "Amount": text(payment.amount_minor),
        "Fee": text(payment.fee_minor),
        "To": ", ".join(sorted({item.biller_id for item in payment.items})),
        "Card": f"{payment.brand}, ends in {payment.last4}" if payment.last4 else "",
        "Receipt sent to": payment.email or "",
        "When": rfc3339(payment.created_at),
    }


def _verification(own: OwnVerification) -> tuple[Section, ...]:
    """What they told and sent us themselves; nothing of what the desk thinks of it."""
    facts = own.profile.facts
    if facts is None:
        return ()
    place, given = facts.address, facts.identification
    lines = (place.line1, place.line2, place.city, place.region, place.postal_code, place.country)
    said = {
        "Name": facts.full_name,
        "Date of birth": facts.birth_date.isoformat(),
        "Address": ", ".join(line for line in lines if line),
        "Citizen of": ", ".join(facts.citizenships),
        "Number": f"{given.kind.value} {given.number} ({given.country})",
        "Expected a month": format_money(Money(facts.expected_monthly_minor, "USD")),
        "Holds a public office": "yes" if facts.is_exposed else "no",
        "State": own.profile.state.value,
    }
    sent = tuple(
        {
            "Document": document.kind.value,
            "File": document.file_name,
            "Lines": document.mrz or "",
            "State": document.state.value,
            "Sent": rfc3339(document.uploaded_at),
        }
        for document in own.documents
    )
    why = "The law wants us to know who our customers are (31 CFR 1020.220)"
    return (
        Section("Who you told us you are", why, (said,)),
        Section("Documents you sent us", why, sent),
    )
