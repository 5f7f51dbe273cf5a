"""Cards a payer keeps. Card data is typed at the processor and never reaches us.

Invariants: a card is offered only to its owner; a removed card is detached at the processor before
we forget it, so a card that is gone from the list cannot be charged any more.
"""
