"""Ways to change what is stored. Each takes a world and a source of randomness and gives the
documents as somebody left them; None when it drew what would change nothing."""

from __future__ import annotations

import copy
import random
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from paymentus.audit.domain.checkpoint import LogKey, sign_checkpoint
from paymentus.audit.domain.leaf import log_entry
from paymentus.audit.domain.tree import CompactRange
from paymentus.foundation.canonical_json import sha256_hex
from paymentus.ledger.domain.accounts import CHART
from paymentus.ledger.repository import entry_of
from tampering.world import LOG_KEY, OTHER_KEY, SHARD, Document, Stored, World

Mutation = Callable[[World, random.Random], Stored | None]


def flipped(data: bytes, draw: random.Random) -> bytes:
    changed = bytearray(data)
    changed[draw.randrange(len(changed))] ^= 1 << draw.randrange(8)
    return bytes(changed)


def other_value(value: Any, draw: random.Random) -> Any:
    """Something else of the same kind, or of another."""
    if draw.random() < 0.1:
        return draw.choice([None, "", 0, -1, [], {}])
    if isinstance(value, bool):
        return not value
    if isinstance(value, int):
        return draw.choice([value + draw.choice([-1, 1, 100]), -value - 1, value * 2 + 1])
    if isinstance(value, float):
        return value + 1
    if isinstance(value, str):
        at = draw.randrange(len(value) + 1)
        return value[:at] + draw.choice("ax0 é") + value[at + draw.randrange(2) :]
    if isinstance(value, bytes):
        return flipped(value, draw) if value else b"x"
    if isinstance(value, datetime):
        return value + timedelta(milliseconds=draw.choice([-1, 1, 60_000, -86_400_000]))
    if value is None:
        return draw.choice(["x", 0, datetime(2026, 1, 1).astimezone()])
    if isinstance(value, list) and value:
        changed = copy.deepcopy(value)
        place = draw.randrange(len(changed))
        how = draw.randrange(4)
        if how == 0:
            del changed[place]
        elif how == 1:
            changed.append(copy.deepcopy(changed[place]))
        elif isinstance(changed[place], dict):
            name = draw.choice(sorted(changed[place]))
            changed[place][name] = other_value(changed[place][name], draw)
        else:
            changed[place] = other_value(changed[place], draw)
        return changed
    return "something else"


def _change_field(
    world: World, draw: random.Random, collection: str, names: tuple[str, ...]
) -> Stored | None:
    stored = world.stored.copy()
    id = draw.choice(list(getattr(stored, collection)))
    document = stored.edit(collection, id)
    name = draw.choice(names)
    before = document[name]
    document[name] = other_value(before, draw)
    same = type(before) is type(document[name]) and before == document[name]
    return None if same else stored


def changing(collection: str, *names: str) -> Mutation:
    return lambda world, draw: _change_field(world, draw, collection, names)


def dropping(collection: str) -> Mutation:
    def drop(world: World, draw: random.Random) -> Stored | None:
        stored = world.stored.copy()
        documents = getattr(stored, collection)
        documents.pop(draw.choice(list(documents)))
        return stored

    return drop


# -- the log


def flip_leaf_or_hash(world: World, draw: random.Random) -> Stored | None:
    stored = world.stored.copy()
    entry = stored.edit("log", draw.randrange(len(stored.log)))
    name = draw.choice(["leaf", "hash"])
    entry[name] = flipped(entry[name], draw)
    return stored


def insert_entry(world: World, draw: random.Random) -> Stored | None:
    stored = world.stored.copy()
    size = len(stored.log)
    copied = dict(stored.log[draw.randrange(size)])
    place = draw.choice([size, size + draw.randrange(1, 1000), -1, draw.randrange(size) + 0.5, "x"])
    stored.log[place] = {**copied, "_id": place, "event_id": "ent_inserted"}
    return stored


def reorder_entries(world: World, draw: random.Random) -> Stored | None:
    stored = world.stored.copy()
    one, other = draw.sample(range(len(stored.log)), 2)
    first, second = stored.log[one], stored.log[other]
    stored.log[one], stored.log[other] = {**second, "_id": one}, {**first, "_id": other}
    return stored


