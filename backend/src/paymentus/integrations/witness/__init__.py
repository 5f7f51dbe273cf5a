"""What the log asks of a witness: to cosign a checkpoint, or to say why not.

Refusals only; ``client.py`` is the one adapter. What a witness answers is not trusted here:
``audit`` verifies it before it keeps it.
"""

from __future__ import annotations

from paymentus.foundation.errors import Conflict, Rejected, Unavailable


class WitnessUnavailable(Unavailable):
    """The witness did not answer, or not as a witness does. It is asked again."""


class WitnessSawAnotherSize(Conflict):
    """The newest checkpoint the witness cosigned has another size than we thought."""

    def __init__(self, size: int) -> None:
        super().__init__(f"The witness is at size {size}.")
        self.size = size


class WitnessRefused(Rejected):
    """The witness does not cosign: it does not know the log, or has seen another history."""

    def __init__(self, status: int, reason: str) -> None:
        super().__init__(f"The witness refused ({status}): {reason}")
        self.contradicts = status in (409, 422)
        """Whether the witness holds that this log has rewritten its past."""


__all__ = ["WitnessRefused", "WitnessSawAnotherSize", "WitnessUnavailable"]
