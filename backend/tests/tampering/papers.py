"""What lies outside of the database: receipts in payers' hands, and witnesses' answers."""

from __future__ import annotations

import base64
import json
import random
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from paymentus.audit.domain.note import LogKey, WitnessKey
from paymentus.audit.domain.receipt import receipt_commitment
from paymentus.foundation.canonical_json import canonical_bytes
from tampering.mutations import flipped
from tampering.rewrites import CHANGES
from tampering.world import LOG_KEY, OTHER_KEY, Plan, World, a_receipt, build

THIEVES_WITNESS = WitnessKey.from_seed("witness.example/honest", b"\x44" * 32)


def _one(world: World, draw: random.Random) -> tuple[str, bytes]:
    return draw.choice(sorted(world.receipts.items()))


def flip(world: World, draw: random.Random) -> bytes | None:
    return flipped(_one(world, draw)[1], draw)


def cut_or_grow(world: World, draw: random.Random) -> bytes | None:
    data = _one(world, draw)[1]
    at = draw.randrange(len(data))
    how = draw.randrange(4)
    if how == 0:
        return data[:at] + data[at + draw.randrange(1, 5) :]
    if how == 1:
        return data[:at] + draw.randbytes(draw.randrange(1, 4)) + data[at:]
    if how == 2:
        return data[:at]
    return data[:at] + data[at:][::-1]


def _rewritten(change: Callable[[dict[str, Any], random.Random], None]) -> Any:
    """Written again in canonical form, so that only the cryptography can notice."""

    def make(world: World, draw: random.Random) -> bytes | None:
        data = _one(world, draw)[1]
        document = json.loads(data)
        change(document, draw)
        changed = canonical_bytes(document) + b"\n"
        return None if changed == data else changed

    return make


def _facts(document: dict[str, Any], draw: random.Random) -> None:
    receipt = document["receipt"]
    item = receipt["items"][0]
    how = draw.randrange(4)
    if how == 0:
        more = draw.randrange(1, 9_000)
        item["amount_minor"] += more
        receipt["amount_minor"] += more
        receipt["total_minor"] += more
    elif how == 1:
        item[draw.choice(["biller", "account_number", "bill_number", "delivery_date"])] += "9"
    elif how == 2:
        receipt["method"] = "visa ending 9999"
    else:
        receipt["items"] = [*receipt["items"], {**item, "amount_minor": 0, "fee_minor": 0}]


def _facts_and_commitment(document: dict[str, Any], draw: random.Random) -> None:
    """The leaf commits to the changed receipt, but then it is another leaf."""
    _facts(document, draw)
    salt = bytes.fromhex(document["salt"])
    document["leaf"]["commitment"] = receipt_commitment(document["receipt"], salt)


def _proof(document: dict[str, Any], draw: random.Random) -> None:
    proof = document["proof"]
    how = draw.randrange(5)
    if how == 0:
        proof["index"] = max(0, proof["index"] + draw.choice([-1, 1, 8]))
    elif how == 1 and proof["path"]:
        proof["path"].pop(draw.randrange(len(proof["path"])))
    elif how == 2:
        proof["path"].append(base64.b64encode(draw.randbytes(32)).decode())
    elif how == 3:
        draw.shuffle(proof["path"])
    else:
        proof["checkpoint"] = proof["checkpoint"].replace("\n", "\n\n", 1)


def _without_witness(document: dict[str, Any], draw: random.Random) -> None:
    text = document["proof"]["checkpoint"]
    document["proof"]["checkpoint"] = text[: text.rindex("\u2014")]


def mixed(world: World, draw: random.Random) -> bytes | None:
    """Parts of two genuine receipts."""
    one, other = (json.loads(data) for _, data in draw.sample(sorted(world.receipts.items()), 2))
    names = draw.sample(["receipt", "salt", "leaf", "proof"], draw.randrange(1, 4))
    for name in names:
        one[name] = other[name]
    return canonical_bytes(one) + b"\n"


