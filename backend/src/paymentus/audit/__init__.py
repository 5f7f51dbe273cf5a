"""The audit log: what happened, in an order nobody can change unseen.

Every leaf is canonical JSON; the leaves form an RFC 6962 Merkle tree whose signed checkpoints
(C2SP tlog-checkpoint) anyone may keep. Invariants: indexes are dense and start at 0; a stored leaf
is never changed; a checkpoint of a larger tree is always consistent with every earlier one;
personal data never enters a leaf, only keyed commitments to it.
"""
