"""Who a party may be: by our own index, and by a remote service over HTTP."""

from __future__ import annotations

from datetime import date

import pytest

from compliance.lists_building import Screening
from conftest import Sandbox
from paymentus.compliance.domain.transfer import Party, PartyKind, Verdict
from paymentus.compliance.service.screening.list_in_force import NoListInForce
from paymentus.compliance.service.screening.matching import (
    ListMatching,
    RemoteMatching,
    subject_of,
)
from paymentus.foundation.errors import Unavailable
from paymentus.integrations.sanctions_list.screening_service import ScreeningServiceClient

LISTED = Party("usr_1", "Arkady Timofeyevich Vorontsev")
NOBODY = Party("usr_2", "Sam Carter")


class TestByList:
    async def test_answers_for_each_party_in_order(self, screening: Screening) -> None:
        await screening.in_force.open()

        matched = await ListMatching(screening.in_force).match([NOBODY, LISTED])

        assert [len(matches) for matches in matched.matches] == [0, 1]
        assert matched.against == screening.in_force.loaded.version.id

    async def test_finds_a_wallet_whatever_the_name(self, screening: Screening) -> None:
        await screening.in_force.open()
        party = Party("usr_3", "Sam Carter", wallets=("1VorontsevQx9Rz",))

        matched = await ListMatching(screening.in_force).match([party])

        [match] = matched.matches[0]
        assert (match.uid, match.verdict) == ("101", Verdict.BLOCK)

    async def test_names_one_party_once_where_name_and_wallet_agree(
        self, screening: Screening
    ) -> None:
        await screening.in_force.open()
        party = Party("usr_3", LISTED.name, wallets=("1VorontsevQx9Rz",))

        matched = await ListMatching(screening.in_force).match([party])

        assert [match.uid for match in matched.matches[0]] == ["101"]

    async def test_finds_a_party_by_either_name_and_names_the_entry_once(
        self, screening: Screening
    ) -> None:
        await screening.in_force.open()
        other = Party("usr_4", "Sam Carter", other_names=(LISTED.name,))
        both = Party("usr_5", LISTED.name, other_names=("Arkadij Woronzew",))

        matched = await ListMatching(screening.in_force).match([other, both])

        assert [[match.uid for match in one] for one in matched.matches] == [["101"], ["101"]]
        assert [one[0].verdict for one in matched.matches] == [Verdict.BLOCK, Verdict.BLOCK]

    async def test_finds_a_document_of_who_has_no_name(self, screening: Screening) -> None:
        await screening.in_force.open()
        party = Party("usr_6", "", documents=("73 4521987",))

        matched = await ListMatching(screening.in_force).match([party, Party("usr_7", "")])

        assert [[match.uid for match in one] for one in matched.matches] == [["101"], []]

    async def test_without_a_list_is_unavailable(self, screening: Screening) -> None:
        matching = ListMatching(screening.in_force)

        with pytest.raises(NoListInForce):
            await matching.match([NOBODY])
        with pytest.raises(NoListInForce):
            await matching.check()


class TestByService:
    async def test_takes_what_the_service_says(self, sandbox: Sandbox) -> None:
        client = ScreeningServiceClient(url=f"{sandbox.url}/ofac", key="a key", timeout_seconds=5)
        matching = RemoteMatching(client)
        listed = Party("usr_1", "Osvaldt Ferrin Quillamore")

        matched = await matching.match([NOBODY, listed])
        await matching.check()
        await client.aclose()

        assert matched.matches[0] == ()
        [match] = matched.matches[1]
        assert (match.list_name, match.verdict) == ("SDN", Verdict.BLOCK)

    async def test_is_asked_about_every_name(self, sandbox: Sandbox) -> None:
        client = ScreeningServiceClient(url=f"{sandbox.url}/ofac", key="a key", timeout_seconds=5)
        listed = Party("usr_1", "Sam Carter", other_names=("Osvaldt Ferrin Quillamore",))

        matched = await RemoteMatching(client).match([listed, NOBODY])
        await client.aclose()

        assert [len(matches) for matches in matched.matches] == [1, 0]

    async def test_that_does_not_answer_is_unavailable(self) -> None:
        client = ScreeningServiceClient(
            url="http://127.0.0.1:9/ofac", key="a key", timeout_seconds=0.5
        )

        with pytest.raises(Unavailable):
            await RemoteMatching(client).match([NOBODY])
        await client.aclose()


def test_a_party_is_asked_about_with_all_that_is_known() -> None:
    party = Party(
        "usr_1",
        "Qashmari Trading",
        PartyKind.ORGANIZATION,
        birth_date=date(1970, 2, 1),
        countries=frozenset({"IR"}),
        documents=("55-120-7", ""),
    )

    subject = subject_of(party, party.name)

    assert subject.documents == {"551207"}
    assert subject.birth is not None
    assert subject.birth.first == subject.birth.last == date(1970, 2, 1)
