"""The log and its witnesses: what is submitted, what is kept, and what is told when it fails."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from audit.building import STARTED_AT, a_key, a_policy, a_witness, batches, write_log
from paymentus.app.embedded.ports import free_ports
from paymentus.audit.domain.checkpoint import cosigned_by, parse_checkpoint
from paymentus.audit.domain.note import WitnessKey
from paymentus.audit.jobs import submit_to_witnesses
from paymentus.audit.repository import AuditRepository
from paymentus.audit.service import (
    AuditLog,
    CosignatureRefused,
    WitnessesAreLate,
    Witnessing,
)
from paymentus.foundation.metrics import Metrics
from paymentus.foundation.mongo import Database

from support.witnesses import RunningWitness, lying_witness, running_witness

W1, W2 = a_witness(), a_witness("witness.example/w2", seed=102)
LOGS = [a_key().verifier]


@pytest.fixture
def witness(tmp_path: Path) -> Iterator[RunningWitness]:
    with running_witness(tmp_path / "w1.db", W1, LOGS) as running:
        yield running


@asynccontextmanager
async def witnessing_with(
    database: Database, metrics: Metrics, *, quorum: int = 1, **addresses: str
) -> AsyncIterator[Witnessing]:
    """``w1`` and ``w2`` name where each is; the clock stands a minute after the log's start."""
    keys = {"w1": W1, "w2": W2}
    policy = a_policy(*(keys[name] for name in addresses), quorum=quorum)
    made = Witnessing(
        database=database,
        log=AuditLog(database, policy),
        addresses={keys[name].name: url for name, url in addresses.items()},
        clock=lambda: STARTED_AT + timedelta(seconds=1000),
        metrics=metrics,
    )
    yield made
    await made.close()


async def cosigned(database: Database, *keys: WitnessKey) -> dict[int, int]:
    """Size of each stored checkpoint -> how many of these have cosigned it."""
    verifiers = [key.verifier for key in keys]
    return {
        row["_id"]: len(cosigned_by(row["text"], verifiers))
        async for row in database.audit_checkpoints.find()
    }


class TestAHonestWitness:
    async def test_cosigns_the_newest_checkpoint_only(
        self, database: Database, metrics: Metrics, witness: RunningWitness
    ) -> None:
        await write_log(database, batches(300, 50))
        async with witnessing_with(database, metrics, w1=witness.url) as witnessing:
            assert await witnessing.submit_newest() == 1
            assert await witnessing.submit_newest() == 0, "nothing has grown"

        assert await cosigned(database, W1) == {50: 0, 100: 0, 150: 0, 200: 0, 250: 0, 300: 1}
        stored = await AuditRepository(database).newest_witnessed()
        assert stored is not None
        assert stored.size == 300

    async def test_is_given_a_proof_from_where_it_was(
        self, database: Database, metrics: Metrics, witness: RunningWitness
    ) -> None:
        async with witnessing_with(database, metrics, w1=witness.url) as witnessing:
            for sizes in ([7], [7, 1], [7, 1, 300], [7, 1, 300, 9]):
                await database.audit_log.delete_many({})
                await database.audit_checkpoints.delete_many({})
                await write_log(database, sizes)
                assert await witnessing.submit_newest() == 1

        newest = witness.store.newest(a_key().name)
        assert newest is not None
        assert newest.checkpoint.size == 317

    async def test_is_found_again_after_our_restart(
        self, database: Database, metrics: Metrics, witness: RunningWitness
    ) -> None:
        await write_log(database, batches(100, 20))
        async with witnessing_with(database, metrics, w1=witness.url) as witnessing:
            await witnessing.submit_newest()
        await database.audit_log.delete_many({})
        await database.audit_checkpoints.delete_many({})
        await write_log(database, batches(140, 20))

        async with witnessing_with(database, metrics, w1=witness.url) as witnessing:
            assert await witnessing.submit_newest() == 1

        assert (await cosigned(database, W1))[140] == 1

    async def test_is_asked_again_when_its_answer_could_not_be_kept(
        self, database: Database, metrics: Metrics, witness: RunningWitness
    ) -> None:
        await write_log(database, batches(100, 20))
        newest = await database.audit_checkpoints.find_one_and_delete({"_id": 100})
        assert newest is not None
        async with witnessing_with(database, metrics, w1=witness.url) as witnessing:
            with pytest.raises(CosignatureRefused):
                await witnessing.submit_newest()
            await database.audit_checkpoints.insert_one(newest)

            assert await witnessing.submit_newest() == 1

        assert (await cosigned(database, W1))[100] == 1

    async def test_may_be_asked_by_two_workers(
        self, database: Database, metrics: Metrics, witness: RunningWitness
    ) -> None:
        await write_log(database, batches(100, 20))
        async with (
            witnessing_with(database, metrics, w1=witness.url) as one,
            witnessing_with(database, metrics, w1=witness.url) as other,
        ):
            await one.submit_newest()
            before = await database.audit_checkpoints.find_one({"_id": 100})
            await other.submit_newest()

        assert await database.audit_checkpoints.find_one({"_id": 100}) == before
        assert await _watches(database) == {f"witness {W1.name}": None}

    async def test_is_asked_for_its_word(
        self, database: Database, metrics: Metrics, witness: RunningWitness
    ) -> None:
        await write_log(database, batches(100, 20))
        async with witnessing_with(database, metrics, w1=witness.url) as witnessing:
            assert await witnessing.newest_of_witnesses() == {W1.verifier: None}
            await witnessing.submit_newest()

            (text,) = (await witnessing.newest_of_witnesses()).values()

        assert text is not None
        assert parse_checkpoint(text).size == 100


