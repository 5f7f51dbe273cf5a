"""SMTP on the loopback address; messages go into the store, chosen addresses are refused."""

from __future__ import annotations

import asyncio
import json
from email import message_from_bytes, policy
from typing import Any

from aiosmtpd.smtp import SMTP, Envelope, Session

from sandbox.store import JsonObject, Store
from sandbox.world import World

_REFUSALS = "mail_refusals"
_SAID = {550: "5.1.1 No such mailbox", 451: "4.3.0 Mailbox busy, try again later"}
LARGEST_BYTES = 33_554_432


class InvalidMailRefusal(ValueError):
    """An unknown code, or no address."""


class MailRefusals:
    """Which addresses are refused, with which SMTP code, and how often still."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def listed(self) -> list[JsonObject]:
        found: list[JsonObject] = self._store.setting(_REFUSALS, [])
        return found

    def add(self, address: str, code: int, count: int | None) -> None:
        if code not in _SAID or "@" not in address or (count is not None and count < 1):
            raise InvalidMailRefusal(
                "Give an address, code 550 or 451, and a count of 1 or more or none."
            )
        others = [each for each in self.listed() if each["address"] != address.lower()]
        rule = {"address": address.lower(), "code": code, "count": count}
        self._store.change_setting(_REFUSALS, [*others, rule])

    def clear(self) -> None:
        self._store.change_setting(_REFUSALS, [])

    def answer_for(self, address: str) -> str | None:
        """The SMTP refusal for this recipient, using up one of its count; None to accept."""
        rules = self.listed()
        for rule in rules:
            if rule["address"] != address.lower() or rule["count"] == 0:
                continue
            if rule["count"] is not None:
                rule["count"] -= 1
                self._store.change_setting(_REFUSALS, rules)
            return f"{rule['code']} {_SAID[rule['code']]}"
        return None


class MailTaker:
    """aiosmtpd's handler; runs on the event loop's thread, like all use of the store."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._refusals = MailRefusals(world.store)

    async def handle_RCPT(  # noqa: N802 (the library's name)
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        refusal = self._refusals.answer_for(address)
        if refusal is not None:
            return refusal
        envelope.rcpt_tos.append(address)
        envelope.rcpt_options.extend(options)
        return "250 OK"

    async def handle_DATA(  # noqa: N802 (the library's name)
        self, server: SMTP, session: Session, envelope: Envelope
    ) -> str:
        content: Any = envelope.content
        raw = content if isinstance(content, bytes) else str(content).encode()
        subject = str(message_from_bytes(raw, policy=policy.default).get("subject", ""))
        self._world.store.rows.execute(
            "INSERT INTO mails (received, sender, recipients, subject, raw) VALUES (?,?,?,?,?)",
            (
                self._world.clock.now(),
                envelope.mail_from or "",
                json.dumps(envelope.rcpt_tos),
                subject,
                raw,
            ),
        )
        return "250 Message kept"


async def serve_mail(world: World, port: int) -> asyncio.Server:
    """Listen until the returned server is closed."""
    taker = MailTaker(world)
    return await asyncio.get_running_loop().create_server(
        lambda: SMTP(
            taker,
            enable_SMTPUTF8=True,
            data_size_limit=LARGEST_BYTES,
            hostname="sandbox.localhost",
            ident="Paymentus sandbox",
        ),
        host="127.0.0.1",
        port=port,
    )
