"""A report as pages to print: headings, facts and text, with its data attached as JSON.

The same report always gives the same bytes. Text outside Windows-1252 is written without its
accents, or as a question mark: the exact words are in the attached file.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass

from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import LETTER
from reportlab.lib.utils import simpleSplit
from reportlab.pdfgen.canvas import Canvas

from paymentus.foundation.pdf import attach_json, printable

_WIDTH, _HEIGHT = LETTER
_LEFT, _RIGHT = 60.0, _WIDTH - 60.0
_TOP, _BOTTOM = _HEIGHT - 66.0, 56.0
_VALUES_AT = _LEFT + 190.0
_INK, _MUTED, _LINE = HexColor(0x16202B), HexColor(0x5A6675), HexColor(0xD5DBE2)
_PLAIN, _BOLD = "Helvetica", "Helvetica-Bold"
_LEADING = 13.0


@dataclass(frozen=True, slots=True)
class Section:
    """``facts`` are a label and a value each; ``text`` stands below them."""

    heading: str
    facts: Sequence[tuple[str, str]] = ()
    text: str = ""


def render_report(
    *,
    title: str,
    subtitle: str,
    notice: str,
    sections: Sequence[Section],
    attachment: tuple[str, bytes],
) -> bytes:
    """US Letter pages; ``notice`` stands at the foot of each."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=LETTER, invariant=1, lang="en-US")
    canvas.setTitle(title)
    canvas.setAuthor("Paymentus")
    canvas.setCreator("Paymentus")
    page = _Page(canvas, notice)
    page.line(title, size=20, font=_BOLD)
    page.y -= 8
    page.line(subtitle, color=_MUTED)
    for section in sections:
        _draw(page, section)
    attach_json(canvas, *attachment, description="The data of this report")
    page.close()
    canvas.save()
    return buffer.getvalue()


class _Page:
    """A cursor that moves down and begins a new page where there is no room."""

    def __init__(self, canvas: Canvas, notice: str) -> None:
        self.canvas = canvas
        self.notice = notice
        self.y = _TOP
        self.number = 1

    def line(
        self, text: str, *, x: float = _LEFT, size: float = 10, font: str = _PLAIN,
        color: HexColor = _INK,
    ) -> None:  # fmt: skip
        self.room(size)
        self.canvas.setFont(font, size)
        self.canvas.setFillColor(color)
        self.canvas.drawString(x, self.y, printable(text))
        self.y -= size + 3

    def room(self, height: float) -> None:
        if self.y - height < _BOTTOM + 20:
            self.close()
            self.y = _TOP
            self.number += 1

    def rule(self) -> None:
        self.canvas.setStrokeColor(_LINE)
        self.canvas.setLineWidth(0.6)
        self.canvas.line(_LEFT, self.y + 6, _RIGHT, self.y + 6)

    def close(self) -> None:
        self.canvas.setFont(_PLAIN, 8)
        self.canvas.setFillColor(_MUTED)
        self.canvas.drawString(_LEFT, _BOTTOM, printable(self.notice))
        self.canvas.drawRightString(_RIGHT, _BOTTOM, f"Page {self.number}")
        self.canvas.showPage()


def _draw(page: _Page, section: Section) -> None:
    page.y -= 14
    page.room(46)
    page.line(section.heading, size=12, font=_BOLD)
    page.rule()
    page.y -= 4
    for label, value in section.facts:
        lines = simpleSplit(printable(value) or "—", _PLAIN, 10, _RIGHT - _VALUES_AT)
        for place, text in enumerate(lines):
            page.room(_LEADING)
            if place == 0:
                page.canvas.setFont(_PLAIN, 9)
                page.canvas.setFillColor(_MUTED)
                page.canvas.drawString(_LEFT, page.y, _shortened(label))
            page.line(text, x=_VALUES_AT)
    for paragraph in section.text.split("\n"):
        for text in simpleSplit(printable(paragraph), _PLAIN, 10, _RIGHT - _LEFT):
            page.line(text)
        page.y -= 4


def _shortened(label: str) -> str:
    text = printable(label)
    return text if len(text) <= 42 else f"…{text[-41:]}"
