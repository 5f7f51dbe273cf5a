"""The biller directory: who is paid, and each biller's rules as data.

Invariants: a biller's rules are one document, changed only with the version that was read;
fees and dates are pure functions of the rules, so that a quote can be computed again and agree.
"""
