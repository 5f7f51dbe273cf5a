"""What kind a word of a name is: title, particle, legal form, trade word, number.

The words are small and without dots, as ``normalization`` leaves them. Kinds decide how much a
word says about who is meant: a surname much, "Company" little, "Mr" nothing.
"""

from __future__ import annotations

from enum import IntEnum

from paymentus.compliance.domain.screening.word_tables import entries, words_in


class Kind(IntEnum):
    """What a word is in a name; the order says nothing."""

    NAME = 0
    PARTICLE = 1
    TITLE = 2
    FORM = 3
    TRADE = 4
    NUMBER = 5
    INITIAL = 6
    PLACE = 7


PARTICLES = words_in(
    """
    al el ul ad ed ud as es us ash esh at et ath an en ar er az ez ol adh dh bin ben ibn ibnu
    bint binti binte bnt ould wuld ap mac ag de del della delle dello degli dei di da do dos
    das du des d la le les lo los las l y e van von vom zu zum zur der den ter ten te t op av
    af zum a o i na the of and for in on und et et fur pour para por per dlya
    """
)

TITLES = words_in(
    """
    mr mrs ms miss mister madam madame monsieur mme mlle herr frau senor senora sr sra don
    dona dr doctor prof professor eng engineer sir lord lady dame hon rev reverend father fr
    gen general lt lieutenant col colonel maj major cpt capt captain brig brigadier cmdr
    commander sgt sergeant adm admiral marshal haji hajji hadji hajj hajj alhaji elhadj haj
    sheikh shaykh sheik shaikh sheykh cheikh sayyid syed sayed sayyed mullah mulla mawlawi
    maulavi maulana mawlana molla ayatollah hojjatoleslam imam qari ustad ustadh mufti hafiz
    emir king prince princess president minister jr junior senior esq phd md mba mv mt judge mts
    """
)

# Titles that are surnames too, so titles only in front.
TITLES_IN_FRONT = words_in(
    """
    king prince princess major marshal lord lady general doctor captain sir father judge
    madam dame imam hafiz emir mufti qari minister president fr sr rev hon don maj capt
    """
)

TITLES_BEHIND = words_in(
    """
    jr junior senior esq phd md mba
    """
)

# Legal forms as they come out of normalization. What stands on one line is one form.
_FORM_LINES = """
limited liability company|llc|l l c|limited liability co|ooo|
    obshchestvo s ogranichennoi otvetstvennostyu|obshchestvo s ogranichennoy otvetstvennostyu|
    tov|doo|d o o|srl|sarl|sro|s r o|spol s r o|gmbh|g m b h|
    gesellschaft mit beschrankter haftung|sp z o o|sp z oo|z oo|z o o|spzoo|sp zoo|
    spolka z ograniczona odpowiedzialnoscia|ltda|limitada|s de rl|s de r l|
    sociedad de responsabilidad limitada|societatea cu raspundere limitata|
    societe a responsabilite limitee|societa a responsabilita limitata|bv|b v|bvba|
    besloten vennootschap|kft|uab|oy|ab|aps|mchj|lda|eood|ood|sia|ou|dooel|jdoo
limited|ltd|ltd co|co ltd|company limited|private limited|pvt ltd|pte ltd|pty ltd|pvt|pte|pty|
    sdn bhd|bhd|sendirian berhad|berhad
incorporated|inc|corporation|corp|corporacion|corporatio|korporatsiya
public limited company|plc|p l c|public company limited|public joint stock company|pjsc|pao|
    oao|ojsc|open joint stock company|joint stock company|jsc|ao|zao|cjsc|
    closed joint stock company|aktiengesellschaft|ag|sa|s a|societe anonyme|sociedad anonima|
    societa per azioni|spa|s p a|nv|n v|naamloze vennootschap|asa|as|a s|aktieselskab|
    aktieselskap|aktiebolag|akciova spolecnost|akcionersko drustvo|ad|dd|d d|pt|tbk|
    anonim sirketi|as sirketi|ktaiengesellschaft|sa de cv|s a de c v|sab de cv|sas|s a s|pao|
    otkrytoe aktsionernoe obshchestvo|zakrytoe aktsionernoe obshchestvo|
    aktsionernoe obshchestvo|publichnoe aktsionernoe obshchestvo|sae|saog|saoc|kk|
    kabushiki kaisha|yk|shpk
partnership|lp|l p|llp|l l p|lllp|kg|gmbh co kg|gmbh and co kg|gbr|ohg|kommanditgesellschaft|
    snc|scs|sca|cv
company|co|compania|cia|compagnie|cie|kompaniya|sirketi|sherkat|sharikat|sharika|kompania
na|n a|national association
unitary enterprise|fgup|gup|federal state unitary enterprise|rue|
    republican unitary enterprise|chup
ev|e v|eingetragener verein|ngo|npo|ano
est|establishment|fze|fzc|fzco|fz llc|fzllc|dmcc|wll|w l l|kscc|ksc
"""
FORMS: dict[tuple[str, ...], str] = {
    tuple(form.split()): line.partition("|")[0]
    for line in entries(_FORM_LINES)
    for form in line.split("|")
}
FORM_WORDS_MAX = max(len(words) for words in FORMS)
FORM_BEGINNINGS = frozenset(words[0] for words in FORMS)
# These are a person's words as often as a company's: a form only at the end, or beside another.
AMBIGUOUS_FORMS = words_in(
    """
    as ad ab oy sa ag co na cv est tov ou ev dd ao pao sia pt kg sca
    """
)
# Of these, the ones that end no person's name either: a form only where an organization is meant.
NEVER_ALONE = words_in(
    """
    na ou sia as
    """
)

