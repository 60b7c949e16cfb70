"""A process of its own for tests: waits for a line on stdin, then works, then prints a number.

It sends until nothing is due and prints how many were accepted; the line says how ("antrean": as the worker does).
After the line "turunan" it starts a child that does so for every further line, prints its id and, once it has
ended, its exit code: a sender that costs no start of Python.
"""

import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dinsos.settings")

import django

django.setup()

import tests.notifikasi.bantuan  # noqa: E402, F401  registers the message classes
from dinsos.notifikasi.pengirim import kirim_antrean, kirim_tertunda  # noqa: E402


def kirim(cara: str) -> int:
    jumlah = 0
    while n := kirim_antrean() if cara == "antrean" else kirim_tertunda(batas=3):
        jumlah += n
    return jumlah


def katakan(isi: object) -> None:
    sys.stdout.write(f"{isi}\n")
    sys.stdout.flush()


def turunan() -> None:
    for _ in sys.stdin:
        anak = os.fork()
        if not anak:
            kirim("antrean")
            os._exit(0)
        katakan(anak)
        katakan(os.waitstatus_to_exitcode(os.waitpid(anak, 0)[1]))


katakan("siap")
cara = sys.stdin.readline().strip()
if cara == "turunan":
    turunan()
else:
    katakan(kirim(cara))
