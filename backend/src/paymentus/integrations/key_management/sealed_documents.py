"""Which fields of which documents are sealed, and the documents on both sides of the seal.

In memory a document has all its fields in the clear. As stored, its personal fields are gone and
stand together, as one sealed value under their subject's key, in one field (``sealed``); what is
looked up by is replaced by its blind index. A document from before has no such field: it is read
as it is until `paymentus migrate` has sealed it (docs/decisions/0019-sealed-fields.md).

Each repository declares its own in ``SEALED``, as it does its ``INDEXES``; the committer stores
through this, the repository reads through it.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from paymentus.foundation.errors import InvariantViolated
from paymentus.foundation.mongo import Document
from paymentus.integrations.key_management import Erased, SealBroken, Sealed, ToSeal
from paymentus.integrations.key_management.blind_index import BlindIndex
from paymentus.integrations.key_management.field_cipher import FieldCipher
from paymentus.integrations.key_management.platform_secrets import PlatformSecrets

Stored = Mapping[str, Any]
FIELD = "sealed"


@dataclass(frozen=True, slots=True)
class SealedPart:
    """Fields that are sealed together: an update that sets one of them sets them all.

    ``fields`` maps each to what is read in its place once its subject was erased. ``subject``
    says from the clear fields whose key seals, and reads only ``named_by`` of them, which such an
    update sets too (``_id`` is always there).
    """

    fields: Mapping[str, Any]
    subject: Callable[[Stored], str]
    named_by: tuple[str, ...] = ()
    into: str = FIELD


def _as_it_is(document: Stored) -> Document:
    return dict(document)


@dataclass(frozen=True, slots=True)
class SealedForm:
    """How a collection's documents are stored.

    ``indexed`` maps a field to the text whose blind index stands in its place (None leaves it
    out); lists of texts become lists of indexes. Those fields are sealed as well, or follow from
    what is. ``lifted`` brings a document of before to the fields of today, in the clear.
    """

    parts: tuple[SealedPart, ...]
    indexed: Mapping[str, Callable[[Stored], str | list[str] | None]] = field(default_factory=dict)
    lifted: Callable[[Stored], Document] = _as_it_is


Forms = Mapping[str, SealedForm]


class SealedDocuments:
    """One per process. ``forms`` are those of all repositories.

    ``all_sealed`` says whether everything from before is sealed by now. Until it says so once,
    look-ups go by the text too.
    """

    def __init__(
        self,
        cipher: FieldCipher,
        secrets: PlatformSecrets,
        forms: Forms,
        *,
        all_sealed: Callable[[], Awaitable[bool]],
    ) -> None:
        self.cipher = cipher
        self.secrets = secrets
        self.forms = forms
        self._all_sealed = all_sealed
        self._text_too = True
        self._indexes = {
            (collection, name): BlindIndex(secrets, f"{collection}.{name}")
            for collection, form in forms.items()
            for name in form.indexed
        }

    async def stored(self, collection: str, documents: Sequence[Stored]) -> list[Document]:
        """New documents as they are stored. Raises ``Erased`` or ``KeysUnavailable``."""
        form = self.forms.get(collection)
        if form is None:
            return [dict(document) for document in documents]
        to_seal: list[ToSeal] = []
        places: list[tuple[Document, str]] = []
        rows = []
        for document in documents:
            row = dict(document)
            rows.append(row)
            for part in form.parts:
                inside = {name: row.pop(name) for name in part.fields if name in row}
                if inside:
                    place = f"{collection}.{part.into}"
                    subject = part.subject(document)
                    to_seal.append(ToSeal(subject, inside, str(document["_id"]), place))
                    places.append((row, part.into))
            await self._index(collection, form, document, row)
        sealed = await self.cipher.seal_many(to_seal)
        for (row, into), value in zip(places, sealed, strict=True):
            row[into] = value
        return rows

    async def stored_change(self, collection: str, id: str, change: Stored) -> Document:
        """What an update sets, as it is stored.

        Fields of a subject who was erased stay as they are: nothing can open them, and nothing
        new is kept. Raises ``InvariantViolated`` for a part that is not set as a whole.
        """
        form = self.forms.get(collection)
        if form is None:
            return dict(change)
        row = dict(change)
        named = {**change, "_id": id}
        for part in form.parts:
            if not part.fields.keys() & change.keys():
                continue
            missing = {*part.fields, *part.named_by} - named.keys()
            if missing:
                raise InvariantViolated(
                    f"{collection}: an update of sealed fields sets all of them; it lacks "
                    f"{', '.join(sorted(missing))}."
                )
            inside = {name: row.pop(name) for name in part.fields}
            place = f"{collection}.{part.into}"
            try:
                row[part.into] = await self.cipher.seal(
                    part.subject(named), inside, record_id=id, field=place
                )
            except Erased:
                continue
        if form.indexed.keys() & change.keys():
            await self._index(collection, form, named, row)
        return row

    async def opened(self, collection: str, documents: Sequence[Stored]) -> list[Document]:
        """Documents as they are in memory, whichever form they are stored in.

        Raises ``SealBroken`` or ``KeysUnavailable``.
        """
        form = self.forms[collection]
        rows = [dict(document) for document in documents]
        for part in form.parts:
            places = [n for n, row in enumerate(rows) if part.into in row]
            field_name = f"{collection}.{part.into}"
            values = await self.cipher.open_many(
                [Sealed(rows[n].pop(part.into), str(rows[n]["_id"]), field_name) for n in places],
                if_erased=part.fields,
            )
            for n, inside in zip(places, values, strict=True):
                if not isinstance(inside, Mapping):
                    raise SealBroken(f"{field_name} of {rows[n]['_id']} holds no fields.")
                rows[n].update(inside)
        return [
            row if any(part.into in document for part in form.parts) else form.lifted(row)
            for row, document in zip(rows, documents, strict=True)
        ]

    async def index(self, collection: str, name: str, text: str) -> str:
        """What stands in an indexed field of documents that have this text there."""
        return await self._indexes[(collection, name)].of(text)

    async def text_too(self) -> bool:
        """Whether documents that are not sealed yet may be there, to be found by their text."""
        if self._text_too:
            self._text_too = not await self._all_sealed()
        return self._text_too

    async def _index(
        self, collection: str, form: SealedForm, document: Stored, row: Document
    ) -> None:
        for name, text_of in form.indexed.items():
            text = text_of(document)
            blind = self._indexes[(collection, name)]
            if isinstance(text, list):
                row[name] = [await blind.of(one) for one in text]
            elif text is not None:
                row[name] = await blind.of(text)


async def opened_by(
    sealed: SealedDocuments | None, collection: str, documents: Sequence[Stored]
) -> list[Document]:
    """As :meth:`SealedDocuments.opened`. Who works without it reads what was never sealed."""
    if sealed is None:
        return [dict(document) for document in documents]
    return await sealed.opened(collection, documents)
