"""The two-person rule over a real database, with a role grant as the act."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import Any

import pytest

from paymentus.approvals.domain import (
    LIFETIME,
    AlreadyDecided,
    NotWhatWasShown,
    ProposalExpired,
    ProposalNotFound,
    ProposalState,
    ProposerNoLongerMay,
    SecondPersonNeeded,
)
from paymentus.approvals.service import ApprovalsService, ApprovalView, Person
from paymentus.commit.domain import AuditRecord, Insert, UnitOfWork, Update
from paymentus.commit.service import Committer
from paymentus.foundation.authorization import ROLE_PERMISSIONS, Permission, Principal, Role
from paymentus.foundation.errors import Conflict
from paymentus.foundation.mongo import Database

from support.identities import MovableClock

PROPOSER = Principal.of_role(Role.ADMIN, id="usr_proposer")
FIRST = Principal.of_role(Role.ADMIN, id="usr_first")
SECOND = Principal.of_role(Role.ADMIN, id="usr_second")
THINGS = "api_keys"


class TheThingChanged(Conflict):
    """Not what it was."""


class Counting:
    """An act that adds one to a number, if the number is what it was when it was proposed."""

    kind = "counting"
    permission = Permission.USERS_MANAGE
    seen_with = Permission.USERS_READ

    def __init__(self, database: Database) -> None:
        self._things = database[THINGS]
        self.done = 0

    def words(self, payload: Mapping[str, Any]) -> str:
        return f"Make it {payload['from'] + 1}."

    async def perform(self, payload: Mapping[str, Any], *, actor: str) -> UnitOfWork:
        thing = await self._things.find_one({"_id": "thing"})
        assert thing is not None
        if thing["number"] != payload["from"]:
            raise TheThingChanged()
        update = Update(THINGS, "thing", thing["version"], {"number": thing["number"] + 1})
        return UnitOfWork(updates=(update,), audit=(AuditRecord("thing.counted", "thing", actor),))

    def performed(self, payload: Mapping[str, Any]) -> None:
        self.done += 1


class People(dict[str, Person]):
    async def person(self, user_id: str) -> Person | None:
        return self.get(user_id)


@pytest.fixture
def clock() -> MovableClock:
    return MovableClock()


@pytest.fixture
def people() -> People:
    may = ROLE_PERMISSIONS[Role.ADMIN]
    return People({who.id: Person(who.id.title(), may) for who in (PROPOSER, FIRST, SECOND)})


@pytest.fixture
async def act(database: Database, committer: Committer) -> Counting:
    await committer.commit(UnitOfWork(inserts=(Insert(THINGS, {"_id": "thing", "number": 0}),)))
    return Counting(database)


@pytest.fixture
def approvals(
    database: Database, committer: Committer, clock: MovableClock, act: Counting, people: People
) -> ApprovalsService:
    return ApprovalsService(
        database=database, committer=committer, clock=clock, acts=[act], person_of=people.person
    )


async def proposed(approvals: ApprovalsService) -> ApprovalView:
    return await approvals.propose(
        "counting", subject="usr_subject", payload={"from": 0}, reason="Needed", by=PROPOSER
    )


async def number(database: Database) -> int:
    thing = await database[THINGS].find_one({"_id": "thing"})
    assert thing is not None
    return int(thing["number"])


async def recorded(database: Database) -> list[str]:
    return sorted([one["type"] async for one in database["audit_inbox"].find()])


class TestApproval:
    async def test_does_the_act_with_its_audit_records(
        self, approvals: ApprovalsService, database: Database, act: Counting
    ) -> None:
        view = await proposed(approvals)

        after = await approvals.approve(
            view.proposal.id, shown=view.proposal.content_hash, reason=None, by=FIRST
        )

        assert after.proposal.state is ProposalState.APPROVED
        assert (after.words, after.decider_name) == ("Make it 1.", "Usr_First")
        assert await number(database) == 1
        assert act.done == 1
        assert await recorded(database) == [
            "approval.approved",
            "approval.proposed",
            "thing.counted",
        ]

    async def test_by_the_proposer_changes_nothing(
        self, approvals: ApprovalsService, database: Database
    ) -> None:
        view = await proposed(approvals)

        with pytest.raises(SecondPersonNeeded):
            await approvals.approve(
                view.proposal.id, shown=view.proposal.content_hash, reason=None, by=PROPOSER
            )

        assert await number(database) == 0
        assert (
            await approvals.get(view.proposal.id, by=FIRST)
        ).proposal.state is ProposalState.OPEN

    async def test_of_two_at_once_is_done_once(
        self, approvals: ApprovalsService, database: Database, act: Counting
    ) -> None:
        for _ in range(10):
            await database[THINGS].update_one({"_id": "thing"}, {"$set": {"number": 0}})
            view = await proposed(approvals)
            shown = view.proposal.content_hash

            answers = await asyncio.gather(
                *(
                    approvals.approve(view.proposal.id, shown=shown, reason=None, by=by)
                    for by in (FIRST, SECOND, FIRST, SECOND)
                ),
                return_exceptions=True,
            )

            won = [one for one in answers if isinstance(one, ApprovalView)]
            lost = [one for one in answers if not isinstance(one, ApprovalView)]
            assert len(won) == 1
            # Who came late meets the decision, or the state that it made.
            assert all(isinstance(one, AlreadyDecided | TheThingChanged) for one in lost), lost
            assert await number(database) == 1

    async def test_of_another_content_than_was_shown_is_refused(
        self, approvals: ApprovalsService, database: Database
    ) -> None:
        view = await proposed(approvals)
        await database["approvals"].update_one(
            {"_id": view.proposal.id}, {"$set": {"payload.from": 0, "payload.more": "x"}}
        )

        with pytest.raises(NotWhatWasShown):
            await approvals.approve(
                view.proposal.id, shown=view.proposal.content_hash, reason=None, by=FIRST
            )

        assert await number(database) == 0

    async def test_after_expiry_is_refused_before_and_after_the_worker_came(
        self, approvals: ApprovalsService, clock: MovableClock, database: Database
    ) -> None:
        view = await proposed(approvals)
        clock.now += LIFETIME

        for closed in (1, 0):
            with pytest.raises(ProposalExpired):
                await approvals.approve(
                    view.proposal.id, shown=view.proposal.content_hash, reason=None, by=FIRST
                )
            assert await approvals.expire_overdue() == closed

        assert await number(database) == 0
        assert (
            await approvals.get(view.proposal.id, by=FIRST)
        ).proposal.state is ProposalState.EXPIRED

    async def test_of_somebodys_who_may_no_longer_propose_is_refused(
        self, approvals: ApprovalsService, people: People, database: Database
    ) -> None:
        view = await proposed(approvals)
        people[PROPOSER.id] = Person("Gone", frozenset())

        with pytest.raises(ProposerNoLongerMay):
            await approvals.approve(
                view.proposal.id, shown=view.proposal.content_hash, reason=None, by=FIRST
            )

        assert await number(database) == 0

    async def test_of_what_has_changed_meanwhile_leaves_the_proposal_open(
        self, approvals: ApprovalsService, database: Database
    ) -> None:
        view = await proposed(approvals)
        await database[THINGS].update_one({"_id": "thing"}, {"$set": {"number": 7}})

        with pytest.raises(TheThingChanged):
            await approvals.approve(
                view.proposal.id, shown=view.proposal.content_hash, reason=None, by=FIRST
            )

        assert (
            await approvals.get(view.proposal.id, by=FIRST)
        ).proposal.state is ProposalState.OPEN

    async def test_by_who_may_not_do_the_act_finds_nothing(
        self, approvals: ApprovalsService
    ) -> None:
        view = await proposed(approvals)
        auditor = Principal.of_role(Role.AUDITOR, id="usr_auditor")

        with pytest.raises(ProposalNotFound):
            await approvals.approve(
                view.proposal.id, shown=view.proposal.content_hash, reason=None, by=auditor
            )


class TestRejection:
    async def test_does_nothing_and_is_final(
        self, approvals: ApprovalsService, database: Database
    ) -> None:
        view = await proposed(approvals)

        await approvals.reject(view.proposal.id, reason="Not agreed", by=FIRST)

        with pytest.raises(AlreadyDecided):
            await approvals.approve(
                view.proposal.id, shown=view.proposal.content_hash, reason=None, by=SECOND
            )
        assert await number(database) == 0

    async def test_is_how_a_proposer_takes_it_back(self, approvals: ApprovalsService) -> None:
        view = await proposed(approvals)

        after = await approvals.reject(view.proposal.id, reason="A mistake", by=PROPOSER)

        assert after.proposal.state is ProposalState.REJECTED


class TestExpiry:
    async def test_leaves_alone_what_is_not_yet_due(
        self, approvals: ApprovalsService, clock: MovableClock
    ) -> None:
        await proposed(approvals)
        clock.now += LIFETIME / 2

        assert await approvals.expire_overdue() == 0


class Regretting(Counting):
    """Takes away one when it is not approved."""

    kind = "regretting"

    async def turned_down(
        self, payload: Mapping[str, Any], *, proposal_id: str, actor: str
    ) -> UnitOfWork:
        update = Update(THINGS, "thing", 1, {"number": -1, "by": actor, "of": proposal_id})
        return UnitOfWork(updates=(update,))


class TestAnActThatTakesNo:
    @pytest.fixture
    async def act(self, database: Database, committer: Committer) -> Counting:
        await committer.commit(UnitOfWork(inserts=(Insert(THINGS, {"_id": "thing", "number": 0}),)))
        return Regretting(database)

    @pytest.mark.parametrize("expires", [True, False])
    async def test_is_told_in_the_commit_of_the_decision(
        self, approvals: ApprovalsService, database: Database, clock: MovableClock, expires: bool
    ) -> None:
        view = await approvals.propose(
            "regretting", subject="usr_subject", payload={"from": 0}, reason="Needed", by=PROPOSER
        )
        if expires:
            clock.now += LIFETIME
            await approvals.expire_overdue()
        else:
            await approvals.reject(view.proposal.id, reason="No", by=FIRST)

        thing = await database[THINGS].find_one({"_id": "thing"})
        assert thing is not None
        assert (thing["number"], thing["of"]) == (-1, view.proposal.id)
        assert thing["by"] == ("platform" if expires else FIRST.id)


class TestList:
    async def test_tells_apart_what_waits_and_what_does_not(
        self, approvals: ApprovalsService, clock: MovableClock
    ) -> None:
        first = await proposed(approvals)
        clock.move(seconds=1)
        second = await proposed(approvals)
        clock.move(seconds=1)
        third = await proposed(approvals)
        await approvals.reject(second.proposal.id, reason="No", by=FIRST)

        waiting, next_place = await approvals.page(is_open=True, below=None, limit=1, by=FIRST)
        rest, end = await approvals.page(is_open=True, below=next_place, limit=1, by=FIRST)
        closed, _ = await approvals.page(is_open=False, below=None, limit=5, by=FIRST)

        assert [view.proposal.id for view in (*waiting, *rest)] == [
            third.proposal.id,
            first.proposal.id,
        ]
        assert end is None
        assert [view.proposal.id for view in closed] == [second.proposal.id]

    async def test_has_no_proposal_that_never_was(self, approvals: ApprovalsService) -> None:
        with pytest.raises(ProposalNotFound):
            await approvals.get("apr_none", by=FIRST)
