"""What a signed-in payer keeps with us: the biller accounts they have linked.

Invariants: a link is one user's view of one biller account; it is made only after the account's
second factor was shown (``bills`` checks it), and never moves to another user.
"""
