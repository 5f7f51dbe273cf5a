"""Runs of many mutations and of many clean checks, from a seed; the figures by kind."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache

from paymentus.audit.domain.tree import (
    CompactRange,
    consistency_path,
    inclusion_path,
    leaf_hash,
    verify_consistency,
    verify_inclusion,
)
from tampering import papers
from tampering.judging import (
    is_found,
    kept_of_answer,
    problems_of,
    receipt_is_valid,
    verify_ledger,
    verify_log,
)
from tampering.mutations import MUTATIONS, drawn
from tampering.rewrites import forked, rewritten, truncated
from tampering.world import WITHOUT_WITNESS, World, make_plan, make_world

SMALL_WORLDS = 6
_SHOWN = 5


@dataclass
class Figures:
    """What was tried and what became of it, by kind."""

    tried: Counter[str] = field(default_factory=Counter)
    missed: Counter[str] = field(default_factory=Counter)
    shown: list[str] = field(default_factory=list)
    clean: Counter[str] = field(default_factory=Counter)
    false_alarms: list[str] = field(default_factory=list)
    unwitnessed: Counter[str] = field(default_factory=Counter)
    """The control: rewrites that a verification without any witness did not find, and did."""

    def add(self, other: Figures) -> None:
        self.tried += other.tried
        self.missed += other.missed
        self.shown = [*self.shown, *other.shown][:_SHOWN]
        self.clean += other.clean
        self.false_alarms = [*self.false_alarms, *other.false_alarms][:_SHOWN]
        self.unwitnessed += other.unwitnessed

    def judge(self, kind: str, found: bool, what: str) -> None:
        self.tried[kind] += 1
        if not found:
            self.missed[kind] += 1
            if len(self.shown) < _SHOWN:
                self.shown.append(f"{kind}: {what}")


@cache
def small_worlds() -> tuple[World, ...]:
    return tuple(
        make_world(make_plan(seed, payments=12 + seed, batch=3 + seed % 3))
        for seed in range(SMALL_WORLDS)
    )


@cache
def tiled_world() -> World:
    """Large enough for a full tile."""
    return make_world(make_plan(100, payments=110, batch=20))


def mutate_documents(seed: int, count: int) -> Figures:
    """Changes of stored documents, without the stolen key or with it, that leave traces."""
    figures, draw = Figures(), random.Random(f"documents {seed}")
    names = list(MUTATIONS)
    weights = [MUTATIONS[name][1] for name in names]
    for number, name in enumerate(draw.choices(names, weights, k=count)):
        world = tiled_world() if MUTATIONS[name][2] else draw.choice(small_worlds())
        stored = drawn(name, world, draw)
        where = f"seed {seed}, number {number}"
        try:
            found = is_found(
                stored, kept=[world.witness_newest], ledger_first=name.startswith("ledger")
            )
        except Exception as error:
            # A verification that falls over names nothing: that is a miss, too.
            found, where = False, f"{where}: {type(error).__name__}: {error}"
        figures.judge(name, found, where)
    return figures


def rewrite_histories(seed: int, count: int) -> Figures:
    """The log key is stolen; an honest witness is all there is."""
    figures, draw = Figures(), random.Random(f"histories {seed}")
    for number in range(count):
        world = draw.choice(small_worlds())
        kind = draw.choices(["rewrite", "fork", "truncate"], [8, 4, 3])[0]
        if kind == "rewrite":
            name, stored = rewritten(world, draw)
            if "old checkpoints kept" not in name and number % 20 == 0:
                seen = bool(problems_of(stored, policy=WITHOUT_WITNESS))
                figures.unwitnessed["found" if seen else "not found"] += 1
        else:
            name = kind
            stored = forked(world, draw) if kind == "fork" else truncated(world, draw)
        found = is_found(stored, kept=[world.witness_newest])
        figures.judge(f"history: {kind}, key stolen", found, f"seed {seed}, {number}, {name}")
    return figures


def mutate_receipts(seed: int, count: int) -> Figures:
    figures, draw = Figures(), random.Random(f"receipts {seed}")
    names = list(papers.RECEIPTS)
    weights = [weight for _, weight in papers.RECEIPTS.values()]
    for number, name in enumerate(draw.choices(names, weights, k=count)):
        data = papers.draw_receipt(name, draw.choice(small_worlds()), draw)
        figures.judge(name, not receipt_is_valid(data), f"seed {seed}, number {number}")
    return figures


def mutate_answers(seed: int, count: int) -> Figures:
    """Found when nothing is kept but what the witness really signed."""
    figures, draw = Figures(), random.Random(f"answers {seed}")
    for number in range(count):
        world = draw.choice(small_worlds())
        kind, checkpoint, answer = papers.lie(world, draw)
        kept = kept_of_answer(checkpoint, answer)
        genuine = dict(world.answers)[checkpoint]
        figures.judge(f"witness's {kind}", kept in (None, genuine), f"seed {seed}, {number}")
    return figures


def check_clean(seed: int, count: int) -> Figures:
    """Nothing was changed: ``count`` checks, each of one entry, checkpoint, balance, proof, receipt
    or answer, must all say so."""
    figures, draw = Figures(), random.Random(f"clean {seed}")
    clean = figures.clean
    while clean.total() < count * 6 // 10:
        plan = make_plan(draw.randrange(10**9), payments=draw.randrange(2, 30), batch=4)
        world = make_world(plan, witness_every=draw.randrange(1, 5))
        for stored in (*world.snapshots, world.stored):
            log = verify_log(stored, policy=WITHOUT_WITNESS)
            books = verify_ledger(stored)
            _note(figures, [*log.problems, *books.problems], f"clean {seed}")
            clean["entries of the log"] += log.entries_checked
            clean["checkpoints"] += log.checkpoints_checked
            clean["journal entries"] += books.entries
            clean["balances and holds"] += books.accounts + len(stored.holds)
        whole = problems_of(world.stored, kept=[world.witness_newest])
        _note(figures, whole, f"clean {seed}, witnessed")
        clean["witnesses' checkpoints"] += 1
        for data in world.receipts.values():
            clean["receipts"] += 1
            _note(figures, [] if receipt_is_valid(data) else ["a receipt"], f"clean {seed}")
        for checkpoint, answer in world.answers:
            clean["witnesses' answers"] += 1
            held = kept_of_answer(checkpoint, answer) == answer
            _note(figures, [] if held else ["an answer"], f"clean {seed}")
    _check_proofs(figures, draw, count - clean.total())
    return figures


def _check_proofs(figures: Figures, draw: random.Random, count: int) -> None:
    while count > 0:
        size = draw.randrange(2, 400)
        hashes = [leaf_hash(draw.randbytes(8)) for _ in range(size)]
        nodes: dict[tuple[int, int], bytes] = {}

        def node(level: int, index: int, hashes: Sequence[bytes] = hashes) -> bytes:
            if (level, index) not in nodes:  # noqa: B023 (used up before the next round)
                part = hashes[index << level : (index + 1) << level]
                nodes[level, index] = CompactRange().append(part).root()  # noqa: B023
            return nodes[level, index]  # noqa: B023

        root = CompactRange().append(hashes).root()
        for _ in range(min(count, 200)):
            index, old = draw.randrange(size), draw.randrange(1, size + 1)
            verify_inclusion(
                index=index, size=size, leaf=hashes[index],
                path=inclusion_path(index, size, node), root=root,
            )  # fmt: skip
            verify_consistency(
                size1=old, size2=size, root1=CompactRange().append(hashes[:old]).root(),
                root2=root, path=consistency_path(old, size, node),
            )  # fmt: skip
            figures.clean["inclusion and consistency proofs"] += 2
        count -= 400


def _note(figures: Figures, problems: Sequence[str], where: str) -> None:
    figures.false_alarms += [f"{where}: {problem}" for problem in problems]
