"""Documents on both sides of the seal, of a made-up collection."""

from __future__ import annotations

from typing import Any

import bson
import pytest

from paymentus.foundation.errors import InvariantViolated
from paymentus.foundation.mongo import Database
from paymentus.integrations.key_management import Erased, SealBroken
from paymentus.integrations.key_management.field_cipher import FieldCipher, is_sealed
from paymentus.integrations.key_management.key_store import KeyStore
from paymentus.integrations.key_management.platform_secrets import PlatformSecrets
from paymentus.integrations.key_management.sealed_documents import (
    Forms,
    SealedDocuments,
    SealedForm,
    SealedPart,
    opened_by,
)

FORMS: Forms = {
    "letters": SealedForm(
        parts=(
            SealedPart(
                {"text": "", "pages": []}, lambda letter: letter["from"], named_by=("from",)
            ),
            SealedPart({"code": None}, lambda letter: letter["_id"], into="sealed_code"),
        ),
        indexed={
            "text": lambda letter: letter.get("text"),
            "words": lambda letter: letter["text"].split() if "text" in letter else None,
        },
        lifted=lambda letter: {"pages": [], **letter},
    )
}
LETTER = {"_id": "let_1", "from": "usr_1", "text": "dear you", "pages": [{"n": 1}], "code": "1234"}


class Done:
    """Says whether everything is sealed, and counts how often it was asked."""

    def __init__(self) -> None:
        self.value, self.asked = False, 0

    async def __call__(self) -> bool:
        self.asked += 1
        return self.value


@pytest.fixture
def done() -> Done:
    return Done()


@pytest.fixture
def letters(database: Database, cipher: FieldCipher, done: Done) -> SealedDocuments:
    return SealedDocuments(cipher, PlatformSecrets(database, cipher), FORMS, all_sealed=done)


async def stored(letters: SealedDocuments, **changes: Any) -> dict[str, Any]:
    return (await letters.stored("letters", [LETTER | changes]))[0]


class TestAStoredDocument:
    async def test_holds_nothing_of_what_is_sealed(self, letters: SealedDocuments) -> None:
        row = await stored(letters)

        assert row.keys() == {"_id", "from", "text", "words", "sealed", "sealed_code"}
        assert is_sealed(row["sealed"])
        assert is_sealed(row["sealed_code"])
        assert b"dear" not in bson.encode(row)

    async def test_opens_to_what_it_was(self, letters: SealedDocuments) -> None:
        row = await stored(letters)

        [opened] = await letters.opened("letters", [row])

        assert {name: opened[name] for name in LETTER} == LETTER

    async def test_is_found_by_its_index_alone(self, letters: SealedDocuments) -> None:
        row, same, other = [await stored(letters, text=text) for text in ("a b", "a b", "b a")]

        assert row["text"] == same["text"] == await letters.index("letters", "text", "a b")
        assert row["text"] != other["text"]
        assert sorted(row["words"]) == sorted(other["words"])
        assert await letters.index("letters", "text", "a") != row["words"][0]

    async def test_of_another_collection_stays_as_it_is(self, letters: SealedDocuments) -> None:
        assert await letters.stored("other", [LETTER]) == [LETTER]
        assert await letters.stored_change("other", "let_1", {"text": "x"}) == {"text": "x"}

    async def test_without_a_part_has_no_seal_of_it(self, letters: SealedDocuments) -> None:
        [row] = await letters.stored("letters", [{"_id": "let_2", "from": "usr_1"}])

        assert row == {"_id": "let_2", "from": "usr_1"}

    async def test_that_was_put_in_the_place_of_another_does_not_open(
        self, letters: SealedDocuments
    ) -> None:
        one, other = await stored(letters), await stored(letters, _id="let_2")

        with pytest.raises(SealBroken):
            await letters.opened("letters", [one | {"sealed": other["sealed"]}])


class TestADocumentOfBefore:
    async def test_is_read_in_the_form_of_today(self, letters: SealedDocuments) -> None:
        before = {"_id": "let_1", "from": "usr_1", "text": "dear you", "code": "1"}
        row = await stored(letters)

        opened = await letters.opened("letters", [before, row])

        assert opened[0] == {**before, "pages": []}
        assert opened[1]["pages"] == [{"n": 1}]

    async def test_is_looked_for_by_its_text_until_all_are_sealed(
        self, letters: SealedDocuments, done: Done
    ) -> None:
        assert await letters.text_too()
        done.value = True

        assert [await letters.text_too() for _ in range(3)] == [False] * 3
        assert done.asked == 2


class TestAnUpdate:
    async def test_of_clear_fields_is_left_alone(self, letters: SealedDocuments) -> None:
        assert await letters.stored_change("letters", "let_1", {"n": 1}) == {"n": 1}

    async def test_seals_a_whole_part(self, letters: SealedDocuments) -> None:
        row = await stored(letters)
        change = {"text": "new", "pages": [], "from": "usr_1"}

        changed = await letters.stored_change("letters", "let_1", change)
        [opened] = await letters.opened("letters", [row | changed])

        assert changed.keys() == {"from", "sealed", "text", "words"}
        assert (opened["text"], opened["pages"], opened["code"]) == ("new", [], "1234")

    async def test_of_a_part_that_stands_alone_needs_nothing_else(
        self, letters: SealedDocuments
    ) -> None:
        row = await stored(letters)

        changed = await letters.stored_change("letters", "let_1", {"code": "5678"})
        [opened] = await letters.opened("letters", [row | changed])

        assert changed.keys() == {"sealed_code"}
        assert opened["code"] == "5678"

    @pytest.mark.parametrize("lacking", ["text", "pages", "from"])
    async def test_of_half_a_part_is_refused(self, letters: SealedDocuments, lacking: str) -> None:
        change = {"text": "new", "pages": [], "from": "usr_1"}
        del change[lacking]

        with pytest.raises(InvariantViolated, match=lacking):
            await letters.stored_change("letters", "let_1", change)


class TestWhoWasErased:
    async def test_reads_as_nothing(self, letters: SealedDocuments, keys: KeyStore) -> None:
        row, other = await stored(letters), await stored(letters, **{"_id": "let_2", "from": "u2"})

        await keys.destroy("usr_1")
        opened = await letters.opened("letters", [row, other])

        assert (opened[0]["text"], opened[0]["pages"], opened[0]["code"]) == ("", [], "1234")
        assert opened[1]["text"] == "dear you"

    async def test_gets_nothing_new(self, letters: SealedDocuments, keys: KeyStore) -> None:
        await keys.destroy("usr_1")

        with pytest.raises(Erased):
            await stored(letters)

    async def test_leaves_what_is_sealed_as_it_was(
        self, letters: SealedDocuments, keys: KeyStore
    ) -> None:
        await keys.destroy("usr_1")
        change = {"text": "new", "pages": [], "from": "usr_1", "state": "paid"}

        changed = await letters.stored_change("letters", "let_1", change)

        assert "sealed" not in changed
        assert (changed["from"], changed["state"]) == ("usr_1", "paid")


async def test_who_has_no_keys_reads_what_was_never_sealed() -> None:
    assert await opened_by(None, "letters", [LETTER]) == [LETTER]
