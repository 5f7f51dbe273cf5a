"""The witness, over HTTP as C2SP tlog-witness writes it: what it cosigns, and all it refuses."""

from __future__ import annotations

import base64
import concurrent.futures
import contextlib
import hashlib
import http.client
import itertools
import json
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from audit.building import ORIGIN, a_key, a_leaf, a_witness
from paymentus.app.embedded.ports import free_ports
from paymentus.audit.domain.checkpoint import sign_checkpoint, verify_note
from paymentus.audit.domain.note import LogKey, VerifierKey
from paymentus.audit.domain.tree import CompactRange, consistency_path, leaf_hash
from witness.judgement import Refused
from witness.server import WitnessServer
from witness.service import Witness, origin_hash
from witness.store import EVIDENCE_MAX, Store

SOURCE = Path(__file__).parents[2] / "src"
W1 = a_witness()
NOW = 1_795_000_000
HASHES = [leaf_hash(a_leaf(index)) for index in range(300)]
OTHER_PAST = [leaf_hash(b"other"), *HASHES[1:]]


def proof(old: int, new: int, hashes: Sequence[bytes] = HASHES) -> list[bytes]:
    def read_hash(level: int, place: int) -> bytes:
        return CompactRange().append(hashes[place << level : (place + 1) << level]).root()

    return consistency_path(old, new, read_hash) if 0 < old <= new else []


def checkpoint(size: int, *, hashes: Sequence[bytes] = HASHES, key: LogKey | None = None) -> str:
    key = key or a_key()
    return sign_checkpoint(key.name, size, CompactRange().append(hashes[:size]).root(), key)


def request(old: int, text: str, path: Sequence[bytes] = ()) -> bytes:
    lines = "".join(f"{base64.b64encode(node).decode()}\n" for node in path)
    return f"old {old}\n{lines}\n{text}".encode()


def growth(old: int, new: int, hashes: Sequence[bytes] = HASHES) -> bytes:
    return request(old, checkpoint(new, hashes=hashes), proof(old, new, hashes))


@dataclass(frozen=True)
class Answer:
    status: int
    content_type: str
    text: str


@dataclass(frozen=True)
class Asked:
    """A witness at this port, and how to ask it."""

    port: int
    store: Store | None = None

    def send(self, method: str, path: str, body: bytes | None = None) -> Answer:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        with contextlib.closing(connection):
            connection.request(method, path, body)
            answer = connection.getresponse()
            kind = answer.headers["Content-Type"] or ""
            return Answer(answer.status, kind, answer.read().decode())

    def add(self, body: bytes) -> Answer:
        return self.send("POST", "/add-checkpoint", body)


@contextlib.contextmanager
def serving(store_file: Path, logs: Sequence[VerifierKey]) -> Iterator[Asked]:
    store = Store(store_file)
    witness = Witness(key=W1, logs=logs, store=store, clock=lambda: NOW)
    server = WitnessServer(("127.0.0.1", 0), witness)
    thread = threading.Thread(target=lambda: server.serve_forever(poll_interval=0.01))
    thread.start()
    try:
        yield Asked(server.server_address[1], store)
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
        store.close()


@pytest.fixture
def witness(tmp_path: Path) -> Iterator[Asked]:
    with serving(tmp_path / "witness.db", [a_key().verifier]) as running:
        yield running


