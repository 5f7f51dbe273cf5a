"""Units of work, gathered and written as one.

A use case reads, decides and returns a :class:`~paymentus.commit.domain.UnitOfWork`.
Concurrent units are written together in one multi-document transaction: money,
audit leaves with the log's head, idempotency record and outbox commit together
or not at all. Invariants: units are applied in order, each judged by what it
would really meet; a refused unit is refused alone; the head document is the
fence, so a stale writer matches nothing and tries again; no transaction is held
across a network call to anyone but MongoDB.
"""
