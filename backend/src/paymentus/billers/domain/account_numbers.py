"""The form of a biller's account numbers: a safe subset of regular expressions.

A biller's pattern runs against what strangers type, so it must not be able to run for long. The
subset has no nesting of repetition and at most three open-ended ones, over at most 32 characters;
the work is then bounded by a polynomial that fits in well under a millisecond.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from paymentus.foundation.errors import FieldProblem, Rejected

PATTERN_LENGTH_MAX = 100
NUMBER_LENGTH_MAX = 32
_VARIABLE_REPETITIONS_MAX = 3

# Hyphens as people and word processors write them; they and white space separate, nothing more.
_SEPARATORS = re.compile(r"[\s\-‐‑‒–—−]+")
_LITERAL = r"[A-Za-z0-9]"
_RANGE = r"(?:[A-Z]-[A-Z]|[a-z]-[a-z]|[0-9]-[0-9]|[A-Za-z0-9]|\\d)"
_ATOM = rf"(?:{_LITERAL}|\\d|\[{_RANGE}+\])"
_ITEM = re.compile(rf"(?P<atom>{_ATOM})(?P<repeat>\{{\d{{1,2}}(?:,\d{{0,2}})?\}}|[?*+])?")
_GROUP = re.compile(r"\((?:\?:)?(?P<choices>[A-Za-z0-9]+(?:\|[A-Za-z0-9]+)*)\)(?![?*+{])")
_SEPARATOR_ITEM = re.compile(r"(?:\\?[- ]|\\s|\[(?:[- ]|\\[-s])+\])[?*+]?")


class AccountNumberMalformed(Rejected):
    """This is not an account number of this biller."""


@dataclass(frozen=True, slots=True)
class AccountNumberFormat:
    """``pattern`` describes the number as printed; spaces, dashes and letter case do not count.

    The subset: letters, digits, ``\\d``, classes such as ``[A-Z0-9]``, repetitions ``{6}``,
    ``{4,8}``, ``?``, ``+``, ``*``, and choices of words such as ``(NE|SW)``.
    """

    pattern: str
    label: str
    hint: str
    example: str


def normalize(text: str) -> str:
    """The account number as compared: no spaces or dashes, upper case, compatibility forms folded.

    Leading zeros stay. Not checked against any format; see :func:`account_key`.
    """
    return _SEPARATORS.sub("", unicodedata.normalize("NFKC", text)).upper()


def account_key(form: AccountNumberFormat, text: str) -> str:
    """The normalized number, or ``AccountNumberMalformed`` when it does not fit the format."""
    key = normalize(text) if len(text) <= 2 * NUMBER_LENGTH_MAX else ""
    if not 0 < len(key) <= NUMBER_LENGTH_MAX or not compiled(form.pattern).fullmatch(key):
        message = f"This does not look right. {form.hint} For example {form.example}."
        raise AccountNumberMalformed(message, fields=(FieldProblem("account_number", message),))
    return key


class PatternNotSafe(ValueError):
    """The pattern leaves the subset; the message says where."""


@lru_cache(maxsize=4096)
def compiled(pattern: str) -> re.Pattern[str]:
    """The expression for normalized numbers; ``PatternNotSafe`` outside the subset."""
    if not pattern or len(pattern) > PATTERN_LENGTH_MAX:
        raise PatternNotSafe(f"1 to {PATTERN_LENGTH_MAX} characters")
    body = pattern.removeprefix("^").removesuffix("$")
    parts: list[str] = []
    position = variable = 0
    while position < len(body):
        if separator := _SEPARATOR_ITEM.match(body, position):
            position = separator.end()
            continue
        if group := _GROUP.match(body, position):
            parts.append(f"(?:{group['choices'].upper()})")
            position = group.end()
            continue
        item = _ITEM.match(body, position)
        if item is None:
            raise PatternNotSafe(f"not understood from {body[position : position + 10]!r} on")
        repeat = item["repeat"] or ""
        variable += bool(repeat) and repeat not in ("?",) and ("," in repeat or repeat in "*+")
        parts.append(_upper(item["atom"]) + repeat)
        position = item.end()
    if not parts:
        raise PatternNotSafe("nothing but separators")
    if variable > _VARIABLE_REPETITIONS_MAX:
        raise PatternNotSafe(f"at most {_VARIABLE_REPETITIONS_MAX} repetitions of open length")
    try:
        return re.compile("".join(parts), re.ASCII)
    except re.error as error:
        raise PatternNotSafe(str(error)) from error


def _upper(atom: str) -> str:
    # \d keeps its letter; everything else is compared in upper case.
    return "\\d".join(piece.upper() for piece in atom.split("\\d"))


def problems_of(form: AccountNumberFormat) -> list[FieldProblem]:
    try:
        compiled(form.pattern)
    except PatternNotSafe as problem:
        return [FieldProblem("account_number.pattern", f"Use the simple patterns only: {problem}.")]
    try:
        account_key(form, form.example)
    except AccountNumberMalformed:
        return [FieldProblem("account_number.example", "The example does not fit the pattern.")]
    return []
