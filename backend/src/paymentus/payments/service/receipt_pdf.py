"""The receipt as a page to print, with the provable file attached inside.

The same receipt always gives the same bytes. Text outside Windows-1252 is written without its
accents, or as a question mark: the exact words are in the attached file.
"""

from __future__ import annotations

import io
from collections.abc import Mapping
from datetime import date
from typing import Any
from urllib.parse import urlsplit

import segno
from reportlab.lib.colors import Color, HexColor
from reportlab.lib.pagesizes import LETTER
from reportlab.lib.utils import simpleSplit
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from paymentus.foundation.canonical_json import canonical_bytes
from paymentus.foundation.clock import parse_rfc3339
from paymentus.foundation.money import Money, format_money
from paymentus.foundation.pdf import attach_json, printable

_WIDTH, _HEIGHT = LETTER
_LEFT, _RIGHT = 60.0, _WIDTH - 60.0
_TOP, _BOTTOM = _HEIGHT - 66.0, 56.0
_PROOF_HEIGHT = 196.0
_INK, _MUTED, _LINE = HexColor(0x16202B), HexColor(0x5A6675), HexColor(0xD5DBE2)
_PLAIN, _BOLD, _MONO = "Helvetica", "Helvetica-Bold", "Courier"

_FEE_AT, _DELIVERY_AT = _RIGHT - 90.0, _RIGHT - 170.0


def render_receipt_pdf(receipt: Mapping[str, Any], verify_url: str) -> bytes:
    """``receipt`` is the parsed receipt file; ``verify_url`` is where it can be checked.

    One US Letter page up to about ten bills; more bills run on to further pages.
    """
    details = receipt["receipt"]
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=LETTER, invariant=1, lang="en-US")
    number = details["confirmation_number"]
    canvas.setTitle(f"Receipt {number}")
    canvas.setAuthor("Paymentus")
    canvas.setSubject(f"Payment {details['payment_id']}")
    canvas.setCreator("Paymentus")
    page = _Page(canvas)
    _head(page, details)
    _facts(page, details)
    _items(page, details)
    _totals(page, details)
    _proof(page, receipt, verify_url)
    attach_json(
        canvas,
        f"receipt-{number}.json",
        canonical_bytes(dict(receipt)) + b"\n",
        description="The receipt with its proof",
    )
    canvas.showPage()
    canvas.save()
    return buffer.getvalue()


class _Page:
    """A canvas with a cursor ``y`` that moves down, and text that never leaves its column."""

    def __init__(self, canvas: Canvas) -> None:
        self.canvas = canvas
        self.y = _TOP

    def text(
        self,
        x: float,
        text: str,
        *,
        size: float = 10,
        font: str = _PLAIN,
        color: Color = _INK,
        width: float | None = None,
    ) -> None:
        self._set(size, font, color)
        self.canvas.drawString(x, self.y, _fitted(printable(text), size, font, width))

    def right(
        self, x: float, text: str, *, size: float = 10, font: str = _PLAIN, color: Color = _INK
    ) -> None:
        self._set(size, font, color)
        self.canvas.drawRightString(x, self.y, printable(text))

    def rule(self, left: float = _LEFT, thickness: float = 0.6) -> None:
        self.canvas.setStrokeColor(_LINE)
        self.canvas.setLineWidth(thickness)
        self.canvas.line(left, self.y, _RIGHT, self.y)

    def need(self, height: float) -> bool:
        """Begin a new page if ``height`` does not fit on this one; says whether it did."""
        if self.y - height >= _BOTTOM:
            return False
        self.canvas.showPage()
        self.y = _TOP
        return True

    def _set(self, size: float, font: str, color: Color) -> None:
        self.canvas.setFont(font, size)
        self.canvas.setFillColor(color)


def _head(page: _Page, details: Mapping[str, Any]) -> None:
    page.text(_LEFT, "Paymentus", size=12, font=_BOLD)
    page.right(_RIGHT, "Receipt", size=12, color=_MUTED)
    page.y -= 62
    page.text(_LEFT, _money(details["total_minor"], details), size=42, font=_BOLD)
    page.y -= 22
    paid_at = parse_rfc3339(details["paid_at"])
    page.text(
        _LEFT,
        f"Paid on {_day(paid_at.date())} at {paid_at:%H:%M} UTC",
        size=11.5,
        color=_MUTED,
    )
    page.y -= 34


def _facts(page: _Page, details: Mapping[str, Any]) -> None:
    facts = (
        ("Confirmation number", details["confirmation_number"]),
        ("Paid with", _sentence(details["method"])),
        ("On your statement", details["statement_descriptor"]),
    )
    column = (_RIGHT - _LEFT) / len(facts)
    top = page.y
    for place, (label, value) in enumerate(facts):
        x = _LEFT + place * column
        page.y = top
        page.text(x, label, size=8.5, color=_MUTED)
        page.y -= 15
        page.text(x, value, size=11, font=_BOLD, width=column - 12)
    page.y -= 32


