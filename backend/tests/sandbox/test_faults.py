"""What is told to go wrong goes wrong, exactly as often as told."""

from __future__ import annotations

from typing import Any

import pytest
import stripe

from .conftest import Outside, SandboxProcess, a_payment, connected

KEY: Any = {"idempotency_key": "attempt-1"}
CREATE = {"path": "/v1/payment_intents", "count": 1}


class TestFault:
    @pytest.mark.parametrize("kind", ["before", "before_close", "after", "409", "slow_after"])
    async def test_that_the_sdk_retries_leaves_one_payment(
        self, outside: Outside, kind: str
    ) -> None:
        await outside.control("faults", {"kind": kind, "seconds": 0.05, **CREATE})

        paid = await outside.stripe.v1.payment_intents.create_async(a_payment())

        assert paid.status == "succeeded"
        assert len(await outside.objects("payment_intent")) == 1
        assert (await outside.control("faults", method="GET"))["data"][0]["hits"] == 1

    async def test_after_the_work_loses_only_the_answer(
        self, sandbox_process: SandboxProcess, outside: Outside
    ) -> None:
        await outside.control("faults", {"kind": "after", **CREATE})
        async with connected(sandbox_process, retries=0) as once:
            with pytest.raises(stripe.APIConnectionError):
                await once.stripe.v1.payment_intents.create_async(
                    a_payment(metadata={"payment": "pay_1"}), KEY
                )

        found = await outside.objects("payment_intent", "?metadata[payment]=pay_1")
        assert [each["status"] for each in found] == ["succeeded"]
        again = await outside.stripe.v1.payment_intents.create_async(
            a_payment(metadata={"payment": "pay_1"}), KEY
        )
        assert again.id == found[0]["id"]

    async def test_before_the_work_does_nothing(
        self, sandbox_process: SandboxProcess, outside: Outside
    ) -> None:
        await outside.control("faults", {"kind": "before_close", **CREATE})
        async with connected(sandbox_process, retries=0) as once:
            with pytest.raises(stripe.APIConnectionError):
                await once.stripe.v1.payment_intents.create_async(a_payment(), KEY)

        assert await outside.objects("payment_intent") == []

    async def test_after_500_is_kept_by_the_key_although_the_money_moved(
        self, outside: Outside
    ) -> None:
        await outside.control("faults", {"kind": "after_500", **CREATE})
        for _ in range(2):
            with pytest.raises(stripe.APIError) as raised:
                await outside.stripe.v1.payment_intents.create_async(a_payment(), KEY)
            assert raised.value.http_status == 500

        assert outside.answers.headers[-1]["idempotent-replayed"] == "true"
        assert [each["status"] for each in await outside.objects("payment_intent")] == ["succeeded"]

    async def test_429_is_not_retried_by_the_sdk(self, outside: Outside) -> None:
        await outside.control("faults", {"kind": "429", **CREATE})
        with pytest.raises(stripe.RateLimitError):
            await outside.stripe.v1.payment_intents.create_async(a_payment())

        assert await outside.objects("payment_intent") == []

    async def test_malformed_breaks_the_answer_and_not_the_work(self, outside: Outside) -> None:
        await outside.control("faults", {"kind": "malformed", **CREATE})
        with pytest.raises(stripe.APIError):
            await outside.stripe.v1.payment_intents.create_async(a_payment())

        assert len(await outside.objects("payment_intent")) == 1

    async def test_strikes_only_what_it_names(self, outside: Outside) -> None:
        await outside.control(
            "faults",
            {"kind": "429", "path": "/v1/payment_intents", "metadata": {"payment": "pay_2"}},
        )
        paid = await outside.stripe.v1.payment_intents.create_async(
            a_payment(metadata={"payment": "pay_1"})
        )
        assert paid.status == "succeeded"
        with pytest.raises(stripe.RateLimitError):
            await outside.stripe.v1.payment_intents.create_async(
                a_payment(metadata={"payment": "pay_2"})
            )

    async def test_by_probability_repeats_from_its_seed(self, outside: Outside) -> None:
        runs = []
        for _ in range(2):
            await outside.control("reset")
            await outside.control(
                "faults", {"kind": "429", "method": "GET", "probability": 0.4, "seed": 7}
            )
            outcomes = ""
            for _ in range(30):
                answer = await outside.http.get(
                    "/v1/balance", headers={"authorization": "Bearer sk_test_x"}
                )
                outcomes += "x" if answer.status_code == 429 else "."
            runs.append(outcomes)

        assert runs[0] == runs[1]
        assert 3 < runs[0].count("x") < 25

    @pytest.mark.parametrize(
        "fault",
        [{"kind": "nope"}, {"kind": "409", "path": "("}, {"kind": "409", "how": 1}, {}],
    )
    async def test_that_makes_no_sense_is_refused(self, outside: Outside, fault: Any) -> None:
        answer = await outside.http.post("/_sandbox/faults", json=fault)

        assert answer.status_code == 400
        assert answer.json()["error"]
