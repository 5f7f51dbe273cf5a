"""What our mails say, and the states of a notification. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from html import escape
from typing import Any

from paymentus.foundation.clock import parse_rfc3339


class NotificationState(StrEnum):
    SENDING = "sending"
    SENT = "sent"
    BOUNCED = "bounced"


FINAL = frozenset({NotificationState.SENT, NotificationState.BOUNCED})


@dataclass(frozen=True, slots=True)
class Notification:
    """What became of one message. The address is kept masked: this record is for staff to read."""

    id: str
    kind: str
    subject: str
    to_masked: str
    state: NotificationState
    attempts: int
    created_at: datetime
    finished_at: datetime | None
    problem: str | None


@dataclass(frozen=True, slots=True)
class ReceiptItem:
    biller: str
    bill_number: str
    amount_text: str
    delivery_date: date


@dataclass(frozen=True, slots=True)
class ReceiptMail:
    """A paid payment, in words; amounts come formatted."""

    payment_id: str
    to: str
    confirmation_number: str
    total_text: str
    fee_text: str
    items: tuple[ReceiptItem, ...]
    paid_at: datetime
    receipt_url: str

    @classmethod
    def from_payload(cls, payload: Mapping[str, Any]) -> ReceiptMail:
        """Read the payload of topic ``receipt_mail``; KeyError or ValueError if it is not one."""
        if not payload["receipt_url"].startswith(("https://", "http://")):
            raise ValueError("a receipt's address is a web address")
        return cls(
            payment_id=payload["payment_id"],
            to=payload["to"],
            confirmation_number=payload["confirmation_number"],
            total_text=payload["total_text"],
            fee_text=payload["fee_text"],
            items=tuple(
                ReceiptItem(
                    biller=item["biller"],
                    bill_number=item["bill_number"],
                    amount_text=item["amount_text"],
                    delivery_date=_date(item["delivery_date"]),
                )
                for item in payload["items"]
            ),
            paid_at=_moment(payload["paid_at"]),
            receipt_url=payload["receipt_url"],
        )

    @property
    def subject(self) -> str:
        billers = list(dict.fromkeys(item.biller for item in self.items))
        whom = billers[0] if len(billers) == 1 else f"{len(billers)} billers"
        return f"Receipt for {self.total_text} to {whom}"

    @property
    def text(self) -> str:
        bills = "\n".join(
            f"  {item.biller}, bill {item.bill_number}: {item.amount_text}\n"
            f"    Delivered by {_day(item.delivery_date)}"
            for item in self.items
        )
        return (
            f"You paid {self.total_text} on {_at(self.paid_at)}.\n\n"
            f"{bills}\n  Fee: {self.fee_text}\n\n"
            f"Confirmation number: {self.confirmation_number}\n\n"
            f"Your receipt, to keep or print:\n{self.receipt_url}\n\n"
            "The receipt proves itself: it holds a proof that anyone can check, without us.\n"
        )

    @property
    def html(self) -> str:
        rows = "".join(
            "<tr>"
            f'<td style="padding:10px 12px 10px 0;border-bottom:1px solid #d5dbe2">'
            f"<strong>{escape(item.biller)}</strong><br>"
            f'<span style="color:#5a6675">Bill {escape(item.bill_number)}, '
            f"delivered by {_day(item.delivery_date)}</span></td>"
            f'<td style="padding:10px 0;border-bottom:1px solid #d5dbe2;text-align:right;'
            f'vertical-align:top">{escape(item.amount_text)}</td></tr>'
            for item in self.items
        )
        return (
            '<!doctype html><html lang="en"><head><meta charset="utf-8">'
            f"<title>{escape(self.subject)}</title></head>"
            '<body style="margin:0;padding:24px;background:#fff;color:#16202b;'
            'font:16px/1.5 -apple-system,Segoe UI,Helvetica,Arial,sans-serif">'
            '<div style="max-width:520px;margin:0 auto">'
            f'<p style="margin:0;font-size:34px;font-weight:700">{escape(self.total_text)}</p>'
            f'<p style="margin:0 0 24px;color:#5a6675">Paid on {_at(self.paid_at)}</p>'
            f'<table role="presentation" style="width:100%;border-collapse:collapse">{rows}'
            '<tr><td style="padding:10px 12px 10px 0;color:#5a6675">Fee</td>'
            f'<td style="padding:10px 0;text-align:right">{escape(self.fee_text)}</td></tr></table>'
            '<p style="margin:24px 0 0">Confirmation number: '
            f"<strong>{escape(self.confirmation_number)}</strong></p>"
            f'<p style="margin:24px 0"><a href="{escape(self.receipt_url)}" '
            'style="display:inline-block;padding:12px 20px;background:#16202b;color:#fff;'
            'text-decoration:none;border-radius:6px">See your receipt</a></p>'
            '<p style="margin:0;color:#5a6675">The receipt proves itself: it holds a proof that '
            "anyone can check, without us.</p></div></body></html>"
        )


# Kind of a mail about an account or a payment -> subject, what it says, what its button says.
_ACCOUNT_MAILS: Mapping[str, tuple[str, str, str]] = {
    "confirm": (
        "Confirm your email address",
        "You, or somebody who typed your address, opened an account with us or changed its "
        "address to this one. Confirm that the address is yours within 24 hours. If it was not "
        "you, do nothing: without your confirmation nobody can use your address.",
        "Confirm this address",
    ),
    "has_account": (
        "You already have an account",
        "You, or somebody who typed your address, tried to open an account with it. You have one "
        "already. Sign in, or choose a new password if you have forgotten yours. If it was not "
        "you, there is nothing to do: nobody was let in.",
        "Sign in",
    ),
    "reset": (
        "Choose a new password",
        "Somebody asked for a link to choose a new password for your account. It works once, for "
        "30 minutes. If it was not you, do nothing: your password stays as it is.",
        "Choose a new password",
    ),
    "password_changed": (
        "Your password was changed",
        "The password of your account was changed, and every other device was signed out. If it "
        "was you, there is nothing to do.",
        "This wasn\u2019t me",
    ),
    "address_changed": (
        "Your email address was changed",
        "Your account has another email address from now on, and we write there. If it was you, "
        "there is nothing to do.",
        "This wasn\u2019t me",
    ),
    "new_device": (
        "New sign-in to your account",
        "Somebody signed in to your account from a device we have not seen before. If it was you, "
        "there is nothing to do.",
        "This wasn\u2019t me",
    ),
    "payment_continues": (
        "Your payment can go on",
        "The payment you started can go on now. One step is left: the page of the card processor, "
        "or your bank. Nothing was charged yet. The page stays open for a day.",
        "Continue",
    ),
    "payment_not_made": (
        "Your payment was not made",
        "This payment cannot be made. Nothing was charged.",
        "See your payment",
    ),
}
_NOT_ME = (
    "If it was not you, follow the link: it signs every device out and makes your password useless."
)


@dataclass(frozen=True, slots=True)
class AccountMail:
    """A word about a person's account, or about a payment, whose id is then in place of the
    person's: ``url`` is where its one button leads."""

    kind: str
    user_id: str
    to: str
    url: str
    device: str | None = None
    near: str | None = None
    at: datetime | None = None

    @classmethod
    def from_payload(cls, payload: Mapping[str, Any]) -> AccountMail:
        """Read the payload of topic ``account_mail``; KeyError or ValueError if it is not one."""
        if payload["kind"] not in _ACCOUNT_MAILS:
            raise ValueError(f"no mail of the kind {payload['kind']}")
        if not payload["url"].startswith(("https://", "http://")):
            raise ValueError("a link is a web address")
        return cls(
            kind=payload["kind"],
            user_id=payload["user_id"],
            to=payload["to"],
            url=payload["url"],
            device=payload.get("device"),
            near=payload.get("near"),
            at=_moment(payload["at"]) if "at" in payload else None,
        )

    @property
    def subject(self) -> str:
        return _ACCOUNT_MAILS[self.kind][0]

    @property
    def paragraphs(self) -> list[str]:
        said = [_ACCOUNT_MAILS[self.kind][1]]
        if self.device and self.at:
            near = f", network {self.near}" if self.near else ""
            said.append(f"{self.device}{near}, {_at(self.at)}.")
        if self.button == "This wasn\u2019t me":
            said.append(_NOT_ME)
        return said

    @property
    def button(self) -> str:
        return _ACCOUNT_MAILS[self.kind][2]

    @property
    def text(self) -> str:
        said = "\n\n".join(self.paragraphs)
        return f"{said}\n\n{self.button}:\n{self.url}\n"

    @property
    def html(self) -> str:
        said = "".join(f'<p style="margin:0 0 16px">{escape(one)}</p>' for one in self.paragraphs)
        return (
            '<!doctype html><html lang="en"><head><meta charset="utf-8">'
            f"<title>{escape(self.subject)}</title></head>"
            '<body style="margin:0;padding:24px;background:#fff;color:#16202b;'
            'font:16px/1.5 -apple-system,Segoe UI,Helvetica,Arial,sans-serif">'
            '<div style="max-width:520px;margin:0 auto">'
            f'<p style="margin:0 0 24px;font-size:28px;font-weight:700">{escape(self.subject)}</p>'
            f"{said}"
            f'<p style="margin:24px 0"><a href="{escape(self.url)}" '
            'style="display:inline-block;padding:12px 20px;background:#16202b;color:#fff;'
            f'text-decoration:none;border-radius:6px">{escape(self.button)}</a></p>'
            f'<p style="margin:0;color:#5a6675;word-break:break-all">{escape(self.url)}</p>'
            "</div></body></html>"
        )


