"""A real SDN name, spelled wrong by a seeded rule, tries to pay with the real list in force."""

from __future__ import annotations

import random

from payments.compliance_building import (
    a_payer_named,
    alerts_about,
    asked_of_the_processor,
    entries_about,
    stored,
)
from paymentus.compliance.domain.screening.listed import NameQuality, PartyType
from paymentus.compliance.domain.transfer import Verdict
from paymentus.compliance.service.list_folder import read_folder
from paymentus.compliance.service.screening.list_in_force import ListInForce
from paymentus.compliance.service.screening.list_store import ListStore
from paymentus.integrations.sanctions_list.folder import FolderSource
from paymentus.payments.domain.states import PaymentState

from support.scene import Scene
from support.shared_lists import LISTS, needs_lists

SEED = 20_261_123


def misspelled(text: str, rng: random.Random) -> str:
    """``FAMILY, Given`` as a person writes it, with two letters of a long word changed places."""
    family, _, given = text.partition(", ")
    words = f"{given} {family}".title().split()
    longest = max(range(len(words)), key=lambda place: len(words[place]))
    word = words[longest]
    at = rng.choice([at for at in range(2, len(word) - 2) if word[at] != word[at + 1]])
    words[longest] = word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    return " ".join(words)


@needs_lists
async def test_a_sanctioned_payer_with_a_wrong_spelling_is_stopped(scene: Scene) -> None:
    folder = LISTS / "sdn-2021"
    store: ListStore = scene.platform.get(ListStore)
    in_force: ListInForce = scene.platform.get(ListInForce)
    await store.take(await FolderSource(folder).fetch(), actor="test", may_shrink=True)
    await in_force.follow()
    rng = random.Random(SEED)
    people = [
        party.names[0].text
        for party in read_folder(folder).parties
        if party.type is PartyType.INDIVIDUAL
        and party.names[0].quality is NameQuality.PRIMARY
        and len(party.names[0].text.replace(",", " ").split()) >= 3
        and max(map(len, party.names[0].text.replace(",", " ").split())) >= 8
    ]
    name = misspelled(rng.choice(people), rng)
    payer, bill = await a_payer_named(scene, name), await scene.bill()
    card = await scene.saved_card(payer)

    answer = await scene.pay(payer, await scene.quote(payer, (bill, None)), card=card)

    payment = await stored(scene.platform, answer.body["id"])
    assert payment.state is PaymentState.BLOCKED
    assert answer.body["reason"]["message"] == "This payment cannot be made. Nothing was charged."
    assert await asked_of_the_processor(scene, payment.id) == []
    assert await entries_about(scene, payment.id) == []
    [alert] = await alerts_about(scene.platform, payment.id)
    assert (alert.code, alert.verdict) == ("sanctions", Verdict.BLOCK)
    assert alert.case_id is not None


def test_the_rule_changes_letters_and_no_word() -> None:
    wrong = misspelled("QUILLAMORE, Osvaldt Ferrin", random.Random(1))

    assert wrong != "Osvaldt Ferrin Quillamore"
    assert sorted(wrong.lower()) == sorted("Osvaldt Ferrin Quillamore".lower())
