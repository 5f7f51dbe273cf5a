"""Mail over a real SMTP conversation: with the sandbox's server, and with one that misbehaves."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from typing import Any

import pytest

from integrations.sandbox_control import SandboxControl
from paymentus.foundation.ids import new_id
from paymentus.integrations.mail import Mail, MailBounced, MailUnavailable
from paymentus.integrations.mail.smtp import NotAnSmtpUrl, SmtpMail, SmtpServer

SENDER = "Paymentus <receipts@paymentus.example>"


def a_mail(to: str = "jo@example.com", **changes: Any) -> Mail:
    values: dict[str, Any] = {
        "message_id": new_id("out"),
        "to": to,
        "subject": "Receipt for $101.50 to Łódź Water",
        "text": "You paid $101.50.\n.\nA line with one dot came before this.",
        "html": "<p>You paid <b>$101.50</b>.</p>",
        "date": datetime(2026, 11, 23, 10, 0, tzinfo=UTC),
    }
    return Mail(**{**values, **changes})


@pytest.fixture
def mail(sandbox: Any) -> SmtpMail:
    return SmtpMail(url=f"smtp://127.0.0.1:{sandbox.smtp_port}", sender=SENDER, timeout_seconds=5)


def an_address() -> str:
    return f"{new_id('jo').lower()}@example.com"


class TestSend:
    async def test_hands_over_text_and_html_under_an_id_of_ours(
        self, mail: SmtpMail, control: SandboxControl
    ) -> None:
        message = a_mail(an_address())
        await mail.send(message)
        (taken,) = await control.mail_to(message.to)
        headers = {name.lower(): value for name, value in taken["headers"]}
        assert headers["message-id"] == f"<{message.message_id}@paymentus.example>"
        assert headers["from"] == SENDER
        assert headers["auto-submitted"] == "auto-generated"
        assert headers["date"].startswith("Mon, 23 Nov 2026 10:00:00")
        assert taken["subject"] == "Receipt for $101.50 to Łódź Water"
        assert "A line with one dot came before this." in taken["text"]
        assert "<b>$101.50</b>" in taken["html"]

    async def test_bounces_where_the_server_refuses_the_address_for_good(
        self, mail: SmtpMail, control: SandboxControl
    ) -> None:
        gone = an_address()
        await control.refuse_mail(gone, 550)
        with pytest.raises(MailBounced, match="550"):
            await mail.send(a_mail(gone))

    async def test_is_for_later_where_the_server_refuses_for_now(
        self, mail: SmtpMail, control: SandboxControl
    ) -> None:
        busy = an_address()
        await control.refuse_mail(busy, 451, count=1)
        with pytest.raises(MailUnavailable, match="451"):
            await mail.send(a_mail(busy))
        await mail.send(a_mail(busy))
        assert len(await control.mail_to(busy)) == 1

    @pytest.mark.parametrize(
        "to",
        ["", "nobody", "a@b.example, c@d.example", "jo@example.com\r\nBcc: thief@example.com", "@"],
    )
    async def test_bounces_what_is_not_one_address_before_any_server_sees_it(self, to: str) -> None:
        mail = SmtpMail(url="smtp://127.0.0.1:9", sender=SENDER)
        with pytest.raises(MailBounced):
            await mail.send(a_mail(to))

    async def test_refuses_a_subject_that_would_add_a_header(self) -> None:
        mail = SmtpMail(url="smtp://127.0.0.1:9", sender=SENDER)
        with pytest.raises(MailBounced):
            await mail.send(a_mail(subject="Hello\r\nBcc: thief@example.com"))

    async def test_is_for_later_when_nobody_listens(self) -> None:
        mail = SmtpMail(url="smtp://127.0.0.1:9", sender=SENDER)
        with pytest.raises(MailUnavailable):
            await mail.send(a_mail())


@contextlib.asynccontextmanager
async def a_server(*lines: str | None) -> AsyncIterator[int]:
    """Says one line at the start and one after each line it hears; None hangs up."""

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(ConnectionError):
            in_data = False
            for line in lines:
                if line is None:
                    break
                writer.write(f"{line}\r\n".encode())
                await writer.drain()
                in_data = line.startswith("354")
                heard = await reader.readline()
                while in_data and heard not in (b".\r\n", b""):
                    heard = await reader.readline()
                if not heard:
                    break
        writer.close()

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    try:
        yield server.sockets[0].getsockname()[1]
    finally:
        server.close()
        await server.wait_closed()


class TestAServerThatMisbehaves:
    @pytest.mark.parametrize(
        ("lines", "refusal"),
        [
            (("421 busy",), MailUnavailable),
            (("220 hi", None), MailUnavailable),
            (("220 hi", "250 hello", "550 not you", None), MailUnavailable),
            (("220 hi", "250 hello", "250 ok", "250 ok", "354 go", "554 spam", None), MailBounced),
            (
                ("220 hi", "250 hello", "250 ok", "250 ok", "354 go", "452 full", None),
                MailUnavailable,
            ),
            (("220 hi", "250 hello", "250 ok", "250 ok", "354 go", None), MailUnavailable),
        ],
        ids=["busy", "hangs up", "refuses us", "spam", "full", "hangs up at the end"],
    )
    async def test_is_told_apart_from_an_address_that_does(
        self, lines: tuple[str | None, ...], refusal: type[Exception]
    ) -> None:
        async with a_server(*lines) as port:
            mail = SmtpMail(url=f"smtp://127.0.0.1:{port}", sender=SENDER, timeout_seconds=2)
            with pytest.raises(refusal):
                await mail.send(a_mail())

    async def test_that_stumbles_over_the_goodbye_has_taken_the_mail(self) -> None:
        lines = ("220 hi", "250 hello", "250 ok", "250 ok", "354 go", "250 taken", "500 what", None)
        async with a_server(*lines) as port:
            mail = SmtpMail(url=f"smtp://127.0.0.1:{port}", sender=SENDER, timeout_seconds=2)
            await mail.send(a_mail())

    async def test_that_is_silent_is_left_in_time(self) -> None:
        async with a_server() as port:
            mail = SmtpMail(url=f"smtp://127.0.0.1:{port}", sender=SENDER, timeout_seconds=0.3)
            with pytest.raises(MailUnavailable):
                await asyncio.wait_for(mail.send(a_mail()), 5)


class TestSmtpServer:
    @pytest.mark.parametrize(
        ("url", "host", "port", "tls", "user", "password"),
        [
            ("smtp://127.0.0.1:8025", "127.0.0.1", 8025, False, None, None),
            ("smtp://mail.example", "mail.example", 25, False, None, None),
            ("smtps://u%40x:p%3A%2F@mail.example", "mail.example", 465, True, "u@x", "p:/"),
        ],
    )
    def test_is_read_from_a_url(
        self, url: str, host: str, port: int, tls: bool, user: str | None, password: str | None
    ) -> None:
        server = SmtpServer.from_url(url)
        assert (server.host, server.port, server.tls_from_start) == (host, port, tls)
        assert (server.user, server.password) == (user, password)

    @pytest.mark.parametrize("url", ["", "mail.example", "http://mail.example", "smtp://"])
    def test_is_refused_when_the_url_names_none(self, url: str) -> None:
        with pytest.raises(NotAnSmtpUrl):
            SmtpServer.from_url(url)

    def test_does_not_show_its_password(self) -> None:
        assert "secret" not in repr(SmtpServer.from_url("smtps://me:secret@mail.example"))
