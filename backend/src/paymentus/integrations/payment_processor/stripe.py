"""The Stripe adapter: the official SDK, our own time limits, and nothing of the SDK outside.

Invariants: one charge request reaches Stripe under one idempotency key, however often it is sent;
an unclear answer is :class:`ProcessorUnavailable` and never a failure; a decline is an outcome.
The sandbox differs only in ``secret_key`` and ``api_base``.
"""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from datetime import datetime, timedelta
from typing import Any

import stripe

from paymentus.foundation.clock import Clock, utc_now
from paymentus.foundation.errors import DomainError
from paymentus.foundation.tracing import Tracing
from paymentus.integrations.payment_processor import (
    EVENT_TYPES,
    CardSetup,
    Charged,
    ChargeRequest,
    Outcome,
    ProcessorObjectUnknown,
    ProcessorRefused,
    ProcessorUnavailable,
    SavedCard,
    WebhookEvent,
    WebhookNotGenuine,
)
from paymentus.integrations.payment_processor import stripe_answers as answers
from paymentus.integrations.payment_processor import stripe_requests as requests
from paymentus.integrations.payment_processor.stripe_http import StripeHttp

# The SDK would otherwise send timings of earlier requests and facts about this host.
stripe.enable_telemetry = False

_log = logging.getLogger(__name__)

_RETRIES = 2
_PAGE_SIZE = 100
_PAGES_MAX = 500
_SIGNATURE_TOLERANCE_SECONDS = 300
# Stripe keeps an idempotency key for at least a day (docs.stripe.com/api/idempotent_requests).
_KEY_LIFETIME = timedelta(hours=24)
# Our clock and the processor's need not agree on when an object was made.
_CLOCK_SKEW = timedelta(minutes=5)

_Parameters = Mapping[str, Any]
_ListPage = Callable[[dict[str, Any]], Awaitable[object]]


