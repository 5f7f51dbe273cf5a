"""The two-person rule: one person proposes an act, another approves it, and then it is done.

What always holds: nobody approves what they proposed, nor what is about themselves; what is done
is what was shown (the hash of the proposal's content is part of the approval); it is done once, in
the same commit as the decision and its audit record; and not after its time has run out. A
proposal is never changed: who wants something else makes another one.
"""
