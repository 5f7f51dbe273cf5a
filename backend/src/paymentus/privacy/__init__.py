"""What we hold about a payer: told to them in full, and erased when they ask.

What always holds: an erasure begins with one commit that signs the person out for good and queues
the rest; the rest (cards, links, name and address, and the key that opens everything sealed for
the person) is done by the worker, each step safe to repeat, until all of it is done. What the law
makes us keep stays, under ids, and is named to the person before they ask.
"""
