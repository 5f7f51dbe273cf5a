"""The whole product on a cluster that can be broken, and a crowd of payers in front of it."""

from __future__ import annotations

import contextlib
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from pathlib import Path

from faults.ground import Ground
from faults.lab_server import set_clock
from faults.members import Members
from faults.network import Namespaces, Network, can_make_namespaces
from faults.trouble import clock_of
from paymentus.app.wiring import Platform

from support.payer import DECLINED_CARD, Outside, Payer, Record
from support.product import Product, Programs

SMALL_DISK_MEMBER = 2


@dataclass
class Laboratory:
    product: Product
    members: Members
    clocks: Path
    can_fill_disk: bool


@contextlib.contextmanager
def laboratory(
    folder: Path, *, apis: int = 2, workers: int = 1, without: str | None = None
) -> Iterator[Laboratory]:
    """Running until the end of the block; ``without`` names a defence to take out of it."""
    with contextlib.ExitStack() as open_:
        network: Network = open_.enter_context(Namespaces(3).made())
        members = Members(folder / "mongo", network)
        root = can_make_namespaces()
        if root:
            open_.enter_context(members.with_small_disk(SMALL_DISK_MEMBER))
        clocks = folder / "clocks"
        product = Product(
            folder,
            apis=apis,
            workers=workers,
            mongo=members,
            programs=_programs(clocks, without),
        )
        for server in (*product.apis, *product.workers):
            set_clock(clock_of(clocks, server.name), 0.0)
        open_.enter_context(product.running())
        yield Laboratory(product, members, clocks, can_fill_disk=root)


def _programs(clocks: Path, without: str | None) -> Programs:
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


@contextlib.asynccontextmanager
async def crowd(product: Product, *, clients: int, bills: int) -> AsyncIterator[Crowd]:
    async with contextlib.AsyncExitStack() as open_:
        platform, outside, record = product.platform(), Outside(product.sandbox_url), Record()
        urls = [api.url for api in product.apis]
        payers = [
            Payer(f"payer{n}@example.com", urls[n % len(urls) :] + urls[: n % len(urls)], record)
            for n in range(clients)
        ]
        for closing in (*payers, outside, platform):
            open_.push_async_callback(closing.close)
        ground = await Ground.prepare(platform, "riverton-water")
        of_each: list[list[str]] = []
        for number, payer in enumerate(payers):
            account = str(3_000_000_000 + number)
            of_each.append(await ground.bills(account, -(-bills // clients)))
            await payer.register()
            await payer.link(ground.biller.id, account, "94110")
            await payer.keep_card(outside)
            await payer.keep_card(outside, DECLINED_CARD)
        by_turns = [bill for row in zip(*of_each, strict=True) for bill in row]
        yield Crowd(platform, outside, record, payers, by_turns[:bills])
