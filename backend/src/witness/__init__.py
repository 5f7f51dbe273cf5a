"""A witness: cosigns a log's checkpoints only while the log does nothing but grow.

A program of its own (``python -m witness``) with its own key and its own store, so that it can run
where the log's operator has no access. From the product it knows the pure rules in
``paymentus.audit.domain`` and nothing else. It speaks C2SP tlog-witness v1.0.0.

What holds: of one log it never cosigns two checkpoints that do not extend one another, whoever
signed them, across restarts too. That is why a witness whose store was lost or taken from an old
backup must be retired and not started again: it could cosign a second past.
"""