def shift_entries(world: World, draw: random.Random) -> Stored | None:
    """One entry is taken out and all after it move up."""
    stored = world.stored.copy()
    size = len(stored.log)
    for index in range(draw.randrange(size - 1), size - 1):
        stored.log[index] = {**stored.log[index + 1], "_id": index}
    del stored.log[size - 1]
    return stored


def forge_entry(world: World, draw: random.Random) -> Stored | None:
    """Leaf, hash and search fields are changed together, without a key."""
    stored = world.stored.copy()
    index = draw.randrange(len(stored.log))
    _put_forged_leaf(stored, index, draw)
    return stored


def _put_forged_leaf(stored: Stored, index: int, draw: random.Random) -> bytes:
    entry = stored.edit("log", index)
    subject = f'"subject":"{entry["subject"]}"'.encode()
    forged_subject = f"pay_forged{draw.randrange(1000)}"
    leaf = bytes(entry["leaf"]).replace(subject, f'"subject":"{forged_subject}"'.encode())
    made = log_entry(index=index, leaf=leaf, at=entry["at"])
    entry.update(leaf=leaf, hash=made.hash, subject=made.subject, event_id=made.event_id)
    return made.hash


def forge_entry_and_tile(world: World, draw: random.Random) -> Stored | None:
    stored = world.stored.copy()
    if not stored.tiles:
        return None
    index = draw.randrange(256)
    digest = _put_forged_leaf(stored, index, draw)
    tile = stored.edit("tiles", "0/0")
    data = tile["data"][: 32 * index] + digest + tile["data"][32 * index + 32 :]
    hashes = [data[at : at + 32] for at in range(0, len(data), 32)]
    tile.update(data=data, root=CompactRange().append(hashes).root())
    return stored


# -- checkpoints and the head


def change_checkpoint_text(world: World, draw: random.Random) -> Stored | None:
    stored = world.stored.copy()
    document = stored.edit("checkpoints", draw.choice(list(stored.checkpoints)))
    text = document["text"]
    at = draw.randrange(len(text))
    changed = draw.choice([text[:at] + text[at + 1 :], text[:at] + "A" + text[at + 1 :],
                           text[:at] + "\n" + text[at:], text[:at]])  # fmt: skip
    document["text"] = changed
    return None if changed == text else stored


def swap_checkpoints(world: World, draw: random.Random) -> Stored | None:
    stored = world.stored.copy()
    one, other = draw.sample(list(stored.checkpoints), 2)
    first, second = stored.edit("checkpoints", one), stored.edit("checkpoints", other)
    first["text"], second["text"] = second["text"], first["text"]
    return stored


def sign_with_another_key(world: World, draw: random.Random) -> Stored | None:
    stored = world.stored.copy()
    size = draw.choice(list(stored.checkpoints))
    return _signed_anew(stored, size, OTHER_KEY, draw, root=draw.random() < 0.5)


def sign_another_root(world: World, draw: random.Random) -> Stored | None:
    """With the stolen key, but over entries that do not lead there."""
    stored = world.stored.copy()
    size = draw.choice(list(stored.checkpoints))
    return _signed_anew(stored, size, None, draw, root=False)


def _signed_anew(
    stored: Stored, size: int, key: LogKey | None, draw: random.Random, *, root: bool
) -> Stored:
    key = key or LOG_KEY
    tree = CompactRange().append(stored.log[index]["hash"] for index in range(size))
    signed = tree.root() if root else draw.randbytes(32)
    text = sign_checkpoint(key.name, size, signed, key)
    stored.edit("checkpoints", size)["text"] = text
    if size == stored.heads[SHARD]["size"]:
        stored.edit("heads", SHARD)["checkpoint"] = text
    return stored


def insert_checkpoint(world: World, draw: random.Random) -> Stored | None:
    """One that was signed for another size, is filed where there is none."""
    stored = world.stored.copy()
    free = [size for size in range(1, len(stored.log) + 9) if size not in stored.checkpoints]
    size = draw.choice(free)
    copied = draw.choice(list(stored.checkpoints.values()))
    stored.checkpoints[size] = {**copied, "_id": size}
    return stored


