"""`paymentus bills` as a process of its own."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import sys
from asyncio.subprocess import PIPE, Process
from pathlib import Path

import pytest

from bills.building import Desk, a_row, as_csv
from paymentus.foundation.mongo import Database
from paymentus.foundation.redis import RedisClient

from support.identities import MovableClock

SOURCE = Path(__file__).parents[3] / "src"


@pytest.fixture
async def desk(database: Database, committer, redis: RedisClient, sealed) -> Desk:
    return await Desk.open(database, committer, redis, MovableClock(), sealed)


@pytest.fixture
def environment(
    tmp_path: Path, mongo_url: str, redis_url: str, database: Database
) -> dict[str, str]:
    base, _, options = mongo_url.partition("?")
    return {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(SOURCE),
        "MONGO_URL": f"{base.rsplit('/', 1)[0]}/{database.name}?{options}",
        "REDIS_URL": redis_url,
        "PAYMENTUS_DATA_DIR": str(tmp_path),
        "COLUMNS": "200",
    }


async def start(environment: dict[str, str], *arguments: str) -> Process:
    return await asyncio.create_subprocess_exec(
        sys.executable, "-m", "paymentus.app.cli", "bills", *arguments,
        env=environment, stdout=PIPE, stderr=PIPE,
    )  # fmt: skip


async def run(environment: dict[str, str], *arguments: str) -> tuple[int | None, str, str]:
    process = await start(environment, *arguments)
    out, err = await asyncio.wait_for(process.communicate(), 60)
    return process.returncode, out.decode(), err.decode()


class TestImport:
    async def test_loads_a_file_and_says_what_it_did(
        self, desk: Desk, environment: dict[str, str], tmp_path: Path
    ):
        file = tmp_path / "november.csv"
        file.write_bytes(as_csv([a_row(1), a_row(2, Amount_Due="x")]))

        code, out, err = await run(environment, "import", str(file), "--biller", "riverton-water")

        assert code == 3, err
        assert "created    1" in out
        assert "amount_not_understood" in out
        assert "100%" in err
        assert (await desk.bill(1)).amount_due_minor == 10_100

    async def test_speaks_json_and_takes_mode_and_mapping(
        self, desk: Desk, environment: dict[str, str], tmp_path: Path
    ):
        await desk.take_in(as_csv([a_row(1), a_row(2)]))
        file = tmp_path / "x.csv"
        file.write_bytes(as_csv([a_row(1)]).replace(b"Due Date", b"Xyz"))

        code, out, err = await run(
            environment, "import", str(file), "--biller", "riverton-water",
            "--mode", "replace", "--mapping", "due_on=Xyz", "--json",
        )  # fmt: skip

        assert code == 0, err
        said = json.loads(out)
        # Changed, because this process hashes second factors with the platform's own key.
        assert (said["mode"], said["updated"], said["withdrawn"]) == ("replace", 1, 1)

    @pytest.mark.parametrize(
        ("content", "arguments", "words"),
        [
            (b"Account No,Bill No\n", ["--biller", "riverton-water"], "Say which column holds"),
            (b"a,b\n", ["--biller", "nobody"], "We do not know this biller"),
            (b"", ["--biller", "riverton-water"], "The file is empty"),
            (b"Account No\n", ["--biller", "riverton-water", "--mapping", "x"], "field=column"),
        ],
    )
    async def test_says_in_a_sentence_what_is_in_the_way(
        self,
        desk: Desk,
        environment: dict[str, str],
        tmp_path: Path,
        content: bytes,
        arguments: list[str],
        words: str,
    ):
        file = tmp_path / "x.csv"
        file.write_bytes(content)

        code, out, err = await run(environment, "import", str(file), *arguments)

        assert code in (1, 2)
        assert words in err
        assert "Traceback" not in err + out

    async def test_ends_with_what_is_loaded_on_ctrl_c(
        self, desk: Desk, environment: dict[str, str], tmp_path: Path
    ):
        file = tmp_path / "long.csv"
        file.write_bytes(as_csv([a_row(n) for n in range(1, 9_999)]))
        process = await start(
            environment, "import", str(file), "--biller", "riverton-water", "--json"
        )

        while not await desk.versions():
            await asyncio.sleep(0.02)
        process.send_signal(signal.SIGINT)
        out, err = await asyncio.wait_for(process.communicate(), 60)

        assert process.returncode == 1, err.decode()
        said = json.loads(out)
        assert said["status"] == "failed"
        assert said["problem"].startswith("Cancelled at the command line. The first ")
        assert 0 < said["rows_done"] == len(await desk.versions()) < 9_998


class TestReport:
    async def test_shows_the_file_and_writes_the_wrong_rows(
        self, desk: Desk, environment: dict[str, str], tmp_path: Path
    ):
        file = await desk.take_in(as_csv([a_row(1), a_row(2, Amount_Due="x")]))
        wrong = tmp_path / "wrong.csv"

        code, out, err = await run(environment, "report", file.id, "--wrong-rows", str(wrong))

        assert code == 3, err
        assert "amount_not_understood" in out
        assert wrong.read_text(encoding="utf-8-sig").count("\n") == 2

    async def test_does_not_know_every_file(self, desk: Desk, environment: dict[str, str]):
        code, _, err = await run(environment, "report", "bfl_none")

        assert code == 1
        assert "We have no such bill file" in err