class TestAGrowingLog:
    def test_is_cosigned_with_the_time(self, witness: Asked) -> None:
        text = checkpoint(5)

        answer = witness.add(request(0, text))

        assert answer.status == 200
        note = verify_note(text + answer.text, [a_key().verifier, W1.verifier])
        assert note.signatures[1].key == W1.verifier
        assert note.signatures[1].timestamp == NOW

    def test_is_cosigned_step_by_step(self, witness: Asked) -> None:
        sizes = [0, 1, 2, 7, 8, 8, 64, 65, 255, 256, 300]
        answers = [witness.add(growth(old, new)).status for old, new in itertools.pairwise(sizes)]

        assert set(answers) == {200}

    def test_is_cosigned_again_at_the_same_size(self, witness: Asked) -> None:
        witness.add(growth(0, 9))

        assert witness.add(growth(9, 9)).status == 200

    def test_may_be_empty(self, witness: Asked) -> None:
        assert witness.add(growth(0, 0)).status == 200
        assert witness.add(growth(0, 4)).status == 200

    def test_is_handed_to_monitors_with_both_signatures(self, witness: Asked) -> None:
        path = f"/{origin_hash(ORIGIN)}/checkpoint"
        assert witness.send("GET", path).status == 404
        witness.add(growth(0, 3))
        witness.add(growth(3, 7))

        answer = witness.send("GET", path)

        assert origin_hash(ORIGIN) == hashlib.sha256(ORIGIN.encode()).hexdigest()
        note = verify_note(answer.text, [a_key().verifier, W1.verifier])
        assert note.body == checkpoint(7).partition("\n\n")[0] + "\n"
        assert len(note.signatures) == 2

    def test_leaves_signatures_of_others_behind(self, witness: Asked) -> None:
        text = checkpoint(3)
        stranger = a_key("stranger.example", seed=9)
        body = text.partition("\n\n")[0] + "\n"

        assert witness.add(request(0, text + stranger.signature_line(body))).status == 200

        answer = witness.send("GET", f"/{origin_hash(ORIGIN)}/checkpoint")
        assert "stranger" not in answer.text

    def test_is_told_by_health(self, witness: Asked) -> None:
        witness.add(growth(0, 3))

        told = json.loads(witness.send("GET", "/health").text)

        assert told["vkey"] == W1.vkey
        assert told["logs"] == [{"origin": ORIGIN, "size": 3, "cosigned_at": NOW}]


