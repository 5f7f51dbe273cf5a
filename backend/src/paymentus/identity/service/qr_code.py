"""A QR code as the path of an SVG, so that a page can draw it in its own colors."""

from __future__ import annotations

from dataclasses import dataclass

import segno

_QUIET_ZONE = 4
"""ISO/IEC 18004: four light modules on each side."""


@dataclass(frozen=True, slots=True)
class QrCode:
    """``path`` fills the dark modules of a square of ``size`` units."""

    path: str
    size: int


def qr_code(text: str) -> QrCode:
    code = segno.make(text, error="m", micro=False)
    rows = list(code.matrix_iter(border=_QUIET_ZONE))
    dark = [
        f"M{x} {y}h1v1h-1z" for y, row in enumerate(rows) for x, module in enumerate(row) if module
    ]
    return QrCode("".join(dark), len(rows))
