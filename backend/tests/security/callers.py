"""Who the fuzzer asks as: people of several roles by token, a session by cookie, and a key."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from pathlib import Path

import httpx

from paymentus.app.database import open_database
from paymentus.app.embedded.ports import LOOPBACK
from paymentus.app.seed import PASSWORD, authenticator_secret, seed
from paymentus.app.wiring import Platform
from paymentus.billers.service import BillersService
from paymentus.foundation.authorization import Permission
from paymentus.identity.domain.api_keys import GRANTABLE
from paymentus.identity.service import ApiKeysService, IdentityService
from paymentus.identity.service.api_keys import REQUESTS_OF_A_KEY
from paymentus.integrations.key_management.report_key import make_report_key

from support.product import Product
from support.second_factors import App

PEOPLE = {
    "payer": "payer@example.com",
    "biller_staff": "staff@riverton.example",
    "biller_admin": "admin@riverton.example",
    "compliance": "compliance@example.com",
    "treasury": "treasury@example.com",
    "auditor": "auditor@example.com",
    "admin": "admin@example.com",
}
KEY, NOBODY, PAYER = "api_key", "anonymous", "payer"
NAMES = (NOBODY, *PEOPLE, KEY)


@dataclass(frozen=True)
class Caller:
    """``bearer`` is a token or a key; None for somebody who is not signed in.

    A key has a limit of its own. It asks more slowly, and only what a key may ask: past its limit
    every answer is the same 429.
    """

    name: str
    bearer: str | None
    operations: tuple[str, ...] = ()
    requests_a_minute: int = 0


def fuzzed_product(folder: Path) -> Product:
    """Believes what a request says about where it came from; see ``fuzz_hooks``."""
    product = Product(folder)
    product.environment["FORWARDED_ALLOW_IPS"] = LOOPBACK
    # What is exported is signed.
    make_report_key(folder / ".rsa_private_key.pem", None)
    return product


def prepare(product: Product) -> None:
    """The demo data, in a product that runs."""

    async def fill() -> None:
        platform = product.platform()
        try:
            await open_database(platform.database)
            await platform.committer.initialise()
            await seed(platform)
        finally:
            await platform.close()

    asyncio.run(fill())


def caller(product: Product, name: str) -> Caller:
    """Made anew for each run: a token lives for ten minutes."""

    async def made() -> str | None:
        platform = product.platform()
        try:
            await platform.committer.initialise()
            return await _bearer(platform, name)
        finally:
            await platform.close()

    bearer = asyncio.run(made())
    if name != KEY:
        return Caller(name, bearer)
    document = httpx.get(f"{product.apis[0].url}/api/openapi.json", trust_env=False).json()
    may_ask = tuple(
        operation["operationId"]
        for methods in document["paths"].values()
        for operation in methods.values()
        if operation["x-permission"] in {*GRANTABLE, Permission.SESSION_READ}
    )
    return Caller(name, bearer, may_ask, REQUESTS_OF_A_KEY.quota - 30)


async def _bearer(platform: Platform, name: str) -> str | None:
    if name == NOBODY:
        return None
    if name == KEY:
        keys: ApiKeysService = platform.get(ApiKeysService)
        billers: BillersService = platform.get(BillersService)
        biller = await billers.get("riverton-water")
        made = await keys.create(
            biller_id=biller.id, name="Fuzzer", scope=GRANTABLE, days=1, actor="test"
        )
        return made.text
    identity: IdentityService = platform.get(IdentityService)
    email = PEOPLE[name]
    code = None if name == PAYER else App(authenticator_secret(email)).code()
    token = await identity.issue_token(email=email, password=PASSWORD, client="fuzzer", code=code)
    return token.token
