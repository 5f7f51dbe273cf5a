"""Country and state codes as FinCEN takes them: ISO 3166-1, USPS, Canada Post, ISO 3166-2:MX."""

from __future__ import annotations


def _codes(words: str) -> frozenset[str]:
    return frozenset(words.split())


COUNTRIES = _codes(
    """
    AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR
    BS BT BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ
    EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW
    GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY
    KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV
    MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY
    QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG
    TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS XK YE YT ZA
    ZM ZW
    """
)
TERRITORIES = _codes(
    """
    AS FM GU MH MP PR PW UM VI
    """
)
US_STATES = _codes(
    """
    AL AK AZ AR CA CO CT DE DC FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ
    NM NY NC ND OH OK OR PA RI SC SD TN TX UT VT VA WA WV WI WY AA AE AP
    """
)
CANADIAN_PROVINCES = _codes(
    """
    AB BC MB NB NL NS NT NU ON PE QC SK YT
    """
)
MEXICAN_STATES = _codes(
    """
    AGU BCN BCS CAM CHH CHP CMX COA COL DIF DUR GRO GUA HID JAL MEX MIC MOR NAY NLE OAX PUE QUE
    ROO SIN SLP SON TAB TAM TLA VER YUC ZAC
    """
)
_STATES = {
    "US": US_STATES | TERRITORIES,
    "CA": CANADIAN_PROVINCES,
    "MX": MEXICAN_STATES,
}


def has_states(country: str) -> bool:
    """Whether an address there names a state on FinCEN's forms."""
    return country in _STATES or country in TERRITORIES


def is_state_of(country: str, state: str) -> bool:
    if country in TERRITORIES:
        return state == country
    return state in _STATES.get(country, frozenset())
