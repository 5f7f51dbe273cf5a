"""A remote screening service, asked with ``OFAC_API_KEY``.

``POST {url}/screen`` takes subjects and gives the hits of each; ``GET {url}/updates`` says which
list it screens against. Both carry ``Authorization: Bearer <key>``. Names are sent to it, so its
address is https in production.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import httpx

from paymentus.integrations.sanctions_list import ScreeningServiceUnavailable

_OK = 200
# The path of the deployment guide: `curl …/ofac/updates`.
_UPDATES = "./updates"


@dataclass(frozen=True, slots=True)
class RemoteSubject:
    """Who is asked about. ``kind`` is ``individual`` or ``entity``; dates are ISO 8601."""

    name: str
    kind: str
    birth_date: str | None = None
    countries: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    wallets: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RemoteHit:
    """A listed party that the service holds the subject to be; ``score`` from 0 to 1."""

    list_name: str
    uid: str
    listed_name: str
    type: str
    programs: tuple[str, ...]
    score: float
    reasons: tuple[str, ...]


class ScreeningServiceClient:
    """``timeout_seconds`` bounds what a payment waits for it."""

    def __init__(self, *, url: str, key: str, timeout_seconds: float) -> None:
        self._http = httpx.AsyncClient(
            base_url=url.rstrip("/") + "/",
            headers={"Authorization": f"Bearer {key}"},
            timeout=timeout_seconds,
            trust_env=False,
        )

    async def screen(self, subjects: Sequence[RemoteSubject]) -> list[tuple[RemoteHit, ...]]:
        """The hits of each subject, in their order. Raises ``ScreeningServiceUnavailable``."""
        asked = [
            {
                "name": subject.name,
                "type": subject.kind,
                "birth_date": subject.birth_date,
                "countries": list(subject.countries),
                "document_numbers": list(subject.documents),
                "wallets": list(subject.wallets),
            }
            for subject in subjects
        ]
        answer = await self._asked("POST", "screen", {"subjects": asked})
        try:
            results = [tuple(map(_hit, one["hits"])) for one in answer["results"]]
        except (KeyError, TypeError, ValueError) as wrong:
            raise ScreeningServiceUnavailable("Its answer is not of the agreed form.") from wrong
        if len(results) != len(asked):
            raise ScreeningServiceUnavailable("It did not answer for every name.")
        return results

    async def list_version(self) -> str:
        """Which list it screens against. Raises ``ScreeningServiceUnavailable``."""
        answer = await self._asked("GET", _UPDATES, None)
        return str(answer.get("version", "not said"))

    async def aclose(self) -> None:
        await self._http.aclose()

    async def _asked(self, method: str, path: str, body: Any) -> dict[str, Any]:
        try:
            answer = await self._http.request(method, path, json=body)
            said = answer.json() if answer.status_code == _OK else None
        except (httpx.HTTPError, ValueError) as wrong:
            raise ScreeningServiceUnavailable(f"{type(wrong).__name__}.") from wrong
        if not isinstance(said, dict):
            raise ScreeningServiceUnavailable(f"It answered {answer.status_code}.")
        return said


def _hit(said: dict[str, Any]) -> RemoteHit:
    return RemoteHit(
        list_name=str(said["list"]),
        uid=str(said["uid"]),
        listed_name=str(said["name"]),
        type=str(said["type"]),
        programs=tuple(map(str, said["programs"])),
        score=min(max(float(said["score"]), 0.0), 1.0),
        reasons=tuple(map(str, said["reasons"])),
    )
