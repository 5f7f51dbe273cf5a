"""The whole product on a cluster that can be broken, and a crowd of payers in front of it."""

from __future__ import annotations

import contextlib
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from pathlib import Path

from faults.ground import Ground
from faults.lab_server import set_clock
from faults.lines import Lines
from faults.members import Members
from faults.network import Namespaces, can_make_namespaces
from faults.trouble import clock_of
from paymentus.app.wiring import Platform

from support.payer import DECLINED_CARD, Json, Outside, Payer, Record, Told
from support.product import Product, Programs

MEMBERS = 3
SMALL_DISK_MEMBER = 2


@dataclass
class Laboratory:
    product: Product
    members: Members
    clocks: Path
    can_fill_disk: bool


def members_network() -> Namespaces | Lines:
    """For three members, to be cut by the best means that this machine allows."""
    return Namespaces(MEMBERS) if can_make_namespaces() else Lines(MEMBERS)


@contextlib.contextmanager
def members_on_a_network(folder: Path) -> Iterator[Members]:
    """Three, not yet started, on a network that can be cut."""
    network = members_network()
    with network.made():
        yield Members(folder, network)


def lab_product(
    folder: Path,
    *,
    apis: int = 1,
    workers: int = 1,
    without: str | None = None,
    mongo: Members | None = None,
) -> Product:
    """The product with movable clocks; ``without`` names a defence to take out of it."""
    clocks = folder / "clocks"
    programs = lab_programs(clocks, without)
    product = Product(folder, apis=apis, workers=workers, mongo=mongo, programs=programs)
    for server in (*product.apis, *product.workers):
        set_clock(clock_of(clocks, server.name), 0.0)
    return product


@contextlib.contextmanager
def laboratory(
    folder: Path, *, apis: int = 2, workers: int = 1, without: str | None = None
) -> Iterator[Laboratory]:
    """On three members, running until the end of the block."""
    with contextlib.ExitStack() as open_:
        members = open_.enter_context(members_on_a_network(folder / "mongo"))
        root = can_make_namespaces()
        if root:
            open_.enter_context(members.with_small_disk(SMALL_DISK_MEMBER))
        product = lab_product(folder, apis=apis, workers=workers, without=without, mongo=members)
        open_.enter_context(product.running())
        yield Laboratory(product, members, folder / "clocks", can_fill_disk=root)


def lab_programs(clocks: Path, without: str | None) -> Programs:
    """Our servers with movable clocks; each clock must be set before its server starts."""
    options = ("--without", without) if without else ()

    def clock(name: str) -> tuple[str, ...]:
        return ("--clock", str(clock_of(clocks, name)), *options)

    return Programs(
        api=lambda number, port: (
            *("faults.lab_server", "api", "--port", str(port)),
            *clock(f"api-{number}"),
        ),
        worker=lambda number: (
            *("faults.lab_server", "worker"),
            *clock(f"worker-{number}" if number else "worker"),
        ),
    )


@dataclass
class Crowd:
    """Payers who are signed in, each with a linked account, a good card and a declined one."""

    platform: Platform
    outside: Outside
    record: Record
    payers: list[Payer]
    bills: list[str]


class HastyPayer(Payer):
    """Gives up soon: where a defence is missing nobody may ever answer."""

    async def ask(
        self,
        method: str,
        path: str,
        body: Json | None = None,
        *,
        key: str | None = None,
        patience: float = 8.0,
    ) -> Told:
        return await super().ask(method, path, body, key=key, patience=patience)


@contextlib.asynccontextmanager
async def crowd(
    product: Product, *, clients: int, bills: int, of: type[Payer] = Payer
) -> AsyncIterator[Crowd]:
    async with contextlib.AsyncExitStack() as open_:
        platform, outside, record = product.platform(), Outside(product.sandbox_url), Record()
        urls = [api.url for api in product.apis]
        payers = [
            of(f"payer{n}@example.com", urls[n % len(urls) :] + urls[: n % len(urls)], record)
            for n in range(clients)
        ]
        for closing in (*payers, outside, platform):
            open_.push_async_callback(closing.close)
        ground = await Ground.prepare(platform, "riverton-water")
        of_each: list[list[str]] = []
        for number, payer in enumerate(payers):
            account = str(3_000_000_000 + number)
            of_each.append(await ground.bills(account, -(-bills // clients)))
            await payer.join(platform)
            await payer.link(ground.biller.id, account, "94110")
            await payer.keep_card(outside)
            await payer.keep_card(outside, DECLINED_CARD)
        by_turns = [bill for row in zip(*of_each, strict=True) for bill in row]
        yield Crowd(platform, outside, record, payers, by_turns[:bills])
