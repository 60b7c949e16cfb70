"""The time comes from `dinsos.inti.jam` alone: not from the system, Django or the database (tenggat.md)."""

import ast
from collections.abc import Iterator

import pytest

from tests.bantu.sumber import berkas_produk, nama_modul, nama_panggilan

BOLEH = {
    "dinsos.inti.jam",
    "dinsos.akun.sesi",  # compares with the expiry that Django's own sessions write, in real time
}
MEMBACA = {"now", "utcnow", "today", "localdate", "localtime", "Now", "time_ns", "CurrentTimestamp"}
BIDANG = {"auto_now", "auto_now_add"}


def pembacaan(sumber: str) -> Iterator[int]:
    """Lines that read another clock."""
    for simpul in ast.walk(ast.parse(sumber)):
        if isinstance(simpul, ast.Call):
            bidang = any(kata.arg in BIDANG for kata in simpul.keywords)
            detik = ast.unparse(simpul.func) == "time.time"
            if bidang or detik or nama_panggilan(simpul) in MEMBACA:
                yield simpul.lineno
        elif isinstance(simpul, ast.Attribute) and ast.unparse(simpul) == "timezone.now":
            yield simpul.lineno


def test_nobody_reads_another_clock():
    temuan = [
        f"{nama_modul(berkas)}:{baris}"
        for berkas in berkas_produk()
        if nama_modul(berkas) not in BOLEH and ".migrations." not in nama_modul(berkas)
        for baris in pembacaan(berkas.read_text(encoding="utf-8"))
    ]
    assert temuan == []


@pytest.mark.parametrize(
    "sumber",
    [
        "datetime.now(UTC)",
        "timezone.now()",
        "DateTimeField(default=timezone.now)",
        "date.today()",
        "Now()",
        "models.DateTimeField(auto_now=True)",
        "time.time()",
    ],
)
def test_other_clocks_are_found(sumber):
    assert list(pembacaan(sumber))


@pytest.mark.parametrize(
    "sumber", ["jam.sekarang()", "jam.hari_ini()", "time(7, 30)", "datetime.combine(a, b)"]
)
def test_ours_is_left_alone(sumber):
    assert not list(pembacaan(sumber))
