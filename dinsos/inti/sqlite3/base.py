"""SQLite whose writers stand in line.

SQLite has one writer at a time and no queue: who finds it busy asks again after up to 100 ms, and with many writers
somebody else has always just begun. Some then wait their 20 seconds out while hundreds of others are served. Here a
file lock is held while a transaction begins, so that one writer waits for SQLite and the next ones wait for it. The
system hands the lock on in the order of asking, and takes it back from a process that dies.
"""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager

from django.db.backends.sqlite3 import base


class DatabaseWrapper(base.DatabaseWrapper):
    """As Django's; a transaction that will write begins when it is its turn.

    Raises OperationalError when the database stays busy for the whole `timeout` of a turn.
    """

    def _start_transaction_under_autocommit(self) -> None:
        if self.transaction_mode != "IMMEDIATE" or self.is_in_memory_db():
            super()._start_transaction_under_autocommit()
            return
        with _giliran(f"{self.settings_dict['NAME']}-antre"):
            super()._start_transaction_under_autocommit()


@contextmanager
def _giliran(berkas: str) -> Iterator[None]:
    """Hold the turn; the file stays empty. Opened anew each time, because forks share what is open."""
    penanda = os.open(berkas, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(penanda, fcntl.LOCK_EX)
        yield
    finally:
        os.close(penanda)