class TestTheQuorum:
    async def test_is_reached_by_as_many_as_the_policy_says(
        self, database: Database, metrics: Metrics, witness: RunningWitness, tmp_path: Path
    ) -> None:
        await write_log(database, batches(100, 20))
        port = free_ports(1)[0]
        second = f"http://127.0.0.1:{port}"
        log = AuditLog(database, a_policy(W1, W2, quorum=2))
        async with witnessing_with(
            database, metrics, quorum=2, w1=witness.url, w2=second
        ) as witnessing:
            assert await witnessing.submit_newest() == 1
            assert await AuditRepository(database).newest_witnessed() is None
            assert (await log.prove_event("ent_00000010")).tree_size == 20

            with running_witness(tmp_path / "w2.db", W2, LOGS, port=port):
                assert await witnessing.submit_newest() == 1

        bundle = await log.prove_event("ent_00000010")
        assert bundle.tree_size == 100
        assert len(cosigned_by(bundle.checkpoint, [W1.verifier, W2.verifier])) == 2

    async def test_of_a_changed_policy_asks_for_the_new_witnesses(
        self, database: Database, metrics: Metrics, witness: RunningWitness, tmp_path: Path
    ) -> None:
        """And the retired witness's line is left off, because no verifier could check it."""
        await write_log(database, [20])
        async with witnessing_with(database, metrics, w1=witness.url) as witnessing:
            await witnessing.submit_newest()
        with running_witness(tmp_path / "w2.db", W2, LOGS) as second:
            async with witnessing_with(database, metrics, w2=second.url) as witnessing:
                log = AuditLog(database, a_policy(W2, quorum=1))
                assert W1.name not in (await log.prove_event("ent_00000010")).checkpoint
                await witnessing.submit_newest()

        bundle = await log.prove_event("ent_00000010")
        assert W1.name not in bundle.checkpoint
        assert len(cosigned_by(bundle.checkpoint, [W2.verifier])) == 1


async def _watches(database: Database) -> dict[str, Any]:
    return {row["_id"]: row["problem"] for row in await AuditRepository(database).watches()}


class TestAWitnessThatIsDown:
    async def test_is_told_once_it_lasts_and_forgotten_when_it_is_back(
        self, database: Database, metrics: Metrics, tmp_path: Path
    ) -> None:
        await write_log(database, batches(100, 20))
        port = free_ports(1)[0]
        url = f"http://127.0.0.1:{port}"
        async with witnessing_with(database, metrics, w1=url) as witnessing:
            assert await submit_to_witnesses(witnessing) == 0

            # The clock stands 1,000 s after the log was made.
            assert await witnessing.lag_seconds() == 1000
            with pytest.raises(WitnessesAreLate):
                await witnessing.check()
            (problem,) = (await _watches(database)).values()
            assert "did not answer" in problem

            with running_witness(tmp_path / "w.db", W1, LOGS, port=port):
                assert await witnessing.submit_newest() == 1
            assert await witnessing.lag_seconds() == 0
            await witnessing.check()
            assert await _watches(database) == {f"witness {W1.name}": None}

    async def test_matters_to_nobody_where_no_quorum_is_asked_for(
        self, database: Database, metrics: Metrics
    ) -> None:
        await write_log(database, [5])
        async with witnessing_with(database, metrics, quorum=0) as witnessing:
            assert await witnessing.submit_newest() == 0
            await witnessing.check()


