"""What a password must be. Length counts, composition rules do not (NIST SP 800-63B, 3.1.1.2)."""

from __future__ import annotations

import unicodedata
from itertools import pairwise

_DIGITS = "0123456789"

PASSWORD_LENGTH_MIN = 10
PASSWORD_LENGTH_MAX = 256
"""An upper bound only so that nobody makes us hash megabytes."""

# What people choose first, with or without digits and signs around it ("Welcome2026!").
_FIRST_CHOICES = """
    password passwort passw0rd p4ssw0rd passpass passwordpassword mypassword newpassword
    thepassword pssword pssw0rd pword paword secret secretpassword letmein letmeinnow changeme
    welcome welcomeback admin administrator adminadmin root rootroot test testtest testing
    testpassword guest default login master superuser qwerty qwertyqwerty qwertyuiop qwertz
    qwertzuiop azerty azertyuiop asdf asdfgh asdfghjkl asdfasdf asdfasdfasdf zxcvbn zxcvbnm
    poiuytrewq abc abcd abcdef abcdefg abcabc iloveyou iloveyouforever ihateyou loveyou
    sunshine princess football baseball basketball soccer hockey superman batman spiderman
    dragon monkey shadow starwars pokemon charlie michael jennifer jessica daniel ashley
    liverpool manchester chelsea arsenal barcelona computer internet samsung whatever
    trustno trustnotrustno freedom flower summer winter spring autumn january february
    correcthorsebatterystaple
"""
_KEYBOARD_WALKS = """
    1q2w3e4r5t 1q2w3e4r5t6y q1w2e3r4t5 q1w2e3r4t5y6 1qaz2wsx3edc zaq12wsxcde3 1qazxsw2 1qaz2wsx
    qazwsxedcrfv qazwsxedc123 a1b2c3d4e5 a1s2d3f4g5 1a2b3c4d5e abc123abc123 abc123456789
    trustno1trustno1 password1password1 test123test123 admin123admin123
"""
_REFUSED_STEMS = frozenset(_FIRST_CHOICES.split())
_REFUSED_WHOLE = frozenset(_KEYBOARD_WALKS.split())


def as_typed(password: str) -> str:
    """One spelling for one password: NFKC, so that two keyboards give the same bytes."""
    return unicodedata.normalize("NFKC", password)


def password_problem(*, password: str, email: str, full_name: str) -> str | None:
    """A sentence saying why the password is refused, or None."""
    text = as_typed(password)
    if len(text) < PASSWORD_LENGTH_MIN:
        return f"Use at least {PASSWORD_LENGTH_MIN} characters. A short sentence works well."
    if len(text) > PASSWORD_LENGTH_MAX:
        return f"Use at most {PASSWORD_LENGTH_MAX} characters."
    bare = _bare(text)
    if bare in _REFUSED_WHOLE or bare.strip(_DIGITS) in _REFUSED_STEMS or _is_number(bare):
        return "This is one of the passwords people guess first. Choose another."
    if len(set(text)) < 4 or _is_a_run(text.casefold()):
        return "This repeats or counts through a few characters. Choose another."
    own = {_bare(email), _bare(email.partition("@")[0]), _bare(full_name)} - {""}
    if bare in own:
        return "Do not use your own name or email address as your password."
    return None


def _bare(text: str) -> str:
    return "".join(char for char in text.casefold() if char.isalnum())


def _is_a_run(text: str) -> bool:
    """Each character follows the one before by the same step: abcdefghij, 9876543210."""
    steps = {ord(after) - ord(before) for before, after in pairwise(text)}
    return len(steps) == 1


def _is_number(text: str) -> bool:
    """Dates, phone and account numbers: there are too few of them."""
    return text.isdecimal() and len(text) < 16
