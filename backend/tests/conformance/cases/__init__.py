"""The cases, by what they are about. Importing this package registers them all."""

from conformance.cases import (
    bodies,
    crashes,
    keys,
    notices,
    obligations,
    people,
    processor,
    refusals,
    same_key,
)

IN_ORDER = (
    same_key,
    refusals,
    bodies,
    keys,
    people,
    obligations,
    processor,
    crashes,
    notices,
)
