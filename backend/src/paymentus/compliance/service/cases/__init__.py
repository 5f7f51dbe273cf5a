"""Case work: opening cases on the money path, working and deciding them at the desk."""

from paymentus.compliance.service.cases.opening import CaseOpening

__all__ = ["CaseOpening"]
