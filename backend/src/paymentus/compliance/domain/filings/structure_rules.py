"""Whether a file is built as FinCEN takes it: order, counts, lengths, characters, codes."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date

from paymentus.compliance.domain.filings.defects import Findings
from paymentus.compliance.domain.filings.grammar import Grammar, Kind, Leaf
from paymentus.compliance.domain.filings.labels import label_of
from paymentus.compliance.domain.filings.tree import NAMESPACE, Spot

_TIME = re.compile(r"^([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]$")
_AMOUNT = re.compile(r"^(0|[1-9][0-9]*)$")
_DATES = frozenset({Kind.DATE, Kind.DATE_OR_BLANK, Kind.BIRTH_DATE})
_DAY = re.compile(r"^(19|20)[0-9]{6}$")
_SCHEMA_INSTANCE = "{http://www.w3.org/2001/XMLSchema-instance}"


def judge_structure(root: Spot, grammar: Grammar, found: Findings) -> None:
    """Everything that can be said of an element without knowing what its neighbors mean."""
    _judge(root, "", grammar, found)
    _judge_numbers_of_elements(root, grammar, found)


def _judge(spot: Spot, parent: str, grammar: Grammar, found: Findings) -> None:
    if spot.node.namespace != NAMESPACE:
        found.error(
            "namespace",
            spot,
            f"The element {spot.name} is not in the namespace {NAMESPACE}"
            f" (it is in {spot.node.namespace or 'none'}).",
        )
        return
    shape = grammar.shape_of(parent, spot.name)
    if shape is None:
        _judge_leaf(spot, grammar.leaf_of(spot.name), found)
        return
    if spot.text.strip():
        found.error("stray_text", spot, "Text stands here between elements.")
    _judge_attributes(spot, grammar, found)
    _judge_order(spot, parent, grammar, found)
    for below in spot.spots():
        known = any(part.name == below.name for part in shape)
        if known or below.node.namespace != NAMESPACE:
            _judge(below, spot.name, grammar, found)


def _judge_order(spot: Spot, parent: str, grammar: Grammar, found: Findings) -> None:
    shape = grammar.shape_of(parent, spot.name) or ()
    places = {part.name: place for place, part in enumerate(shape)}
    counts = Counter(below.name for below in spot.spots())
    last = -1
    for below in spot.spots():
        place = places.get(below.name)
        if place is None:
            found.error("unknown_element", below, f"{below.name} does not belong here.")
        elif place < last:
            found.error(
                "wrong_order", below, f"{below.name} has to stand before {shape[last].name}."
            )
        else:
            last = place
    for part in shape:
        count = counts[part.name]
        if count < part.least:
            words = f"{part.name} is missing."
            if part.least > 1:
                words = f"{part.name} is here {count} times; at least {part.least} are needed."
            found.error("missing_element", spot.at(part.name), words)
        if part.most and count > part.most:
            found.error(
                "too_many",
                spot.all(part.name)[part.most],
                f"{part.name} is here {count} times; at most {part.most} may be.",
            )


def _judge_attributes(spot: Spot, grammar: Grammar, found: Findings) -> None:
    """The root has totals and counts; every other element that holds elements has a SeqNum."""
    wanted = grammar.attributes if spot.name == "EFilingBatchXML" else ("SeqNum",)
    given = spot.node.attributes
    for name in given:
        if name not in wanted and not name.startswith(_SCHEMA_INSTANCE):
            found.error("unknown_attribute", spot, f"The attribute {name} does not belong here.")
    for name in wanted:
        if name not in given:
            found.error("missing_attribute", spot, f"The attribute {name} is missing.")
        elif not re.fullmatch(r"[0-9]{1,18}(\.[0-9]+)?", given[name]) or (
            "." in given[name] and name != "TotalAmount"
        ):
            found.error(
                "attribute_not_a_number",
                spot,
                f"{name} is “{given[name]}”, which is not a whole number.",
            )


def _judge_numbers_of_elements(root: Spot, grammar: Grammar, found: Findings) -> None:
    seen: dict[str, Spot] = {}
    for spot in root.walk():
        number = spot.node.attributes.get("SeqNum")
        if number is not None and spot is not root:
            key = number.lstrip("0") or "0"
            if key in seen:
                other = seen[key].label
                found.error("repeated_seqnum", spot, f"SeqNum {number} is that of {other} too.")
            else:
                seen[key] = spot
        for parent, child, value in grammar.unique:
            if spot.name == parent:
                _judge_unique(spot, child, value, found)


def _judge_unique(spot: Spot, child: str, value: str, found: Findings) -> None:
    seen = set()
    for below in spot.all(child):
        said = below.value(value).strip()
        if said and said in seen:
            found.error(
                "repeated_value", below.at(value), f"{said} is given twice in the same report."
            )
        seen.add(said)


def _judge_leaf(spot: Spot, kind: Leaf | None, found: Findings) -> None:
    if spot.spots():
        found.error("unknown_element", spot.spots()[0], f"{spot.name} holds text, no elements.")
        return
    for name in spot.node.attributes:
        if not name.startswith(_SCHEMA_INSTANCE):
            found.error("unknown_attribute", spot, f"The attribute {name} does not belong here.")
    if spot.name == "FormTypeCode" or kind is None:
        return
    if _judge_characters(spot, kind, found):
        _judge_value(spot, kind, found)


def _judge_characters(spot: Spot, kind: Leaf, found: Findings) -> bool:
    """FinCEN refuses a whole batch for one of these, in whichever element it is."""
    text, words = spot.text, label_of(spot.name)
    if kind.kind is Kind.NARRATIVE and "\n" not in text and "\r" not in text:
        double = False
    else:
        double = "  " in text
    for character, name in (("\t", "a tab"), ("\r", "a carriage return"), ("\n", "a line break")):
        if character in text:
            found.error("control_character", spot, f"The {words} holds {name}.")
            return False
    if text != text.strip():
        where = "starts" if text != text.lstrip() else "ends"
        found.error("outer_space", spot, f"The {words} {where} with a space.")
        return False
    if double:
        found.error("double_space", spot, f"The {words} holds two spaces in a row.")
        return False
    if not text.isprintable():
        found.error(
            "control_character", spot, f"The {words} holds a character that does not print."
        )
        return False
    return True


def _judge_value(spot: Spot, kind: Leaf, found: Findings) -> None:
    text, words = spot.text, label_of(spot.name)
    if kind.length and len(text) > kind.length:
        found.error(
            "too_long",
            spot,
            f"The {words} has {len(text):,} characters; at most {kind.length:,} fit.",
        )
        return
    if kind.kind in _DATES:
        _judge_date(spot, kind.kind, found)
        return
    wrong = _wrong_with(text, kind, words)
    if wrong is not None:
        found.error(wrong[0], spot, wrong[1])


def _wrong_with(text: str, kind: Leaf, words: str) -> tuple[str, str] | None:
    """Code and reason; None where the value is of its kind."""
    match kind.kind:
        case Kind.INDICATOR if text not in ("", "Y"):
            return "not_an_indicator", f"“{text}” is neither Y nor empty."
        case Kind.CODE if text not in kind.codes:
            said = f"“{text}”" if text else "Nothing"
            return "unknown_code", f"{said} is not a code for the {words}."
        case Kind.AMOUNT if text and not _AMOUNT.match(text):
            return (
                "not_whole_dollars",
                f"“{text}” is not an amount in whole dollars, digits only (round up).",
            )
        case Kind.NUMBER if not re.fullmatch(r"[0-9]{1,14}", text):
            return "not_a_number", f"The {words} “{text}” is not digits only."
        case Kind.TIME_OR_BLANK if text and not _TIME.match(text):
            return "not_a_time", f"“{text}” is not a time as HH:MM:SS."
        case Kind.NARRATIVE if not text:
            return "empty", f"The {words} is empty."
    return None


def _judge_date(spot: Spot, kind: Kind, found: Findings) -> None:
    text, words = spot.text, label_of(spot.name)
    if not text and kind is not Kind.DATE:
        return
    if not _DAY.match(text):
        found.error("not_a_date", spot, f"The {words} “{text}” is not a date as YYYYMMDD.")
    elif day_of(text, partial=kind is Kind.BIRTH_DATE) is None:
        found.error("not_a_date", spot, f"The {words} “{text}” is no day of the calendar.")


def day_of(text: str, *, partial: bool = False) -> date | None:
    """The day that eight digits name. ``partial`` takes 00 for an unknown month or day, which
    then reads as the first. None where there is no such day."""
    if not _DAY.match(text):
        return None
    year, month, day = int(text[:4]), int(text[4:6]), int(text[6:])
    if partial:
        if month == 0 and day != 0:
            return None
        month, day = month or 1, day or 1
    try:
        return date(year, month, day)
    except ValueError:
        return None