@dataclass(frozen=True, slots=True)
class StaffMail:
    """A word to somebody who works here; ``about`` is the id of what it is about."""

    kind: str
    about: str
    to: str
    subject: str
    paragraphs: tuple[str, ...]
    button: str
    url: str

    @classmethod
    def from_payload(cls, payload: Mapping[str, Any]) -> StaffMail:
        """Read the payload of a staff mail; KeyError or ValueError if it is not one."""
        if not payload["url"].startswith(("https://", "http://")):
            raise ValueError("a link is a web address")
        words = {name: str(payload[name]) for name in cls.__slots__ if name != "paragraphs"}
        return cls(paragraphs=tuple(payload["paragraphs"]), **words)

    @property
    def text(self) -> str:
        said = "\n\n".join(self.paragraphs)
        return f"{said}\n\n{self.button}:\n{self.url}\n"

    @property
    def html(self) -> str:
        said = "".join(f'<p style="margin:0 0 16px">{escape(one)}</p>' for one in self.paragraphs)
        return (
            '<!doctype html><html lang="en"><head><meta charset="utf-8">'
            f"<title>{escape(self.subject)}</title></head>"
            '<body style="margin:0;padding:24px;background:#fff;color:#16202b;'
            'font:16px/1.5 -apple-system,Segoe UI,Helvetica,Arial,sans-serif">'
            f'<div style="max-width:520px;margin:0 auto">{said}'
            f'<p><a href="{escape(self.url)}">{escape(self.button)}</a></p></div></body></html>'
        )


def masked(address: str) -> str:
    """``j***@e***``: enough for its owner to recognize, too little for anybody else."""
    name, at, domain = address.rpartition("@")
    return f"{name[:1]}***@{domain[:1]}***" if at else "***"


def _moment(value: datetime | str) -> datetime:
    return value if isinstance(value, datetime) else parse_rfc3339(value)


def _date(value: date | str) -> date:
    return value if isinstance(value, date) else date.fromisoformat(value)


def _day(day: date) -> str:
    return f"{day:%B} {day.day}, {day.year}"


def _at(moment: datetime) -> str:
    return f"{_day(moment.date())} at {moment:%H:%M} UTC"
