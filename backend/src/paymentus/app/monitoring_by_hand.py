"""A transaction judged by hand, as the deployment guide's tests do it. Nothing is recorded.

A transaction is a mapping or an object; of what it has, these are read: ``id`` or
``transaction_id``, ``user_id`` (or ``from``, ``sender``), ``name`` (or ``user_name``,
``sender_name``), ``amount_minor``, or ``amount`` in whole units (12000, "12000.50"), ``currency``,
``to`` (or ``receiver``, ``recipient``), ``channel`` (or ``type``, ``payment_method``), ``country``.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from paymentus.app.wiring import Platform
from paymentus.compliance.domain.filings.dated_rules import LawOfFilings, whole_dollars
from paymentus.compliance.domain.monitoring.rule_book import Profile
from paymentus.compliance.domain.transfer import (
    CashDirection,
    Channel,
    Party,
    PartyKind,
    Transfer,
    Verdict,
)
from paymentus.compliance.service.assessing import AssessmentsService
from paymentus.compliance.service.kyc.knowing import CustomerKnowledge
from paymentus.compliance.service.screening.party_screening import PartyScreening
from paymentus.foundation.errors import FieldProblem, NotFound, Rejected
from paymentus.foundation.ids import new_id
from paymentus.foundation.money import from_decimal
from paymentus.identity.service import IdentityService

SAR_THRESHOLD = "SAR_THRESHOLD"


class TransactionUnreadable(Rejected):
    """This transaction has no amount that can be read."""


class NoSuchUser(NotFound):
    """There is no user of this id to screen."""


@dataclass(frozen=True, slots=True)
class MonitorResult:
    """What compliance says: by attribute, and by key as the guide reads it.

    ``flags`` are codes in capitals; ``SAR_THRESHOLD`` is among them from the amount on at which
    suspicious activity has to be reported. ``decision`` is allow, hold or block.
    """

    requires_review: bool
    flags: tuple[str, ...]
    risk_score: int
    decision: str
    reasons: tuple[str, ...]

    def __getitem__(self, name: str) -> Any:
        return getattr(self, name)


async def judged_by_hand(platform: Platform, transaction: Any, *, at: datetime) -> MonitorResult:
    """Judge a transaction as if it were to be made now. Raises ``TransactionUnreadable``."""
    transfer = await _transfer(platform, transaction, at)
    assessments: AssessmentsService = platform.get(AssessmentsService)
    assessment = (await assessments.assess(transfer)).assessment
    flags = [finding.code.upper() for finding in assessment.findings]
    bank = Profile(platform.settings.compliance_profile) is Profile.BANK
    threshold = LawOfFilings().sar_threshold(at.date(), bank=bank, suspect=True)
    if transfer.currency == "USD" and whole_dollars(transfer.amount_minor) >= threshold:
        flags.append(SAR_THRESHOLD)
    return MonitorResult(
        requires_review=bool(flags) or assessment.verdict is not Verdict.ALLOW,
        flags=tuple(dict.fromkeys(flags)),
        risk_score=assessment.risk_score,
        decision=assessment.verdict.value,
        reasons=tuple(finding.words for finding in assessment.findings),
    )


async def sanctions_of(platform: Platform, user_id: str, *, at: datetime) -> dict[str, Any]:
    """Whether a user is on a list: ``is_sanctioned``, and the ``matches`` with their reasons.

    Raises ``NoSuchUser``, and ``Unavailable`` where nobody can be screened.
    """
    identity: IdentityService = platform.get(IdentityService)
    user = await identity.recent_person(user_id)
    if user is None:
        raise NoSuchUser()
    screening: PartyScreening = platform.get(PartyScreening)
    knowledge: CustomerKnowledge = platform.get(CustomerKnowledge)
    party = await knowledge.party(user.id, user.full_name)
    found = await screening.findings([("customer", party)], at=at)
    matches = [hit for _, finding in found for hit in finding.evidence["hits"]]
    return {"is_sanctioned": bool(matches), "user_id": user_id, "matches": matches}


async def _transfer(platform: Platform, transaction: Any, at: datetime) -> Transfer:
    currency = str(_said(transaction, "currency") or "USD").upper()
    sender_id = _said(transaction, "user_id", "from", "sender")
    name = _said(transaction, "name", "user_name", "sender_name")
    if name is None and sender_id is not None:
        identity: IdentityService = platform.get(IdentityService)
        user = await identity.recent_person(str(sender_id))
        name = user.full_name if user else ""
    receiver = str(_said(transaction, "to", "receiver", "recipient") or "unknown receiver")
    channel = _channel(str(_said(transaction, "channel", "type", "payment_method") or ""))
    return Transfer(
        id=str(_said(transaction, "transaction_id", "id") or new_id("txn", at=at)),
        at=at,
        sender=Party(id=str(sender_id or "unknown sender"), name=str(name or "")),
        receivers=(Party(id=receiver, name=receiver, kind=PartyKind.ORGANIZATION),),
        amount_minor=_amount(transaction, currency),
        currency=currency,
        channel=channel,
        country=_said(transaction, "country", "destination_country"),
        cash=CashDirection.IN if channel is Channel.CASH else None,
    )


def _amount(transaction: Any, currency: str) -> int:
    minor = _said(transaction, "amount_minor")
    if isinstance(minor, int):
        return minor
    try:
        return from_decimal(Decimal(str(_said(transaction, "amount"))), currency).amount_minor
    except InvalidOperation:
        problem = FieldProblem("amount", "Give amount_minor, or amount as a number.")
        raise TransactionUnreadable(fields=(problem,)) from None


def _channel(text: str) -> Channel:
    """Of ``wire_transfer``, ``CASH`` or ``bank account`` the word that is known; else a card."""
    return next((one for one in Channel if one.value in text.lower()), Channel.CARD)


def _said(transaction: Any, *names: str) -> Any:
    for name in names:
        found = (
            transaction.get(name)
            if isinstance(transaction, dict)
            else getattr(transaction, name, None)
        )
        if found is not None:
            return found
    return None
