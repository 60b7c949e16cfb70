"""Writes .env for the demo, once: random keys, for its owner only. An existing .env is never touched."""

import os
import pathlib
import secrets
import sys

ISI = """\
# Dibuat oleh `make run` untuk peragaan di komputer ini. Jangan disebarkan. Keterangan: .env.example
DINSOS_MODE=demo
KUNCI_DJANGO={django}
KUNCI_RAHASIA={rahasia}
"""


def tulis(berkas: pathlib.Path) -> bool:
    """Create `berkas` with mode 600; False when it is already there."""
    try:
        penunjuk = os.open(berkas, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return False
    with os.fdopen(penunjuk, "w", encoding="utf-8") as keluaran:
        keluaran.write(ISI.format(django=secrets.token_urlsafe(50), rahasia=secrets.token_urlsafe(50)))
    return True


if __name__ == "__main__":
    if tulis(pathlib.Path(__file__).resolve().parent.parent / ".env"):
        sys.stdout.write("Berkas .env dibuat dengan kunci acak (hanya dapat dibaca oleh Anda).\n")
