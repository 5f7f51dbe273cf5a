"""What happens by itself when its time has come on the virtual clock."""

from __future__ import annotations

import logging

from sandbox.acts import checkout, disputes, payments, payouts, refunds
from sandbox.refusals import Refusal
from sandbox.world import Cause, World

_log = logging.getLogger("sandbox.planned")


def run_due(world: World) -> int:
    """Do everything that is due, oldest first, one transaction each; returns how many acts.

    An act that the objects no longer allow is dropped with a log line, so that it cannot hold up
    the others for ever.
    """
    done = 0
    while True:
        try:
            with world.store.transaction():
                due = world.store.take_due(world.clock.now())
                if due is None:
                    return done
                world.cause = Cause()
                _do(world, due[1], due[2])
        except Refusal as refusal:
            with world.store.transaction():
                world.store.take_due(world.clock.now())
            _log.warning("A planned act was dropped: %s", refusal.message)
        done += 1


def _do(world: World, act: str, object_id: str) -> None:
    store = world.store
    if act == "expire_session":
        session = store.get("checkout.session", object_id)
        if session and session["status"] == "open":
            checkout.expire(world, session)
    elif act == "settle_bank_debit":
        intent = payments.settle_bank_debit(world, world.need("payment_intent", object_id))
        checkout.follow_intent(world, intent)
    elif act == "book_charge":
        payments.book_later(world, world.need("charge", object_id))
    elif act == "arrive_payout":
        payouts.arrive(world, world.need("payout", object_id))
    elif act == "settle_refund":
        refunds.settle_refund(world, world.need("refund", object_id))
    elif act == "fail_refund":
        refunds.fail_refund(world, world.need("refund", object_id))
    elif act.startswith("dispute:"):
        reason = act.partition(":")[2]
        disputes.open_dispute(world, world.need("charge", object_id), reason=reason)
    else:
        raise LookupError(f"There is no planned act named {act}.")
