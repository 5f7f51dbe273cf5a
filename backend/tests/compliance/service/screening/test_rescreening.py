"""Customers screened again when a list changes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pytest

from compliance.lists_building import NEWCOMER, Screening, with_rows
from paymentus.app.wiring import Platform
from paymentus.commit.service import Committer
from paymentus.compliance.domain.transfer import Party
from paymentus.compliance.repository.alerts import AlertsRepository
from paymentus.compliance.service.kyc.own_verification import OwnVerificationService
from paymentus.compliance.service.screening.list_store import ListStore
from paymentus.compliance.service.screening.rescreening import Rescreenings
from paymentus.foundation.authorization import Role
from paymentus.foundation.clock import utc_now
from paymentus.identity.service import IdentityService

from support.customers import a_customer

LISTED = Party("usr_0700", "Arkady Timofeyevich Vorontsev")
NEWLY_LISTED = Party("usr_0300", "Ansgar Thule Pellgrave")
ANOTHER = NEWCOMER.replace(b"105", b"106").replace(b"PELLGRAVE, Ansgar Thule", b"MOORCOCK, Ida")


class Customers:
    """A thousand people of whom two are or will be listed."""

    def __init__(self) -> None:
        people = {f"usr_{n:04d}": Party(f"usr_{n:04d}", f"Nobody{n} Harmless") for n in range(1000)}
        people |= {LISTED.id: LISTED, NEWLY_LISTED.id: NEWLY_LISTED}
        self.people = [people[id] for id in sorted(people, reverse=True)]
        self.pages = 0

    async def page(self, below: str | None, limit: int) -> Sequence[Party]:
        self.pages += 1
        return [one for one in self.people if below is None or one.id < below][:limit]


@pytest.fixture
def customers() -> Customers:
    return Customers()


def again(screening: Screening, customers: Customers, committer: Committer) -> Rescreenings:
    return Rescreenings(
        store=screening.store,
        screening=screening.parties,
        customers=customers.page,
        committer=committer,
        clock=utc_now,
    )


async def to_the_end(work: Rescreenings) -> None:
    while await work.work():
        pass


async def test_the_first_list_screens_everybody(
    screening: Screening, customers: Customers, committer: Committer
) -> None:
    await screening.store.refresh()

    await to_the_end(again(screening, customers, committer))

    version = await screening.store.newest()
    assert version is not None
    done = version.rescreening
    assert (done.done, done.screened, done.alerts) == (True, 1000, 1)
    assert len(await screening.alerts.of_party(LISTED.id)) == 1


async def test_a_change_gives_alerts_for_what_is_new_alone(
    screening: Screening, customers: Customers, committer: Committer
) -> None:
    await screening.store.refresh()
    work = again(screening, customers, committer)
    await to_the_end(work)
    screening.source.files = with_rows(NEWCOMER)
    await screening.store.refresh()

    await to_the_end(work)

    version = await screening.store.newest()
    assert version is not None
    assert (version.rescreening.done, version.rescreening.alerts) == (True, 1)
    assert len(await screening.alerts.of_party(NEWLY_LISTED.id)) == 1
    assert len(await screening.alerts.of_party(LISTED.id)) == 1


async def test_a_change_is_not_lost_when_the_next_version_comes_first(
    screening: Screening, customers: Customers, committer: Committer
) -> None:
    await screening.store.refresh()
    work = again(screening, customers, committer)
    await to_the_end(work)
    screening.source.files = with_rows(NEWCOMER)
    await screening.store.refresh()
    await work.work()  # the first page of two; who is newly listed is on the second
    screening.source.files = with_rows(NEWCOMER, ANOTHER)
    await screening.store.refresh()

    while await screening.store.first_not_rescreened():
        await work.work()

    versions = await screening.store.versions()
    assert len(await screening.alerts.of_party(NEWLY_LISTED.id)) == 1
    assert [one.rescreening.done for one in versions] == [True, True, True]
    assert [one.rescreening.screened for one in versions] == [1000, 1000, 1000]


async def test_another_worker_goes_on_where_one_died(
    screening: Screening, customers: Customers, committer: Committer
) -> None:
    await screening.store.refresh()
    await again(screening, customers, committer).work()
    pages = customers.pages

    await to_the_end(again(screening, customers, committer))

    version = await screening.store.newest()
    assert version is not None
    assert version.rescreening.screened == 1000
    assert (pages, customers.pages) == (1, 3)


async def test_a_list_that_only_lost_parties_screens_nobody(
    screening: Screening, customers: Customers, committer: Committer
) -> None:
    screening.source.files = with_rows(NEWCOMER)
    await screening.store.refresh()
    await to_the_end(again(screening, customers, committer))
    asked = customers.pages
    screening.source.files = with_rows()
    await screening.store.refresh()

    await to_the_end(again(screening, customers, committer))

    version = await screening.store.newest()
    assert version is not None
    assert version.rescreening.done
    assert customers.pages == asked


async def test_customers_are_found_by_the_name_they_have_by_law(platform: Platform) -> None:
    identity: IdentityService = platform.get(IdentityService)
    own: OwnVerificationService = platform.get(OwnVerificationService)
    store: ListStore = platform.get(ListStore)
    alerts: AlertsRepository = platform.get(AlertsRepository)
    user = await identity.create_user(
        email="sam@payers.example",
        password="three blue otters",
        full_name="Sam Carter",
        role=Role.PAYER,
        actor="test",
    )
    listed = a_customer(
        given_names="Mihkal Terentius", family_name="Zanderkov", birth_date=date(1961, 3, 4)
    )
    await own.save_facts(user.id, listed)
    await store.refresh()

    while await store.first_not_rescreened():
        await platform.get(Rescreenings).work()

    assert len(await alerts.of_party(user.id)) == 1
