"""Use cases of bills: showing them, finding them as a guest, and taking in billers' files."""

from paymentus.bills.service.accounts import AccountView, LinkedAccounts
from paymentus.bills.service.bills import BillsService
from paymentus.bills.service.files import BillFiles, NewFile, Preview, read_mapping
from paymentus.bills.service.importing import BillFileImporter
from paymentus.bills.service.look_up import FoundAccount, GuestLookUp, masked
from paymentus.bills.service.views import BillView

__all__ = [
    "AccountView",
    "BillFileImporter",
    "BillFiles",
    "BillView",
    "BillsService",
    "FoundAccount",
    "GuestLookUp",
    "LinkedAccounts",
    "NewFile",
    "Preview",
    "masked",
    "read_mapping",
]
