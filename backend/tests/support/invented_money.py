"""Months of invented transfers: ordinary life, what only looks bad, and laundering, from a seed.

Whoever wrote the rules wrote this too, so what it measures is an upper bound: it shows that a rule
finds what it is meant to find and leaves its innocent twin alone, and not what people will think
of next. Each laundering scheme is an ``Instance`` with the transfers it is made of.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

from paymentus.compliance.domain.transfer import CashDirection, Channel, Party, Transfer

START = datetime(2025, 11, 3, tzinfo=UTC)
DAYS = 150
LONG_AGO = datetime(2019, 1, 1, tzinfo=UTC)
WATCHED = ("HT", "VE", "NP", "YE")


@dataclass(slots=True)
class Instance:
    """One scheme. ``typology`` is the code of the rule that is meant to find it."""

    typology: str
    transfers: list[str] = field(default_factory=list)


@dataclass
class World:
    """``transfers`` in the order of time; ``instances`` are all laundering there is."""

    rng: random.Random
    transfers: list[Transfer] = field(default_factory=list)
    instances: list[Instance] = field(default_factory=list)
    people: list[Party] = field(default_factory=list)
    _number: int = 0

    def pay(
        self,
        sender: Party,
        receiver: Party | None,
        dollars: float,
        day: float,
        *,
        of: Instance | None = None,
        channel: Channel = Channel.BANK,
        cash: CashDirection | None = None,
        country: str = "US",
        instrument: str | None = None,
    ) -> None:
        """``day`` counts from the first one; what falls after the last is left out."""
        if not 0 <= day < DAYS:
            return
        self._number += 1
        id = f"t{self._number}"
        if of is not None:
            of.transfers.append(id)
        self.transfers.append(
            Transfer(
                id=id,
                at=START + timedelta(seconds=int(day * 86_400)),
                sender=sender,
                receivers=(receiver,) if receiver else (),
                amount_minor=max(1, round(dollars * 100)),
                currency="USD",
                channel=channel,
                country=country,
                cash=cash,
                instrument=instrument,
            )
        )

    def person(self, *, since_day: float | None = None) -> Party:
        since = LONG_AGO if since_day is None else START + timedelta(days=since_day)
        found = Party(f"p{len(self.people)}", "", since=since)
        self.people.append(found)
        return found

    def plant(self, typology: str) -> Instance:
        self.instances.append(Instance(typology))
        return self.instances[-1]


def invent(seed: int, *, people: int = 1_500, schemes: int = 12) -> World:
    """``schemes`` of each typology among ``people`` who live their lives."""
    world = World(random.Random(seed))
    for _ in range(people):
        world.person()
    ordinary = list(world.people)
    for live in (_bills, _friends, _jobs, _landlords, _shops, _merchants, _couples, _once):
        live(world, ordinary)
    for scheme in SCHEMES.values():
        for _ in range(schemes):
            scheme(world, ordinary)
    world.transfers.sort(key=lambda one: (one.at, one.id))
    world.instances = [one for one in world.instances if one.transfers]
    return world


def _bills(w: World, people: list[Party]) -> None:
    """Four bills a month, on any day; one in fifteen pays a property tax of thousands."""
    billers = [Party(f"biller{n}", "", is_biller=True) for n in range(40)]
    for one in people:
        mine = w.rng.sample(billers, 4)
        for month in range(DAYS // 30):
            for biller in mine:
                dollars = w.rng.lognormvariate(4.6, 0.6)
                w.pay(one, biller, dollars, month * 30 + w.rng.random() * 28, channel=Channel.CARD)
        if w.rng.random() < 1 / 15:
            w.pay(one, mine[0], w.rng.uniform(2_000, 9_000), w.rng.random() * DAYS)


def _friends(w: World, people: list[Party]) -> None:
    """Small sums to and fro; now and then somebody collects for a trip."""
    for one in people:
        friends = w.rng.sample(people, 5)
        for _ in range(w.rng.randrange(2, 25)):
            w.pay(one, w.rng.choice(friends), w.rng.lognormvariate(3.7, 0.8), w.rng.random() * DAYS)
        if w.rng.random() < 0.03:
            day = w.rng.random() * DAYS
            for other in w.rng.sample(people, w.rng.randrange(10, 25)):
                w.pay(other, one, w.rng.choice((40, 60, 85, 120)), day + w.rng.random() * 4)


def _jobs(w: World, people: list[Party]) -> None:
    """Employers pay 15 to 40 people every other week; clients pay the employers."""
    waiting = list(people)
    w.rng.shuffle(waiting)
    while len(waiting) > 40:
        employer, clients = w.person(), [w.person() for _ in range(4)]
        staff = [waiting.pop() for _ in range(w.rng.randrange(15, 40))]
        wages = {one.id: w.rng.uniform(1_200, 4_200) for one in staff}
        first = w.rng.randrange(14)
        for payday in range(first, DAYS, 14):
            total = sum(wages.values()) * 1.3
            for client in clients:
                w.pay(
                    client,
                    employer,
                    total / 4 * w.rng.uniform(0.8, 1.2),
                    payday - w.rng.random() * 9,
                )
            for one in staff:
                w.pay(employer, one, wages[one.id], payday + 0.4 + w.rng.random() / 10)


def _landlords(w: World, people: list[Party]) -> None:
    """Twenty to thirty tenants pay within the first days of each month."""
    for _ in range(len(people) // 75):
        landlord, bank = w.person(), w.person()
        tenants = w.rng.sample(people, w.rng.randrange(20, 30))
        rent = {one.id: w.rng.choice((900, 1_150, 1_300, 1_475, 2_000)) for one in tenants}
        for month in range(0, DAYS, 30):
            for one in tenants:
                w.pay(one, landlord, rent[one.id], month + w.rng.random() * 5)
            w.pay(landlord, bank, sum(rent.values()) * 0.55, month + 8 + w.rng.random())


def _shops(w: World, people: list[Party]) -> None:
    """Takings are brought as cash nearly every day, at times more than ten thousand."""
    for number in range(len(people) // 50):
        owner = w.rng.choice(people) if number % 2 else w.person()
        level = w.rng.uniform(1_500, 7_500)
        for day in range(DAYS):
            if day % 7 != 6:
                dollars = level * w.rng.lognormvariate(0, 0.35)
                w.pay(owner, None, dollars, day + 0.7, channel=Channel.CASH, cash=CashDirection.IN)


def _merchants(w: World, people: list[Party]) -> None:
    for _ in range(len(people) // 60):
        shop, level = w.person(), w.rng.uniform(2.8, 5.2)
        for _ in range(w.rng.randrange(200, 500)):
            dollars = w.rng.lognormvariate(level, 0.7)
            w.pay(w.rng.choice(people), shop, dollars, w.rng.random() * DAYS, channel=Channel.CARD)


def _couples(w: World, people: list[Party]) -> None:
    """Wages go nearly whole to a spouse; help goes abroad every month; a family shares a card."""
    for one in w.rng.sample(people, len(people) // 20):
        spouse, employer, wage = w.person(), w.person(), w.rng.uniform(3_000, 8_000)
        for month in range(0, DAYS, 30):
            w.pay(employer, one, wage, month + 0.4)
            w.pay(one, spouse, wage * 0.85, month + 1 + w.rng.random())
            abroad = w.rng.choice(WATCHED)
            w.pay(spouse, w.rng.choice(people), w.rng.uniform(100, 450), month + 3, country=abroad)
        card = f"card{one.id}"
        for _ in range(12):
            payer = w.rng.choice((one, spouse, w.people[-1]))
            w.pay(payer, w.rng.choice(people), w.rng.uniform(20, 300), w.rng.random() * DAYS,
                  instrument=card)  # fmt: skip


def _once(w: World, people: list[Party]) -> None:
    """Once in a while: a car, a loan and its return, a move, a house's cash, a quiet season."""
    for one in w.rng.sample(people, len(people) // 100):
        w.pay(one, w.person(), w.rng.uniform(7_000, 32_000), w.rng.random() * DAYS)
    for one, other in zip(w.rng.sample(people, 40), w.rng.sample(people, 40), strict=True):
        dollars, day = w.rng.uniform(500, 9_000), w.rng.random() * 100
        w.pay(one, other, dollars, day)
        w.pay(other, one, dollars, day + w.rng.uniform(2, 40))
    for _ in range(len(people) // 30):
        day = w.rng.random() * (DAYS - 20)
        new = w.person(since_day=day)
        for dollars in (w.rng.uniform(1_000, 3_000), w.rng.uniform(1_000, 2_500), 480):
            w.pay(new, w.rng.choice(people), dollars, day + w.rng.random() * 10)
    for one in w.rng.sample(people, len(people) // 30):
        w.pay(one, None, w.rng.uniform(3_000, 30_000), w.rng.random() * DAYS,
              channel=Channel.CASH, cash=CashDirection.IN)  # fmt: skip
    for one in w.rng.sample(people, len(people) // 30):
        moved = replace(one, profile_changed_at=START + timedelta(days=60))
        w.pay(moved, w.rng.choice(people), w.rng.uniform(200, 2_500), 60 + w.rng.random() * 3)
    for _ in range(len(people) // 30):
        quiet, other = w.person(), w.rng.choice(people)
        w.pay(quiet, other, 120, 2)
        w.pay(quiet, other, w.rng.uniform(50, 2_500), 2 + w.rng.uniform(70, 140))


def _mule(w: World, people: list[Party], day: float) -> Party:
    """Somebody with a life, or opened for the purpose a month or more before."""
    if w.rng.random() < 0.5:
        return w.rng.choice(people)
    return w.person(since_day=day - w.rng.uniform(30, 200))


def _day(w: World) -> float:
    return w.rng.uniform(20, DAYS - 15)


def _structuring(w: World, people: list[Party]) -> None:
    found, day = w.plant("structuring"), _day(w)
    who = _mule(w, people, day)
    low, high = w.rng.choice(((7_500, 9_950), (3_500, 9_500), (8_800, 9_900)))
    for _ in range(w.rng.randrange(4, 9)):
        w.pay(who, None, w.rng.uniform(low, high), day, of=found, channel=Channel.CASH,
              cash=CashDirection.IN)  # fmt: skip
        day += w.rng.uniform(0.3, 1.4)


def _velocity(w: World, people: list[Party]) -> None:
    found, day = w.plant("velocity"), _day(w)
    who, few = _mule(w, people, day), [w.person() for _ in range(4)]
    for _ in range(w.rng.randrange(26, 45)):
        w.pay(who, w.rng.choice(few), w.rng.uniform(150, 900), day + w.rng.random() * 0.8, of=found)


def _rapid(w: World, people: list[Party]) -> None:
    found, day = w.plant("rapid_movement"), _day(w)
    who, dollars = _mule(w, people, day), w.rng.uniform(6_000, 40_000)
    w.pay(w.person(), who, dollars, day, of=found, channel=Channel.WIRE)
    out = dollars * w.rng.uniform(0.85, 0.99)
    parts = w.rng.randrange(1, 4)
    for number in range(parts):
        later = day + 0.05 + w.rng.random() * 0.4 + number * 0.4
        w.pay(who, w.person(), out / parts, later, of=found)


def _round_trip(w: World, people: list[Party]) -> None:
    found, day = w.plant("round_trip"), _day(w)
    way = [_mule(w, people, day) for _ in range(w.rng.randrange(3, 7))]
    way = list({one.id: one for one in way}.values())
    dollars, step = w.rng.uniform(3_000, 25_000), w.rng.uniform(0.1, 1.2)
    for number, one in enumerate(way):
        w.pay(one, way[(number + 1) % len(way)], dollars, day, of=found)
        dollars *= w.rng.uniform(0.93, 1.0)
        day += step


def _fan_in(w: World, people: list[Party]) -> None:
    found, day = w.plant("fan_in"), _day(w)
    who, total = _mule(w, people, day), 0.0
    for one in w.rng.sample(people, w.rng.randrange(10, 25)):
        dollars = w.rng.uniform(500, 2_800)
        total += dollars
        w.pay(one, who, dollars, day + w.rng.random() * 4.5, of=found)
    if w.rng.random() < 0.5:
        w.pay(who, w.person(), total * 0.9, day + 5, of=found)


def _fan_out(w: World, people: list[Party]) -> None:
    found, day = w.plant("fan_out"), _day(w)
    who, others = _mule(w, people, day), w.rng.sample(people, w.rng.randrange(10, 25))
    w.pay(w.person(), who, 1_500 * len(others), day - 0.5, of=found)
    for one in others:
        w.pay(who, one, w.rng.uniform(500, 2_500), day + w.rng.random() * 4.5, of=found)


def _dormant(w: World, people: list[Party]) -> None:
    found, other = w.plant("dormant_reactivation"), w.rng.choice(people)
    who = w.person()
    w.pay(who, other, 80, 1)
    day = w.rng.uniform(75, DAYS - 8)
    for _ in range(w.rng.randrange(1, 4)):
        w.pay(who, w.person(), w.rng.uniform(6_000, 15_000), day, of=found)
        day += w.rng.random() * 1.5


def _geography(w: World, people: list[Party]) -> None:
    found, day = w.plant("high_risk_geography"), _day(w)
    acted = w.rng.random() < 0.5
    country = w.rng.choice(("IR", "KP", "MM") if acted else WATCHED)
    dollars = w.rng.uniform(50, 5_000) if acted else w.rng.uniform(3_500, 20_000)
    w.pay(w.rng.choice(people), w.person(), dollars, day, of=found, country=country)


def _out_of_pattern(w: World, people: list[Party]) -> None:
    found, day = w.plant("out_of_pattern"), w.rng.uniform(90, DAYS)
    w.pay(w.rng.choice(people), w.person(), w.rng.uniform(35_000, 120_000), day, of=found)


def _round_amounts(w: World, people: list[Party]) -> None:
    found, day = w.plant("round_amounts"), _day(w)
    who = _mule(w, people, day)
    for _ in range(w.rng.randrange(5, 9)):
        dollars = 1_000 * w.rng.randrange(2, 9)
        w.pay(who, w.person(), dollars, day, of=found)
        day += w.rng.uniform(0.1, 0.9)


def _new_account(w: World, people: list[Party]) -> None:
    found, day = w.plant("new_account_burst"), _day(w)
    who = w.person(since_day=day)
    for _ in range(w.rng.randrange(5, 10)):
        day += w.rng.random() * 1.2
        w.pay(who, w.rng.choice(people), w.rng.uniform(2_600, 6_000), day, of=found)


def _shared(w: World, people: list[Party]) -> None:
    found, day = w.plant("shared_instrument"), _day(w)
    for one in w.rng.sample(people, w.rng.randrange(6, 11)):
        w.pay(one, w.person(), w.rng.uniform(400, 1_800), day + w.rng.random() * 12, of=found,
              instrument=f"stolen{len(w.instances)}")  # fmt: skip


def _taken_over(w: World, people: list[Party]) -> None:
    found, day = w.plant("profile_change_then_large"), _day(w)
    changed = START + timedelta(days=day - w.rng.uniform(0.05, 2.5))
    who = replace(w.rng.choice(people), profile_changed_at=changed)
    w.pay(who, w.person(), w.rng.uniform(9_000, 30_000), day, of=found)


SCHEMES: dict[str, Callable[[World, list[Party]], None]] = {
    "structuring": _structuring,
    "velocity": _velocity,
    "rapid_movement": _rapid,
    "round_trip": _round_trip,
    "fan_in": _fan_in,
    "fan_out": _fan_out,
    "dormant_reactivation": _dormant,
    "high_risk_geography": _geography,
    "out_of_pattern": _out_of_pattern,
    "round_amounts": _round_amounts,
    "new_account_burst": _new_account,
    "shared_instrument": _shared,
    "profile_change_then_large": _taken_over,
}
