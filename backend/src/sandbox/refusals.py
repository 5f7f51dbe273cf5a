"""What the Stripe API says when it does not do what was asked, in Stripe's error shape."""

from __future__ import annotations

from typing import Any

from sandbox.store import JsonObject


class Refusal(Exception):
    """An answer other than 200. By default nothing the request did is kept.

    ``reached_endpoint`` says that the endpoint began its work, so an idempotency key keeps this
    answer; ``keeps_changes`` says that what was written stays (a declined charge is a fact).
    """

    status = 400
    kind = "invalid_request_error"
    reached_endpoint = True
    keeps_changes = False

    def __init__(
        self, message: str, *, code: str | None = None, param: str | None = None, **more: Any
    ) -> None:
        super().__init__(message)
        self.message = message
        self.code = code
        self.param = param
        self.more = more

    def body(self) -> JsonObject:
        error: JsonObject = {"message": self.message, "type": self.kind}
        if self.code:
            error["code"] = self.code
            error["doc_url"] = doc_url(self.code)
        if self.param:
            error["param"] = self.param
        error.update({name: value for name, value in self.more.items() if value is not None})
        return {"error": error}


class InvalidParameters(Refusal):
    """The request does not fit the endpoint; no work began, so no key is used up."""

    reached_endpoint = False


class NoSuchObject(Refusal):
    status = 404

    def __init__(self, kind: str, object_id: str, param: str = "id") -> None:
        super().__init__(f"No such {kind}: '{object_id}'", code="resource_missing", param=param)


class NotUnderstood(Refusal):
    """No such route."""

    status = 404
    reached_endpoint = False


class Unauthenticated(Refusal):
    status = 401
    reached_endpoint = False


class CardRefused(Refusal):
    """The issuer, or the card itself, said no."""

    status = 402
    kind = "card_error"
    keeps_changes = True


class KeyReused(Refusal):
    """An idempotency key came again with other parameters or on another endpoint."""

    kind = "idempotency_error"
    reached_endpoint = False


class KeyInUse(Refusal):
    """Another request with the same idempotency key is still running."""

    status = 409
    kind = "idempotency_error"
    reached_endpoint = False


def doc_url(code: str) -> str:
    return f"https://docs.stripe.com/error-codes/{code.replace('_', '-')}"