def signed_anew(world: World, draw: random.Random) -> bytes | None:
    """A receipt out of a history rewritten with the stolen log key, with the best cosignatures
    the thief has: genuine ones of other checkpoints, or of a key of that name."""
    plan = CHANGES["another amount"](world.plan, draw)
    changed = next(a for a, b in zip(plan.payments, world.plan.payments, strict=True) if a != b)
    changed = replace(changed, fate="paid")
    return _forged(plan.with_payment(changed), changed.id, LOG_KEY, world, draw)


def signed_with_another_key(world: World, draw: random.Random) -> bytes | None:
    paid = draw.choice(sorted(world.receipts))
    return _forged(world.plan, paid, OTHER_KEY, world, draw)


def _forged(
    plan: Plan, payment_id: str, key: LogKey, world: World, draw: random.Random
) -> bytes | None:
    payment = next(one for one in plan.payments if one.id == payment_id)
    builder = build(plan, key)
    entry = builder.stored.entries.get(f"ent_{payment_id.removeprefix('pay_')}_paid")
    if entry is None:
        return None
    sizes = [size for size in builder.stored.checkpoints if size > entry["leaf_index"]]
    size = draw.choice(sizes)
    body = builder.stored.checkpoints[size]["text"].partition("\n\n")[0] + "\n"
    line = draw.choice(
        ["", *world.cosigned.values(), THIEVES_WITNESS.cosignature_line(body, 1_793_000_000)]
    )
    return a_receipt(builder, payment, size, {size: line})


RECEIPTS: dict[str, tuple[Callable[[World, random.Random], bytes | None], int]] = {
    "receipt: flip a bit": (flip, 8),
    "receipt: cut or grow": (cut_or_grow, 6),
    "receipt: change what it says": (_rewritten(_facts), 6),
    "receipt: change it and its commitment": (_rewritten(_facts_and_commitment), 4),
    "receipt: change the proof": (_rewritten(_proof), 4),
    "receipt: take the witness away": (_rewritten(_without_witness), 2),
    "receipt: mix two": (mixed, 4),
    "receipt: sign anew, key stolen": (signed_anew, 4),
    "receipt: sign with another key": (signed_with_another_key, 2),
}


def draw_receipt(name: str, world: World, draw: random.Random) -> bytes:
    genuine = set(world.receipts.values())
    while True:
        data = RECEIPTS[name][0](world, draw)
        if data is not None and data not in genuine:
            return data


# -- witnesses' answers


def lie(world: World, draw: random.Random) -> tuple[str, str, str]:
    """(kind, checkpoint, what the witness answered to it); the answer is never the genuine one."""
    checkpoint, genuine = draw.choice(world.answers)
    body = checkpoint.partition("\n\n")[0] + "\n"
    other = draw.choice([a for c, a in world.answers if c != checkpoint])
    at = draw.randrange(len(genuine))
    kinds = {
        "answer: flip": lambda: flipped(genuine.encode(), draw).decode("utf-8", "replace"),
        "answer: drop": lambda: genuine[:at] + genuine[at + 1 :],
        "answer: insert": lambda: genuine[:at] + draw.choice("A=+ \n") + genuine[at:],
        "answer: truncate": lambda: genuine[:at],
        "answer: of another checkpoint": lambda: other,
        "answer: doubled": lambda: genuine + genuine,
        "answer: with another key": lambda: THIEVES_WITNESS.cosignature_line(body, 1),
        "answer: of another text": lambda: f"{other}\n\n{genuine}",
        "answer: other base64": lambda: genuine.replace("=\n", "\n").replace("/", "_"),
        "answer: both": lambda: other + genuine,
    }
    while True:
        kind = draw.choice(list(kinds))
        answer = kinds[kind]()
        if answer != genuine:
            return kind, checkpoint, answer
        at = draw.randrange(len(genuine))
