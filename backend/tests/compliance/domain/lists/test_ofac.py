"""OFAC's CSV form: what is read, and that damage is named and nothing swallowed."""

from __future__ import annotations

from datetime import date

import pytest

from compliance.building import FILES
from paymentus.compliance.domain.lists.ofac import NON_SDN, SDN, read_ofac
from paymentus.compliance.domain.lists.read_list import ListUnreadable
from paymentus.compliance.domain.screening.listed import (
    BirthDate,
    Identifier,
    ListedName,
    NameQuality,
    PartyType,
    WalletAddress,
)

from support.shared_lists import LISTS, needs_lists


def with_rows(name: str, *rows: str) -> dict[str, bytes]:
    return {**FILES, name: FILES[name].replace(b"\x1a", b"") + "\r\n".join(rows).encode()}


class TestAList:
    def test_gives_every_party_with_names_programs_and_particulars(self) -> None:
        read = read_ofac(FILES)

        assert read.problems == ()
        person, company, vessel, _ = read.parties
        assert person.uid == "101"
        assert person.names == (
            ListedName("VORONTSEV, Arkady Timofeyevich"),
            ListedName("WORONZEW, Arkadij", NameQuality.ALIAS),
            ListedName("GRANITE", NameQuality.WEAK),
        )
        assert person.programs == ("RUSSIA-EO14024", "CYBER2")
        assert person.births == (
            BirthDate(date(1948, 12, 10), date(1948, 12, 10)),
            BirthDate(date(1949, 1, 1), date(1949, 12, 31)),
        )
        assert person.countries == {"RU"}
        assert person.identifiers == (Identifier("Passport", "73 4521987", "RU"),)
        assert person.wallets == (
            WalletAddress("XBT", "1VorontsevQx9Rz"),
            WalletAddress("ETH", "0x00aa11bb22"),
        )
        assert company.type is PartyType.ENTITY
        assert company.names[1].quality is NameQuality.FORMER
        assert company.countries == {"IR"}
        assert vessel.type is PartyType.VESSEL
        assert vessel.countries == {"PA"}

    def test_goes_on_in_the_comments_file(self) -> None:
        company = read_ofac(FILES).parties[1]

        assert company.remarks.endswith("Arkady. For more see the web.")

    def test_is_read_from_the_non_sdn_files_too(self) -> None:
        renamed = {
            NON_SDN.parties: FILES[SDN.parties], NON_SDN.aliases: FILES[SDN.aliases],
            NON_SDN.addresses: FILES[SDN.addresses], NON_SDN.comments: FILES[SDN.comments],
        }  # fmt: skip

        read = read_ofac(renamed, NON_SDN)

        assert len(read.parties) == 4
        assert read.parties[0].list_name == "non-SDN"

    def test_in_an_older_encoding_is_read(self) -> None:
        files = with_rows("alt.csv", "")
        files["alt.csv"] += '101,9003,"aka","VORONCÉV",-0- \r\n'.encode("cp1252")

        names = [name.text for name in read_ofac(files).parties[0].names]

        assert "VORONCÉV" in names

    def test_without_its_file_of_parties_is_refused(self) -> None:
        with pytest.raises(ListUnreadable, match=r"There is no sdn\.csv"):
            read_ofac({"alt.csv": b""})

    def test_without_any_party_is_refused(self) -> None:
        with pytest.raises(ListUnreadable, match="no party"):
            read_ofac({"sdn.csv": b"\x1a"})


class TestADamagedRow:
    @pytest.mark.parametrize(
        ("row", "reason"),
        [
            ('105,"SHORT ROW"', "has 2 columns, not 12"),
            ('"ABC","NO NUMBER",-0- ,"SDGT"', "“ABC” is no entity number"),
            ("106", "has 1 of 12 columns"),
            ('107,"OPEN QUOTE,-0- ,"SDGT"', "is no row of a CSV"),
            ('108,"ODD","spaceship","SDGT"' + ",-0- " * 8, "type “spaceship” is not known"),
            (
                '109,"BAD BIRTH","individual","SDGT"' + ",-0- " * 7 + ',"DOB 31 Foo 1950."',
                "date of birth “31 Foo 1950” is not understood",
            ),
            ('101,"VORONTSEV AGAIN","individual","X"' + ",-0- " * 8, "is there twice"),
        ],
    )
    def test_is_named_by_file_line_and_reason(self, row: str, reason: str) -> None:
        read = read_ofac(with_rows("sdn.csv", row))

        assert any(
            reason in problem.reason and (problem.file, problem.line) == ("sdn.csv", 5)
            for problem in read.problems
        )

    def test_spoils_no_row_after_it(self) -> None:
        whole = '120,"AFTER THE DAMAGE",-0- ,"SDGT"' + ",-0- " * 8

        read = read_ofac(with_rows("sdn.csv", '107,"OPEN QUOTE,-0- ,"SDGT"', whole))

        assert read.parties[-1].names[0].text == "AFTER THE DAMAGE"

    def test_keeps_the_name_that_can_be_read(self) -> None:
        read = read_ofac(with_rows("sdn.csv", '105,"SHORT ROW"'))

        assert read.parties[-1].names[0].text == "SHORT ROW"

    def test_of_an_alias_without_its_party_is_named(self) -> None:
        read = read_ofac(with_rows("alt.csv", '999,9004,"aka","NOBODY",-0- '))

        assert str(read.problems[0]) == (
            "alt.csv line 3: belongs to entity 999, which is not on the list"
        )

    def test_is_said_of_a_missing_file_of_aliases(self) -> None:
        files = {name: content for name, content in FILES.items() if name != "alt.csv"}

        assert str(read_ofac(files).problems[0]) == "alt.csv: is missing, so aliases are not read"


@needs_lists
class TestThePublishedLists:
    @pytest.mark.parametrize(
        ("folder", "form", "parties", "aliases"),
        [
            ("sdn-2021", SDN, 8_976, 11_910),
            ("sdn-2019", SDN, 7_379, 9_682),
            ("consolidated-2019", NON_SDN, 442, 1_073),
        ],
    )
    def test_are_read_whole(self, folder: str, form: object, parties: int, aliases: int) -> None:
        files = {path.name: path.read_bytes() for path in (LISTS / folder).iterdir()}

        read = read_ofac(files, form)  # type: ignore[arg-type]

        assert len(read.parties) == parties
        good = sum(
            name.quality in (NameQuality.ALIAS, NameQuality.FORMER)
            for party in read.parties
            for name in party.names
        )
        assert good == aliases
        # The copy of 2019 came with a later file of comments.
        assert {problem.file for problem in read.problems} <= {"sdn_comments.csv"}
