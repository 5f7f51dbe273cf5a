"""The UN's consolidated list in XML."""

from __future__ import annotations

from datetime import date

import pytest

from paymentus.compliance.domain.lists.read_list import ListUnreadable
from paymentus.compliance.domain.lists.un import read_un
from paymentus.compliance.domain.screening.listed import BirthDate, NameQuality, PartyType

LIST = """<?xml version="1.0" encoding="UTF-8"?>
<CONSOLIDATED_LIST dateGenerated="2026-02-27T00:00:00.000">
 <INDIVIDUALS>
  <INDIVIDUAL>
   <DATAID>1</DATAID><FIRST_NAME>OMID</FIRST_NAME><SECOND_NAME>ZARIN</SECOND_NAME>
   <THIRD_NAME>KUHESTANI</THIRD_NAME><UN_LIST_TYPE>Al-Qaida</UN_LIST_TYPE>
   <REFERENCE_NUMBER>QDi.901</REFERENCE_NUMBER>
   <NAME_ORIGINAL_SCRIPT>اميد زرين</NAME_ORIGINAL_SCRIPT>
   <NATIONALITY><VALUE>Iran (Islamic Republic of)</VALUE></NATIONALITY>
   <INDIVIDUAL_ALIAS><QUALITY>Good</QUALITY><ALIAS_NAME>Omeed Zareen</ALIAS_NAME></INDIVIDUAL_ALIAS>
   <INDIVIDUAL_ALIAS><QUALITY>Low</QUALITY><ALIAS_NAME>The Gardener</ALIAS_NAME></INDIVIDUAL_ALIAS>
   <INDIVIDUAL_DATE_OF_BIRTH><TYPE_OF_DATE>APPROXIMATELY</TYPE_OF_DATE><YEAR>1971</YEAR>
   </INDIVIDUAL_DATE_OF_BIRTH>
   <INDIVIDUAL_DATE_OF_BIRTH><TYPE_OF_DATE>BETWEEN</TYPE_OF_DATE><FROM_YEAR>1969</FROM_YEAR>
    <TO_YEAR>1972</TO_YEAR></INDIVIDUAL_DATE_OF_BIRTH>
   <INDIVIDUAL_DOCUMENT><TYPE_OF_DOCUMENT>Passport</TYPE_OF_DOCUMENT><NUMBER>K4417</NUMBER>
    <ISSUING_COUNTRY>Yemen</ISSUING_COUNTRY></INDIVIDUAL_DOCUMENT>
  </INDIVIDUAL>
  <INDIVIDUAL><DATAID>2</DATAID><REFERENCE_NUMBER>QDi.902</REFERENCE_NUMBER></INDIVIDUAL>
 </INDIVIDUALS>
 <ENTITIES><ENTITY><DATAID>3</DATAID><FIRST_NAME>Kuhestani Relief</FIRST_NAME>
  <REFERENCE_NUMBER>QDe.903</REFERENCE_NUMBER>
  <ENTITY_ADDRESS><COUNTRY>Sudan</COUNTRY></ENTITY_ADDRESS></ENTITY></ENTITIES>
</CONSOLIDATED_LIST>""".encode()


class TestTheList:
    def test_gives_individuals_and_entities(self) -> None:
        person, entity = read_un(LIST).parties

        assert (person.uid, person.type) == ("QDi.901", PartyType.INDIVIDUAL)
        assert [(name.text, name.quality) for name in person.names] == [
            ("OMID ZARIN KUHESTANI", NameQuality.PRIMARY),
            ("Omeed Zareen", NameQuality.ALIAS),
            ("The Gardener", NameQuality.WEAK),
            ("اميد زرين", NameQuality.ALIAS),
        ]
        assert person.births == (
            BirthDate(date(1971, 1, 1), date(1971, 12, 31), circa=True),
            BirthDate(date(1969, 1, 1), date(1972, 12, 31)),
        )
        assert person.countries == {"IR"}
        assert person.identifiers[0].country == "YE"
        assert (entity.type, entity.countries) == (PartyType.ENTITY, {"SD"})

    def test_names_an_entry_without_a_name(self) -> None:
        assert [str(problem) for problem in read_un(LIST, file="un.xml").problems] == [
            "un.xml: individual 2 has no name"
        ]

    @pytest.mark.parametrize(
        ("content", "words"),
        [
            (b"<CONSOLIDATED_LIST>", "not well-formed"),
            (b"<!DOCTYPE x [<!ENTITY a 'b'>]><x>&a;</x>", "document type definition"),
            (b"<other/>", "no individual and no entity"),
        ],
    )
    def test_that_is_none_is_refused(self, content: bytes, words: str) -> None:
        with pytest.raises(ListUnreadable, match=words):
            read_un(content)