class TestAFork:
    """Our own log, rewritten with its own key: the witness says so."""

    @pytest.mark.parametrize(
        ("sizes", "subject"), [([40], "pay_other"), ([60], "pay_other"), ([30], None)],
        ids=["of the same size", "that grew", "of a smaller size"],
    )  # fmt: skip
    async def test_is_an_alarm(
        self,
        database: Database,
        metrics: Metrics,
        witness: RunningWitness,
        sizes: list[int],
        subject: str | None,
    ) -> None:
        await write_log(database, [40])
        async with witnessing_with(database, metrics, w1=witness.url) as witnessing:
            await witnessing.submit_newest()
            await database.audit_log.delete_many({})
            await database.audit_checkpoints.delete_many({})
            await write_log(database, sizes, subject=subject)

            async with witnessing_with(database, metrics, w1=witness.url) as later:
                assert await later.submit_newest() == 0

        (problem,) = (await _watches(database)).values()
        assert problem is not None
        counted = metrics.audit_witness_failures.labels(W1.name, "contradiction")
        assert counted._value.get() == 1
        assert set((await cosigned(database, W1)).values()) == {0}


class TestALyingWitness:
    @pytest.mark.parametrize(
        "lie",
        [
            lambda body: "",
            lambda body: "nonsense",
            lambda body: _line(body, key=a_witness(seed=7)),
            lambda body: _line(body, key=W2),
            lambda body: _line(body.replace("\n100\n", "\n101\n")),
            lambda body: _line(body).replace("A", "B", 3),
            lambda body: _line(body) + _line(body, at=2),
            lambda body: f"extra\n\n{_line(body + chr(10) + 'extra' + chr(10))}",
            lambda body: _line(body)[:-10] + "\n",
            lambda body: "x" * 100_000,
        ],
        ids=[
            "says nothing", "says nonsense", "signs with another key", "signs as another",
            "signs another size", "changes a byte", "signs twice", "signs another text",
            "cuts it short", "never ends",
        ],
    )  # fmt: skip
    async def test_is_refused_and_told(
        self, database: Database, metrics: Metrics, lie: Any
    ) -> None:
        await write_log(database, batches(100, 20))
        before = await database.audit_checkpoints.find_one({"_id": 100})

        def answer(request: bytes) -> tuple[int, str, str]:
            note = request.decode().partition("\n\n")[2]
            return 200, "text/plain", lie(note.partition("\n\n")[0] + "\n")

        with lying_witness(answer) as url:
            async with witnessing_with(database, metrics, w1=url) as witnessing:
                assert await witnessing.submit_newest() == 0

        assert await database.audit_checkpoints.find_one({"_id": 100}) == before
        (problem,) = (await _watches(database)).values()
        assert problem

    @pytest.mark.parametrize("size", ["5\n", "100000\n", "nonsense", "-1\n", "9" * 40])
    async def test_about_its_size_leads_nowhere(
        self, database: Database, metrics: Metrics, size: str
    ) -> None:
        await write_log(database, batches(100, 20))
        with lying_witness(lambda _: (409, "text/x.tlog.size", size)) as url:
            async with witnessing_with(database, metrics, w1=url) as witnessing:
                assert await witnessing.submit_newest() == 0

        (problem,) = (await _watches(database)).values()
        assert problem

    async def test_about_the_newest_checkpoint_is_not_believed(
        self, database: Database, metrics: Metrics
    ) -> None:
        await write_log(database, batches(100, 20))
        thief = a_key(seed=5)
        body = f"{thief.name}\n900\n{'A' * 43}=\n"
        forged = f"{body}\n{thief.signature_line(body)}{W1.cosignature_line(body, 1)}"
        with lying_witness(lambda _: (200, "text/plain", forged)) as url:
            async with witnessing_with(database, metrics, w1=url) as witnessing:
                assert await witnessing.newest_of_witnesses() == {W1.verifier: None}

    async def test_does_not_keep_the_others_from_cosigning(
        self, database: Database, metrics: Metrics, witness: RunningWitness
    ) -> None:
        async with AsyncExitStack() as stack:
            await write_log(database, batches(100, 20))
            url = stack.enter_context(lying_witness(lambda _: (500, "text/plain", "no")))
            witnessing = await stack.enter_async_context(
                witnessing_with(database, metrics, w1=witness.url, w2=url)
            )
            assert await witnessing.submit_newest() == 1

        assert (await cosigned(database, W1, W2))[100] == 1


def _line(body: str, *, key: WitnessKey = W1, at: int = 1) -> str:
    return key.cosignature_line(body, at)