def _items(page: _Page, details: Mapping[str, Any]) -> None:
    _item_heads(page)
    for item in details["items"]:
        if page.need(40):
            _item_heads(page)
        page.y -= 18
        page.text(_LEFT, item["biller"], font=_BOLD, width=_DELIVERY_AT - _LEFT - 72)
        page.right(_DELIVERY_AT, _short_day(item["delivery_date"]))
        page.right(_FEE_AT, _fee(item["fee_minor"], details))
        page.right(_RIGHT, _money(item["amount_minor"], details))
        page.y -= 13
        page.text(
            _LEFT,
            f"Account {item['account_number']}, bill {item['bill_number']}",
            size=8.5,
            color=_MUTED,
            width=_DELIVERY_AT - _LEFT - 72,
        )
        page.y -= 9
        page.rule()


def _item_heads(page: _Page) -> None:
    page.text(_LEFT, "Paid to", size=8.5, color=_MUTED)
    page.right(_DELIVERY_AT, "Delivered by", size=8.5, color=_MUTED)
    page.right(_FEE_AT, "Fee", size=8.5, color=_MUTED)
    page.right(_RIGHT, "Amount", size=8.5, color=_MUTED)
    page.y -= 7
    page.rule(thickness=1)


def _totals(page: _Page, details: Mapping[str, Any]) -> None:
    page.need(72)
    label_at = _FEE_AT - 60
    bills = "Bills" if len(details["items"]) > 1 else "Bill"
    rows = [
        (bills, _money(details["amount_minor"], details)),
        ("Fee", _fee(details["fee_minor"], details)),
    ]
    for label, amount in rows:
        page.y -= 17
        page.text(label_at, label, color=_MUTED)
        page.right(_RIGHT, amount)
    page.y -= 10
    page.rule(left=label_at)
    page.y -= 17
    page.text(label_at, "Total", size=11.5, font=_BOLD)
    page.right(_RIGHT, _money(details["total_minor"], details), size=11.5, font=_BOLD)
    page.y -= 14


def _proof(page: _Page, receipt: Mapping[str, Any], verify_url: str) -> None:
    """At the foot of the last page: what to do with the receipt if anybody doubts it."""
    page.need(_PROOF_HEIGHT)
    page.y = _BOTTOM + _PROOF_HEIGHT - 20
    page.rule()
    code = 104.0
    text_at = _LEFT + code + 24
    _qr(page.canvas, verify_url, _LEFT, page.y - 18 - code, code)
    page.y -= 32
    page.text(text_at, "This receipt proves itself", size=12.5, font=_BOLD)
    page.y -= 19
    place = f"{receipt['proof']['index']:,}"
    sentences = (
        f"This payment is entry {place} of a log that can only grow. Nobody can change or remove it"
        " without being noticed, we included. The proof is in the file attached to this PDF."
    )
    for line in simpleSplit(sentences, _PLAIN, 9.5, _RIGHT - text_at):
        page.text(text_at, line, size=9.5)
        page.y -= 13
    page.y -= 5
    page.text(text_at, "Online: scan the code.", size=9.5)
    page.y -= 15
    page.text(
        text_at,
        f"Without us: get verify_receipt.py and policy.json from {_host(verify_url)}, then",
        size=9.5,
        width=_RIGHT - text_at,
    )
    page.y -= 14
    name = f"receipt-{receipt['receipt']['confirmation_number']}.json"
    page.text(
        text_at,
        f"python3 verify_receipt.py --policy policy.json {name}",
        size=8,
        font=_MONO,
        width=_RIGHT - text_at,
    )
    page.y = _BOTTOM
    page.text(_LEFT, f"Payment {receipt['receipt']['payment_id']}", size=8, color=_MUTED)
    page.right(_RIGHT, _host(verify_url), size=8, color=_MUTED)
    page.canvas.linkURL(verify_url, (_LEFT, _BOTTOM + 30, _LEFT + code, _BOTTOM + 150))


def _qr(canvas: Canvas, content: str, x: float, y: float, side: float) -> None:
    """A QR code of error level M drawn as vector squares, so that it prints sharp."""
    rows = [bytes(row) for row in segno.make(content, error="m", micro=False).matrix]
    module = side / len(rows)
    canvas.setFillColor(_INK)
    for line, row in enumerate(rows):
        start = 0
        while start < len(row):
            if not row[start]:
                start += 1
                continue
            end = start
            while end < len(row) and row[end]:
                end += 1
            # A hair of overlap, or viewers show white seams between the squares.
            canvas.rect(
                x + start * module,
                y + side - (line + 1) * module,
                (end - start) * module + 0.05,
                module + 0.05,
                stroke=0,
                fill=1,
            )
            start = end


def _money(amount_minor: int, details: Mapping[str, Any]) -> str:
    return format_money(Money(amount_minor, details["currency"]))


def _fee(fee_minor: int, details: Mapping[str, Any]) -> str:
    return _money(fee_minor, details) if fee_minor else "None"


def _day(day: date) -> str:
    return f"{day:%B} {day.day}, {day.year}"


def _short_day(text: str) -> str:
    day = date.fromisoformat(text)
    return f"{day:%b} {day.day}, {day.year}"


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]


def _host(url: str) -> str:
    return urlsplit(url).netloc


def _fitted(text: str, size: float, font: str, width: float | None) -> str:
    if width is None or stringWidth(text, font, size) <= width:
        return text
    while text and stringWidth(text + "…", font, size) > width:
        text = text[:-1]
    return text.rstrip() + "…"