class StripeProcessor:
    """Charges, saved cards and events at Stripe. Safe to share between tasks of one event loop."""

    def __init__(
        self,
        *,
        secret_key: str,
        webhook_secret: str,
        api_base: str | None = None,
        timeout_seconds: float = 10,
        clock: Clock = utc_now,
        tracing: Tracing | None = None,
    ) -> None:
        self._webhook_secret = webhook_secret
        # One try may take this long; a call with its retries two and a half times as long.
        self._call_seconds = timeout_seconds * 2.5
        self._clock = clock
        self._http = StripeHttp(timeout_seconds=timeout_seconds, tracing=tracing)
        self._client = stripe.StripeClient(
            secret_key,
            max_network_retries=_RETRIES,
            http_client=self._http,
            base_addresses={"api": api_base, "files": api_base} if api_base else {},
        )

    async def submit(self, request: ChargeRequest) -> Outcome:
        """Charge, or open the page where the payer pays; again with the same key, the same answer.

        A decline is an outcome. Raises ``ProcessorRefused`` when the request itself is invalid and
        nothing was charged, ``ProcessorUnavailable`` when it is not known what happened. Send a
        request again for 24 hours at most, as long as the key is kept; after that use ``find``.
        """
        options: stripe.RequestOptions = {"idempotency_key": request.idempotency_key}
        try:
            if request.checkout:
                session = requests.checkout_parameters(request)
                return answers.session_outcome(
                    await self._do(
                        self._client.v1.checkout.sessions.create_async(_any(session), options)
                    )
                )
            intent = requests.intent_parameters(request)
            return answers.intent_outcome(
                await self._do(self._client.v1.payment_intents.create_async(_any(intent), options))
            )
        except stripe.CardError as declined:
            return answers.decline_outcome(_error_of(declined))
        except _KeyIsSpent as spent:
            # The charge may well exist all the same, so look for it rather than guess.
            found = await self.find(request, self._clock() - _KEY_LIFETIME)
            if found is None:
                raise ProcessorUnavailable(spent.detail) from spent
            return found

    async def look_up(self, object_id: str) -> Outcome:
        """What became of a PaymentIntent (``pi_``) or Checkout session (``cs_``), fee included."""
        if _is_session(object_id):
            session = self._client.v1.checkout.sessions.retrieve_async(
                object_id, {"expand": requests.SESSION_EXPANSIONS}
            )
            return answers.session_outcome(await self._read(session))
        intent = self._client.v1.payment_intents.retrieve_async(
            object_id, {"expand": requests.INTENT_EXPANSIONS}
        )
        return answers.intent_outcome(await self._read(intent))

    async def find(self, request: ChargeRequest, created_after: datetime) -> Outcome | None:
        """The object a submitted request left behind, by its payment id; None if there is none.

        For a request whose answer, and with it the object's id, was lost.
        """
        window: dict[str, Any] = {"created": {"gte": _seconds(created_after - _CLOCK_SKEW)}}
        if request.customer:
            window["customer"] = request.customer
        v1 = self._client.v1
        lists = v1.checkout.sessions if request.checkout else v1.payment_intents
        list_page: _ListPage = _any(lists.list_async)
        async for item in self._pages(list_page, window):
            if answers.payment_id_of(item) == request.payment_id:
                return await self.look_up(answers.object_id(item))
        return None

    async def expire(self, object_id: str) -> Outcome:
        """Make sure this attempt can charge nothing any more; says so if it has charged already.

        SUCCEEDED and PROCESSING mean that it came too late. Safe to repeat.
        """
        try:
            if _is_session(object_id):
                return answers.session_outcome(
                    await self._do(
                        self._client.v1.checkout.sessions.expire_async(
                            object_id, {"expand": requests.SESSION_EXPANSIONS}
                        )
                    )
                )
            return answers.intent_outcome(
                await self._do(
                    self._client.v1.payment_intents.cancel_async(
                        object_id, {"expand": requests.INTENT_EXPANSIONS}
                    )
                )
            )
        except ProcessorRefused:
            # It is no longer in a state that can be ended; what it is now is the answer.
            return await self.look_up(object_id)

    def read_webhook(self, payload: bytes, signature: str) -> WebhookEvent:
        """The event in a webhook's raw body; raises ``WebhookNotGenuine`` for anything else."""
        try:
            stripe.WebhookSignature.verify_header(
                payload, signature, self._webhook_secret, _SIGNATURE_TOLERANCE_SECONDS
            )
            signed_at = int(signature.split("t=", 1)[1].split(",", 1)[0])
            # The SDK accepts signatures from the future; such a one could be replayed for ever.
            if signed_at > self._clock().timestamp() + _SIGNATURE_TOLERANCE_SECONDS:
                raise WebhookNotGenuine("The webhook is dated in the future.")
            event = json.loads(payload)
            if not isinstance(event, dict):
                raise WebhookNotGenuine("The webhook is not an event.")
            return answers.webhook_event(event)
        except stripe.SignatureVerificationError as forged:
            raise WebhookNotGenuine("The webhook's signature is not valid.") from forged
        except (ValueError, IndexError, RecursionError) as broken:
            raise WebhookNotGenuine("The webhook is not JSON in UTF-8.") from broken
        except ProcessorUnavailable as unreadable:
            raise WebhookNotGenuine("The webhook is not an event.") from unreadable

    async def events_since(
        self, created_after: datetime, *, undelivered: bool = False
    ) -> list[WebhookEvent]:
        """Events about payments since then, oldest first: what a lost webhook would have said.

        With ``undelivered`` only those whose webhook, by the processor's word, waits or was given
        up (https://docs.stripe.com/webhooks/process-undelivered-events).
        """
        window: dict[str, Any] = {
            "created": {"gte": _seconds(created_after)},
            "types": list(EVENT_TYPES),
        }
        if undelivered:
            window["delivery_success"] = False
        pages = self._pages(_any(self._client.v1.events.list_async), window)
        events = [answers.webhook_event(item) async for item in pages]
        events.reverse()
        return events

    async def charges_between(self, start: datetime, end: datetime) -> AsyncIterator[Charged]:
        """Charges that succeeded, of ours and of anybody's at this account; ``end`` is left out."""
        window = {"created": {"gte": _seconds(start), "lt": _seconds(end)}}
        async for item in self._pages(_any(self._client.v1.charges.list_async), window):
            charge = answers.succeeded_charge(item)
            if charge is not None:
                yield charge

    async def create_customer(
        self, *, user_id: str, idempotency_key: str, email: str | None = None
    ) -> str:
        """A customer to keep cards under; returns its id at the processor."""
        parameters = requests.customer_parameters(user_id=user_id, email=email)
        customer = await self._do(
            self._client.v1.customers.create_async(
                _any(parameters), {"idempotency_key": idempotency_key}
            )
        )
        answers.expect_kind(customer, "customer")
        return answers.object_id(customer)

    async def start_card_setup(
        self,
        *,
        customer: str,
        return_url: str,
        cancel_url: str,
        idempotency_key: str,
        currency: str = "USD",
    ) -> CardSetup:
        """Open a page where the payer adds a card; nothing is charged."""
        parameters = requests.setup_parameters(
            customer=customer, currency=currency, return_url=return_url, cancel_url=cancel_url
        )
        session = self._client.v1.checkout.sessions.create_async(
            _any(parameters), {"idempotency_key": idempotency_key}
        )
        return answers.card_setup_page(await self._do(session))

    async def card_setup(self, session_id: str) -> SavedCard | None:
        """The card a setup page kept; None while it is open, or when it was abandoned."""
        session = self._client.v1.checkout.sessions.retrieve_async(
            session_id, {"expand": ["setup_intent.payment_method"]}
        )
        return answers.card_of_setup(await self._read(session))

    async def list_cards(self, customer: str) -> list[SavedCard]:
        """The customer's cards, newest first."""
        pages = self._pages(
            lambda params: self._client.v1.customers.payment_methods.list_async(
                customer, _any(params)
            ),
            {"type": "card"},
        )
        return [answers.saved_card(item) async for item in pages]

    async def detach_card(self, payment_method: str) -> None:
        """Forget a card for good; a card that is gone already is no error."""
        try:
            await self._do(self._client.v1.payment_methods.detach_async(payment_method))
        except ProcessorRefused:
            method = await self._card_or_none(payment_method)
            if method is not None and method.customer is not None:
                raise

    async def ping(self) -> None:
        """Raises ``ProcessorUnavailable`` unless the processor answers us, with this key, now."""
        balance = self._client.v1.balance.retrieve_async(options={"max_network_retries": 0})
        answers.expect_kind(await self._read(balance), "balance")

    async def aclose(self) -> None:
        await self._http.close_async()

    async def _card_or_none(self, payment_method: str) -> SavedCard | None:
        try:
            method = self._client.v1.payment_methods.retrieve_async(payment_method)
            return answers.saved_card(await self._read(method))
        except ProcessorObjectUnknown:
            return None

    async def _pages(
        self, list_page: _ListPage, parameters: _Parameters
    ) -> AsyncIterator[Mapping[str, Any]]:
        """All objects of a list, newest first."""
        page: dict[str, Any] = {**parameters, "limit": _PAGE_SIZE}
        for _ in range(_PAGES_MAX):
            answer = await self._read(list_page(page))
            items = answer.get("data")
            if not isinstance(items, list) or not all(isinstance(item, dict) for item in items):
                raise ProcessorUnavailable("The card processor's list could not be read.")
            for item in items:
                yield item
            if not items or answer.get("has_more") is not True:
                return
            page["starting_after"] = answers.object_id(items[-1])
        raise ProcessorUnavailable("The card processor's list is longer than we read at once.")

    async def _read(self, call: Awaitable[object]) -> dict[str, Any]:
        """A call that changes nothing: its refusal says nothing about money either."""
        try:
            return await self._do(call)
        except _Missing as missing:
            raise ProcessorObjectUnknown("The card processor has no such object.") from missing
        except (ProcessorRefused, stripe.CardError) as refused:
            raise ProcessorUnavailable("The card processor did not tell us.") from refused

    async def _do(self, call: Awaitable[object]) -> dict[str, Any]:
        """Await a call of the SDK: its answer as a plain dictionary, its errors as ours.

        Lets ``stripe.CardError`` through: whether a decline is an outcome, the caller knows.
        """
        try:
            async with asyncio.timeout(self._call_seconds):
                answer = await call
        except TimeoutError as late:
            raise ProcessorUnavailable("The card processor took too long to answer.") from late
        except stripe.CardError:
            raise
        except stripe.StripeError as error:
            raise _translated(error) from error
        except (ValueError, TypeError, AttributeError, KeyError) as malformed:
            # What the SDK makes of an answer that is not of the expected form.
            raise ProcessorUnavailable("The card processor's answer made no sense.") from malformed
        if not isinstance(answer, stripe.StripeObject):
            raise ProcessorUnavailable("The card processor's answer is not an object.")
        return answer.to_dict()


