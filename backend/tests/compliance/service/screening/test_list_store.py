"""Fetching lists and keeping versions."""

from __future__ import annotations

import asyncio

import pytest

from compliance.building import FILES
from compliance.lists_building import NEWCOMER, Screening, with_rows
from paymentus.compliance.domain.lists.list_version import ListIncomplete, ListShrank
from paymentus.compliance.domain.lists.read_list import ListUnreadable
from paymentus.integrations.sanctions_list import ListSourceUnavailable


class TestRefresh:
    async def test_takes_the_first_list_as_number_one(self, screening: Screening) -> None:
        version, is_new = await screening.store.refresh()

        assert is_new
        assert (version.number, version.parties) == (1, {"SDN": 4})
        assert await screening.store.newest() == version

    async def test_makes_no_version_of_the_same_files_but_confirms_them(
        self, screening: Screening
    ) -> None:
        first, _ = await screening.store.refresh()

        again, is_new = await screening.store.refresh()

        newest = await screening.store.newest()
        assert not is_new
        assert again.id == first.id
        assert newest is not None
        assert newest.confirmed_at > first.confirmed_at

    async def test_says_what_a_new_list_changes(self, screening: Screening) -> None:
        await screening.store.refresh()
        screening.source.files = with_rows(NEWCOMER)

        version, is_new = await screening.store.refresh()

        assert is_new
        assert (version.number, version.added, version.changed, version.removed) == (2, 1, 0, 0)
        before = await screening.store.before(version)
        assert before is not None
        assert before.number == 1

    async def test_of_several_servers_at_once_makes_one_version(self, screening: Screening) -> None:
        done = await asyncio.gather(*(screening.store.refresh() for _ in range(4)))

        assert {version.number for version, _ in done} == {1}
        assert sum(is_new for _, is_new in done) == 1

    async def test_keeps_what_is_in_force_when_the_source_fails_or_is_damaged(
        self, screening: Screening
    ) -> None:
        version, _ = await screening.store.refresh()

        screening.source.files = None
        with pytest.raises(ListSourceUnavailable):
            await screening.store.refresh()
        screening.source.files = {"readme.csv": b"moved"}
        with pytest.raises(ListUnreadable):
            await screening.store.refresh()

        newest = await screening.store.newest()
        assert newest is not None
        assert newest.id == version.id

    async def test_refuses_a_list_that_broke_off_unless_it_is_allowed(
        self, screening: Screening
    ) -> None:
        await screening.store.refresh()
        screening.source.files = {**FILES, "sdn.csv": FILES["sdn.csv"].split(b"\r\n")[0]}

        with pytest.raises(ListShrank):
            await screening.store.refresh()
        version, is_new = await screening.store.refresh(may_shrink=True)

        assert is_new
        assert version.total == 1

    async def test_refuses_a_first_list_without_its_aliases(self, screening: Screening) -> None:
        screening.source.files = {name: FILES[name] for name in FILES if name != "alt.csv"}

        with pytest.raises(ListIncomplete):
            await screening.store.refresh()

        assert await screening.store.newest() is None

    async def test_refuses_a_list_whose_aliases_broke_off(self, screening: Screening) -> None:
        await screening.store.refresh()
        screening.source.files = {
            **FILES,
            "sdn.csv": FILES["sdn.csv"].replace(b"a.k.a. 'GRANITE'.", b""),
            "alt.csv": FILES["alt.csv"].split(b"\r\n")[0],
        }

        with pytest.raises(ListShrank, match="1 other names"):
            await screening.store.refresh()


async def test_a_version_is_read_from_its_own_bytes(screening: Screening) -> None:
    first, _ = await screening.store.refresh()
    screening.source.files = with_rows(NEWCOMER)
    second, _ = await screening.store.refresh()

    assert len((await screening.store.read(first)).parties) == 4
    assert len((await screening.store.read(second)).parties) == 5
    assert [version.number for version in await screening.store.versions()] == [2, 1]
