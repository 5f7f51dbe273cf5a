"""An invented customer, and the machine-readable zones of invented documents.

The check digits are worked out here by another way than the product's: by a table.
"""

from __future__ import annotations

import struct
import zlib
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from paymentus.compliance.domain.kyc.addresses import Address
from paymentus.compliance.domain.kyc.documents import DocumentKind, KycDocument
from paymentus.compliance.domain.kyc.facts import CustomerFacts, Identification
from paymentus.compliance.domain.kyc.identification_numbers import NumberKind

ON = date(2026, 3, 1)
AT = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
_VALUES = {
    character: value for value, character in enumerate("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ")
}
_VALUES["<"] = 0


def a_customer(**changes: Any) -> CustomerFacts:
    """An American of Springfield with a number that could be one."""
    facts = CustomerFacts(
        given_names="Trillian Mae",
        family_name="McMillan",
        birth_date=date(1984, 4, 12),
        address=Address("42 Evergreen Terrace", "", "Springfield", "OH", "45501", "US"),
        citizenships=("US",),
        identification=Identification(NumberKind.SSN, "536904399", "US"),
        expected_monthly_minor=120_000,
        is_exposed=False,
    )
    return replace(facts, **changes)


def a_document(**changes: Any) -> KycDocument:
    document = KycDocument(
        id="kyd_1",
        user_id="usr_1",
        kind=DocumentKind.PASSPORT,
        media_type="image/png",
        size=100,
        sha256="ab" * 32,
        file_name="passport.png",
        uploaded_at=AT,
        expires_on=date(2031, 5, 1),
    )
    return replace(document, **changes)


def digit(text: str) -> str:
    return str(sum(_VALUES[c] * (7, 3, 1)[n % 3] for n, c in enumerate(text)) % 10)


def passport_zone(
    *,
    family: str = "MCMILLAN",
    given: str = "TRILLIAN MAE",
    number: str = "X12345678",
    nationality: str = "USA",
    born: str = "840412",
    expires: str = "310501",
) -> str:
    """Two lines of 44 characters, with check digits that fit."""
    names = f"{family.replace(' ', '<')}<<{given.replace(' ', '<')}"
    first = f"P<{nationality}{names}".ljust(44, "<")[:44]
    number = number.ljust(9, "<")
    personal = "<" * 14
    body = f"{number}{digit(number)}", f"{born}{digit(born)}", f"{expires}{digit(expires)}"
    whole = digit(body[0] + body[1] + body[2] + personal + "<")
    second = f"{body[0]}{nationality.ljust(3, '<')}{body[1]}F{body[2]}{personal}<{whole}"
    return f"{first}\n{second}"


def a_picture(width: int = 8, height: int = 8, shade: int = 200) -> bytes:
    """A PNG of one gray."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        body = kind + data
        return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))

    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    rows = b"".join(b"\x00" + bytes([shade]) * width for _ in range(height))
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(rows))
        + chunk(b"IEND", b"")
    )
