"""Where sanctions lists come from, and the service that screens for us where one is paid for.

A source gives the files of its lists as published; which of them are read, and how, is
``compliance``'s to say. Adapters: ``folder``, ``treasury`` (OFAC's CSV files over HTTP), and
``screening_service`` for the remote one.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from paymentus.foundation.errors import Unavailable

# OFAC's own names: the SDN list, and the lists beside it.
SDN_FILES = ("sdn.csv", "alt.csv", "add.csv", "sdn_comments.csv")
NON_SDN_FILES = ("cons_prim.csv", "cons_alt.csv", "cons_add.csv", "cons_comments.csv")


class ListSourceUnavailable(Unavailable):
    """The sanctions list cannot be fetched just now."""


class ScreeningServiceUnavailable(Unavailable):
    """The screening service gave no answer that can be used."""


@dataclass(frozen=True, slots=True)
class ListFiles:
    """Files by their names in lower case, as published; ``source`` says where they are from."""

    source: str
    files: Mapping[str, bytes]


class ListSource(Protocol):
    """A folder, or Treasury's address."""

    async def fetch(self) -> ListFiles:
        """All files there are. Raises ``ListSourceUnavailable``."""
