"""The routes of billers and bills as a browser meets them, with real sessions."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

import httpx
from fastapi import FastAPI

from bills.building import Desk
from paymentus.app import error_responses
from paymentus.app.authentication import AuthenticationMiddleware
from paymentus.billers.routes import router as biller_routes
from paymentus.billers.service import BillersService
from paymentus.bills.routes import router as bill_routes
from paymentus.bills.service import BillFiles, BillsService
from paymentus.foundation.authorization import BILLER_BOUND, Role
from paymentus.foundation.cookies import SESSION_COOKIE
from paymentus.foundation.redis import RedisClient
from paymentus.identity.routes import router as identity_routes
from paymentus.identity.service import IdentityService

from support.identities import PASSWORD, PUBLIC_URL, MovableClock, an_identity_service


@dataclass
class Site:
    """Opens browsers: nobody's, or one of somebody who has signed in."""

    app: FastAPI
    identity: IdentityService
    desk: Desk

    @classmethod
    def open(cls, desk: Desk, redis: RedisClient, clock: MovableClock) -> Site:
        identity = an_identity_service(
            database=desk.database, redis=redis, committer=desk.committer, clock=clock
        )
        app = FastAPI()
        app.state.services = {
            IdentityService: identity,
            BillersService: desk.billers,
            BillsService: desk.bills,
            BillFiles: desk.files,
        }
        for router in (identity_routes, biller_routes, bill_routes):
            app.include_router(router)
        error_responses.register(app)
        app.add_middleware(AuthenticationMiddleware, public_url=PUBLIC_URL)
        return cls(app, identity, desk)

    @asynccontextmanager
    async def browser(
        self, role: Role | None = None, *, biller_id: str | None = None, name: str = "person"
    ) -> AsyncIterator[httpx.AsyncClient]:
        async with httpx.AsyncClient(
            transport=httpx.ASGITransport(self.app),
            base_url=f"{PUBLIC_URL}/api/v1",
            headers={"Sec-Fetch-Site": "same-origin"},
        ) as client:
            if role is not None:
                email = f"{name}.{role.value}@example.com"
                user = await self.identity.create_user(
                    email=email,
                    password=PASSWORD,
                    full_name="Pat Doe",
                    role=role,
                    biller_id=(biller_id or self.desk.biller.id) if role in BILLER_BOUND else None,
                    actor="test",
                )
                signed_in = await self.identity.sessions.open(user, second_factor=True)
                client.cookies.set(SESSION_COOKIE, signed_in.cookie)
            yield client
