"""The client of a witness, against the real one and against ones that answer anything."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from audit.building import ORIGIN, a_key, a_leaf, a_witness
from paymentus.audit.domain.checkpoint import sign_checkpoint
from paymentus.audit.domain.tree import CompactRange, leaf_hash
from paymentus.integrations.witness import (
    WitnessRefused,
    WitnessSawAnotherSize,
    WitnessUnavailable,
)
from paymentus.integrations.witness.client import WitnessClient

from support.witnesses import lying_witness, running_witness

W1 = a_witness()


def checkpoint(size: int) -> str:
    tree = CompactRange().append([leaf_hash(a_leaf(index)) for index in range(size)])
    return sign_checkpoint(ORIGIN, size, tree.root(), a_key())


@asynccontextmanager
async def client_of(url: str, *, timeout_seconds: float = 3.0) -> AsyncIterator[WitnessClient]:
    client = WitnessClient(url, timeout_seconds=timeout_seconds)
    yield client
    await client.close()


class TestWitnessClient:
    async def test_gets_a_cosignature_and_the_newest_checkpoint(self, tmp_path: Path) -> None:
        text = checkpoint(5)
        with running_witness(tmp_path / "w.db", W1, [a_key().verifier]) as witness:
            async with client_of(witness.url + "/") as client:
                assert await client.newest(ORIGIN) is None
                line = await client.add_checkpoint(old_size=0, proof=(), checkpoint=text)
                assert await client.newest(ORIGIN) == text + line

    async def test_is_told_the_size_the_witness_is_at(self, tmp_path: Path) -> None:
        with running_witness(tmp_path / "w.db", W1, [a_key().verifier]) as witness:
            async with client_of(witness.url) as client:
                await client.add_checkpoint(old_size=0, proof=(), checkpoint=checkpoint(5))
                with pytest.raises(WitnessSawAnotherSize) as told:
                    await client.add_checkpoint(old_size=0, proof=(), checkpoint=checkpoint(9))
        assert told.value.size == 5

    @pytest.mark.parametrize(
        ("status", "contradicts"),
        [(400, False), (403, False), (404, False), (409, True), (422, True)],
    )
    async def test_tells_a_contradiction_from_other_refusals(
        self, status: int, contradicts: bool
    ) -> None:
        with lying_witness(lambda _: (status, "text/plain", "no")) as url:
            async with client_of(url) as client:
                with pytest.raises(WitnessRefused) as refusal:
                    await client.add_checkpoint(old_size=0, proof=(), checkpoint=checkpoint(5))
        assert refusal.value.contradicts is contradicts

    @pytest.mark.parametrize("status", [302, 500, 503])
    async def test_takes_any_other_answer_for_none(self, status: int) -> None:
        with lying_witness(lambda _: (status, "text/plain", "")) as url:
            async with client_of(url) as client:
                with pytest.raises(WitnessUnavailable):
                    await client.add_checkpoint(old_size=0, proof=(), checkpoint=checkpoint(5))
                with pytest.raises(WitnessUnavailable):
                    await client.newest(ORIGIN)

    @pytest.mark.parametrize("url", ["http://127.0.0.1:1", "http://[", "nonsense://x"])
    async def test_says_that_nobody_answers(self, url: str) -> None:
        async with client_of(url) as client:
            with pytest.raises(WitnessUnavailable):
                await client.newest(ORIGIN)

    async def test_reads_no_answer_without_end(self) -> None:
        with lying_witness(lambda _: (200, "text/plain", "x" * 200_000)) as url:
            async with client_of(url) as client:
                with pytest.raises(WitnessUnavailable, match="no end"):
                    await client.newest(ORIGIN)
