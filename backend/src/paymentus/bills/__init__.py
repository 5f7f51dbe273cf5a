"""Bills: presentment, guest look-up and the files billers send them in.

Invariants: a bill is the one of its biller, account and bill number, and its id is made from these,
so the same file twice does nothing; at most one payment at a time holds a bill; what was paid and
what is held never sum over the bill's limit; a bill under a live payment is not changed by a file.
"""
