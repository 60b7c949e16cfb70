"""What letters become in a database, for comparison with another database (property 13).

`python -m tests.agenda.proses_surat` with DATABASE_URL and DINSOS_MODE=uji in the environment: migrates the
database if it is new and says "siap"; then, for each line of JSON on stdin (an office: policies, letters, guests
and moments), lives through it, prints as one line of JSON what is then read back, without database keys, and leaves
no trace.
"""

import json
import os
import sys
from datetime import UTC, date, datetime, timedelta

import django

TERBIT = datetime(2026, 1, 1, tzinfo=UTC)
DICATAT = datetime(2027, 1, 4, 1, tzinfo=UTC)


def kebijakan(isi: list) -> None:
    """Other lengths and units in the second half of the year."""
    from dinsos.sla.models import KebijakanTenggat

    for layanan, jenis, satuan, jumlah in isi:
        KebijakanTenggat.objects.create(
            layanan=layanan,
            jenis=jenis,
            satuan=satuan,
            jumlah=jumlah,
            bunyi="Ketentuan.",
            nomor_sk="SK",
            berlaku_sejak=date(2026, 7, 1),
            diterbitkan_pada=TERBIT,
        )


def terima(isi: dict, piket) -> None:
    """One letter, perhaps with a guest; some of its clocks stop, a little before or after they were due."""
    from dinsos.agenda import kunjungan, tenggat_surat
    from dinsos.agenda.actions import daftarkan
    from dinsos.inti import jam
    from tests import pabrik

    diterima = datetime.fromisoformat(isi["diterima"])
    with jam.pada(DICATAT):
        surat = daftarkan(
            layanan=isi["layanan"],
            saluran="kotak",
            hal="Bantuan",
            pengirim=pabrik.pengirim(),
            diterima_pada=diterima,
            alasan_selisih="Dicatat kemudian.",
        )
        if isi["tamu"]:
            kunjungan.mulai_kunjungan(
                surat=surat, oleh=piket, keperluan="Bantuan", pada=diterima, alasan_selisih="Dari buku tamu."
            )
    for jenis, (mikro, akibat) in isi["henti"].items():
        tenggat = surat.tenggat.get(jenis=jenis)
        pada = tenggat.jatuh_tempo + timedelta(microseconds=mikro)
        tenggat_surat.hentikan(surat=surat, jenis=jenis, pada=pada, akibat=akibat)


def baca(pada: list[str]) -> dict:
    """Everything that is read back: rows, what is overdue at the moments, counts, reminders of one tick."""
    from dinsos.agenda.detak import detak
    from dinsos.agenda.models import Peringatan, Tenggat
    from dinsos.inti import jam
    from dinsos.laporan import akibat
    from dinsos.notifikasi.models import Pesan

    tenggat = Tenggat.objects.order_by("surat__nomor", "jenis")
    kolom = (
        "surat__nomor",
        "jenis",
        "surat__diterima_pada",
        "mulai",
        "ingat_pada",
        "jatuh_tempo",
        "berhenti_pada",
    )
    kolom += ("akibat", "kebijakan__jumlah", "kebijakan__satuan", "penjelasan", "sementara")
    baris = list(tenggat.values_list(*kolom))
    saat = sorted({datetime.fromisoformat(satu) for satu in pada} | {satu[5] for satu in baris})
    lewat = {}
    for satu in saat:
        terlambat = Tenggat.objects.terlambat(satu).order_by("jatuh_tempo", "surat__nomor", "jenis")
        hitungan = akibat.hitung(Tenggat.objects.all(), satu)
        lewat[str(satu)] = [list(terlambat.values_list("surat__nomor", "jenis")), sorted(hitungan.items())]
    with jam.pada(DICATAT):
        detak()
    tahap = Peringatan.objects.order_by("tenggat__surat__nomor", "tenggat__jenis", "kirim_pada", "tahap")
    kolom_tahap = ("tenggat__surat__nomor", "tenggat__jenis", "tahap", "kirim_pada", "hasil", "selesai_pada")
    pesan = Pesan.objects.filter(kelas="pengingat").values_list("subjek", "isi", "dibuat_pada")
    return {
        "tenggat": baris,
        "lewat": lewat,
        "peringatan": list(tahap.values_list(*kolom_tahap)),
        "pesan": sorted(pesan),
    }


def jalani(isi: dict) -> dict:
    """One office, rolled back at the end."""
    from django.db import transaction

    from tests import pabrik

    balik = transaction.atomic()
    balik._from_testcase = True  # as Django's TestCase: acts may still ask for a transaction of their own
    with balik:
        pabrik.pengguna("kepala_dinas", nama="Kepala", email="kepala@contoh.test")
        piket = pabrik.pengguna("piket", nama="Piket")
        kebijakan(isi["kebijakan"])
        for satu in isi["surat"]:
            terima(satu, piket)
        hasil = baca(isi["pada"])
        transaction.set_rollback(True)
    return hasil


def utama() -> None:
    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    sys.stdout.write("siap\n")
    sys.stdout.flush()
    for baris in sys.stdin:
        sys.stdout.write(json.dumps(jalani(json.loads(baris)), default=str) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dinsos.settings")
    utama()