def take_cosignatures_away(world: World, draw: random.Random) -> Stored | None:
    """From every checkpoint above some size: whoever looks later finds nobody who saw them."""
    stored = world.stored.copy()
    above = draw.choice([0, *sorted(world.cosigned)[:-1]])
    for size, line in world.cosigned.items():
        if size > above:
            document = stored.edit("checkpoints", size)
            document["text"] = document["text"].replace(line, "")
            document["witnessed"] = False
    return stored


def forge_cosignature(world: World, draw: random.Random) -> Stored | None:
    """Cosignatures are moved from one checkpoint to another, or doubled."""
    stored = world.stored.copy()
    size = draw.choice(list(stored.checkpoints))
    line = world.cosigned[draw.choice(list(world.cosigned))]
    document = stored.edit("checkpoints", size)
    document["text"] = document["text"] + line
    return stored


def set_head_back(world: World, draw: random.Random) -> Stored | None:
    """Only the head: the next commit would build on an old tree."""
    stored = world.stored.copy()
    earlier = draw.choice(world.snapshots[:-1])
    names = draw.sample(["size", "range", "checkpoint"], draw.randrange(1, 4))
    head = stored.edit("heads", SHARD)
    head.update({name: earlier.heads[SHARD][name] for name in names})
    return stored


# -- the ledger


def change_amounts(world: World, draw: random.Random) -> Stored | None:
    """Balanced, with the balances and the entry's stored hash made to fit: only the leaf knows."""
    stored = world.stored.copy()
    entry = stored.edit("entries", draw.choice(list(stored.entries)))
    more = draw.randrange(1, 5_000)
    sides = {side: [p for p in entry["postings"] if p["side"] == side] for side in
             ("debit", "credit")}  # fmt: skip
    posted = entry["kind"] != "pending"
    for side, postings in sides.items():
        posting = draw.choice(postings)
        posting["amount_minor"] += more
        account = stored.edit("accounts", posting["account"])
        account[f"{side}s_{'posted' if posted else 'pending'}"] += more
    if entry["kind"] == "pending":
        stored.edit("holds", entry["_id"])["postings"] = copy.deepcopy(entry["postings"])
    entry["entry_hash"] = sha256_hex(entry_of(entry).canonical())
    return stored


def move_to_another_account(world: World, draw: random.Random) -> Stored | None:
    """A biller's money becomes another biller's, in entry and balances alike."""
    stored = world.stored.copy()
    entry = stored.edit("entries", draw.choice(list(stored.entries)))
    posting = draw.choice(entry["postings"])
    others = [id for id in stored.accounts if id != posting["account"]]
    column = f"{posting['side']}s_{'pending' if entry['kind'] == 'pending' else 'posted'}"
    stored.edit("accounts", posting["account"])[column] -= posting["amount_minor"]
    posting["account"] = draw.choice(others)
    stored.edit("accounts", posting["account"])[column] += posting["amount_minor"]
    return stored


def insert_journal_entry(world: World, draw: random.Random) -> Stored | None:
    """A new entry with its balances, and no leaf."""
    stored = world.stored.copy()
    copied = copy.deepcopy(draw.choice([e for e in stored.entries.values()
                                        if e["kind"] == "posted"] or [None]))  # fmt: skip
    if copied is None:
        return None
    copied["_id"] = f"ent_inserted{draw.randrange(1000)}"
    stored.entries[copied["_id"]] = copied
    for posting in copied["postings"]:
        stored.edit("accounts", posting["account"])[f"{posting['side']}s_posted"] += posting[
            "amount_minor"
        ]
    return stored


def drop_journal_entry_and_undo(world: World, draw: random.Random) -> Stored | None:
    """An entry vanishes with all it did to the balances."""
    stored = world.stored.copy()
    posted = [id for id, entry in stored.entries.items() if entry["kind"] == "posted"]
    if not posted:
        return None
    entry = stored.entries.pop(draw.choice(posted))
    for posting in entry["postings"]:
        stored.edit("accounts", posting["account"])[f"{posting['side']}s_posted"] -= posting[
            "amount_minor"
        ]
    return stored


