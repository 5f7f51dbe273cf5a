from __future__ import annotations

import dataclasses

import pytest

from bills.building import NOW, a_biller
from paymentus.app.seed import LAKESIDE, NORTHWIND, RIVERTON
from paymentus.billers.domain import Biller
from paymentus.billers.repository import BILLERS, biller_of, changes, insertion


def stored(biller: Biller) -> dict:
    """The document as commit leaves it."""
    return {**insertion(biller).document, "version": biller.version, "shard": biller.shard}


class TestDocument:
    @pytest.mark.parametrize("settings", [RIVERTON, NORTHWIND, LAKESIDE])
    def test_holds_the_whole_biller(self, settings):
        fields = {f.name: getattr(settings, f.name) for f in dataclasses.fields(settings)}
        biller = Biller(id="blr_1", version=3, shard="shard-0", created_at=NOW, **fields)

        assert biller_of(stored(biller)) == biller


class TestChanges:
    def test_are_the_sections_that_differ(self):
        before = a_biller()
        after = dataclasses.replace(before, name="New name", fees=before.fees[:1])

        update = changes(before, after)

        assert update is not None
        assert (update.collection, update.id, update.expected_version) == (BILLERS, before.id, 1)
        assert update.set.keys() == {"name", "name_folded", "search_text", "fees"}

    def test_are_none_where_nothing_differs(self):
        assert changes(a_biller(), a_biller()) is None
