"""Who is asking: people, their passwords, browser sessions and API tokens.

Invariants: a browser holds an opaque cookie and no token; only the cookie's
SHA-256 is stored. A session or token counts only while the person's epoch in
MongoDB is the one it was opened under, so losing Redis signs people out and
never in, and raising the epoch ends everything at once. No answer, in words or
in time, tells a stranger at sign-in whether an address has an account.
What a principal may do is decided in ``foundation.authorization``.
"""
