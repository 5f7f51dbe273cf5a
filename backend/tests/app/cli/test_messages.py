"""``paymentus messages``, as a person types it."""

from __future__ import annotations

from paymentus.app.wiring import Platform
from paymentus.commit.domain import OutboxMessage, UnitOfWork

from support.commands import paymentus, place_of


def messages(platform: Platform, *arguments: str) -> str:
    done = paymentus("messages", *arguments, **place_of(platform.settings))
    done.check_returncode()
    return done.stdout


class TestCommands:
    async def test_show_what_was_given_up_and_send_it_again(self, platform: Platform) -> None:
        message = OutboxMessage("receipt_mail", "pay_1", {"payment_id": "pay_1"}, id="out_1")
        await platform.committer.commit(UnitOfWork(outbox=(message,)))
        given_up = {"state": "given_up", "problem": "MailRefused"}
        await platform.database["outbox"].update_one({"_id": "out_1"}, {"$set": given_up})

        listed = messages(platform, "list")
        sent = messages(platform, "retry")
        after = messages(platform, "list")

        assert "receipt_mail: MailRefused" in listed
        assert "1 on the way again" in sent
        assert "None" in after
