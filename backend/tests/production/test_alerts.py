from __future__ import annotations

from production.alerts import AlertLog


def log(*looks: tuple[float, str]) -> AlertLog:
    made = AlertLog()
    for at, names in looks:
        made.add(at, names.split())
    return made


class TestAlertLog:
    def test_says_what_fired_and_cleared(self) -> None:
        alerts = log((1, ""), (2, "RedisDown"), (3, "RedisDown"), (4, ""))

        assert alerts.fired("RedisDown", 0, 5)
        assert alerts.cleared("RedisDown", 0, 5)
        assert not alerts.cleared("RedisDown", 0, 3)
        assert not alerts.fired("RedisDown", 4, 5)

    def test_has_not_cleared_what_never_fired(self) -> None:
        assert not log((1, ""), (2, "")).cleared("RedisDown", 0, 5)

    def test_tells_what_began_from_what_was_on_before(self) -> None:
        alerts = log((1, "Old"), (2, "Old New"), (3, "New"), (4, "Old New"))

        assert alerts.begun_between(1.5, 3) == {"New"}
        assert alerts.begun_between(1.5, 4) == {"New", "Old"}

    def test_leaves_out_the_one_that_is_always_on(self) -> None:
        alerts = log((1, "Watchdog"))

        assert not alerts.is_on("Watchdog")
        assert alerts.begun_between(0, 2) == set()
