"""Guests for the tests: walk-in letters and a desk."""

from datetime import datetime

from dinsos.agenda.actions import daftarkan
from dinsos.agenda.kunjungan import mulai_kunjungan
from dinsos.agenda.models import Kunjungan, SuratMasuk, Tenggat
from dinsos.inti import jam
from dinsos.sla.tenggat import status
from tests import pabrik

SENIN = "2026-11-23T09:00+08:00"


def wita(teks: str) -> datetime:
    """An instant of Monday 23 November 2026 in WITA, from "09:30"; longer text is taken as it is."""
    return datetime.fromisoformat(f"2026-11-23T{teks}+08:00" if len(teks) < 10 else f"{teks}+08:00")


def surat_tamu(layanan: str = "pengaduan", saluran: str = "tamu") -> SuratMasuk:
    """A letter with which somebody walked in (or which came by another channel)."""
    return daftarkan(layanan=layanan, saluran=saluran, hal="Bantuan", pengirim=pabrik.pengirim())


def kunjungan(surat: SuratMasuk | None = None, *, oleh=None, **kolom) -> Kunjungan:
    """A guest who waits."""
    return mulai_kunjungan(
        surat=surat or surat_tamu(),
        oleh=oleh or pabrik.pengguna("piket"),
        **({"keperluan": "Menanyakan bantuan."} | kolom),
    )


def jam_tamu(kunjungan: Kunjungan) -> Tenggat:
    """The clock of the wait, read anew."""
    return Tenggat.objects.get(kunjungan=kunjungan)


def jam_surat(surat: SuratMasuk, jenis: str) -> Tenggat:
    """A clock of the letter, read anew."""
    return Tenggat.objects.get(surat=surat, jenis=jenis, kunjungan=None)


def status_kini(tenggat: Tenggat, pada: datetime | None = None) -> str:
    """What the clock shows at an instant (None: now)."""
    return status(
        pada or jam.sekarang(),
        tenggat.mulai,
        tenggat.jatuh_tempo,
        tenggat.ingat_pada,
        tenggat.berhenti_pada,
        tenggat.akibat,
    ).value
