"""Links of the OpenAPI document: which operation goes on with what another one answered.

For people who read the document, and for the fuzzer, which walks along them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Link:
    """``takes`` names the parameter of ``target`` that gets ``value``; "" for its whole body."""

    source: str
    target: str
    takes: str
    value: str
    in_body: str = ""


_FIRST = "$response.body#/data/0/id"
_MADE = "$response.body#/id"
_THE_SAME = "$request.path."

LINKS = (
    Link("listBillers", "getBiller", "biller_id", _FIRST),
    Link("createBiller", "getBiller", "biller_id", _MADE),
    Link("createBiller", "getBillerSettings", "biller_id", _MADE),
    Link("createBiller", "createApiKey", "biller_id", _MADE),
    Link("uploadBillFile", "getBillFile", "file_id", _MADE),
    Link("listBillFiles", "listBillFileProblems", "file_id", _FIRST),
    Link("listBillerPayments", "getPaymentStory", "payment_id", _FIRST),
    Link("listBills", "getBill", "bill_id", _FIRST),
    Link("linkAccount", "unlinkAccount", "account_id", _MADE),
    Link("createQuote", "makePayment", "", _MADE, in_body="quote_id"),
    Link("makePayment", "getPayment", "payment_id", _MADE),
    Link("makePayment", "refreshPayment", "payment_id", _MADE),
    Link("makePayment", "cancelPayment", "payment_id", _MADE),
    Link("listPayments", "getReceipt", "payment_id", _FIRST),
    Link("startCardSetup", "completeCardSetup", "id", _MADE),
    Link("listPaymentMethods", "removePaymentMethod", "id", _FIRST),
    Link("listLedgerAccounts", "getLedgerBalance", "account_id", _FIRST),
    Link("createApiKey", "revokeApiKey", "key_id", "$response.body#/details/id"),
)


def add_links(document: dict[str, Any]) -> None:
    """Put each link into the answer that it starts from. Raises ``KeyError`` for a wrong name."""
    operations = {
        operation["operationId"]: operation
        for methods in document["paths"].values()
        for operation in methods.values()
    }
    for link in LINKS:
        target = operations[link.target]
        described: dict[str, Any] = {"operationId": link.target}
        parameters = {link.takes: link.value} if link.takes else {}
        if link.in_body:
            described["requestBody"] = {link.in_body: link.value}
        source = operations[link.source]
        shared = _path_parameters(source) & _path_parameters(target) - parameters.keys()
        parameters |= {name: f"{_THE_SAME}{name}" for name in sorted(shared)}
        if parameters:
            described["parameters"] = parameters
        success = min(status for status in source["responses"] if status.startswith("2"))
        source["responses"][success].setdefault("links", {})[link.target] = described


def _path_parameters(operation: dict[str, Any]) -> set[str]:
    return {one["name"] for one in operation.get("parameters", ()) if one["in"] == "path"}
