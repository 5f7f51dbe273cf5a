"""Whoever steals the database, Redis or the logs holds nothing personal (``make raw-dump``).

Real servers take a day of traffic; then all that they stored is searched for every personal value
that went in, in every form of :mod:`raw_dump.searching`.
"""

from __future__ import annotations

import os
import re
from collections.abc import AsyncIterator, Iterable
from dataclasses import dataclass
from pathlib import Path

import httpx
import pymongo
import pytest

from raw_dump import sources
from raw_dump.day import Day, live_through
from raw_dump.searching import Search

from support.figures import Figures
from support.product import Product

ROOT = Path(__file__).parents[3]
PEOPLE = int(os.environ.get("RAW_DUMP_PEOPLE", "6"))


@dataclass(frozen=True)
class Dump:
    product: Product
    day: Day
    search: Search
    metrics: bytes


@pytest.fixture(scope="module")
async def dump(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Dump]:
    folder = tmp_path_factory.mktemp("product")
    mongo = sources.UncompressedMongo(folder / "mongo", base_port=0)
    with Product(folder, mongo=mongo).running() as product:
        day = await live_through(product, PEOPLE)
        async with httpx.AsyncClient(trust_env=False) as http:
            metrics = (await http.get(f"{product.apis[0].url}/api/metrics")).content
        yield Dump(product, day, Search(day.said), metrics)


def found_in(search: Search, parts: Iterable[tuple[str, bytes]]) -> tuple[dict[str, set[str]], int]:
    """Where -> what was found there; and the bytes looked through."""
    by_place: dict[str, list[bytes]] = {}
    for place, data in parts:
        by_place.setdefault(place, []).append(data)
    found: dict[str, set[str]] = {}
    size = 0
    for place, pieces in by_place.items():
        data = b"\0".join(pieces)
        size += len(data)
        findings = search.found_in(data)
        if findings:
            found[place] = {f"{finding.value} ({finding.form})" for finding in findings}
    return found, size


class TestADumpOfTheRawDatabase:
    async def test_holds_no_personal_value_in_any_collection(
        self, dump: Dump, figures: Figures
    ) -> None:
        found, size = found_in(dump.search, sources.collections(dump.product))

        figures.add(
            f"{dump.day.payments} payments and {dump.day.requests} requests left {size:,} bytes of "
            f"documents; {len(dump.search.values)} personal values looked for, "
            f"found in {len(found)} collections.",
            test="collections", headline=True, values=len(dump.search.values), bytes=size,
            found=len(found), payments=dump.day.payments, requests=dump.day.requests,
        )  # fmt: skip
        assert found == {}

    async def test_holds_none_in_redis(self, dump: Dump, figures: Figures) -> None:
        found, size = found_in(dump.search, sources.values_in_redis(dump.product))

        figures.add(
            f"Redis: {size:,} bytes, found in {len(found)} kinds of keys.",
            test="redis", headline=True, bytes=size, found=len(found),
        )  # fmt: skip
        assert found == {}

    async def test_holds_none_in_the_files_on_disk_or_the_logs(
        self, dump: Dump, figures: Figures
    ) -> None:
        list(sources.values_in_redis(dump.product))  # has Redis save its snapshot
        found, size = found_in(dump.search, sources.files(dump.product))

        figures.add(
            f"Files of MongoDB, Redis and logs: {size:,} bytes, found in {len(found)} files.",
            test="files", headline=True, bytes=size, found=len(found),
        )  # fmt: skip
        assert found == {}

    async def test_holds_none_in_the_metrics(self, dump: Dump) -> None:
        assert dump.search.found_in(dump.metrics) == set()


class TestTheSearchOfADump:
    """Controls: where something is there, it is found."""

    async def test_finds_what_is_planted_in_the_database(
        self, dump: Dump, figures: Figures
    ) -> None:
        planted = Search(["Petronella Canary-Grimshaw", "6500417293"])
        client: pymongo.MongoClient[dict[str, object]] = pymongo.MongoClient(dump.product.mongo.uri)
        with client:
            client["paymentus_production"]["planted"].insert_one(
                {
                    "who": {"name": planted.values[1].encode("utf-16-le")},
                    "list": [planted.values[0]],
                }
            )
            found, _ = found_in(planted, sources.collections(dump.product))
            client["paymentus_production"].drop_collection("planted")

        assert found["paymentus_production.planted"]
        assert len(found["paymentus_production.planted"]) >= 2
        figures.add(
            "Control: what was planted was found.", test="control", control="planted", caught=True
        )

    async def test_finds_the_mails_in_the_world_outside(self, dump: Dump) -> None:
        """The processor and the mail box hold the very values, so they did go through."""
        path: Path = dump.product.folder / "sandbox"
        held = b"\0".join(file.read_bytes() for file in path.rglob("*") if file.is_file())

        found = {finding.value for finding in dump.search.found_in(held)}

        assert {person.email for person in dump.day.people} <= found


class TestThePageOfPersonalData:
    async def test_names_every_collection_and_field_that_is_stored(self, dump: Dump) -> None:
        page = (ROOT / "docs" / "personal-data.md").read_text(encoding="utf-8")

        missing = sorted(
            f"{collection}.{name}"
            for collection, names in sources.fields(dump.product).items()
            for name in names
            if not is_named(page, collection, name)
        )

        assert missing == []

    async def test_names_every_kind_of_key_in_redis(self, dump: Dump) -> None:
        page = (ROOT / "docs" / "personal-data.md").read_text(encoding="utf-8")
        kinds = {place.removeprefix("redis ") for place, _ in sources.values_in_redis(dump.product)}

        assert {kind for kind in kinds if f"| `{kind}" not in page} == set()


# Every collection may have them.
EVERYWHERE = {"_id", "version", "schema_version", "shard", "created_at", "updated_at"}


def is_named(page: str, collection: str, name: str) -> bool:
    """In the first table as ``collection.name``, or in the collection's own row of the second."""
    if name in EVERYWHERE or f"`{collection}.{name}`" in page:
        return True
    row = re.search(rf"^\| `{re.escape(collection)}` \|(.*)$", page, re.MULTILINE)
    named = set(re.findall(r"`([^`]+)`", row[1])) if row else set()
    return name in named or f"{name.partition('.')[0]}.*" in named
