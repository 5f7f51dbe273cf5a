"""The offline verifier: accepts what was issued, and nothing else, byte for byte."""

from __future__ import annotations

import base64
import importlib.util
import json
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from audit.building import STARTED_AT, AnIssuedReceipt, a_key, a_receipt, a_witness
from paymentus.audit.domain.checkpoint import LogKey, WitnessKey
from paymentus.audit.domain.policy import LogPolicy
from paymentus.audit.domain.receipt import receipt_commitment, receipt_file
from paymentus.audit.domain.tree import CompactRange, leaf_hash
from paymentus.foundation.canonical_json import canonical_bytes

SCRIPT = Path(__file__).parents[2] / "verify_receipt.py"


def load_script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("verify_receipt", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


script = load_script()
KEY = a_key()
W1, W2 = a_witness(), a_witness("witness.example/w2", seed=102)


def issued(**options: Any) -> bytes:
    made = AnIssuedReceipt(**options)
    return receipt_file(made.receipt, made.salt, made.proof)


def a_policy(quorum: int = 1, *, key: LogKey = KEY, witnesses: Any = (W1, W2)) -> Any:
    policy = LogPolicy(key.name, key.verifier, tuple(one.verifier for one in witnesses), quorum)
    return script.read_policy(json.dumps(policy.to_document()).encode())


def reason(data: bytes, policy: Any = None) -> str:
    """Why the verifier refuses; fails if it does not."""
    with pytest.raises(script.NotValid) as refusal:
        script.verify_receipt(data, policy or a_policy())
    return str(refusal.value)


def accepted(data: bytes, policy: Any) -> bool:
    try:
        script.verify_receipt(data, policy)
    except script.NotValid:
        return False
    return True


def written(document: dict[str, Any]) -> bytes:
    return canonical_bytes(document) + b"\n"


GENUINE = issued(witnesses=[W1])
DOCUMENT = json.loads(GENUINE)


class TestAGenuineReceipt:
    def test_is_valid_once_enough_witnesses_saw_it(self) -> None:
        assert script.verify_receipt(GENUINE, a_policy(1)) == "valid"
        both = issued(witnesses=[W1, W2])
        assert script.verify_receipt(both, a_policy(2)) == "valid"

    def test_is_valid_but_not_yet_witnessed_before_that(self) -> None:
        now = STARTED_AT + timedelta(minutes=59)
        for data, policy in ((issued(), a_policy(1)), (GENUINE, a_policy(2))):
            assert script.verify_receipt(data, policy, now) == "valid, not yet witnessed"

    def test_is_not_valid_when_nobody_has_witnessed_it_for_an_hour(self) -> None:
        """The thief of the log's key can sign anything, but not have it witnessed."""
        for moment in (STARTED_AT + timedelta(minutes=61), STARTED_AT - timedelta(days=1)):
            with pytest.raises(script.NotValid, match="too few witnesses"):
                script.verify_receipt(issued(), a_policy(1), moment)
        assert script.verify_receipt(issued(witnesses=[W1]), a_policy(1), moment) == "valid"

    def test_is_valid_where_the_policy_asks_for_no_witness(self) -> None:
        assert script.verify_receipt(issued(), a_policy(0, witnesses=())) == "valid"

    def test_is_valid_at_every_place_of_every_small_tree(self) -> None:
        policy = a_policy(0)
        for size in range(1, 18):
            for index in range(size):
                assert accepted(issued(index=index, size=size), policy), (index, size)


class TestAnyChangedByte:
    """The file of the tests holds ASCII, two-byte and four-byte characters and every field."""

    def test_is_seen_whichever_bit_is_flipped(self) -> None:
        policy = a_policy()
        for at, byte in enumerate(GENUINE):
            for bit in range(8):
                changed = GENUINE[:at] + bytes([byte ^ 1 << bit]) + GENUINE[at + 1 :]
                assert not accepted(changed, policy), (at, bit)

    @pytest.mark.slow
    def test_is_seen_whichever_of_the_255_other_values_replaces_it(self) -> None:
        policy = a_policy()
        for at, byte in enumerate(GENUINE):
            for other in range(256):
                if other != byte:
                    changed = GENUINE[:at] + bytes([other]) + GENUINE[at + 1 :]
                    assert not accepted(changed, policy), (at, other)

    def test_is_seen_when_one_is_taken_out(self) -> None:
        policy = a_policy()
        for at in range(len(GENUINE)):
            assert not accepted(GENUINE[:at] + GENUINE[at + 1 :], policy), at

    def test_is_seen_when_one_is_put_in(self) -> None:
        policy = a_policy()
        for at in range(len(GENUINE) + 1):
            for extra in b' \n\t0A=",\\}\xff':
                changed = GENUINE[:at] + bytes([extra]) + GENUINE[at:]
                assert not accepted(changed, policy), (at, extra)

    def test_is_seen_when_the_file_is_cut_anywhere(self) -> None:
        policy = a_policy()
        for length in range(len(GENUINE)):
            assert not accepted(GENUINE[:length], policy), length

    def test_is_seen_when_two_neighbours_change_places(self) -> None:
        policy = a_policy()
        for at in range(len(GENUINE) - 1):
            left, right = GENUINE[at : at + 1], GENUINE[at + 1 : at + 2]
            if left != right:
                assert not accepted(GENUINE[:at] + right + left + GENUINE[at + 2 :], policy), at


class TestAForgedReceipt:
    def test_signed_again_with_another_key_is_refused_for_that_reason(self) -> None:
        forged = issued(key=a_key(seed=2), witnesses=[W1])

        assert reason(forged) == (
            f"the checkpoint is signed with another key of {KEY.name} than pinned"
        )

    def test_signed_again_under_another_name_is_refused(self) -> None:
        other = issued(key=a_key("paymentus.example/audit/other", seed=1))

        assert reason(other) == "the checkpoint is of another log"

    def test_is_refused_with_the_checkpoint_of_another_origin_signed_by_the_right_key(self) -> None:
        elsewhere = LogKey("paymentus.example/audit/other", KEY.private_key)
        body = DOCUMENT["proof"]["checkpoint"].partition("\n\n")[0] + "\n"
        body = body.replace(KEY.name, elsewhere.name)
        text = f"{body}\n{elsewhere.signature_line(body)}"

        document = DOCUMENT | {"proof": DOCUMENT["proof"] | {"checkpoint": text}}

        assert reason(written(document)) == "the checkpoint is of another log"

    def test_is_refused_with_another_receipts_leaf_proof_or_content(self) -> None:
        other = json.loads(issued(index=3, receipt=a_receipt("pay_other"), witnesses=[W1]))

        for name in ("receipt", "leaf", "proof"):
            assert reason(written(DOCUMENT | {name: other[name]}))
        swapped = DOCUMENT | {"leaf": other["leaf"], "proof": other["proof"]}
        assert reason(written(swapped)) == "the leaf is of another payment"

    def test_is_refused_with_a_wrong_leaf_of_the_same_payment(self) -> None:
        for field, value in (("event", "payment.failed"), ("type", "user.signed_in"), ("v", 2)):
            leaf = DOCUMENT["leaf"] | {field: value}

            assert reason(written(DOCUMENT | {"leaf": leaf})) == (
                "the leaf is not of a payment that succeeded"
            )

    def test_is_refused_when_a_thief_of_the_salt_commits_to_other_amounts(self) -> None:
        receipt = DOCUMENT["receipt"] | {"amount_minor": 1, "total_minor": 251}
        receipt["items"] = [receipt["items"][0] | {"amount_minor": 1, "fee_minor": 250}]
        salt = bytes.fromhex(DOCUMENT["salt"])
        leaf = DOCUMENT["leaf"] | {"commitment": receipt_commitment(receipt, salt)}

        document = DOCUMENT | {"receipt": receipt, "leaf": leaf}

        assert reason(written(document)) == "the leaf is not in the log at this place"

    @pytest.mark.parametrize(
        ("changes", "expected"),
        [
            ({"amount_minor": 15026}, "the items do not add up to the amount"),
            ({"fee_minor": 251}, "the items' fees do not add up to the fee"),
            ({"total_minor": 15276}, "amount and fee do not add up to the total"),
            ({"items": []}, "the receipt has no items"),
            ({"items": {}}, "in the receipt, items is not a list"),
            ({"items": [1]}, "an item of the receipt is not an object"),
            ({"amount_minor": True}, "in the receipt, amount_minor is not a whole number"),
            ({"amount_minor": -1}, "in the receipt, amount_minor is out of range"),
            ({"note": "x"}, "the receipt has fields it should not have, or lacks some"),
            ({"method": "visa ending 4243"}, "the receipt is not the one that the leaf commits to"),
        ],
    )
    def test_is_refused_with_another_receipt_inside(
        self, changes: dict[str, Any], expected: str
    ) -> None:
        document = DOCUMENT | {"receipt": DOCUMENT["receipt"] | changes}

        assert reason(written(document)) == expected

    def test_is_refused_in_any_other_spelling_of_the_same_json(self) -> None:
        for text in (
            json.dumps(DOCUMENT, indent=2, ensure_ascii=False),
            json.dumps(DOCUMENT, ensure_ascii=True, sort_keys=True, separators=(",", ":")),
            json.dumps(dict(reversed(DOCUMENT.items())), ensure_ascii=False, separators=(",", ":")),
        ):
            assert reason(text.encode() + b"\n") == (
                "the file is not byte for byte as it was issued"
            )
        twice = GENUINE.replace(b'"format":', b'"format":"paymentus-receipt/1","format":', 1)
        assert reason(twice) == "the file is not byte for byte as it was issued"

    @pytest.mark.parametrize(
        "data",
        [b"", b"\n", b"null\n", b"[]\n", b"1.5\n", b"NaN\n", b'"x"\n', b"\xff\n", b"[" * 9000,
         b"[" * 9000 + b"\n", b'{"a":"\\ud800"}\n', b" " * 1_000_001, b"1" * 5000 + b"\n"],
    )  # fmt: skip
    def test_is_refused_when_it_is_no_receipt_at_all(self, data: bytes) -> None:
        assert reason(data)


class TestAForgedCheckpoint:
    def with_checkpoint(self, text: str) -> bytes:
        return written(DOCUMENT | {"proof": DOCUMENT["proof"] | {"checkpoint": text}})

    @property
    def text(self) -> str:
        return str(DOCUMENT["proof"]["checkpoint"])

    @property
    def body(self) -> str:
        return self.text.partition("\n\n")[0] + "\n"

    def test_with_a_line_of_an_unknown_key_is_refused(self) -> None:
        stranger = a_witness("witness.example/unknown", seed=9)

        text = self.text + stranger.cosignature_line(self.body, 1)

        assert reason(self.with_checkpoint(text)) == (
            "the checkpoint has a signature of a key that the policy does not pin"
        )

    def test_signed_by_witnesses_alone_is_refused(self) -> None:
        text = f"{self.body}\n{W1.cosignature_line(self.body, 1)}"

        assert reason(self.with_checkpoint(text)) == (
            "the checkpoint is not signed by the log's key in the policy"
        )

    def test_with_one_witness_twice_is_refused(self) -> None:
        text = self.text + W1.cosignature_line(self.body, 2)

        assert reason(self.with_checkpoint(text), a_policy(2)) == (
            f"the checkpoint is signed twice by {W1.name}"
        )

    def test_with_a_witness_key_under_the_logs_own_type_is_refused(self) -> None:
        plain = LogKey(W1.name, W1.private_key).signature_line(self.body)

        text = f"{self.body}\n{KEY.signature_line(self.body)}{plain}"

        assert "another key of" in reason(self.with_checkpoint(text))

    def test_with_a_cosignature_of_another_time_is_refused(self) -> None:
        line = W1.cosignature_line(self.body, 7)
        data = bytearray(base64.b64decode(line.split(" ")[2]))
        data[11] = 8
        forged = f"— {W1.name} {base64.b64encode(data).decode()}\n"

        text = f"{self.body}\n{KEY.signature_line(self.body)}{forged}"

        assert reason(self.with_checkpoint(text)) == (
            f"the signature of {W1.name} on the checkpoint is wrong"
        )

    def test_with_an_extension_line_is_refused_though_well_signed(self) -> None:
        body = self.body + "extra\n"

        text = f"{body}\n{KEY.signature_line(body)}"

        assert reason(self.with_checkpoint(text)) == (
            "the checkpoint is not an origin, a size and a root"
        )

    @pytest.mark.parametrize("size", ["0", "011", "-1", "11 ", "1_1", "١١", "9" * 20])
    def test_with_another_size_is_refused_though_well_signed(self, size: str) -> None:
        origin, _, root = self.body.split("\n")[:3]
        body = f"{origin}\n{size}\n{root}\n"

        text = f"{body}\n{KEY.signature_line(body)}"

        assert reason(self.with_checkpoint(text))

    def test_of_a_larger_tree_without_its_own_path_is_refused(self) -> None:
        root = CompactRange().append([leaf_hash(b"x")] * 20).root()
        body = f"{KEY.name}\n20\n{base64.b64encode(root).decode()}\n"

        text = f"{body}\n{KEY.signature_line(body)}"

        assert reason(self.with_checkpoint(text))

    @pytest.mark.parametrize(
        "text", ["", "\n\n", "x", "a\nb\nc\n", "a\n\n\n", "— a\n\n— a b\n", "\n\n— \n"]
    )
    def test_out_of_form_is_refused(self, text: str) -> None:
        assert reason(self.with_checkpoint(text))

    @pytest.mark.parametrize("path", [[], ["AA=="], [1], [None], ["!"], [{}]])
    def test_with_another_path_is_refused(self, path: list[Any]) -> None:
        document = DOCUMENT | {"proof": DOCUMENT["proof"] | {"path": path}}

        assert reason(written(document))

    def test_with_a_longer_path_is_refused(self) -> None:
        path = [*DOCUMENT["proof"]["path"], base64.b64encode(bytes(32)).decode()]

        document = DOCUMENT | {"proof": DOCUMENT["proof"] | {"path": path}}

        assert reason(written(document)) == "the proof's path is malformed"


class TestThePolicy:
    @pytest.mark.parametrize(
        "changes",
        [
            {"format": "paymentus-policy/2"},
            {"quorum": 3},
            {"quorum": -1},
            {"quorum": "x"},
            {"witnesses": None},
            {"log": {"origin": "x"}},
            {"log": {"origin": "x", "vkey": "x"}},
            {"log": {"origin": "x", "vkey": W1.vkey}},
            {"witnesses": [{"name": "other", "vkey": W1.vkey}]},
            {"witnesses": [{"name": KEY.name, "vkey": KEY.vkey}]},
            {"witnesses": [{"name": W1.name, "vkey": W1.vkey}] * 2},
        ],
    )
    def test_is_refused_when_anything_in_it_is_wrong(self, changes: dict[str, Any]) -> None:
        policy = LogPolicy(KEY.name, KEY.verifier, (W1.verifier, W2.verifier), 1)

        with pytest.raises(script.PolicyNotUsable):
            script.read_policy(json.dumps(policy.to_document() | changes).encode())

    def test_is_refused_when_one_key_would_count_as_two_witnesses(self) -> None:
        twin = WitnessKey("witness.example/twin", W1.private_key)
        witnesses = [{"name": one.name, "vkey": one.vkey} for one in (W1, twin)]
        policy = LogPolicy(KEY.name, KEY.verifier).to_document() | {"witnesses": witnesses}

        with pytest.raises(script.PolicyNotUsable, match="same key"):
            script.read_policy(json.dumps(policy).encode())


class TestTheCommand:
    def run(self, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
        # -I: neither the project's path nor its environment may be needed.
        return subprocess.run(
            [sys.executable, "-I", str(SCRIPT), *map(str, arguments)],
            capture_output=True,
            text=True,
            check=False,
        )

    @pytest.fixture
    def policy_file(self, tmp_path: Path) -> Path:
        policy = LogPolicy(KEY.name, KEY.verifier, (W1.verifier,), 1)
        file = tmp_path / "policy.json"
        file.write_text(json.dumps(policy.to_document()))
        return file

    @pytest.mark.parametrize(
        ("data", "output", "code"),
        [
            (GENUINE, "valid\n", 0),
            (issued(at=datetime.now(UTC)), "valid, not yet witnessed\n", 0),
            (
                issued(),
                "not valid: too few witnesses saw it in an hour; download the receipt again\n",
                1,
            ),
            (GENUINE[:-1], "not valid: the file does not end with its newline\n", 1),
        ],
    )
    def test_says_what_it_found_and_ends_accordingly(
        self, tmp_path: Path, policy_file: Path, data: bytes, output: str, code: int
    ) -> None:
        receipt = tmp_path / "receipt.json"
        receipt.write_bytes(data)

        result = self.run("--policy", policy_file, receipt)

        assert (result.stdout, result.returncode) == (output, code)

    def test_ends_with_2_when_it_cannot_be_carried_out(
        self, tmp_path: Path, policy_file: Path
    ) -> None:
        (tmp_path / "receipt.json").write_bytes(GENUINE)

        for arguments in (
            ("--policy", policy_file),
            ("--policy", policy_file, tmp_path / "absent.json"),
            ("--policy", tmp_path / "absent.json", tmp_path / "receipt.json"),
            ("--policy", tmp_path / "receipt.json", tmp_path / "receipt.json"),
            (tmp_path / "receipt.json",),
        ):
            result = self.run(*arguments)
            assert result.returncode == 2
            assert result.stdout == ""
            assert "Traceback" not in result.stderr

    def test_needs_nothing_but_the_standard_library_and_cryptography(self) -> None:
        modules = {
            line.split()[1].partition(".")[0]
            for line in SCRIPT.read_text().splitlines()
            if line.startswith(("import ", "from "))
        }

        assert modules - set(sys.stdlib_module_names) == {"cryptography"}
        assert len(SCRIPT.read_text().splitlines()) <= 400
