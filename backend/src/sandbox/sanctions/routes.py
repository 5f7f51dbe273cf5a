"""OFAC's files under ``/ofac/exports``, and a screening service under ``/ofac``."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import Annotated, Any

from fastapi import APIRouter, Header, HTTPException
from pydantic import BaseModel, Field
from starlette.responses import Response

from sandbox.sanctions.invented_list import InventedList, InventedParty

_ALIKE = 0.84


class SubjectIn(BaseModel):
    name: str = Field(max_length=400)
    type: str = "individual"
    birth_date: str | None = None
    countries: list[str] = []
    document_numbers: list[str] = []
    wallets: list[str] = []


class SubjectsIn(BaseModel):
    subjects: list[SubjectIn] = Field(max_length=100)


class PartyIn(BaseModel):
    """A party to put on the list: an invented one, please."""

    name: str = Field(min_length=2, max_length=350)
    type: str = "individual"
    also: list[str] = []
    remarks: str = ""
    country: str = ""


def sanctions_routes(listed: InventedList) -> APIRouter:
    router = APIRouter()

    @router.get("/ofac/exports/{name}")
    async def export(name: str) -> Response:
        content = listed.files().get(name.upper())
        if content is None:
            raise HTTPException(404, "There is no such file.")
        return Response(content, media_type="text/csv")

    @router.get("/ofac/updates")
    async def updates(authorization: Annotated[str, Header()] = "") -> dict[str, Any]:
        _require_key(authorization)
        return {"version": listed.version(), "parties": len(listed.sdn()) + len(listed.non_sdn())}

    @router.post("/ofac/screen")
    async def screen(
        asked: SubjectsIn, authorization: Annotated[str, Header()] = ""
    ) -> dict[str, Any]:
        _require_key(authorization)
        return {
            "version": listed.version(),
            "results": [{"hits": list(_hits(listed, subject))} for subject in asked.subjects],
        }

    @router.post("/_sandbox/sanctions/parties", status_code=201)
    async def add_party(party: PartyIn) -> dict[str, Any]:
        uid = 92_001 + len(listed.added)
        listed.added.append(
            InventedParty(
                uid, party.name, party.type, tuple(party.also), party.remarks, party.country
            )
        )
        return {"uid": str(uid), "version": listed.version()}

    @router.delete("/_sandbox/sanctions/parties", status_code=204)
    async def remove_added() -> Response:
        listed.added.clear()
        return Response(status_code=204)

    return router


def _require_key(authorization: str) -> None:
    if not authorization.startswith("Bearer ") or len(authorization) < len("Bearer x"):
        raise HTTPException(401, "Send your key as a bearer token.")


def _hits(listed: InventedList, subject: SubjectIn) -> Iterator[dict[str, Any]]:
    """Names by the words they share in any order; documents and wallets by being named."""
    for list_name, parties in (("SDN", listed.sdn()), ("non-SDN", listed.non_sdn())):
        for party in parties:
            score, reason = max(
                (_alike(subject.name, name), f"name is like {name}")
                for name in (party.name, *party.also)
            )
            if any(
                one in party.remarks for one in (*subject.document_numbers, *subject.wallets) if one
            ):
                score, reason = 1.0, "same document or address"
            if score >= _ALIKE:
                yield {
                    "list": list_name,
                    "uid": str(party.uid),
                    "name": party.name,
                    "type": party.type or "entity",
                    "programs": [party.program],
                    "score": round(score, 4),
                    "reasons": [reason],
                }


def _alike(one: str, other: str) -> float:
    return SequenceMatcher(None, _words(one), _words(other)).ratio()


def _words(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return " ".join(sorted("".join(c if c.isalnum() else " " for c in plain).split()))
