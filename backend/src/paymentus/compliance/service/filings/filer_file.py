"""Who files with FinCEN, from a file that the institution keeps."""

from __future__ import annotations

from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from paymentus.compliance.domain.filings.parties import (
    Address,
    Contact,
    Filer,
    Institution,
    Phone,
    Transmitter,
)
from paymentus.foundation.errors import Unavailable

_FILER = TypeAdapter(Filer)


class FilerFileUnfit(Unavailable):
    """The file that says who files with FinCEN cannot be read."""


def read_filer(path: Path) -> Filer:
    """JSON with ``transmitter``, ``institution`` and ``contact``. Raises ``FilerFileUnfit``."""
    try:
        return _FILER.validate_json(path.read_bytes())
    except OSError as wrong:
        raise FilerFileUnfit(f"{path}: {wrong.strerror}") from None
    except ValidationError as wrong:
        first = wrong.errors()[0]
        place = ".".join(str(part) for part in first["loc"]) or "the file"
        raise FilerFileUnfit(f"{path}: {place}: {first['msg']}") from None


def filer_as_json(filer: Filer) -> str:
    return _FILER.dump_json(filer, indent=2).decode()


def demonstration_filer(company: str) -> Filer:
    """Invented, for everything but production: FinCEN's test code and numbers of nobody."""
    address = Address("1 Example Street", "Springfield", "IL", "62701", "US")
    phone = Phone("2175550199")
    name = " ".join(company.replace("(demonstration)", "").split()) or "Paymentus"
    return Filer(
        transmitter=Transmitter(name, address, phone, "411234567", "TBSATEST", "Avery Example"),
        institution=Institution(name=name, address=address, ein="411234567"),
        contact=Contact("Compliance office", phone),
    )
