"""Listed names written the way that people and systems write them wrong, from a seed.

Each way changes one thing; a name may go through two. What a way cannot be done to (no middle name
to drop) is left to another, so every draw is a changed name or says that it is as listed.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from dataclasses import dataclass

_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_NEAR = {
    "a": "sqze", "b": "vgn", "c": "xvsk", "d": "sfe", "e": "wria", "f": "dgv", "g": "fhj",
    "h": "gjn", "i": "uoey", "j": "hky", "k": "jlc", "l": "kop", "m": "n", "n": "bm", "o": "ipu",
    "p": "ol", "q": "wak", "r": "et", "s": "adz", "t": "ryd", "u": "yio", "v": "cbw", "w": "qev",
    "x": "zcs", "y": "tui", "z": "xas",
}  # fmt: skip

# What one romanization writes so and another otherwise.
_ROMANIZATIONS = (
    ("kh", "h"), ("kh", "ch"), ("gh", "g"), ("q", "k"), ("q", "g"), ("ou", "u"), ("u", "ou"),
    ("oo", "u"), ("ee", "i"), ("i", "ee"), ("y", "i"), ("iy", "y"), ("ii", "i"), ("ei", "ey"),
    ("ay", "ai"), ("ai", "ay"), ("sh", "ch"), ("j", "dj"), ("dj", "j"), ("w", "v"), ("v", "w"),
    ("ph", "f"), ("dh", "d"), ("th", "t"), ("zh", "j"), ("ts", "tz"), ("x", "ks"), ("yu", "iu"),
    ("ya", "ia"), ("yev", "ev"), ("aa", "a"), ("o", "u"), ("e", "i"), ("ov", "off"), ("ff", "f"),
    ("ss", "s"), ("mm", "m"), ("ll", "l"), ("dd", "d"), ("bb", "b"), ("ck", "k"),
)  # fmt: skip
_SPELLINGS = {
    "muhammad": "mohamed mohammed mohamad mohammad", "mohammad": "muhammad mohamed mohammed",
    "mohammed": "muhammad mohamed", "mohamed": "mohammed muhammad", "ahmad": "ahmed",
    "ahmed": "ahmad", "husayn": "hussein hossein husain", "hussein": "husayn hussain hossein",
    "hassan": "hasan", "hasan": "hassan", "yusuf": "yousef youssef", "umar": "omar", "omar": "umar",
    "usama": "osama", "uthman": "othman osman", "shaykh": "sheikh", "sheikh": "shaykh",
    "abdallah": "abdullah", "abdullah": "abdallah", "sayf": "saif", "faysal": "faisal",
    "qasim": "kassem qassem", "aleksandr": "alexander alexandr", "sergei": "sergey",
    "sergey": "sergei", "dmitry": "dmitriy dmitri", "yevgeny": "evgeny", "yuri": "yury iurii",
    "vladimir": "wladimir", "nikolai": "nikolay", "alexei": "aleksey", "mikhail": "michail",
    "jose": "josef", "khalid": "khaled", "said": "saeed", "salih": "saleh", "jamal": "gamal",
    "ibrahim": "ebrahim", "mustafa": "mostafa", "mahmud": "mahmoud", "mansur": "mansour",
    "abdul": "abdel", "abd al": "abdul", "nasir": "nasser", "walid": "waleed", "bin": "ben ibn",
}  # fmt: skip
_FORMS = (
    ("limited liability company", "llc"), ("limited", "ltd"), ("ltd", "limited"), ("llc", "l.l.c."),
    ("joint stock company", "jsc"), ("jsc", "joint stock company"), ("company", "co"),
    ("co", "company"), ("corporation", "corp"), ("corp", "corporation"), ("gmbh", "g.m.b.h."),
    ("sa", "s.a."), ("incorporated", "inc"), ("inc", "incorporated"), ("international", "int'l"),
)  # fmt: skip
_ADDED_NAMES = ("john", "karim", "anna", "ali", "maria", "hasan", "ivan", "luis", "omar", "viktor")
_CYRILLIC = (
    ("shch", "щ"), ("zh", "ж"), ("kh", "х"), ("ts", "ц"), ("ch", "ч"), ("sh", "ш"), ("yu", "ю"),
    ("ya", "я"), ("yo", "ё"), ("ye", "е"), ("iy", "ий"), ("a", "а"), ("b", "б"), ("v", "в"),
    ("g", "г"), ("d", "д"), ("e", "е"), ("z", "з"), ("i", "и"), ("y", "й"), ("k", "к"), ("l", "л"),
    ("m", "м"), ("n", "н"), ("o", "о"), ("p", "п"), ("r", "р"), ("s", "с"), ("t", "т"), ("u", "у"),
    ("f", "ф"), ("h", "х"), ("c", "к"), ("j", "дж"), ("q", "к"), ("w", "в"), ("x", "кс"),
)  # fmt: skip


@dataclass(frozen=True)
class Mangled:
    """``text`` is what is screened; ``ways`` say what was done, in order."""

    text: str
    ways: tuple[str, ...]


Way = Callable[[random.Random, list[str], bool], list[str] | None]


def natural_order(name: str, *, person: bool) -> list[str]:
    """``LAST, First Middle`` as words in the order that people say them."""
    if person and "," in name:
        last, _, first = name.partition(",")
        return f"{first} {last}".split()
    return name.split()


def _long_words(words: list[str], letters: int = 4) -> list[int]:
    return [i for i, word in enumerate(words) if sum(map(str.isalpha, word)) >= letters]


def _typo(rng: random.Random, words: list[str], _: bool) -> list[str] | None:
    long = _long_words(words)
    if not long:
        return None
    place = rng.choice(long)
    word = words[place]
    at = rng.randrange(1, len(word) - 1)
    change = rng.randrange(4)
    near = rng.choice(_NEAR.get(word[at].lower(), _LETTERS))
    if change == 0:
        changed = word[:at] + word[at + 1 :]
    elif change == 1:
        changed = word[:at] + near + word[at:]
    elif change == 2:
        changed = word[:at] + near + word[at + 1 :]
    else:
        changed = word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    return _put(words, place, changed)


def _put(words: list[str], place: int, word: str) -> list[str] | None:
    if word.lower() == words[place].lower():
        return None
    return [*words[:place], word, *words[place + 1 :]]


def _romanized_otherwise(rng: random.Random, words: list[str], _: bool) -> list[str] | None:
    choices = []
    for place, word in enumerate(words):
        small = word.lower().strip(",'")
        choices += [(place, other) for other in _SPELLINGS.get(small, "").split()] * 3
        if len(small) > 4:
            choices += [
                (place, small.replace(one, other, 1))
                for one, other in _ROMANIZATIONS
                if one in small[1:] or (len(one) > 1 and one in small)
            ]
    if not choices:
        return None
    place, other = rng.choice(choices)
    return _put(words, place, other)


def _other_order(rng: random.Random, words: list[str], person: bool) -> list[str] | None:
    if len(words) < 2 or not person:
        return None
    cut = rng.randrange(1, len(words))
    turned = [*words[cut:], *words[:cut]]
    if rng.random() < 0.5:
        turned[len(words) - cut - 1] += ","
    return turned


def _initial(rng: random.Random, words: list[str], person: bool) -> list[str] | None:
    whole = [i for i in _long_words(words, 3) if words[i].isalpha()]
    if not person or len(whole) < 3:
        return None
    place = rng.choice(whole[:-1])
    return _put(words, place, words[place][0] + rng.choice([".", ""]))


def _dropped(rng: random.Random, words: list[str], person: bool) -> list[str] | None:
    long = _long_words(words, 3)
    if len(long) < (3 if person else 4):
        return None
    place = rng.choice(long[1:-1])
    return [*words[:place], *words[place + 1 :]]


def _added(rng: random.Random, words: list[str], person: bool) -> list[str] | None:
    if len(words) < 2:
        return None
    if person:
        return [words[0], rng.choice(_ADDED_NAMES), *words[1:]]
    return [*words, rng.choice(["Group", "Trading", "International", "Holding"])]


def _other_form(rng: random.Random, words: list[str], person: bool) -> list[str] | None:
    if person:
        return None
    text = " ".join(words).lower().replace(".", "").replace(",", "")
    fitting = [(one, other) for one, other in _FORMS if re.search(rf"\b{one}\b", text)]
    if not fitting:
        return [*words, rng.choice(["Ltd", "LLC", "Co.", "Inc", "GmbH", "S.A."])]
    one, other = rng.choice(fitting)
    return re.sub(rf"\b{one}\b", other, text).split()


def _together_or_apart(rng: random.Random, words: list[str], _: bool) -> list[str] | None:
    if rng.random() < 0.5 and len(words) > 2:
        place = rng.randrange(len(words) - 1)
        return [*words[:place], words[place] + words[place + 1].lower(), *words[place + 2 :]]
    long = _long_words(words, 7)
    if not long:
        return None
    place = rng.choice(long)
    at = rng.randrange(3, len(words[place]) - 3)
    return [*words[:place], words[place][:at], words[place][at:], *words[place + 1 :]]


def _punctuation(rng: random.Random, words: list[str], _: bool) -> list[str] | None:
    text = " ".join(words)
    changed = text.replace("-", rng.choice([" ", ""])).replace("'", "").replace(",", "")
    changed = changed.title() if rng.random() < 0.5 else changed.lower()
    return changed.split() if changed != text else None


def _title(rng: random.Random, words: list[str], person: bool) -> list[str] | None:
    return [rng.choice(["Mr.", "Dr", "Sheikh", "Haji", "Gen."]), *words] if person else None


def _cyrillic(rng: random.Random, words: list[str], person: bool) -> list[str] | None:
    text = " ".join(words).lower()
    if not person or not re.search(r"(ov|ev|sky|skiy|vich|enko|ova|eva)\b", text):
        return None
    for latin, letter in _CYRILLIC:
        text = text.replace(latin, letter)
    return text.title().split()


WAYS: dict[str, tuple[Way, int]] = {
    "typo": (_typo, 5),
    "romanized otherwise": (_romanized_otherwise, 5),
    "other order": (_other_order, 3),
    "initial": (_initial, 2),
    "word dropped": (_dropped, 2),
    "word added": (_added, 2),
    "other legal form": (_other_form, 3),
    "together or apart": (_together_or_apart, 2),
    "punctuation and case": (_punctuation, 2),
    "title added": (_title, 1),
    "Cyrillic": (_cyrillic, 1),
}


# Ways that keep the name's words; also what is added to another change, for more than one hard
# change makes another name.
MILD = ("other order", "punctuation and case", "title added", "other legal form")
# Of the published positives of research (mangled names of the UN's list), five in six keep theirs.
MILD_SHARE = 5 / 6


def mangle_mostly_mildly(name: str, *, person: bool, rng: random.Random) -> Mangled:
    """In five of six cases the words stay as they are; in the sixth any way is taken."""
    ways = MILD if rng.random() < MILD_SHARE else tuple(WAYS)
    return mangle(name, person=person, rng=rng, ways=ways)


def mangle(
    name: str, *, person: bool, rng: random.Random, ways: tuple[str, ...] = tuple(WAYS)
) -> Mangled:
    """The name changed in one way; one in four in a second, mild one."""
    words = natural_order(name, person=person)
    done: list[str] = []
    for names in (ways, MILD)[: 2 if rng.random() < 0.25 else 1]:
        weights = [WAYS[way][1] for way in names]
        for _ in range(20):
            way = rng.choices(names, weights)[0]
            changed = None if way in done else WAYS[way][0](rng, words, person)
            if changed:
                words = changed
                done.append(way)
                break
    return Mangled(" ".join(words), tuple(done))
