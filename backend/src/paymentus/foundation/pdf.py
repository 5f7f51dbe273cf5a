"""What the product's PDF pages share: text that the standard fonts have, and files inside."""

from __future__ import annotations

import unicodedata

from reportlab.pdfbase import pdfdoc
from reportlab.pdfgen.canvas import Canvas

# Letters whose bar is no accent to Unicode, and a sign that stands between the parts of a path.
_NEAREST = str.maketrans("ŁłĐđĦħŦŧı›", "LlDdHhTti>")


def attach_json(canvas: Canvas, name: str, content: bytes, *, description: str) -> None:
    """Embed a file of JSON (PDF 1.7, section 7.11.4); reportlab has no call of its own for it."""
    document = canvas._doc
    stream = pdfdoc.PDFStream(
        dictionary=pdfdoc.PDFDictionary(
            {
                "Type": pdfdoc.PDFName("EmbeddedFile"),
                "Subtype": pdfdoc.PDFName("application#2Fjson"),
                "Params": pdfdoc.PDFDictionary({"Size": len(content)}),
            }
        ),
        content=content,
        filters=[],
    )
    reference = document.Reference(stream)
    specification = pdfdoc.PDFDictionary(
        {
            "Type": pdfdoc.PDFName("Filespec"),
            "F": pdfdoc.PDFString(name),
            "UF": pdfdoc.PDFString(name),
            "Desc": pdfdoc.PDFString(description),
            "EF": pdfdoc.PDFDictionary({"F": reference, "UF": reference}),
        }
    )
    names = pdfdoc.PDFArray([pdfdoc.PDFString(name), document.Reference(specification)])
    document.Catalog.Names = pdfdoc.PDFDictionary(
        {"EmbeddedFiles": pdfdoc.PDFDictionary({"Names": names})}
    )


def printable(text: str) -> str:
    """What the standard PDF fonts can show of ``text``."""
    try:
        text.encode("cp1252")
    except UnicodeEncodeError:
        plain = unicodedata.normalize("NFKD", text.translate(_NEAREST))
        plain = "".join(char for char in plain if not unicodedata.combining(char))
        text = plain.encode("cp1252", "replace").decode("cp1252")
    return "".join(char if char.isprintable() else " " for char in text)