class TestARefusal:
    def test_of_an_unknown_log_is_404(self, witness: Asked) -> None:
        text = checkpoint(3, key=a_key("other.example/log"))

        assert witness.add(request(0, text)).status == 404

    @pytest.mark.parametrize(
        "text",
        [
            checkpoint(3, key=a_key(seed=2)),
            checkpoint(3).replace("\n3\n", "\n4\n"),
        ],
        ids=["another key of that name", "a changed size"],
    )
    def test_of_what_the_log_did_not_sign_is_403(self, witness: Asked, text: str) -> None:
        assert witness.add(request(0, text)).status == 403

    @pytest.mark.parametrize(
        "body",
        [
            b"",
            b"old 0\n",
            b"\xff",
            checkpoint(3).encode(),
            b"old 00\n\n" + checkpoint(3).encode(),
            b"old -1\n\n" + checkpoint(3).encode(),
            b"old 0\nnot base64\n\n" + checkpoint(3).encode(),
            b"old 0\nAAAA\n\n" + checkpoint(3).encode(),
            b"old 0\n\n" + checkpoint(3).partition("\n\n")[0].encode() + b"\n",
            request(1, checkpoint(100), [bytes(32)] * 64),
            request(4, checkpoint(3)),
        ],
        ids=[
            "nothing", "no checkpoint", "not text", "no old size", "leading zero", "negative",
            "a proof that is not base64", "a short hash", "no signature", "64 hashes",
            "an old size above the new one",
        ],
    )  # fmt: skip
    def test_of_a_request_out_of_form_is_400(self, witness: Asked, body: bytes) -> None:
        assert witness.add(body).status == 400

    def test_of_another_old_size_is_409_with_the_newest_one(self, witness: Asked) -> None:
        witness.add(growth(0, 20))

        for old in (0, 19, 21):
            answer = witness.add(growth(old, 30))
            assert answer == Answer(409, "text/x.tlog.size", "20\n")

    def test_of_a_smaller_tree_is_409_or_400_and_changes_nothing(self, witness: Asked) -> None:
        witness.add(growth(0, 20))

        assert witness.add(growth(10, 15)).status == 409
        assert witness.add(request(20, checkpoint(15))).status == 400
        assert witness.add(growth(20, 21)).status == 200

    def test_of_another_root_for_the_same_size_is_409(self, witness: Asked) -> None:
        witness.add(growth(0, 20))

        answer = witness.add(request(20, checkpoint(20, hashes=OTHER_PAST)))

        assert answer.status == 409
        assert answer.content_type != "text/x.tlog.size", "there is no size to try again with"

    @pytest.mark.parametrize("new", [21, 40, 300])
    def test_of_a_log_whose_past_is_another_is_422(self, witness: Asked, new: int) -> None:
        witness.add(growth(0, 20))

        assert witness.add(growth(20, new, OTHER_PAST)).status == 422
        forged = request(20, checkpoint(new, hashes=OTHER_PAST), proof(20, new))
        assert witness.add(forged).status == 422
        assert witness.add(growth(20, new)).status == 200

    def test_of_a_bad_proof_is_422(self, witness: Asked) -> None:
        assert witness.add(request(0, checkpoint(4), [bytes(32)])).status == 422
        witness.add(growth(0, 20))

        assert witness.add(request(20, checkpoint(30))).status == 422
        assert witness.add(request(20, checkpoint(30), proof(20, 30)[:-1])).status == 422
        assert witness.add(request(20, checkpoint(30), [*proof(20, 30), bytes(32)])).status == 422

    def test_of_an_empty_tree_with_a_root_is_422(self, witness: Asked) -> None:
        key = a_key()

        text = sign_checkpoint(key.name, 0, bytes(32), key)

        assert witness.add(request(0, text)).status == 422

    def test_of_what_contradicts_the_past_is_kept_as_evidence(self, witness: Asked) -> None:
        assert witness.store is not None
        witness.add(growth(0, 20))
        fork = growth(20, 30, OTHER_PAST)
        witness.add(fork)
        witness.add(growth(1, 30))

        assert [row[2] for row in witness.store.evidence()] == [fork]

    def test_of_strangers_proofs_leaves_room_for_a_contradiction(
        self, tmp_path: Path, caplog: pytest.LogCaptureFixture
    ) -> None:
        store = Store(tmp_path / "crowded.db")
        strange = Witness(key=W1, logs=[a_key().verifier], store=store, clock=lambda: NOW)
        strange.add_checkpoint(growth(0, 20))
        junk, fork = request(20, checkpoint(30)), request(20, checkpoint(20, hashes=OTHER_PAST))
        for number in range(EVIDENCE_MAX):
            store.keep_evidence(ORIGIN, "the consistency proof is too short", junk, NOW + number)

        with pytest.raises(Refused):
            strange.add_checkpoint(junk)
        assert "contradicts" not in caplog.text
        with pytest.raises(Refused):
            strange.add_checkpoint(fork)

        assert [row[2] for row in store.evidence()] == [junk] * EVIDENCE_MAX + [fork]
        assert "contradicts" in caplog.text
        store.close()

    def test_of_anything_else_has_a_status_of_its_own(self, witness: Asked) -> None:
        assert witness.send("POST", "/other", b"x").status == 404
        assert witness.send("GET", "/other").status == 404
        assert witness.send("GET", f"/{'0' * 64}/checkpoint").status == 404
        assert witness.add(bytes(40_000)).status == 413


class TestManyAtOnce:
    def test_lead_to_one_history(self, witness: Asked) -> None:
        """Sixteen threads, half with one future of the log and half with another."""
        other = [*HASHES[:10], *OTHER_PAST[:1], *HASHES[11:]]
        witness.add(growth(0, 10))

        def submit(number: int) -> tuple[bool, int]:
            fork = number % 2 == 1
            return fork, witness.add(growth(10, 11 + number, other if fork else HASHES)).status

        with concurrent.futures.ThreadPoolExecutor(16) as pool:
            answers = list(pool.map(submit, range(32)))

        assert [status for _, status in answers].count(200) == 1
        assert {status for _, status in answers} == {200, 409}

    def test_of_two_processes_on_one_store_agree(self, tmp_path: Path) -> None:
        logs = [a_key().verifier]
        with (
            serving(tmp_path / "w.db", logs) as one,
            serving(tmp_path / "w.db", logs) as two,
            concurrent.futures.ThreadPoolExecutor(8) as pool,
        ):
            asked = [one, two] * 8
            sizes = range(1, 17)
            answers = list(
                pool.map(
                    lambda pair: pair[0].add(growth(0, pair[1])).status,
                    zip(asked, sizes, strict=True),
                )
            )

        assert answers.count(200) == 1


