"""Paying bills: quotes, payments, unknown outcomes, receipts.

Invariants: a payment is recorded before the processor is asked; the processor
meets one idempotency key per payment; unknown is never failure; a state only
moves up its rank, so redirect, webhook and janitor may come in any order any
number of times; money that came is always counted.
"""
