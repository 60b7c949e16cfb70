"""A process of its own for tests: waits for a line on stdin, then works, then prints a number.

It sends until nothing is due and prints how many were accepted; the line says how ("antrean": as the worker does).
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


sys.stdout.write("siap\n")
sys.stdout.flush()
cara = sys.stdin.readline().strip()
sys.stdout.write(f"{kirim(cara)}\n")
