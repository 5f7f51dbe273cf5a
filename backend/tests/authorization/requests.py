"""One good request for each operation: what an allowed caller sends, and everybody else tries."""

from __future__ import annotations

import hashlib
import hmac
import json
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from authorization.accounts import NEW_PASSWORD
from authorization.filings import ANSWER, GOOD
from authorization.world import World
from compliance.test_kyc import FACTS
from paymentus.compliance.domain.monitoring.rule_book import Profile, shipped_rules
from paymentus.incidents.service import EmergencySwitch

from support.api import PASSWORD
from support.customers import a_picture
from support.scene import ACCOUNT, POSTAL_CODE

# Asked at the end of all of a caller's requests: they end sessions or give sight of more.
LAST = (
    "refreshToken", "revokeToken", "confirmEmail", "changeEmail", "resendConfirmation",
    "endSession", "resetPassword", "disownSignIn", "endOtherSessions", "changePassword",
    "stepUp", "stepUpWithPasskey", "confirmAuthenticator", "addPasskey", "beginAuthenticator",
    "renamePasskey", "makeRecoveryCodes", "removePasskey", "removeAuthenticator",
    "signInWithCode", "signInWithPasskey", "linkAccount", "unlinkAccount", "lookUpBills",
    "signIn", "register", "signOut", "submitOwnVerification", "eraseMe",
)  # fmt: skip
STREAMS = frozenset({"watchPayment", "watchBiller", "watchSession"})


@dataclass(frozen=True)
class Ask:
    """``path`` gives values for the address; ``content`` is sent as it is.

    ``body_made`` makes the body at the last moment; ``afterwards`` undoes what would be in
    everybody else's way.
    """

    path: dict[str, str] = field(default_factory=dict)
    query: str = ""
    body: Any = None
    file: bytes | None = None
    form: dict[str, str] = field(default_factory=dict)
    content: bytes | None = None
    headers: dict[str, str] = field(default_factory=dict)
    body_made: Callable[[], Awaitable[Any]] | None = None
    afterwards: Callable[[], Awaitable[None]] | None = None

    async def sent(self) -> dict[str, Any]:
        """As arguments of an HTTP client."""
        if self.body_made is not None:
            return {"json": await self.body_made()}
        if self.file is not None:
            sent = {"file": ("bills.csv", self.file, "text/csv")}
            return {"files": sent, "data": self.form}
        return {"content": self.content} if self.content is not None else {"json": self.body}


Asking = Callable[[World, str], Ask]
_FILE = "account_number,bill_number,amount_due,due_on,second_factor\n{0},W-{1},10.00,2030-01-01,1\n"
_CASH_FILE = "reference,taken_at,biller,account_number,bill_number,amount,location\n"
_KNOWLEDGE = {"account_number": ACCOUNT, "second_factor": POSTAL_CODE}


def _credentials(world: World, caller: str) -> Ask:
    return Ask(body={"email": "gone@walk.example", "password": PASSWORD})


def _spending(operation: str) -> Asking:
    return lambda world, caller: Ask(body=world.accounts.body(operation, caller))


def _payment(which: str) -> Asking:
    return lambda world, caller: Ask({"payment_id": world.things_of(caller)[which]})


def _a_file(world: World, caller: str) -> Ask:
    return Ask(file=_FILE.format(ACCOUNT, caller).encode())


def _a_biller(world: World, caller: str) -> Ask:
    given = {k: v for k, v in world.biller.items() if k not in ("id", "version", "time_zone")}
    return Ask(body={**given, "slug": f"new-{caller.replace('_', '-')}"})


def _order(world: World, caller: str) -> Ask:
    return Ask(
        body={
            "quote_id": world.things_of(caller)["quote"],
            "method": {"kind": "checkout", "save_card": False},
            "email": "pat@example.com",
        },
        headers={"Idempotency-Key": f"order-{caller}"},
    )


def _cash(world: World, caller: str) -> Ask:
    return Ask(
        body={
            "items": [{"bill_id": world.bill_id, "amount_minor": 1_000}],
            "tendered_minor": 1_000,
            "location": "main-office",
        },
        headers={"Idempotency-Key": f"cash-{caller}"},
    )