# Parts of legal forms; alone, or with a letter wrong, they still say nothing about who is meant.
FORM_PARTS = sorted(
    words_in(
        """
    limited liability company corporation incorporated limitada compania sociedad anonima
    aktiengesellschaft joint stock public private establishment aktsionernoe obshchestvo
    publichnoe otkrytoe zakrytoe ogranichennoi ogranichennoy otvetstvennostyu
    """
    )
)
# What may be glued to the word before it.
FORM_ENDINGS = ("limited", "company", "corporation", "incorporated", "gmbh", "ltda", "ltd", "llc")

# Written in several ways; the key is what they become.
_SAME_WORD = """
international|intl|int|internacional|internationale|internazionale|internationaler|
    mezhdunarodnyi
bank|banque|banco|banca|banka
trading|trade|tijarat|commercial|comercial|commerciale|tejarat|tijari
company|companies
group|grupo|groupe|gruppe|gruppa|grup|gruppo
industries|industry|industrial|industria|industrias|industrie
manufacturing|mfg|manufacturers|manufacture
enterprises|enterprise|ent
brothers|bros|hermanos|hnos
organization|organisation|org|organizacion|organizatsiya
foundation|fundacion|fondation|stiftung|fondazione|fundatsiya|fond
center|centre|centro|zentrum|markaz|tsentr
services|service|servicios|svcs
university|universitat|universidad|universite|univ
institute|institut|instituto|inst
association|assoc|assn|asociacion|verein
development|dev|developments|desarrollo
engineering|engg|engineers|eng
technology|technologies|tech|tecnologia|tekhnologiya
construction|constructions|construccion|constructora|constructores|constructors
transport|transportation|transportes|transports
shipping|navigation|naviera|maritime|marine
management|mgmt|mgt
holding|holdings|hldg|hldgs|kholding
investment|investments|invest|inversiones|inversion
import|imports|importadora|importaciones
export|exports|exportadora|exportaciones
labor|labour
defense|defence
national|nacional|nationale|nazionale|natl
general|gen
production|productions|proizvodstvennoe|producciones
agricultural|agriculture|agricola|agro
airlines|airline|airways|aerolineas
securities|security
saint|st|san|santa|sankt
and|und|y|et
"""
SAME_WORD: dict[str, str] = {
    word: line.partition("|")[0].strip()
    for line in entries(_SAME_WORD)
    for word in map(str.strip, line.split("|"))
}

TRADE_WORDS = words_in(
    """
    international bank trading group industries manufacturing enterprises brothers
    organization foundation center services university institute association development
    engineering technology construction transport shipping management holding investment
    import export defense national general production agricultural airlines securities company
    society union federation council committee ministry department bureau office agency
    authority board commission party movement front army brigade brigades force forces guard
    battalion trust fund funds capital partners finance financial insurance credit exchange
    money global world universal first new united consulting consultants advisory solutions
    systems electronics electric power energy oil gas petroleum petrochemical chemical
    chemicals steel metal metals mining minerals cement plastics pharmaceutical
    pharmaceuticals medical health hospital food foods textile textiles motor motors auto
    automotive equipment machinery tools parts supply supplies products materials resources
    real estate properties property hotel hotels tours travel tourism aviation air aircraft
    logistics cargo freight lines line marine fishing farm farms school academy research
    science scientific military aerospace space telecom telecommunications communications
    media press news television radio network internet software computer data information
    digital design store stores shop market supermarket restaurant club sport sports charity
    charitable relief aid islamic cooperative coop venture branch state government servicios
    inmobiliaria distribuidora comercializadora transportes ganadera agropecuaria cooperativa
    consorcio taller rancho hacienda estacion laboratorios laboratorio sociedad
    """
)

PLACE_WORDS = words_in(
    """
    iran iraq syria syrian china chinese russia russian korea korean north south east west
    america american europe european africa african asia asian arab arabian kuwait qatar dubai
    emirates london york boston atlanta chicago paris berlin madrid moscow beijing shanghai
    hong kong singapore mexico mexican chile colombia venezuela cuba cuban panama brazil
    argentina peru spain france germany german italy sweden finland denmark norway norge
    nederland netherlands belgium austria switzerland swiss poland ukraine belarus turkey
    turkish egypt libya libyan sudan somalia yemen lebanon jordan israel pakistan india indian
    indonesia malaysia thailand vietnam japan japanese australia canada britain british
    england ireland tehran damascus baghdad beirut cairo istanbul kabul karachi
    """
)

_NUMBERS = """
zero null
one first 1st uno
two second 2nd dos
three third 3rd tres
four fourth 4th cuatro
five fifth 5th cinco
six sixth 6th seis
seven seventh 7th siete
eight eighth 8th ocho
nine ninth 9th nueve
ten tenth 10th
eleven eleventh 11th
twelve twelfth 12th
thirteen thirteenth 13th
fourteen fourteenth 14th
fifteen fifteenth 15th
sixteen sixteenth 16th
seventeen seventeenth 17th
eighteen eighteenth 18th
nineteen nineteenth 19th
"""
NUMBER_WORDS: dict[str, int] = {
    word: value for value, line in enumerate(entries(_NUMBERS)) for word in line.split()
}
_TENS = """
twenty twentieth
thirty thirtieth
forty fourty fortieth
fifty fiftieth
sixty
seventy
eighty
ninety
"""
TENS: dict[str, int] = {
    word: 10 * tens for tens, line in enumerate(entries(_TENS), start=2) for word in line.split()
}
_NUMERALS = "i ii iii iv v vi vii viii ix x xi xii xiii xiv xv xvi xvii xviii xix xx"
ROMAN: dict[str, int] = {numeral: value for value, numeral in enumerate(_NUMERALS.split(), start=1)}
