"""`manage.py hitung_tenggat`: check a due date by hand, with the published policy and calendar."""

import json
from datetime import datetime

from django.core.management.base import BaseCommand, CommandError

from dinsos.inti import jam
from dinsos.inti.galat import GalatAturan
from dinsos.inti.teks import waktu
from dinsos.sla.kalender import KalenderTanpaHariKerja, WaktuTanpaZona
from dinsos.sla.layanan import JENIS_SURAT, Layanan, Perhitungan, hitung_semua

LAYANAN_SURAT = (Layanan.PENGADUAN.value, Layanan.KONSULTASI.value)
CONTOH = "2026-03-17T10:00+08:00"


class Command(BaseCommand):
    """Prints both due dates of a letter and why; writes nothing."""

    help = "Menghitung batas waktu jawaban (respon) dan pelaksanaan sebuah surat, beserta alasannya."

    def add_arguments(self, parser) -> None:
        parser.add_argument("--layanan", help="pengaduan atau konsultasi")
        parser.add_argument("--diterima", help=f"waktu surat diterima, dengan zona, misalnya {CONTOH}")
        parser.add_argument("--json", action="store_true", help="cetak satu objek JSON")

    def handle(self, *args, **options) -> None:
        layanan = options["layanan"]
        if layanan not in LAYANAN_SURAT:
            raise CommandError("Isi --layanan dengan pengaduan atau konsultasi.")
        diterima = _baca_waktu(options["diterima"])
        try:
            hasil = hitung_semua(layanan=layanan, diterima_pada=diterima)
        except (GalatAturan, KalenderTanpaHariKerja) as galat:
            raise CommandError(str(galat)) from galat
        if options["json"]:
            self.stdout.write(json.dumps(_objek(layanan, diterima, hasil), ensure_ascii=False))
            return
        for jenis in JENIS_SURAT:
            self.stdout.write(f"{jenis.label}: paling lambat {waktu(hasil[jenis].jatuh_tempo)}")
            self.stdout.write(f"  {hasil[jenis].penjelasan}")


def _baca_waktu(teks: str | None) -> datetime:
    """An aware instant whose local date can be told; raises CommandError."""
    try:
        saat = datetime.fromisoformat(teks or "")
    except ValueError as galat:
        raise CommandError(f"Isi --diterima dengan tanggal, jam, dan zona, misalnya {CONTOH}.") from galat
    if saat.utcoffset() is None:
        raise CommandError(str(WaktuTanpaZona()))
    try:
        return jam.wita(saat)
    except OverflowError as galat:
        raise CommandError(f"Waktu {teks} di luar jangkauan kalender.") from galat


def _objek(layanan: str, diterima: datetime, hasil: dict[str, Perhitungan]) -> dict:
    return {
        "layanan": layanan,
        "diterima": diterima.isoformat(),
        **{jenis: jam.wita(satu.jatuh_tempo).isoformat() for jenis, satu in hasil.items()},
        "penjelasan": {jenis: satu.penjelasan for jenis, satu in hasil.items()},
        "sementara": any(satu.sementara for satu in hasil.values()),
    }
