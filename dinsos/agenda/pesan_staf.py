"""E-mails to colleagues: reminders and the daily digest (registered in `AgendaConfig.ready`)."""

from datetime import datetime
from typing import ClassVar

from dinsos.agenda import ringkasan_kirim
from dinsos.agenda.models import Tenggat
from dinsos.akun.models import Pengguna, Peran
from dinsos.inti import jam
from dinsos.inti.teks import waktu
from dinsos.notifikasi.enums import Saluran
from dinsos.notifikasi.kelas import KelasPesan
from dinsos.notifikasi.kesehatan import WAJAR
from dinsos.notifikasi.models import Pesan


class PengingatPetugas(KelasPesan):
    """A reminder to staff about a clock; holds the number only, nothing about the citizen."""

    nama = "pengingat"
    penerima = "petugas"
    saluran = (Saluran.EMAIL,)
    contoh: ClassVar = (
        {
            "kata": "Segera",
            "nomor": "2026-00012",
            "kalimat": "jawaban jatuh tempo hari ini.",
            "jatuh_tempo": "Rabu, 25 November 2026 pukul 16.00 WITA",
        },
    )

    def subjek(self, data: dict) -> str:
        return f"{data['kata']}: surat {data['nomor']}"

    def usang(self, pesan: Pesan) -> bool:
        """Nobody misses a reminder about a clock that has stopped."""
        tenggat = pesan.kunci.partition(":")[0]
        return not Tenggat.objects.terbuka().filter(pk=tenggat).exists()


class RingkasanMasalah(KelasPesan):
    """The digest of what does not get through; counts only.

    The text that leaves tells how things stand then, so one that had to wait for the mail server isn't out of date.
    """

    nama = ringkasan_kirim.NAMA
    penerima = "pengelola"
    saluran = (Saluran.EMAIL,)
    contoh: ClassVar = (
        {
            "saat": "Rabu, 25 November 2026 pukul 07.30 WITA",
            "tertunda": {"jumlah": 3, "sejak": "Selasa", "sebab": "server surat tidak bisa dihubungi"},
            "gagal": {"jumlah": 1, "sejak": "Senin"},
            "pegawai": {"jumlah": 1, "sejak": "Senin"},
            "manual": {"jumlah": 2, "sejak": "Senin"},
            "kembali": {"jumlah": 1},
            "pegawai_kembali": {"jumlah": 1},
        },
        {"saat": "Rabu", "tertunda": {"jumlah": 3, "sejak": "Selasa", "sebab": ""}}
        | dict.fromkeys(("gagal", "pegawai", "manual", "kembali", "pegawai_kembali")),
        {"saat": "Kamis", "terlambat": "Rabu"}
        | dict.fromkeys(("tertunda", "gagal", "pegawai", "manual", "kembali", "pegawai_kembali")),
    )

    def subjek(self, data: dict) -> str:
        return "Kiriman yang perlu perhatian"

    def konteks(self, data: dict) -> dict:
        return {"terlambat": ""} | super().konteks(data)

    def berlaku(self, pesan: Pesan) -> bool:
        """Not for somebody who isn't pengelola any more, or has another address now."""
        return Pengguna.objects.berperan(Peran.PENGELOLA).filter(email=pesan.tujuan).exists()

    def lengkapi(self, pesan: Pesan, isi: str) -> str:
        kini = jam.sekarang()
        data = ringkasan_kirim.hitung_masalah(kini, sejak=datetime.fromisoformat(pesan.data["sejak"]))
        tertunda = kini - pesan.dibuat_pada > WAJAR
        data |= {"saat": waktu(kini), "terlambat": waktu(pesan.dibuat_pada) if tertunda else ""}
        return self.isi(data, pesan.saluran)

    def usang(self, pesan: Pesan) -> bool:
        """The next day has a digest of its own."""
        return jam.wita(pesan.dibuat_pada).date() < jam.hari_ini()


SEMUA = (PengingatPetugas, RingkasanMasalah)
