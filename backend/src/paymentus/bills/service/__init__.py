"""Use cases of bills: showing them, finding them as a guest, and taking in billers' files."""

from paymentus.bills.service.accounts import AccountsService, AccountView
from paymentus.bills.service.bills import BillsService, BillView
from paymentus.bills.service.files import BillFilesService, Preview
from paymentus.bills.service.importing import BillFileImporter
from paymentus.bills.service.look_up import FoundAccount, GuestLookUp

__all__ = [
    "AccountView",
    "AccountsService",
    "BillFileImporter",
    "BillFilesService",
    "BillView",
    "BillsService",
    "FoundAccount",
    "GuestLookUp",
    "Preview",
]
