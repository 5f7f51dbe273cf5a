"""The double-entry ledger: rules, document forms, balances as of a time, proof from the entries.

Invariants: an entry's debits equal its credits in every currency, or it cannot
exist; entries are never changed, a correction is a new entry that names the old
one; balances are what the entries say. This capability never commits: ``commit``
brings its rules into every batch.
"""
