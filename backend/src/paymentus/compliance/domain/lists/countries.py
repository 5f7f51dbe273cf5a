"""Names of countries, as lists and people write them, and their ISO 3166-1 codes."""

from __future__ import annotations

import re

_LINES = """
AF afghanistan|AL albania|DZ algeria|AD andorra|AO angola|AG antigua and barbuda|AR argentina
AM armenia|AW aruba|AU australia|AT austria|AZ azerbaijan|BS bahamas/bahamas the/the bahamas
BH bahrain|BD bangladesh|BB barbados|BY belarus|BE belgium|BZ belize|BJ benin|BM bermuda|BT bhutan
BO bolivia|BA bosnia and herzegovina/bosnia|BW botswana|BR brazil|BN brunei/brunei darussalam
BG bulgaria|BF burkina faso|MM burma/myanmar|BI burundi|KH cambodia|CM cameroon|CA canada
CV cape verde/cabo verde|KY cayman islands|CF central african republic|TD chad|CL chile
CN china/people's republic of china/peoples republic of china|CO colombia|KM comoros
CD congo democratic republic of the/democratic republic of the congo/dr congo/congo kinshasa
CG congo republic of the/republic of the congo/congo/congo brazzaville|CR costa rica
CI cote d ivoire/cote d'ivoire/ivory coast|HR croatia|CU cuba|CY cyprus
CZ czech republic/czechia|DK denmark|DJ djibouti|DM dominica|DO dominican republic
EC ecuador|EG egypt|SV el salvador|GQ equatorial guinea|ER eritrea|EE estonia|SZ eswatini/swaziland
ET ethiopia|FJ fiji|FI finland|FR france|GA gabon|GM gambia/the gambia/gambia the|GE georgia
DE germany|GH ghana|GI gibraltar|GR greece|GL greenland|GD grenada|GT guatemala
GG guernsey|GN guinea|GW guinea-bissau/guinea bissau|GY guyana|HT haiti
HN honduras|HK hong kong|HU hungary|IS iceland
IN india|ID indonesia|IR iran/iran islamic republic of/islamic republic of iran|IQ iraq|IE ireland
IM isle of man|IL israel|IT italy|JM jamaica|JP japan|JE jersey
JO jordan|KZ kazakhstan|KE kenya
KI kiribati|KP korea north/north korea/democratic people's republic of korea/dprk
KR korea south/south korea/republic of korea/korea|XK kosovo|KW kuwait|KG kyrgyzstan
LA laos/lao people's democratic republic|LV latvia|LB lebanon|LS lesotho|LR liberia|LY libya
LI liechtenstein|LT lithuania|LU luxembourg|MO macau/macao
MK macedonia/north macedonia/macedonia the former yugoslav republic of|MG madagascar|MW malawi
MY malaysia|MV maldives|ML mali|MT malta|MH marshall islands|MR mauritania|MU mauritius|MX mexico
FM micronesia|MD moldova/republic of moldova|MC monaco|MN mongolia|ME montenegro|MA morocco
MZ mozambique|NA namibia|NR nauru|NP nepal|NL netherlands/the netherlands/holland
AN netherlands antilles|NZ new zealand|NI nicaragua|NE niger|NG nigeria|NO norway|OM oman
PK pakistan|PW palau|PS palestinian/palestine/west bank/gaza/region gaza/palestinian territories
PA panama
PG papua new guinea|PY paraguay|PE peru|PH philippines|PL poland|PT portugal|PR puerto rico|QA qatar
RO romania|RU russia/russian federation/soviet union/ussr|RW rwanda|KN saint kitts and nevis
LC saint lucia|VC saint vincent and the grenadines|WS samoa|SM san marino|ST sao tome and principe
SA saudi arabia/kingdom of saudi arabia|SN senegal|RS serbia/serbia and montenegro|SC seychelles
SL sierra leone|SG singapore|SK slovakia|SI slovenia|SB solomon islands|SO somalia|ZA south africa
SS south sudan|ES spain|LK sri lanka|SD sudan|SR suriname|SE sweden|CH switzerland
SY syria/syrian arab republic|TW taiwan|TJ tajikistan|TZ tanzania/united republic of tanzania
TH thailand|TL timor-leste/east timor|TG togo|TO tonga|TT trinidad and tobago|TN tunisia
TR turkey/turkiye/türkiye|TM turkmenistan|TC turks and caicos islands|TV tuvalu|UG uganda
UA ukraine/region crimea/crimea|AE united arab emirates/uae
GB united kingdom/great britain/england/scotland/wales/northern ireland/uk
US united states/united states of america/usa|UY uruguay|UZ uzbekistan|VU vanuatu
VA vatican city/holy see|VE venezuela|VN vietnam/viet nam|VG virgin islands british
VI virgin islands us|YE yemen|ZM zambia|ZW zimbabwe
"""
_SPACES = re.compile(r"[\s,.:()]+")


def _table() -> dict[str, str]:
    found = {}
    for entry in _LINES.strip().replace("\n", "|").split("|"):
        code, _, names = entry.partition(" ")
        found[code.casefold()] = code
        for name in names.split("/"):
            found[name] = code
    return found


_CODES = _table()


def country_code(text: str) -> str | None:
    """The code of a country by its name or its own two letters; None where it is not known."""
    plain = _SPACES.sub(" ", text.casefold()).strip()
    found = _CODES.get(plain)
    if found is None and plain.startswith("the "):
        found = _CODES.get(plain[4:])
    return found