class _KeyIsSpent(ProcessorUnavailable):
    """The idempotency key will answer an error for ever, whatever became of the charge.

    It keeps an error from after the work began, or a request worded by another release.
    """

    @classmethod
    def code(cls) -> str:
        return ProcessorUnavailable.code()


class _Missing(ProcessorRefused):
    """The request names an object that the processor does not have."""

    @classmethod
    def code(cls) -> str:
        return ProcessorRefused.code()


def _translated(error: stripe.StripeError) -> DomainError:
    _log.warning(
        "card processor: %s, status %s, code %s, parameter %s, request %s",
        type(error).__name__,
        error.http_status,
        error.code,
        getattr(error, "param", None),
        error.request_id,
    )
    if isinstance(error, stripe.IdempotencyError):
        return _KeyIsSpent("The card processor holds another request under this key.")
    if (error.http_status or 0) >= 500 and _is_replayed(error):
        return _KeyIsSpent("The card processor keeps an error under this key.")
    if isinstance(error, stripe.InvalidRequestError):
        refusal = _Missing if error.code == "resource_missing" else ProcessorRefused
        return refusal("The card processor did not accept this request. Nothing was charged.")
    # Refused credentials (401, 403) too: a try before this one may have been accepted.
    return ProcessorUnavailable("The card processor does not answer clearly right now.")


def _is_replayed(error: stripe.StripeError) -> bool:
    headers = error.headers or {}
    return headers.get("Idempotent-Replayed") == "true"


def _error_of(error: stripe.StripeError) -> Mapping[str, Any]:
    body = error.json_body
    inner = body.get("error") if isinstance(body, Mapping) else None
    return inner if isinstance(inner, Mapping) else {}


def _is_session(object_id: str) -> bool:
    return object_id.startswith("cs_")


def _seconds(moment: datetime) -> int:
    return int(moment.timestamp())


def _any(parameters: object) -> Any:
    """Our parameters have no static type of the SDK's; the tests hold them to its schema."""
    return parameters
