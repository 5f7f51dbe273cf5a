"""A subject against a list."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compliance.building import a_person, a_screener
from paymentus.compliance.domain.lists.dates import birth_date
from paymentus.compliance.domain.screening.listed import ListedName, ListedParty, PartyType
from paymentus.compliance.domain.screening.particulars import NAME_SHARE, Subject
from paymentus.compliance.domain.screening.verdict import Strength

SCREENER = a_screener()


def hits(name: str, **particulars: object) -> list[str]:
    return [h.party.uid for h in SCREENER.screen(Subject(name, **particulars))]  # type: ignore[arg-type]


class TestScreening:
    @pytest.mark.parametrize(
        ("name", "uid"),
        [
            ("Arkady Timofeyevich Vorontsev", "101"),
            ("Аркадий Тимофеевич Воронцев", "101"),
            ("Vorontsev, Arkadi T.", "101"),
            ("Granite", "101"),
            ("Qashmari Trading Company Limited", "102"),
            ("QASHMARI BROS", "102"),
            ("Blue Heron 7", "103"),
            ("Abdulkarim Saifuddin Zuraybi", "104"),
            ("Abdel Karim Seif al-Din al-Zuraibi", "104"),
        ],
    )
    def test_finds_who_is_listed(self, name: str, uid: str) -> None:
        assert hits(name) == [uid]

    @pytest.mark.parametrize(
        "name", ["Helga Brandt", "Arkady Petrov", "Timofey Vorontsov", "Granite City Council",
                 "Trading Company Limited", "", "!!!"],
    )  # fmt: skip
    def test_leaves_others_alone(self, name: str) -> None:
        assert hits(name) == []

    def test_gives_each_party_once_by_its_best_name(self) -> None:
        screener = a_screener(a_person("1", "OMAR, Karim", "OMAR, Kareem", "KARIM, Omar"))

        found = screener.screen(Subject("Karim Omar"))

        assert [(hit.party.uid, hit.name.text) for hit in found] == [("1", "OMAR, Karim")]

    def test_finds_three_words_that_are_written_as_one(self) -> None:
        party = ListedParty("SDN", "9", PartyType.ENTITY, (ListedName("PASBAN-E-ZURAYB"),))

        assert a_screener(party).screen(Subject("Pasbanezurayb"))[0].party.uid == "9"

    def test_puts_the_best_hit_first(self) -> None:
        screener = a_screener(
            a_person("near", "VORONTSOV, Arkadi"), a_person("same", "VORONTSEV, Arkady")
        )

        found = screener.screen(Subject("Arkady Vorontsev"))

        assert [hit.party.uid for hit in found] == ["same", "near"]
        assert found[0].score > found[1].score


class TestParticulars:
    def test_confirm_a_name(self) -> None:
        name = "Arkady Timofeyevich Vorontsev"
        alone, born = (
            SCREENER.screen(Subject(name, birth=birth))[0]
            for birth in (None, birth_date("10 Dec 1948"))
        )

        assert alone.score == pytest.approx(NAME_SHARE)
        assert alone.strength is Strength.STRONG
        assert born.strength is Strength.CONFIRMED

    def test_that_contradict_take_an_ordinary_likeness_off(self) -> None:
        assert hits("Arkadi Voronsev") == ["101"]
        assert hits("Arkadi Voronsev", birth=birth_date("1990-01-01")) == []

    def test_find_who_gives_another_name_with_a_listed_document(self) -> None:
        found = SCREENER.screen(Subject("Peter Miller", documents=frozenset({"734521987"})))

        assert [hit.party.uid for hit in found] == ["101"]
        assert found[0].reasons == ("same Passport", "the name is another")

    def test_of_type_speak_against_a_party_of_another_type(self) -> None:
        whole = SCREENER.screen(Subject("Blue Heron 7"))[0]
        person = SCREENER.screen(Subject("Blue Heron 7", type=PartyType.AIRCRAFT))

        assert all(hit.score < whole.score for hit in person)


class TestAHit:
    def test_says_why_in_words_and_shows_the_names_side_by_side(self) -> None:
        hit = SCREENER.screen(Subject("Arkadij Voronsev", birth=birth_date("1948")))[0]

        said = " | ".join(hit.reasons)
        assert "“voronsev” for “vorontsev”: letters differ" in said
        assert "date of birth agrees" in said
        rows = {(row.asked, row.listed): row.how for row in hit.beside}
        assert rows["voronsev", "vorontsev"] == "letters differ"

    def test_is_the_same_every_time(self) -> None:
        subject = Subject("Arkady Vorontsev", birth=birth_date("1948"))

        assert SCREENER.screen(subject) == a_screener().screen(subject)

    @given(st.text(max_size=50))
    def test_of_any_text_has_a_score_within_its_bounds(self, name: str) -> None:
        assert all(0.77 <= hit.score <= 1 for hit in SCREENER.screen(Subject(name)))


@pytest.mark.parametrize(
    ("listed", "asked"),
    [
        ("HAFIZ, Abdallah", "Hafiz Abdallah"),
        ("AL-SHAYKH, Muhammad", "al shaykh muhammad"),
        ("SAHAB, Qari", "Mr. Qari Sahab"),
        ("AL-ADL, Sayf", "Sayf Aladl"),
        ("YAZDAN JOO, Mohammad-Ali", "yazdan joo mohammadali"),
    ],
)
def test_the_same_letters_are_found_in_any_order_and_however_apart(listed: str, asked: str) -> None:
    """A surname that is a title elsewhere, a particle written to its word."""
    screener = a_screener(a_person("7", listed), a_person("8", "QURESHI, Bilal"))

    hits = screener.screen(Subject(asked))

    assert [hit.party.uid for hit in hits] == ["7"]


def test_other_names_of_the_same_letters_are_no_hit() -> None:
    screener = a_screener(a_person("7", "ARNOLD, Silas"))

    assert screener.screen(Subject("Ronald Lissa")) == ()
