"""Mail over SMTP, with the standard library, in a thread of its own.

``smtp://[user:password@]host[:25]`` turns to TLS where the server offers STARTTLS;
``smtps://[user:password@]host[:465]`` speaks TLS from the start. A password is sent over TLS only,
except to this machine.
"""

from __future__ import annotations

import asyncio
import contextlib
import ipaddress
import re
import smtplib
import ssl
from dataclasses import dataclass, field
from email.errors import MessageError
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, parseaddr
from urllib.parse import unquote, urlsplit

from paymentus.integrations.mail import Mail, MailBounced, MailUnavailable


class NotAnSmtpUrl(ValueError):
    """SMTP_URL must read smtp://host:port or smtps://host:port."""


_ADDRESS = re.compile(r"<?[^\s<>@]+@[^\s<>@]+>?")


@dataclass(frozen=True, slots=True)
class SmtpServer:
    """Where and how to hand over mail."""

    host: str
    port: int
    tls_from_start: bool
    user: str | None = None
    password: str | None = field(default=None, repr=False)

    @classmethod
    def from_url(cls, url: str) -> SmtpServer:
        parts = urlsplit(url)
        if parts.scheme not in ("smtp", "smtps") or not parts.hostname:
            raise NotAnSmtpUrl(NotAnSmtpUrl.__doc__)
        tls = parts.scheme == "smtps"
        return cls(
            host=parts.hostname,
            port=parts.port or (465 if tls else 25),
            tls_from_start=tls,
            user=unquote(parts.username) if parts.username else None,
            password=unquote(parts.password) if parts.password else None,
        )

    @property
    def is_this_machine(self) -> bool:
        try:
            return ipaddress.ip_address(self.host).is_loopback
        except ValueError:
            return self.host == "localhost"


class SmtpMail:
    """Hands one message at a time to the server; each on a connection of its own."""

    def __init__(self, *, url: str, sender: str, timeout_seconds: float = 15) -> None:
        self._server = SmtpServer.from_url(url)
        self._sender = sender
        self._domain = parseaddr(sender)[1].rpartition("@")[2] or "localhost"
        self._timeout = timeout_seconds
        self._tls: ssl.SSLContext | None = None

    async def send(self, mail: Mail) -> None:
        """Raises ``MailUnavailable`` to try again later, ``MailBounced`` never to try again.

        At least once: if the connection is lost after the server took the message, the caller
        cannot know and sends it again, under the same Message-ID.
        """
        message = self._compose(mail)
        await asyncio.to_thread(self._deliver, message)

    def _compose(self, mail: Mail) -> EmailMessage:
        message = EmailMessage(policy=SMTP)
        try:
            message["From"] = self._sender
            message["To"] = mail.to
            message["Subject"] = mail.subject
            message["Date"] = format_datetime(mail.date)
            message["Message-ID"] = f"<{mail.message_id}@{self._domain}>"
            # RFC 3834: keeps out-of-office answers from coming back.
            message["Auto-Submitted"] = "auto-generated"
        except (ValueError, IndexError, MessageError) as unusable:
            raise MailBounced("The address or subject cannot stand in a mail.") from unusable
        if not _is_one_address(message):
            raise MailBounced("This is not one mail address.")
        message.set_content(mail.text)
        message.add_alternative(mail.html, subtype="html")
        return message

    def _deliver(self, message: EmailMessage) -> None:
        try:
            smtp = self._connection()
            try:
                smtp.send_message(message)
            finally:
                # The message is taken or not by now; how the goodbye goes changes nothing.
                with contextlib.suppress(smtplib.SMTPException, OSError):
                    smtp.quit()
                smtp.close()
        except smtplib.SMTPRecipientsRefused as refused:
            code, said = next(iter(refused.recipients.values()))
            raise _refusal(code, said) from refused
        except smtplib.SMTPDataError as refused:
            raise _refusal(refused.smtp_code, refused.smtp_error) from refused
        except (smtplib.SMTPNotSupportedError, UnicodeError) as unsupported:
            raise MailBounced("The mail server cannot write to this address.") from unsupported
        except (smtplib.SMTPException, OSError) as failed:
            # Also a refused sender or password: that is for us to mend, not the payer's address.
            raise MailUnavailable(f"The mail server failed: {type(failed).__name__}.") from failed

    def _connection(self) -> smtplib.SMTP:
        server = self._server
        if server.tls_from_start:
            smtp: smtplib.SMTP = smtplib.SMTP_SSL(
                server.host, server.port, timeout=self._timeout, context=self._tls_context()
            )
        else:
            smtp = smtplib.SMTP(server.host, server.port, timeout=self._timeout)
        try:
            self._secure(smtp)
        except BaseException:
            smtp.close()
            raise
        return smtp

    def _tls_context(self) -> ssl.SSLContext:
        """Made when it is first needed, and once: reading the authorities takes 20 ms."""
        if self._tls is None:
            self._tls = ssl.create_default_context()
        return self._tls

    def _secure(self, smtp: smtplib.SMTP) -> None:
        server = self._server
        smtp.ehlo_or_helo_if_needed()
        encrypted = server.tls_from_start
        if not encrypted and smtp.has_extn("starttls"):
            smtp.starttls(context=self._tls_context())
            smtp.ehlo()
            encrypted = True
        if server.user is None:
            return
        if not encrypted and not server.is_this_machine:
            raise MailUnavailable("The mail server offers no TLS; the password stays here.")
        smtp.login(server.user, server.password or "")


def _is_one_address(message: EmailMessage) -> bool:
    addresses = message["To"].addresses
    return len(addresses) == 1 and bool(addresses[0].username and addresses[0].domain)


def _refusal(code: int, said: bytes | str) -> MailBounced | MailUnavailable:
    words = said.decode("utf-8", "replace") if isinstance(said, bytes) else said
    # Servers like to repeat the address; what became of a mail is kept, to whom it went is not.
    words = _ADDRESS.sub("(address)", words)
    kind = MailBounced if code >= 500 else MailUnavailable
    return kind(f"The mail server said {code}: {words[:200]}")
