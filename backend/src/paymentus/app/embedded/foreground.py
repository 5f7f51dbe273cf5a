"""`paymentus up` without its options: start, load the demo data, stay until told to stop."""

from __future__ import annotations

import os
import time

from paymentus.app.embedded.data_folder import DataFolder
from paymentus.app.embedded.local_secrets import make_key_files
from paymentus.app.embedded.screen import Screen
from paymentus.app.embedded.stack import Stack, StackOptions
from paymentus.app.embedded.stop_signals import run_until_stopped
from paymentus.app.embedded.supervisor import Supervisor

_SEED_SECONDS = 300.0
_PATIENCE_AFTER_CRASH_SECONDS = 5.0


def run_stack(options: StackOptions, screen: Screen, *, seed: bool) -> None:
    """Start the stack, keep it running until a signal, stop it.

    Raises the domain error that says what is in the way.
    """
    began = time.monotonic()
    folder = DataFolder(options.data_dir)
    with folder.held():
        if made := make_key_files(folder.path, os.environ):
            screen.say(
                f"[yellow]![/] Made {' and '.join(path.name for path in made)} in {folder.path}. "
                "Keep a copy of them: without the first, what is sealed cannot be read."
            )
        stack = Stack(options, folder, os.environ)
        # After a crash the kernel may still be ending the children of the last run.
        stack.require_ports(_PATIENCE_AFTER_CRASH_SECONDS if folder.holder_before_died else 0.0)
        supervisor = Supervisor(stack.stages(), report=screen.show)

        def when_ready() -> None:
            folder.publish({"pid": os.getpid(), "environment": stack.addresses()})
            seeded = _seed(stack, screen) if seed else None
            screen.ready(stack, folder, supervisor, seconds=time.monotonic() - began, seeded=seeded)

        run_until_stopped(supervisor, when_ready=when_ready, say=screen.say)


def _seed(stack: Stack, screen: Screen) -> bool:
    """Load the demo data with the command a person would use, and show what it prints."""
    child = stack.command("seed", "paymentus.app.cli", "seed", separate_output=True)
    screen.waiting("Loading the demo data")
    child.start()
    try:
        finished = child.wait(_SEED_SECONDS)
    finally:
        child.kill()
    if finished and child.exit_code == 0:
        screen.done("demo data")
        screen.table(child.output())
        return True
    how = child.exit_reason() if finished else f"not done after {_SEED_SECONDS:.0f} s"
    screen.problem(
        f"The demo data could not be loaded ({how}). Everything else runs. "
        f"Its log is {child.log_path}; it ends with:\n{child.last_words()}"
    )
    return False
