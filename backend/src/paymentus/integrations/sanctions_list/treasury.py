"""OFAC's CSV files over HTTP, from Treasury's address or the sandbox's.

The Sanctions List Service serves each file under its name in capitals. The SDN list, its
aliases and its addresses must be there: a list without them would let pass whom it names. Of the
files beside them one that is not there (404) is left out, and judged by who reads the list.
"""

from __future__ import annotations

import httpx

from paymentus.integrations.sanctions_list import (
    NON_SDN_FILES,
    SDN_FILES,
    ListFiles,
    ListSourceUnavailable,
)

_OK, _NOT_FOUND = 200, 404
_NEEDED = ("sdn.csv", "alt.csv", "add.csv")
_BYTES_MAX = 64_000_000


class TreasurySource:
    """``url`` is the folder of the files, without a slash at its end."""

    def __init__(self, url: str, *, timeout_seconds: float = 30.0) -> None:
        self._url = url.rstrip("/")
        self._timeout = timeout_seconds

    async def fetch(self) -> ListFiles:
        files: dict[str, bytes] = {}
        try:
            async with httpx.AsyncClient(
                timeout=self._timeout, follow_redirects=True, trust_env=False
            ) as http:
                for name in (*SDN_FILES, *NON_SDN_FILES):
                    answer = await http.get(f"{self._url}/{name.upper()}")
                    if answer.status_code == _NOT_FOUND and name not in _NEEDED:
                        continue
                    if answer.status_code != _OK:
                        raise ListSourceUnavailable(
                            f"{self._url}/{name.upper()} answered {answer.status_code}."
                        )
                    if len(answer.content) > _BYTES_MAX:
                        raise ListSourceUnavailable(f"{name.upper()} is larger than 64 MB.")
                    files[name] = answer.content
        except httpx.HTTPError as wrong:
            raise ListSourceUnavailable(
                f"{self._url} gave no answer ({type(wrong).__name__})."
            ) from wrong
        return ListFiles(self._url, files)