def insert_account_or_hold(world: World, draw: random.Random) -> Stored | None:
    stored = world.stored.copy()
    if draw.random() < 0.5:
        id = f"{draw.choice(sorted(CHART))}/inserted/USD"
        copied: Document = copy.deepcopy(draw.choice(list(stored.accounts.values())))
        stored.accounts[id] = {**copied, "_id": id}
    else:
        copied = copy.deepcopy(draw.choice(list(stored.holds.values())))
        stored.holds["ent_inserted"] = {**copied, "_id": "ent_inserted"}
    return stored


def make_float(world: World, draw: random.Random) -> Stored | None:
    """The same amount, stored in a form that will not stay exact."""
    stored = world.stored.copy()
    if draw.random() < 0.5:
        account = stored.edit("accounts", draw.choice(list(stored.accounts)))
        name = draw.choice(["debits_posted", "credits_posted", "debits_pending"])
        account[name] = float(account[name])
    else:
        entry = stored.edit("entries", draw.choice(list(stored.entries)))
        posting = draw.choice(entry["postings"])
        posting["amount_minor"] = float(posting["amount_minor"])
    return stored


ENTRY_FIELDS = (
    "_id", "kind", "event", "subject", "description", "effective_at", "recorded_at", "postings",
    "pending_id", "expires_at", "corrects", "leaf_index", "entry_hash", "status", "timestamp",
)  # fmt: skip

# What it is called, how often it is drawn, and whether it needs a world with a full tile.
MUTATIONS: dict[str, tuple[Mutation, int, bool]] = {
    "log: flip a bit": (flip_leaf_or_hash, 10, False),
    "log: change a search field": (
        changing("log", "event_id", "type", "subject", "at", "shard"), 5, False),
    "log: drop an entry": (dropping("log"), 5, False),
    "log: insert an entry": (insert_entry, 5, False),
    "log: reorder entries": (reorder_entries, 5, False),
    "log: take one out and close the gap": (shift_entries, 4, False),
    "log: forge an entry and its hash": (forge_entry, 5, False),
    "log: forge an entry, its hash and its tile": (forge_entry_and_tile, 1, True),
    "tiles: change a field": (changing("tiles", "level", "index", "data", "root"), 1, True),
    "checkpoints: change the text": (change_checkpoint_text, 6, False),
    "checkpoints: change the time": (changing("checkpoints", "at"), 3, False),
    "checkpoints: drop one": (dropping("checkpoints"), 3, False),
    "checkpoints: swap two": (swap_checkpoints, 3, False),
    "checkpoints: insert one": (insert_checkpoint, 3, False),
    "checkpoints: sign with another key": (sign_with_another_key, 3, False),
    "checkpoints: sign another root, key stolen": (sign_another_root, 3, False),
    "checkpoints: take cosignatures away": (take_cosignatures_away, 3, False),
    "checkpoints: forge a cosignature": (forge_cosignature, 3, False),
    "head: change a field": (changing("heads", "size", "range", "checkpoint"), 4, False),
    "head: set back": (set_head_back, 3, False),
    "head: drop": (dropping("heads"), 1, False),
    "ledger: change an entry's field": (changing("entries", *ENTRY_FIELDS), 10, False),
    "ledger: drop an entry": (dropping("entries"), 4, False),
    "ledger: insert an entry with its balances": (insert_journal_entry, 3, False),
    "ledger: drop an entry with its balances": (drop_journal_entry_and_undo, 3, False),
    "ledger: change amounts and balances alike": (change_amounts, 6, False),
    "ledger: move money to another account": (move_to_another_account, 5, False),
    "ledger: change a balance": (
        changing("accounts", "debits_posted", "credits_posted", "debits_pending",
                 "credits_pending", "class", "currency"), 6, False),
    "ledger: drop a balance": (dropping("accounts"), 2, False),
    "ledger: change a hold": (
        changing("holds", "postings", "expires_at", "state", "resolved_by"), 5, False),
    "ledger: drop a hold": (dropping("holds"), 2, False),
    "ledger: insert a balance or a hold": (insert_account_or_hold, 2, False),
    "ledger: store an amount inexactly": (make_float, 2, False),
}  # fmt: skip


def drawn(name: str, world: World, draw: random.Random) -> Stored:
    """A mutation of this name that changes something."""
    make = MUTATIONS[name][0]
    while True:
        stored = make(world, draw)
        if stored is not None:
            return stored
