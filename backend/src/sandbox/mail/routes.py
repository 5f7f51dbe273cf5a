"""The mail sink over HTTP: JSON under /_sandbox/mail, pages under /inbox."""

from __future__ import annotations

import base64
from datetime import UTC, datetime
from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Query
from fastapi.responses import Response
from pydantic import BaseModel, ConfigDict

from sandbox.hosted_pages.layout import Html, joined, notice, page, table, text
from sandbox.mail import reading
from sandbox.mail.server import MailRefusals
from sandbox.refusals import NoSuchObject
from sandbox.store import JsonObject
from sandbox.world import World


class NewRefusal(BaseModel):
    model_config = ConfigDict(extra="forbid")

    address: str
    code: int = 550
    count: int | None = None


def mail_routes(world: World) -> APIRouter:
    router = APIRouter()
    _add_json(router, world)
    _add_pages(router, world)
    return router


def _need(world: World, mail_id: int) -> JsonObject:
    mail = reading.whole(world.store, mail_id)
    if mail is None:
        raise NoSuchObject("mail", str(mail_id))
    return mail


def _add_json(router: APIRouter, world: World) -> None:
    refusals = MailRefusals(world.store)

    @router.get("/_sandbox/mail")
    async def mails(
        to: str | None = None, limit: Annotated[int, Query(ge=1, le=10_000)] = 100
    ) -> JsonObject:
        return {"data": reading.listed(world.store, to=to or None, limit=limit)}

    @router.get("/_sandbox/mail/{mail_id}")
    async def mail(mail_id: int) -> JsonObject:
        return _need(world, mail_id)

    @router.get("/_sandbox/mail/{mail_id}/raw")
    async def raw_mail(mail_id: int) -> Response:
        content = reading.raw(world.store, mail_id)
        if content is None:
            raise NoSuchObject("mail", str(mail_id))
        return _download(content, "message/rfc822", f"mail-{mail_id}.eml")

    @router.delete("/_sandbox/mail")
    async def empty() -> JsonObject:
        world.store.rows.execute("DELETE FROM mails")
        return {"status": "ok"}

    @router.get("/_sandbox/mail-refusals")
    async def read_refusals() -> JsonObject:
        return {"data": refusals.listed()}

    @router.post("/_sandbox/mail-refusals")
    async def add_refusal(body: NewRefusal) -> JsonObject:
        refusals.add(body.address, body.code, body.count)
        return {"data": refusals.listed()}

    @router.delete("/_sandbox/mail-refusals")
    async def clear_refusals() -> JsonObject:
        refusals.clear()
        return {"status": "ok"}


def _add_pages(router: APIRouter, world: World) -> None:
    @router.get("/inbox")
    async def inbox(to: str | None = None) -> Response:
        rows = [
            (
                text(_when(mail["received"])),
                Html(
                    f'<a href="/inbox/{mail["id"]}">{text(mail["subject"] or "(no subject)")}</a>'
                ),
                text(", ".join(mail["to"])),
                text(mail["from"]),
            )
            for mail in reading.listed(world.store, to=to or None, limit=200)
        ]
        body = (
            table("Newest first", ("Received (UTC)", "Subject", "To", "From"), rows)
            if rows
            else Html("<p>No mail yet.</p>")
        )
        return page("Inbox", Html(f"<h1>Inbox</h1>{body}"), wide=True)

    @router.get("/inbox/{mail_id}")
    async def one(mail_id: int) -> Response:
        mail = reading.whole(world.store, mail_id)
        if mail is None:
            body = notice("Not found", "There is no such mail.", link=("/inbox", "Inbox"))
            return page("Not found", body, status=404)
        return page(mail["subject"] or "(no subject)", _mail_html(mail), wide=True, frames=True)

    @router.get("/inbox/{mail_id}/html")
    async def markup(mail_id: int) -> Response:
        """The mail's own markup, for the frame only: no script, no network, no forms."""
        headers = {
            "content-security-policy": "sandbox; default-src 'none'; style-src 'unsafe-inline';"
            " img-src data:; frame-ancestors 'self'",
            "x-content-type-options": "nosniff",
            "referrer-policy": "no-referrer",
        }
        content = _need(world, mail_id)["html"] or ""
        return Response(content, media_type="text/html; charset=utf-8", headers=headers)

    @router.get("/inbox/{mail_id}/attachments/{at}")
    async def attachment(mail_id: int, at: int) -> Response:
        found = _need(world, mail_id)["attachments"]
        if not 0 <= at < len(found):
            raise NoSuchObject("attachment", str(at))
        content = base64.b64decode(found[at]["content_base64"])
        return _download(content, "application/octet-stream", found[at]["name"])


def _mail_html(mail: JsonObject) -> Html:
    links = joined(
        Html(
            f'<li><a href="/inbox/{mail["id"]}/attachments/{at}">{text(each["name"])}</a>'
            f" ({text(each['type'])}, {each['size']} bytes)</li>"
        )
        for at, each in enumerate(mail["attachments"])
    )
    parts = [
        Html('<p><a href="/inbox">Inbox</a></p>'),
        Html(f"<h1>{text(mail['subject'] or '(no subject)')}</h1>"),
        Html(f"<p>From {text(mail['from'])}<br>To {text(', '.join(mail['to']))}<br>"),
        Html(f"Received {text(_when(mail['received']))} UTC</p>"),
    ]
    if mail["text"] is not None:
        parts.append(Html(f"<h2>Text</h2><pre>{text(mail['text'])}</pre>"))
    if mail["html"] is not None:
        frame = f'<iframe sandbox src="/inbox/{mail["id"]}/html" title="The mail as HTML"></iframe>'
        parts.append(Html(f"<h2>HTML</h2>{frame}"))
    if links:
        parts.append(Html(f"<h2>Attachments</h2><ul>{links}</ul>"))
    parts.append(Html(f'<p><a href="/_sandbox/mail/{mail["id"]}/raw">As it arrived</a></p>'))
    return joined(parts)


def _when(moment: float) -> str:
    return datetime.fromtimestamp(moment, UTC).strftime("%Y-%m-%d %H:%M:%S")


def _download(content: bytes, media_type: str, name: str) -> Response:
    disposition = f"attachment; filename*=UTF-8''{quote(name, safe='')}"
    headers = {"content-disposition": disposition, "x-content-type-options": "nosniff"}
    return Response(content, media_type=media_type, headers=headers)
