"""Parameters that several endpoints share, and the checks that need more than their type."""

from __future__ import annotations

from urllib.parse import urlsplit

from sandbox.forms import Fields, Flag, Many, Metadata, OneOf, Text
from sandbox.refusals import InvalidParameters
from sandbox.store import JsonObject
from sandbox.stripe_objects.method_types import METHOD_TYPES

CURRENCIES = frozenset(
    [
        "aed",
        "ars",
        "aud",
        "bam",
        "bbd",
        "bdt",
        "bgn",
        "bhd",
        "bif",
        "bmd",
        "bnd",
        "bob",
        "brl",
        "bsd",
        "bwp",
        "bzd",
        "cad",
        "chf",
        "clp",
        "cny",
        "cop",
        "crc",
        "czk",
        "djf",
        "dkk",
        "dop",
        "dzd",
        "egp",
        "etb",
        "eur",
        "fjd",
        "gbp",
        "gel",
        "gnf",
        "gtq",
        "hkd",
        "hnl",
        "huf",
        "idr",
        "ils",
        "inr",
        "isk",
        "jmd",
        "jod",
        "jpy",
        "kes",
        "khr",
        "kmf",
        "krw",
        "kwd",
        "kzt",
        "lbp",
        "lkr",
        "mad",
        "mdl",
        "mga",
        "mkd",
        "mnt",
        "mop",
        "mur",
        "mxn",
        "myr",
        "nad",
        "ngn",
        "nok",
        "npr",
        "nzd",
        "omr",
        "pab",
        "pen",
        "pgk",
        "php",
        "pkr",
        "pln",
        "pyg",
        "qar",
        "ron",
        "rsd",
        "rwf",
        "sar",
        "sek",
        "sgd",
        "thb",
        "tnd",
        "try",
        "ttd",
        "twd",
        "tzs",
        "uah",
        "ugx",
        "usd",
        "uyu",
        "uzs",
        "vnd",
        "vuv",
        "xaf",
        "xcd",
        "xof",
        "xpf",
        "zar",
        "zmw",
    ]
)
_SMALLEST = {"usd": 50, "eur": 50, "gbp": 30, "cad": 50, "jpy": 50}

ADDRESS = Fields(
    {name: Text() for name in ("city", "country", "line1", "line2", "postal_code", "state")}
)
BILLING = Fields({"address": ADDRESS, "email": Text(), "name": Text(), "phone": Text()})
METHOD_TYPE = OneOf(METHOD_TYPES)
ALLOWED_TYPES = {"allowed_payment_method_types": Many(METHOD_TYPE)}
# Taken from requests that name an API version before 2026-09-30 only.
FIXED_TYPES = {"payment_method_types": Many(METHOD_TYPE)}
AUTOMATIC = Fields({"enabled": Flag(), "allow_redirects": OneOf(("always", "never"))}, ("enabled",))
METADATA = Metadata()
TERMS = Fields(
    {
        "customer_acceptance": Fields(
            {
                "type": OneOf(("online", "offline")),
                "accepted_at": Text(),
                "online": Fields({"ip_address": Text(), "user_agent": Text()}),
                "offline": Fields({}),
            },
            ("type",),
        )
    },
    ("customer_acceptance",),
)


def check_currency(currency: str) -> str:
    """Lower case, as the vendor stores it; raises InvalidParameters for an unknown one."""
    if currency.lower() not in CURRENCIES:
        raise InvalidParameters(
            f"Invalid currency: {currency.lower()}. Use a three-letter ISO code.", param="currency"
        )
    return currency.lower()


def check_amount(amount: int, currency: str) -> None:
    smallest = _SMALLEST.get(currency, 1)
    if amount < smallest:
        raise InvalidParameters(
            f"Amount must be at least {smallest} in the smallest unit of {currency}.",
            code="amount_too_small",
            param="amount",
        )
    if amount > 99_999_999:
        raise InvalidParameters(
            "Amount must be no more than 99999999 in the smallest unit.",
            code="amount_too_large",
            param="amount",
        )


def check_url(url: str, param: str) -> None:
    """Only http and https: these addresses are put into redirects."""
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname or "\n" in url:
        raise InvalidParameters(
            "Not a valid URL. URLs must begin with http:// or https://.",
            code="url_invalid",
            param=param,
        )


def check_ways_to_choose(given: JsonObject) -> None:
    """At most one parameter may choose the payment method types."""
    ways = ("allowed_payment_method_types", "automatic_payment_methods", "payment_method_types")
    chosen = [name for name in ways if given.get(name)]
    if len(chosen) > 1:
        raise InvalidParameters(
            f"You may only specify one of these parameters: {', '.join(chosen)}.", param=chosen[0]
        )


def merged_metadata(old: JsonObject, new: JsonObject | None) -> JsonObject:
    """New values win, empty ones remove, and an empty map removes all."""
    if new is None:
        return old
    return {name: text for name, text in {**old, **new}.items() if text} if new else {}
