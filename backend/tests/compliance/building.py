"""A small invented list in OFAC's form, and parties made by hand."""

from __future__ import annotations

from paymentus.compliance.domain.lists.ofac import read_ofac
from paymentus.compliance.domain.screening.index import ListIndex
from paymentus.compliance.domain.screening.listed import ListedName, ListedParty, PartyType
from paymentus.compliance.domain.screening.screener import Screener

_NO = ",-0- "
_VORONTSEV = (
    "DOB 10 Dec 1948; alt. DOB 1949; POB Tver, Russia; nationality Russia;"
    " Passport 73 4521987 (Russia); Digital Currency Address - XBT 1VorontsevQx9Rz;"
    " alt. Digital Currency Address - ETH 0x00aa11bb22; a.k.a. 'GRANITE'."
)
_PARTIES = (
    '101,"VORONTSEV, Arkady Timofeyevich","individual","RUSSIA-EO14024] [CYBER2"'
    f'{_NO * 7},"{_VORONTSEV}"',
    f'102,"QASHMARI TRADING CO., LTD.",-0- ,"SDGT"{_NO * 7},'
    '"Registration Number 55-120-7 (Iran); Linked To: VORONTSEV, Arkady."',
    '103,"BLUE HERON 7","vessel","IRAN",-0- ,"A8XY2","Crude Oil Tanker",-0- ,-0- ,"Panama",-0- ,'
    '"Vessel Registration Identification IMO 9123456."',
    f'104,"AL-ZURAYBI, Abd al-Karim Saif al-Din","individual","SDGT"{_NO * 7},'
    '"DOB circa 1970; nationality Yemen."',
    "\x1a",
)

FILES = {
    "sdn.csv": "\r\n".join(_PARTIES).encode(),
    "alt.csv": (
        b'101,9001,"aka","WORONZEW, Arkadij",-0- \r\n102,9002,"fka","QASHMARI BROTHERS",-0- \r\n'
    ),
    "add.csv": b'102,7001,"12 Ferdowsi Ave","Tehran","Iran",-0- \r\n',
    "sdn_comments.csv": b'102," For more see the web."\r\n',
}


def a_list() -> tuple[ListedParty, ...]:
    return read_ofac(FILES).parties


def a_screener(*parties: ListedParty, threshold: float = 0.77) -> Screener:
    return Screener(ListIndex(parties or a_list()), threshold=threshold)


def a_person(uid: str, *names: str) -> ListedParty:
    return ListedParty("SDN", uid, PartyType.INDIVIDUAL, tuple(map(ListedName, names)))
