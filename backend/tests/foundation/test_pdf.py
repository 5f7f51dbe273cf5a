"""Text as the standard fonts of PDF have it, and a file inside a page."""

from __future__ import annotations

import io

import pytest
from pypdf import PdfReader
from reportlab.pdfgen.canvas import Canvas

from paymentus.foundation.pdf import attach_json, printable


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("José Müller", "José Müller"),
        ("Łukasz Đoković", "Lukasz Dokovic"),
        ("party › name ł", "party > name l"),
        ("Иван", "????"),
        ("two\nlines", "two lines"),
    ],
)
def test_keeps_what_the_fonts_have_and_names_the_nearest_letter(text: str, shown: str) -> None:
    assert printable(text) == shown


def test_a_file_comes_out_as_it_went_in() -> None:
    page = io.BytesIO()
    canvas = Canvas(page)

    attach_json(canvas, "facts.json", b'{"a": 1}', description="Facts")
    canvas.save()

    assert PdfReader(page).attachments == {"facts.json": [b'{"a": 1}']}