def _a_webhook(world: World, caller: str) -> Ask:
    now = int(time.time())
    body = json.dumps(
        {
            "id": f"evt_{caller}",
            "object": "event",
            "type": "payment_intent.succeeded",
            "created": now,
            "data": {"object": {"id": "pi_unknown", "object": "payment_intent"}},
        }
    ).encode()
    key = world.api.platform.settings.stripe_webhook_secret.get_secret_value()
    digest = hmac.new(key.encode(), f"{now}.".encode() + body, hashlib.sha256).hexdigest()
    return Ask(content=body, headers={"Stripe-Signature": f"t={now},v1={digest}"})


def _of_desk(operation: str, body: Any = None) -> Asking:
    return lambda world, caller: Ask(world.customers.path(operation), body=body)


def _approval_of_a_customer(world: World, caller: str) -> Ask:
    operation = "approveCustomer"
    documents = [world.customers.document_of[operation]]
    return Ask(world.customers.path(operation), body={"documents": documents})


def _passkey_of(world: World, caller: str) -> dict[str, str]:
    return {"passkey_id": world.held.passkeys.get(caller, "none")}


def _at_desk(operation: str, body: Any = None) -> Asking:
    return lambda world, caller: Ask(world.desk[operation], body=body)


def _end_of_an_emergency(world: World, caller: str) -> Ask:
    switch: EmergencySwitch = world.api.platform.get(EmergencySwitch)
    committer = world.api.platform.committer

    async def switched_on() -> Any:
        await switch.switch_on(actor="walk", incident="inc_walk")
        return _SAID

    async def switched_off() -> None:
        mode = await switch.now()
        if mode.is_on:
            payload = {"for": ", ".join(mode.incidents), "version": mode.version}
            await committer.commit(await switch.off_act.perform(payload, actor="walk"))
            switch.off_act.performed(payload)

    allowed = caller in ("compliance", "admin")
    return Ask(body_made=switched_on, afterwards=switched_off) if allowed else Ask(body=_SAID)


def _of_its_own(operation: str, body: Any = None) -> Asking:
    def asking(world: World, caller: str) -> Ask:
        own = world.desk.get(f"{operation} {caller}")
        return Ask(own or world.desk.get(operation, {}), body=body)

    return asking


def _today() -> str:
    return datetime.now(UTC).date().isoformat()


def _rules(score: int) -> dict[str, Any]:
    """The shipped ones, with another score of one."""
    rules = dict(shipped_rules().rules_of(Profile.MSB, datetime.now(UTC).date()))
    return {**rules, "velocity": {**rules["velocity"], "score": score}}


_SAID = {"reason": "Looked at it"}


