"""0002: personal fields are sealed (docs/decisions/0019-sealed-fields.md).

Servers of this release read both forms and write the sealed one. Servers of the release before
cannot read what is sealed, so they are stopped before this runs, and refuse to start after it.
"""

from __future__ import annotations

from collections.abc import Mapping

from paymentus.app.migrations.runner import Change
from paymentus.bills.repository import FILES, ROWS
from paymentus.bills.repository.file_bytes import BYTES_FILES, FileBytes
from paymentus.commit.repository import IDEMPOTENCY
from paymentus.foundation.errors import InvariantViolated
from paymentus.foundation.mongo import Database, Document
from paymentus.integrations.key_management import PLATFORM, Erased
from paymentus.integrations.key_management.sealed_documents import SealedDocuments
from paymentus.notifications.domain import masked
from paymentus.notifications.repository import NOTIFICATIONS


class SealedFields:
    """Without ``database`` and ``sealed`` it can be asked about, and not run."""

    number = 2
    title = "Seal personal fields"
    # Alone among migrations: what it leaves cannot be read without the keys.
    oldest_reader = 2
    collections: Mapping[str, int] = {
        "users": 2,
        "customers": 2,
        FILES: 2,
        ROWS: 2,
        BYTES_FILES: 2,
        "bills": 2,
        "quotes": 2,
        "payment_transactions": 2,
        IDEMPOTENCY: 2,
        NOTIFICATIONS: 2,
    }

    def __init__(
        self, database: Database | None = None, sealed: SealedDocuments | None = None
    ) -> None:
        self._database = database
        self._sealed = sealed
        self._billers: dict[str, str] = {}

    async def change(self, collection: str, document: Document) -> Change:
        if self._database is None or self._sealed is None:
            raise InvariantViolated("A migration that seals needs the keys.")
        if collection == BYTES_FILES:
            return await self._bytes(self._database, self._sealed, document)
        if collection == NOTIFICATIONS:
            return Change({"to_masked": masked(document.get("to_masked", ""))})
        if collection == IDEMPOTENCY:
            # An answer of before names its payment, and that is what a retry is shown then.
            return Change(unset=() if self._is_sealed(document) else ("answer",))
        if collection == ROWS and "biller_id" not in document:
            biller_id = await self._biller_of(self._database, document["file_id"])
            document = {**document, "biller_id": biller_id}
        return await _sealed_form(self._sealed, collection, document)

    @staticmethod
    def _is_sealed(record: Document) -> bool:
        return not isinstance(record.get("answer"), Mapping)

    async def _bytes(
        self, database: Database, sealed: SealedDocuments, document: Document
    ) -> Change:
        """The blocks of a file first, then the name it came with."""
        file_id = document["_id"]
        subject = await self._biller_of(database, file_id)
        await FileBytes(database, sealed.cipher).seal(file_id, subject=subject)
        return Change({"filename": file_id})

    async def _biller_of(self, database: Database, file_id: str) -> str:
        """The platform's own key for what no biller's file names any more."""
        if file_id not in self._billers:
            file = await database[FILES].find_one({"_id": file_id}, {"biller_id": 1})
            self._billers[file_id] = file["biller_id"] if file else PLATFORM
        return self._billers[file_id]


async def _sealed_form(sealed: SealedDocuments, collection: str, document: Document) -> Change:
    form = sealed.forms[collection]
    if any(part.into in document for part in form.parts):
        return Change()
    clear = form.lifted(document)
    try:
        [stored] = await sealed.stored(collection, [clear])
    except Erased:
        # Erased before it was sealed: nothing is kept of it.
        gone = {name: empty for part in form.parts for name, empty in part.fields.items()}
        stored = clear | {name: gone[name] for name in gone if name in clear}
    # Fields of before that are not in the new form, and those that moved into the seal.
    return Change(
        {name: value for name, value in stored.items() if document.get(name) != value},
        unset=tuple(sorted(document.keys() - stored.keys())),
    )
