"""``paymentus status``, as a person types it."""

from __future__ import annotations

from paymentus.app.wiring import Platform

from support.commands import Done, paymentus, place_of


def status(platform: Platform, *arguments: str) -> Done:
    return paymentus("status", *arguments, **place_of(platform.settings))


class TestMaintenance:
    async def test_is_announced_and_called_off(self, platform: Platform) -> None:
        times = ("--from", "2099-12-01T06:00:00", "--to", "2099-12-01T07:00:00")

        planned = status(platform, "plan", *times, "Payments stop for an hour.")
        id = planned.stdout.split()[-1]
        ended = status(platform, "call-off", id)
        again = status(platform, "call-off", id)

        assert planned.stdout.startswith("✓ mnt_"), planned.stderr
        assert ended.returncode == 0
        assert (again.returncode, again.stderr.count("✗")) == (1, 1)
