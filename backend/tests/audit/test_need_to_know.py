"""What compliance does is in the log, and only those may read it who may read it at the desk."""

from __future__ import annotations

import base64

from paymentus.app.wiring import Platform
from paymentus.audit.domain.tree import verify_inclusion
from paymentus.commit.domain import AuditRecord, UnitOfWork
from paymentus.commit.service import Deliveries
from paymentus.foundation.authorization import Role

from support.api import Api

WORDS = ("case.opened", "transfer.held", "freeze", "usr_watched", "cas_1", "pay_held")


async def test_an_administrator_gets_a_line_without_words_whose_proof_verifies(
    platform: Platform,
) -> None:
    records = (
        AuditRecord("case.opened", "cas_1", "platform", {"alerts": 1}),
        AuditRecord("transfer.held", "pay_held", "platform", {"case": "cas_1"}),
        AuditRecord("approval.proposed", "apr_1", "usr_o",
                    {"kind": "freeze", "about": "usr_watched"}),
    )  # fmt: skip
    await platform.committer.commit(UnitOfWork(audit=records))
    deliveries: Deliveries = platform.get(Deliveries)
    while await deliveries.drain_audit_inbox():
        pass
    api = Api.of(platform)
    admin, auditor = await api.person(Role.ADMIN), await api.person(Role.AUDITOR)

    async with api.client(admin) as client:
        everything = await client.get("/api/v1/audit/entries?limit=100")
        of_one = await client.get("/api/v1/audit/entries?subject=pay_held")
        security = await client.get("/api/v1/audit/security-events?limit=100")
        bundle = await client.get("/api/v1/audit/log/tile/entries/000.p/1")
        hidden = [one for one in everything.json()["data"] if one["type"] == "hidden"]
        index = hidden[0]["index"]
        proof = (await client.get(f"/api/v1/audit/proof/inclusion?index={index}")).json()
    async with api.client(auditor) as client:
        read = (await client.get("/api/v1/audit/entries?limit=100")).json()["data"]

    assert len(hidden) == 3
    said = everything.text + of_one.text + security.text
    assert [word for word in WORDS if word in said] == []
    assert of_one.json()["data"] == []
    assert bundle.status_code == 403
    verify_inclusion(
        index=index,
        size=proof["size"],
        leaf=base64.b64decode(hidden[0]["leaf_hash"]),
        path=[base64.b64decode(node) for node in proof["path"]],
        root=base64.b64decode(proof["root"]),
    )
    known = {entry["index"]: entry for entry in read}
    assert {known[one["index"]]["type"] for one in hidden} == {
        "case.opened", "transfer.held", "approval.proposed",
    }  # fmt: skip
    assert all(known[one["index"]]["leaf_hash"] == one["leaf_hash"] for one in hidden)