# Operations that need no more than what ``World.ids`` knows are not here.
ASKING: dict[str, Asking] = {
    "register": lambda world, caller: Ask(
        body={
            "email": f"new-{caller}@walk.example",
            "password": PASSWORD,
            "full_name": "Somebody New",
        }
    ),
    "checkPassword": lambda world, caller: Ask(body={"password": PASSWORD}),
    "forgotPassword": lambda world, caller: Ask(body={"email": f"{caller}@walk.example"}),
    "changeEmail": lambda world, caller: Ask(
        body={"email": f"other-{caller}@walk.example", "password": PASSWORD}
    ),
    "changePassword": lambda world, caller: Ask(
        body={"password": PASSWORD, "new_password": NEW_PASSWORD}
    ),
    "endSession": lambda world, caller: Ask(
        {"session_id": world.accounts.sessions.get(caller, "0" * 64)}
    ),
    **{
        operation: _spending(operation)
        for operation in (
            "refreshToken",
            "revokeToken",
            "confirmEmail",
            "resetPassword",
            "disownSignIn",
        )
    },
    "signIn": _credentials,
    "issueToken": _credentials,
    "signInWithCode": lambda world, caller: Ask(body=world.held.second_step(caller)),
    "beginPasskeySignIn": lambda world, caller: Ask(body={}),
    "signInWithPasskey": lambda world, caller: Ask(body_made=world.held.sign_in),
    "stepUp": lambda world, caller: Ask(body={"code": world.held.code(world.held.apps, caller)}),
    "stepUpWithPasskey": lambda world, caller: Ask(body_made=lambda: world.held.step_up(caller)),
    "confirmAuthenticator": lambda world, caller: Ask(
        body={"code": world.held.code(world.held.new_apps, caller)}
    ),
    "addPasskey": lambda world, caller: Ask(body_made=lambda: world.held.new_passkey(caller)),
    "renamePasskey": lambda world, caller: Ask(
        _passkey_of(world, caller), body={"name": "Old phone"}
    ),
    "removePasskey": lambda world, caller: Ask(_passkey_of(world, caller)),
    "lookUpBills": lambda world, caller: Ask(
        body={"biller_id": world.ids["biller_id"], **_KNOWLEDGE}
    ),
    "linkAccount": lambda world, caller: Ask(
        body={"biller_id": world.ids["biller_id"], **_KNOWLEDGE}
    ),
    "unlinkAccount": lambda world, caller: Ask({"account_id": world.ids["linked_account"]}),
    "getBill": lambda world, caller: Ask({"bill_id": world.things_of(caller)["bill"]}),
    "createQuote": lambda world, caller: Ask(body={"items": [{"bill_id": world.bill_id}]}),
    "makePayment": _order,
    "takeCash": _cash,
    "getCashPayment": lambda world, caller: Ask({"payment_id": world.ids["cash_payment"]}),
    "loadCashFile": lambda world, caller: Ask(
        file=_CASH_FILE.encode(), form={"partner": "quickmart"}
    ),
    "getPayment": _payment("waiting"),
    "watchPayment": _payment("waiting"),
    "refreshPayment": _payment("waiting"),
    "cancelPayment": _payment("waiting"),
    "getPaymentStory": _payment("paid"),
    "getReceipt": _payment("paid"),
    "getReceiptPdf": _payment("paid"),
    "startCardSetup": lambda world, caller: Ask(
        body={"return_path": "/cards"}, headers={"Idempotency-Key": f"setup-{caller}"}
    ),
    "completeCardSetup": lambda world, caller: Ask({"id": world.ids["setup"]}),
    "removePaymentMethod": lambda world, caller: Ask({"id": world.ids["card"]}),
    "receiveStripeWebhook": _a_webhook,
    "createBiller": _a_biller,
    "changeBiller": lambda world, caller: Ask(
        body={"version": world.biller["version"], "category": world.biller["category"]}
    ),
    "eraseMe": lambda world, caller: Ask(body={"confirmation": "erase my account"}),
    "decideMatch": lambda world, caller: Ask(
        world.desk["decideMatch"],
        body={
            "list": "SDN",
            "list_id": "90001",
            "reason": "Another person, by passport.",
            "expires_at": (datetime.now(UTC) + timedelta(days=30)).isoformat(),
        },
    ),
    "endMatchDecision": _at_desk("endMatchDecision"),
    "getAlert": _at_desk("getAlert"),
    "dismissAlert": _at_desk("dismissAlert", _SAID),
    "takeAlert": _at_desk("takeAlert"),
    "releaseTransfer": _at_desk("releaseTransfer", _SAID),
    "refuseTransfer": _at_desk("refuseTransfer", _SAID),
    "getCase": _at_desk("getCase"),
    "assignCase": _at_desk("assignCase", {"assignee": None}),
    "addCaseNote": _at_desk("addCaseNote", {"words": "Called"}),
    "escalateCase": _at_desk("escalateCase", _SAID),
    "endCaseClock": _at_desk("endCaseClock", {"end": "not_required", **_SAID}),
    "decideCase": _at_desk("decideCase", {"outcome": "released", **_SAID}),
    "proposeFreeze": _at_desk("proposeFreeze", {"kind": "aml", **_SAID}),
    "proposeLift": _at_desk("proposeLift", _SAID),
    "declareIncident": lambda world, caller: Ask(
        body={"kind": "bug", "severity": "P2", "summary": "A label is wrong."}
    ),
    "getIncident": _of_its_own("getIncident"),
    "addIncidentNote": _of_its_own("addIncidentNote", {"words": "Looked at it"}),
    "runIncidentStep": _of_its_own("runIncidentStep"),
    "tellPublicOfIncident": _of_its_own("tellPublicOfIncident", {"words": "We look at it"}),
    "containIncident": _of_its_own("containIncident", {"words": "It stopped"}),
    "resolveIncident": _of_its_own("resolveIncident", {"words": "It is mended"}),
    "getIncidentReport": _of_its_own("getIncidentReport"),
    "getJob": _of_its_own("getJob"),
    "listJobRuns": _of_its_own("listJobRuns"),
    "runJob": _of_its_own("runJob"),
    "signOffJob": _of_its_own("signOffJob", {"note": "Looked at it"}),
    "getIncidentEvidence": _of_its_own("getIncidentEvidence"),
    "proposeEmergencyOff": _end_of_an_emergency,
    "listFilingsOfCase": _at_desk("listFilingsOfCase"),
    "draftFilingOfCase": _at_desk("draftFilingOfCase", {"kind": "sar"}),
    "draftFiling": lambda world, caller: Ask(body={"kind": "ctr"}),
    "checkFiling": lambda world, caller: Ask(query="kind=sar", body={"content": GOOD}),
    "listFilingCodes": lambda world, caller: Ask(query="form=sar"),
    "recordFilingBatchSent": _at_desk("recordFilingBatchSent", {"tracking_id": "31000000123456"}),
    "saveFiling": _at_desk("saveFiling", {"version": 1, "content": GOOD}),
    "proposeFiling": _at_desk("proposeFiling", _SAID),
    "recordSentToOfac": _at_desk("recordSentToOfac", {"reference": "ORS-1"}),
    "exportFilings": lambda world, caller: Ask(body={"kind": "sar"}),
    "acknowledgeFilingBatch": lambda world, caller: Ask(
        world.desk["acknowledgeFilingBatch"], file=ANSWER
    ),
    **{
        operation: _at_desk(operation)
        for operation in (
            "getFiling",
            "getFilingBatch",
            "discardFiling",
            "getFilingPage",
            "amendFiling",
            "getFilingBatchFile",
        )
    },
    "backTestMonitoringRules": lambda world, caller: Ask(
        body={"profile": "msb", "rules": _rules(35), "first": _today(), "last": _today()}
    ),
    "followBackTest": lambda world, caller: Ask(
        body={"profile": "msb", "rules": _rules(35), "first": _today(), "last": _today()}
    ),
    "proposeMonitoringRules": lambda world, caller: Ask(
        body={"profile": "msb", "rules": _rules(34), "valid_from": _today(), **_SAID}
    ),
    "getApproval": lambda world, caller: Ask({"approval_id": world.proposals[0].id}),
    "approve": lambda world, caller: Ask(
        {"approval_id": world.proposals[0].id},
        body={"content_hash": world.proposals[0].content_hash},
    ),
    "reject": lambda world, caller: Ask(
        {"approval_id": world.proposals[1].id}, body={"reason": "Not now"}
    ),
    "proposeRole": lambda world, caller: Ask(body={"role": "auditor", "reason": "Yearly audit"}),
    "endSessionOfUser": lambda world, caller: Ask({"session_id": "0" * 64}),
    "proposeFactorRemoval": lambda world, caller: Ask(body={"reason": "Lost the phone"}),
    "changeStatusOfUser": lambda world, caller: Ask(
        body={"status": "disabled", "reason": "Left the company"}
    ),
    "createApiKey": lambda world, caller: Ask(
        body={"name": f"Key of {caller}", "scope": ["bills.import"], "expires_in_days": 30}
    ),
    "saveOwnFacts": lambda world, caller: Ask(body=FACTS),
    "uploadOwnDocument": lambda world, caller: Ask(file=a_picture(), form={"kind": "passport"}),
    "withdrawOwnDocument": lambda world, caller: Ask({"document_id": world.customers.own_document}),
    **{
        operation: _of_desk(operation, body)
        for operation, body in (
            ("getCustomer", None),
            ("getCustomerDocument", None),
            ("takeCustomer", None),
            ("rejectCustomer", {"reason": "Somebody else"}),
            ("askCustomerAgain", {"reason": "Once more"}),
            ("rateCustomer", {"rating": "high", "reason": "Press"}),
            ("noteAboutCustomer", {"words": "Seen"}),
            ("reviewCustomer", {"words": "Still so"}),
        )
    },
    "approveCustomer": _approval_of_a_customer,
    "uploadBillFile": _a_file,
    "previewBillFile": _a_file,
    "getEntryBundle": lambda world, caller: Ask({"path": "000.p/1"}),
    "getTile": lambda world, caller: Ask({"path": "0/000.p/1"}),
    "proveInclusion": lambda world, caller: Ask(query="index=0"),
    "proveConsistency": lambda world, caller: Ask(query="from=1&to=2"),
    "getLedgerBalance": lambda world, caller: Ask({"account_id": world.ids["ledger_account"]}),
}


def ask_for(operation: str, world: World, caller: str) -> Ask:
    asking = ASKING.get(operation)
    return asking(world, caller) if asking else Ask()
