"""What is other between two lists."""

from __future__ import annotations

from dataclasses import replace

from compliance.building import a_list
from paymentus.compliance.domain.lists.changes import change_between, entry_digest


class TestChange:
    def test_names_who_came_who_changed_and_counts_who_went(self) -> None:
        before = a_list()
        changed = replace(before[1], programs=("OTHER",))
        newcomer = replace(before[0], uid="999")

        change = change_between(before, [before[0], changed, newcomer])

        assert (change.added, change.changed, change.removed) == (1, 1, len(before) - 2)
        assert set(change.new) == {changed, newcomer}

    def test_of_the_same_list_is_nothing(self) -> None:
        change = change_between(a_list(), a_list())

        assert (change.added, change.changed, change.removed, change.new) == (0, 0, 0, ())


class TestDigest:
    def test_is_the_same_whatever_the_order_of_names(self) -> None:
        party = a_list()[0]
        turned = replace(party, names=tuple(reversed(party.names)))

        assert entry_digest(party) == entry_digest(turned)

    def test_changes_with_any_word_of_the_entry(self) -> None:
        party = a_list()[0]

        assert entry_digest(party) != entry_digest(replace(party, remarks=party.remarks + " X"))
        assert entry_digest(party) != entry_digest(replace(party, births=()))
