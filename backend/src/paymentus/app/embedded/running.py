"""For other commands: work on the stack that `paymentus up` runs here, whatever its ports."""

from __future__ import annotations

from pathlib import Path

from paymentus.app.embedded import local_secrets
from paymentus.app.embedded.data_folder import DataFolder


def environment_of_running_stack(data_dir: Path | str) -> dict[str, str]:
    """Addresses and secrets of the stack that holds this folder; empty when none does.

    Meant as defaults: what the caller's environment already says should win.
    """
    folder = DataFolder(data_dir)
    published = folder.published()
    if published is None:
        return {}
    return {
        **local_secrets.load_or_create(folder.path),
        **published["environment"],
        "PAYMENTUS_DATA_DIR": str(folder.path),
    }
