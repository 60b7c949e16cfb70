"""A process of its own for tests: waits for a line on stdin, then works, then prints a number.

It sends until nothing is due and prints how many were accepted.
"""

import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dinsos.settings")

import django

django.setup()

import tests.notifikasi.bantuan  # noqa: E402, F401  registers the message classes
from dinsos.notifikasi.pengirim import kirim_tertunda  # noqa: E402


def kirim() -> int:
    jumlah = 0
    while n := kirim_tertunda(batas=3):
        jumlah += n
    return jumlah


sys.stdout.write("siap\n")
sys.stdout.flush()
sys.stdin.readline()
sys.stdout.write(f"{kirim()}\n")