class Program:
    """``python -m witness`` as its operator runs it."""

    def __init__(self, folder: Path) -> None:
        self.port = free_ports(1)[0]
        self._folder = folder
        self._process: subprocess.Popen[str] | None = None

    def run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            self._command(*arguments), env=self._environment(), capture_output=True,
            text=True, timeout=20, check=False,
        )  # fmt: skip

    def start(self) -> Asked:
        arguments = ["--store", str(self._folder / "w.db"), "--log", a_key().vkey]
        self._process = subprocess.Popen(
            self._command(*arguments, "--port", str(self.port)),
            env=self._environment(), stdout=subprocess.PIPE, text=True,
        )  # fmt: skip
        assert self._process.stdout is not None
        assert "on http://127.0.0.1" in self._process.stdout.readline()
        return Asked(self.port)

    def end(self, number: signal.Signals) -> int:
        assert self._process is not None
        self._process.send_signal(number)
        code = self._process.wait(10)
        assert self._process.stdout is not None
        self._process.stdout.close()
        return code

    def _command(self, *arguments: str) -> list[str]:
        key = str(self._folder / "key")
        name = ["--name", W1.name, "--key-file", key]
        return [sys.executable, "-m", "witness", *name, *arguments]

    def _environment(self) -> dict[str, str]:
        return {"PYTHONPATH": str(SOURCE), "PATH": "/usr/bin:/bin"}


class TestTheProgram:
    def test_keeps_what_it_saw_over_a_stop_and_a_kill(self, tmp_path: Path) -> None:
        program = Program(tmp_path)
        made = program.run("--make-key")
        assert VerifierKey.parse(made.stdout.strip()).name == W1.name
        asked = program.start()
        assert asked.add(growth(0, 20)).status == 200
        began = time.monotonic()
        assert program.end(signal.SIGTERM) == 0
        assert time.monotonic() - began < 3
        asked = program.start()
        assert asked.add(growth(0, 30)).text == "20\n"
        assert asked.add(growth(20, 30)).status == 200
        program.end(signal.SIGKILL)

        asked = program.start()

        assert asked.add(growth(20, 40, OTHER_PAST)).text == "30\n"
        assert asked.add(growth(30, 40, OTHER_PAST)).status == 422
        program.end(signal.SIGTERM)

    def test_never_replaces_a_key(self, tmp_path: Path) -> None:
        program = Program(tmp_path)
        program.run("--make-key")
        key = (tmp_path / "key").read_bytes()

        again = program.run("--make-key")

        assert again.returncode == 2
        assert "never replaced" in again.stderr
        assert (tmp_path / "key").read_bytes() == key
        assert (tmp_path / "key").stat().st_mode & 0o777 == 0o600

    @pytest.mark.parametrize(
        ("arguments", "said"),
        [
            ([], "--store and at least one --log are needed"),
            (["--store", "x", "--log", "nonsense"], "a note key is"),
            (["--store", "x", "--log", W1.vkey], "a log's key is plain Ed25519"),
        ],
    )
    def test_says_what_is_missing(self, tmp_path: Path, arguments: list[str], said: str) -> None:
        program = Program(tmp_path)
        program.run("--make-key")
        arguments = [str(tmp_path / "w.db") if part == "x" else part for part in arguments]

        answer = program.run(*arguments)

        assert answer.returncode == 2
        assert said in answer.stderr
