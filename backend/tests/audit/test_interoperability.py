"""Our checkpoints and proofs, judged by another implementation: Go's ``sumdb/note`` and ``tlog``.

Every Go distribution carries both under ``cmd/vendor``, so nothing is downloaded.
"""

from __future__ import annotations

import base64
import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from audit.building import a_key, a_leaf, a_policy, a_witness, batches, write_log
from paymentus.audit.domain.checkpoint import cosign_checkpoint
from paymentus.audit.jobs import build_tiles
from paymentus.audit.service import AuditLog
from paymentus.foundation.mongo import Database

GO = shutil.which("go")
SIZE, BATCH = 617, 41
W1 = a_witness()


def _vendored() -> Path | None:
    if GO is None:
        return None
    root = subprocess.run([GO, "env", "GOROOT"], capture_output=True, text=True, check=False)
    folder = Path(root.stdout.strip(), "src/cmd/vendor/golang.org/x/mod/sumdb")
    return folder if (folder / "tlog").is_dir() else None


VENDORED = _vendored()
pytestmark = pytest.mark.skipif(
    VENDORED is None, reason="there is no Go with its sumdb packages on this machine"
)


@pytest.fixture(scope="module")
def checker(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small Go program, built in GOPATH mode."""
    assert GO is not None
    assert VENDORED is not None
    folder = tmp_path_factory.mktemp("go")
    modules = folder / "src" / "golang.org" / "x" / "mod"
    modules.mkdir(parents=True)
    shutil.copytree(VENDORED, modules / "sumdb")
    # What sumdb itself needs of its module.
    for needed in ("internal", "module", "semver"):
        if (VENDORED.parent / needed).is_dir():
            shutil.copytree(VENDORED.parent / needed, modules / needed)
    program = folder / "check"
    environment = {
        **{name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ},
        "GOPATH": str(folder), "GO111MODULE": "off", "GOFLAGS": "", "GOPROXY": "off",
        "GOCACHE": str(folder / "cache"), "CGO_ENABLED": "0",
    }  # fmt: skip
    source = Path(__file__).parent / "go" / "check.go"
    built = subprocess.run(
        [GO, "build", "-o", str(program), str(source)],
        env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert built.returncode == 0, built.stderr
    return program


def ask(program: Path, question: dict[str, Any]) -> dict[str, Any]:
    answer = subprocess.run(
        [str(program)], input=json.dumps(question), capture_output=True, text=True, check=True
    )
    found: dict[str, Any] = json.loads(answer.stdout)
    return found


def encoded(data: bytes) -> str:
    return base64.b64encode(data).decode()


class TestGosOwnTools:
    @pytest.mark.slow
    async def test_accept_our_checkpoints_and_proofs_and_nothing_else(
        self, database: Database, checker: Path
    ) -> None:
        await write_log(database, batches(SIZE, BATCH))
        log = AuditLog(database, a_policy(W1, quorum=1))
        await build_tiles(log)
        rows = await database.audit_checkpoints.find({}, sort=[("_id", 1)]).to_list()
        texts = [row["text"] for row in rows]
        question: dict[str, Any] = {"vkey": a_key().vkey, "checkpoints": list(texts), "proofs": []}
        # A cosignature is one more line, which a tool that does not know its key passes over.
        question["checkpoints"].append(cosign_checkpoint(texts[-1], W1, 1_795_000_000))
        question["checkpoints"].append(texts[-1].replace(f"\n{SIZE}\n", f"\n{SIZE - 1}\n"))
        for index in (*range(0, SIZE, 7), SIZE - 1):
            made = await log.prove_inclusion(index=index, size=SIZE)
            question["proofs"].append(
                {
                    "checks": "record", "index": index, "leaf": encoded(a_leaf(index)),
                    "path": [encoded(node) for node in made.path],
                    "size2": SIZE, "root2": encoded(made.root),
                }
            )  # fmt: skip
        for size1 in range(1, SIZE, 13):
            proof = await log.prove_consistency(size1=size1, size2=SIZE)
            question["proofs"].append(
                {
                    "checks": "tree", "path": [encoded(node) for node in proof.path],
                    "size1": size1, "root1": encoded(proof.root1),
                    "size2": SIZE, "root2": encoded(proof.root2),
                }
            )  # fmt: skip
        wrong = {**question["proofs"][3], "index": 22}
        question["proofs"].append(wrong)

        answer = ask(checker, question)

        sizes = [row["_id"] for row in rows]
        assert answer["sizes"] == [*sizes, SIZE, -1]
        assert set(answer["proofs"][:-1]) == {"ok"}
        assert len(answer["proofs"]) > 130
        assert answer["proofs"][-1] != "ok"
