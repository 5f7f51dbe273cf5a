"""A witness over HTTP, as C2SP tlog-witness v1.0.0 writes it."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence

import httpx

from paymentus.integrations.witness import (
    WitnessRefused,
    WitnessSawAnotherSize,
    WitnessUnavailable,
)

ANSWER_BYTES_MAX = 65_536
SIZE_TYPE = "text/x.tlog.size"
_REFUSALS = (400, 403, 404, 409, 422)


class WitnessClient:
    """One witness at one address; the connection is kept open."""

    def __init__(self, url: str, *, timeout_seconds: float = 3.0) -> None:
        self._url = url.rstrip("/")
        self._client = httpx.AsyncClient(timeout=timeout_seconds, follow_redirects=False)

    async def add_checkpoint(
        self, *, old_size: int, proof: Sequence[bytes], checkpoint: str
    ) -> str:
        """Submit a checkpoint and return the signature lines of the answer, not yet verified.

        Raises :class:`WitnessSawAnotherSize`, :class:`WitnessRefused`, or
        :class:`WitnessUnavailable`.
        """
        lines = "".join(f"{base64.b64encode(node).decode()}\n" for node in proof)
        request = f"old {old_size}\n{lines}\n{checkpoint}"
        status, kind, text = await self._ask("POST", "/add-checkpoint", request.encode())
        if status == 200:
            return text
        if status == 409 and kind == SIZE_TYPE and _is_size(text):
            raise WitnessSawAnotherSize(int(text))
        if status in _REFUSALS:
            raise WitnessRefused(status, text.strip()[:200])
        raise WitnessUnavailable(f"The witness answered {status}.")

    async def newest(self, origin: str) -> str | None:
        """The newest checkpoint of a log that this witness cosigned, not yet verified.

        None when it has cosigned nothing. Raises :class:`WitnessUnavailable`.
        """
        name = hashlib.sha256(origin.encode()).hexdigest()
        status, _, text = await self._ask("GET", f"/{name}/checkpoint", None)
        if status == 404:
            return None
        if status != 200:
            raise WitnessUnavailable(f"The witness answered {status}.")
        return text

    async def close(self) -> None:
        await self._client.aclose()

    async def _ask(self, method: str, path: str, body: bytes | None) -> tuple[int, str, str]:
        data = bytearray()
        try:
            async with self._client.stream(method, self._url + path, content=body) as answer:
                async for chunk in answer.aiter_bytes():
                    data += chunk
                    if len(data) > ANSWER_BYTES_MAX:
                        raise WitnessUnavailable("The witness's answer has no end.")
            kind = answer.headers.get("Content-Type", "").partition(";")[0]
            return answer.status_code, kind, data.decode("utf-8")
        except (httpx.HTTPError, httpx.InvalidURL, UnicodeDecodeError) as error:
            raise WitnessUnavailable(f"The witness did not answer ({type(error).__name__}).") from (
                error
            )


def _is_size(text: str) -> bool:
    digits = text.removesuffix("\n")
    return digits.isascii() and digits.isdecimal() and len(digits) <= 19
