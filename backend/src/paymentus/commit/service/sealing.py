"""What a unit of work holds in the clear, and what of it is stored.

Use cases work with documents in the clear; nothing of them reaches the database, nor a batch that
others wait in, before it is sealed here.
"""

from __future__ import annotations

from dataclasses import replace

from paymentus.commit.domain import (
    IdempotencyAnswer,
    IdempotencyClaim,
    Insert,
    UnitOfWork,
    Update,
)
from paymentus.commit.repository import IDEMPOTENCY
from paymentus.integrations.key_management import Erased
from paymentus.integrations.key_management.sealed_documents import (
    Forms,
    SealedDocuments,
    SealedForm,
)

SEALED: Forms = {
    IDEMPOTENCY: SealedForm(parts=(), indexed={"body_hash": lambda record: record["body_hash"]})
}
ANSWER_FIELD = f"{IDEMPOTENCY}.answer"


async def sealed_unit(unit: UnitOfWork, sealed: SealedDocuments) -> UnitOfWork:
    """The same unit as it is stored. Raises ``KeysUnavailable`` and, for what would be kept for
    the first time of somebody who was erased, ``Erased``."""
    return replace(
        unit,
        inserts=await _inserts(unit.inserts, sealed),
        updates=tuple([await _update(update, sealed) for update in unit.updates]),
        idempotency=tuple([await _idempotency(item, sealed) for item in unit.idempotency]),
    )


async def _inserts(inserts: tuple[Insert, ...], sealed: SealedDocuments) -> tuple[Insert, ...]:
    """In the same order: the first that is refused names its unit's refusal."""
    rows: list[Insert] = list(inserts)
    for collection in {insert.collection for insert in inserts} & sealed.forms.keys():
        places = [n for n, insert in enumerate(inserts) if insert.collection == collection]
        stored = await sealed.stored(collection, [inserts[n].document for n in places])
        for n, document in zip(places, stored, strict=True):
            rows[n] = replace(inserts[n], document=document)
    return tuple(rows)


async def _update(update: Update, sealed: SealedDocuments) -> Update:
    if update.collection not in sealed.forms:
        return update
    change = await sealed.stored_change(update.collection, update.id, update.set)
    return replace(update, set=change)


async def _idempotency(
    item: IdempotencyClaim | IdempotencyAnswer, sealed: SealedDocuments
) -> IdempotencyClaim | IdempotencyAnswer:
    if isinstance(item, IdempotencyClaim):
        # The hash of a body that holds little but an address could be found by trying addresses.
        return replace(item, body_hash=await sealed.index(IDEMPOTENCY, "body_hash", item.body_hash))
    try:
        answer = await sealed.cipher.seal(
            item.whose, item.body, record_id=item.id, field=ANSWER_FIELD
        )
    except Erased:
        return replace(item, body=None)
    return replace(item, body=answer)
