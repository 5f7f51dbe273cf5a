"""Mails to people, and a record of what became of each.

Invariants: a message of the outbox becomes one mail, sent at least once under one Message-ID and
never again after the server took it; a bounce is final. When to try again is the outbox's concern.
"""
