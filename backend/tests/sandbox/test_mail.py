"""The mail sink keeps what it takes and refuses what it is told to."""

from __future__ import annotations

import asyncio
import smtplib
from email.message import EmailMessage

import pytest

from .conftest import Outside


def _mail(to: str = "jo@example.com") -> EmailMessage:
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = "bills@paymentus.test", to, "Receipt: paid ✓"
    mail.set_content("You paid $102.00.\n")
    mail.add_alternative("<p>You paid <script>alert(1)</script></p>", subtype="html")
    mail.add_attachment(b"%PDF-1.7 x", maintype="application", subtype="pdf", filename="r é.pdf")
    return mail


async def _send(outside: Outside, mail: EmailMessage) -> None:
    def send() -> None:
        with smtplib.SMTP("127.0.0.1", outside.smtp_port, timeout=10) as server:
            server.send_message(mail)

    await asyncio.to_thread(send)


class TestMailSink:
    async def test_keeps_text_markup_and_attachments(self, outside: Outside) -> None:
        await _send(outside, _mail())
        listed = (await outside.control("mail?to=JO@example.com", method="GET"))["data"]
        mail = await outside.control(f"mail/{listed[0]['id']}", method="GET")

        assert (mail["subject"], mail["to"]) == ("Receipt: paid ✓", ["jo@example.com"])
        assert mail["text"] == "You paid $102.00.\n"
        assert mail["attachments"][0]["name"] == "r é.pdf"
        other = (await outside.control("mail?to=pat@example.com", method="GET"))["data"]
        assert other == []

    async def test_shows_mail_without_running_it(self, outside: Outside) -> None:
        await _send(outside, _mail())
        inbox = await outside.http.get("/inbox")
        number = (await outside.control("mail", method="GET"))["data"][0]["id"]
        page = await outside.http.get(f"/inbox/{number}")
        frame = await outside.http.get(f"/inbox/{number}/html")
        attached = await outside.http.get(f"/inbox/{number}/attachments/0")

        assert "Receipt: paid ✓" in inbox.text
        assert "<script" not in page.text
        assert "<iframe sandbox src=" in page.text
        assert frame.headers["content-security-policy"].startswith("sandbox; default-src 'none'")
        assert attached.content == b"%PDF-1.7 x"
        assert attached.headers["content-disposition"].startswith("attachment;")

    @pytest.mark.parametrize("code", [550, 451])
    async def test_refuses_an_address_as_told(self, outside: Outside, code: int) -> None:
        rule = {"address": "Gone@example.com", "code": code, "count": 1}
        await outside.control("mail-refusals", rule)

        with pytest.raises(smtplib.SMTPRecipientsRefused) as raised:
            await _send(outside, _mail("gone@example.com"))
        await _send(outside, _mail("gone@example.com"))

        assert raised.value.recipients["gone@example.com"][0] == code
        assert len((await outside.control("mail", method="GET"))["data"]) == 1
