"""A list in OFAC's own CSV form whose every party is invented.

No name here is anybody's: they were made up for this sandbox, and a likeness is chance.
"""

from __future__ import annotations

import csv
import hashlib
import io
from dataclasses import dataclass, field

PROGRAM = "SANDBOX"


@dataclass(frozen=True, slots=True)
class InventedParty:
    """As OFAC writes it: family name first for people; ``also`` are aliases."""

    uid: int
    name: str
    type: str = "individual"
    also: tuple[str, ...] = ()
    remarks: str = ""
    country: str = ""
    program: str = PROGRAM


_PEOPLE = (
    (
        "ZANDERKOV, Mikhal Terentius",
        ("ZANDERKOFF, Michal",),
        "DOB 04 Mar 1961; POB Zandry",
        "Belarus",
    ),
    ("QUILLAMORE, Osvaldt Ferrin", (), "DOB 19 Nov 1955; nationality Panama", "Panama"),
    ("THORNWALDEN, Ulrikke Sabine", ("THORNVALDEN, Ulrika",), "DOB 1970", "Liechtenstein"),
    ("AL-QAZZAMIR, Fadhlan Idrissi", ("ABU ZAMIR",), "DOB 12 Jul 1968; a.k.a. 'QAZZAM'", "Yemen"),
    (
        "VASTRIKOVICH, Lyudomir Pavelenko",
        (),
        "DOB 23 Feb 1959; Passport VK7719203 (Belarus)",
        "Belarus",
    ),
    ("BRENNAKHAR, Taimur Shahzadeh", ("BRENAKHAR, Timur",), "DOB circa 1972", "Afghanistan"),
    ("OKONJUMBE, Bartholemy Nkwasi", (), "DOB 30 Jan 1964; nationality Zimbabwe", "Zimbabwe"),
    (
        "MORDECASTRO VILLANUEZ, Ignacino",
        ("EL MORDE",),
        "DOB 08 Aug 1975; C.U.R.P. MOVI750808XX",
        "Mexico",
    ),
    (
        "GHORBANDAVI, Rostamin Keyvar",
        (),
        "DOB 17 Sep 1966; National ID No. 7719204418 (Iran)",
        "Iran",
    ),
    ("SZEMERKENYVAR, Balintus Odon", (), "DOB 02 Dec 1958", "Hungary"),
    ("DRAGOVELJAC, Milorant Stojke", ("DRAGOVELYATS, Milorand",), "DOB 11 Apr 1962", "Serbia"),
    ("TSAGAANBORT, Enkhtuyalgan", (), "DOB 1980", "Mongolia"),
    ("PHAMNGUYETTE, Quoclinh Baodai", (), "DOB 25 May 1973", "Vietnam"),
    ("RIEMERSVELDT, Joostavius Adriaan", (), "DOB 14 Oct 1969", "Netherlands"),
    (
        "KARAMUSTAFIN, Yavuzhan Bektasoglu",
        (),
        "DOB 06 Jun 1967; Passport U09918273 (Turkey)",
        "Turkey",
    ),
    ("ESPERANDIEU-LACROISETTE, Maximilienne", (), "DOB 21 Mar 1977", "Haiti"),
    ("WOLDEGEBRIHAN, Tesfamikal Asmerom", (), "DOB 01 Jan 1960", "Eritrea"),
    ("HALVORSKJELD, Sigbrandt Eirikur", (), "DOB 29 Aug 1954", "Norway"),
    ("CHIKATILLEV, Arkadion Semyonich", (), "DOB 15 Dec 1963; a.k.a. 'SEMYON THE CLERK'", "Russia"),
    ("MBEKIZULANE, Thandolwezi", (), "DOB 1971", "South Africa"),
)
_ORGANIZATIONS = (
    (
        "ORLOVSTAD MARITIME TRADING HOUSE LLC",
        ("OMTH LLC",),
        "Registration ID 7700918245 (Russia)",
        "Russia",
    ),
    ("GRANDE ESTRELLADORA EXPORTACIONES S.A.", (), "Tax ID No. GEE-880112-QQ4 (Mexico)", "Mexico"),
    ("AL-NAHRAWAN SILK ROAD EXCHANGE COMPANY", ("NAHRAWAN EXCHANGE",), "", "Iraq"),
    ("BANK OF UPPER ZANDRY", ("ZANDRYBANK OJSC",), "SWIFT/BIC ZNDRBY2X", "Belarus"),
    ("KHORGAVAN PETROCHEMICAL COMMERCIAL COMPANY", (), "", "Iran"),
    ("TWO LANTERNS CHARITABLE FOUNDATION OF QAZZAMIR", (), "", "Yemen"),
    ("VELVET HARBOUR SHELL HOLDINGS LTD.", (), "Company Number 5599183 (Cyprus)", "Cyprus"),
    ("PYONGHWASAN GENERAL MACHINERY CORPORATION", (), "", "Korea, North"),
    (
        "ZANDRY CYBER WORKSHOP",
        ("ZCW",),
        "Digital Currency Address - XBT 1SandboxInventedAddressXXXXXWv7wfe;"
        " Digital Currency Address - ETH 0x5a6e64627953616e64626f78496e76656e746564",
        "Belarus",
    ),
    ("BLACK COMET LOGISTICS FZE", (), "", "United Arab Emirates"),
)
_VESSELS = (
    ("ZANDRY STAR", "Vessel Registration Identification IMO 9900118", "Panama"),
    ("QUEEN OF QAZZAMIR", "Vessel Registration Identification IMO 9900120", "Togo"),
)
_NON_SDN = (
    ("OPALINE DEEPWATER DRILLING COMPANY", ("OPALINE DRILLING",), "", "Russia"),
    ("MARGRAVINE CREDIT UNION JSC", (), "", "Russia"),
    ("FENWICKOVSKY, Aurelio Stanimir", (), "DOB 09 Sep 1974", "Syria"),
)


@dataclass(slots=True)
class InventedList:
    """What the sandbox publishes; tests and people may add a party over the control API."""

    added: list[InventedParty] = field(default_factory=list)

    def sdn(self) -> list[InventedParty]:
        people = [
            InventedParty(90_001 + n, name, "individual", also, remarks, country)
            for n, (name, also, remarks, country) in enumerate(_PEOPLE)
        ]
        organizations = [
            InventedParty(90_101 + n, name, "", also, remarks, country)
            for n, (name, also, remarks, country) in enumerate(_ORGANIZATIONS)
        ]
        vessels = [
            InventedParty(90_201 + n, name, "vessel", (), remarks, country)
            for n, (name, remarks, country) in enumerate(_VESSELS)
        ]
        return [*people, *organizations, *vessels, *self.added]

    def non_sdn(self) -> list[InventedParty]:
        return [
            InventedParty(
                91_001 + n, name, "individual" if "," in name else "", also, said, country
            )
            for n, (name, also, said, country) in enumerate(_NON_SDN)
        ]

    def files(self) -> dict[str, bytes]:
        """All files by their names in capitals, as Treasury serves them."""
        found: dict[str, bytes] = {}
        for parties, names in (
            (self.sdn(), ("SDN.CSV", "ALT.CSV", "ADD.CSV", "SDN_COMMENTS.CSV")),
            (
                self.non_sdn(),
                ("CONS_PRIM.CSV", "CONS_ALT.CSV", "CONS_ADD.CSV", "CONS_COMMENTS.CSV"),
            ),
        ):
            prim, alt, add, comments = names
            found[prim] = _rows([_party_row(party) for party in parties])
            found[alt] = _rows(
                [
                    [party.uid, party.uid * 10 + n, "aka", name, "-0- "]
                    for party in parties
                    for n, name in enumerate(party.also, start=1)
                ]
            )
            found[add] = _rows(
                [
                    [party.uid, party.uid * 10, "-0- ", "-0- ", party.country, "-0- "]
                    for party in parties
                    if party.country
                ]
            )
            found[comments] = _rows([])
        return found

    def version(self) -> str:
        """Changes with the list."""
        return hashlib.sha256(b"".join(self.files().values())).hexdigest()[:16]


def _party_row(party: InventedParty) -> list[object]:
    empty = "-0- "
    remarks = f"{party.remarks}." if party.remarks else empty
    return [
        party.uid,
        party.name,
        party.type or empty,
        party.program,
        *([empty] * 7),
        remarks,
    ]


def _rows(rows: list[list[object]]) -> bytes:
    out = io.StringIO()
    csv.writer(out, quoting=csv.QUOTE_NONNUMERIC, lineterminator="\r\n").writerows(rows)
    # Treasury's files end with this byte.
    return out.getvalue().encode() + b"\x1a\r\n"
