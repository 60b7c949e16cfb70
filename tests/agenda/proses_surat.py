"""What a random year of letters becomes in a database, for comparison with another database.

`python -m tests.agenda.proses_surat BENIH JUMLAH` with DATABASE_URL and DINSOS_MODE=uji in the environment:
migrates the database if it is new, files letters received at random microseconds and told in random zones under
changing policies, stops some clocks, ticks, and prints as JSON what is then read back, without database keys.
"""

import json
import os
import random
import sys
from datetime import UTC, date, datetime, timedelta, timezone

import django

AWAL = datetime(2026, 1, 1, tzinfo=UTC)
SETAHUN = 365 * 86400
DICATAT = datetime(2027, 1, 4, 1, tzinfo=UTC)


def saat(acak: random.Random) -> datetime:
    """An instant of the year to the microsecond, sometimes to the second, in a random zone."""
    mikro = acak.choice([0, 1, 999_999, acak.randrange(1_000_000)])
    zona = timezone(timedelta(minutes=acak.randrange(-720, 841, 15)))
    return (AWAL + timedelta(seconds=acak.randrange(SETAHUN), microseconds=mikro)).astimezone(zona)


def kebijakan(acak: random.Random) -> None:
    """Other lengths and units in the second half of the year."""
    from dinsos.sla.models import KebijakanTenggat

    for layanan in ("pengaduan", "konsultasi"):
        for jenis in ("respon", "pelaksanaan"):
            KebijakanTenggat.objects.create(
                layanan=layanan,
                jenis=jenis,
                satuan=acak.choice(["hari_kerja", "hari_kalender"]),
                jumlah=acak.randint(1, 6),
                bunyi="Ketentuan.",
                nomor_sk="SK",
                berlaku_sejak=date(2026, 7, 1),
                diterbitkan_pada=AWAL,
            )


def terima(acak: random.Random) -> None:
    """One letter; a few of its clocks stop, before or after they were due."""
    from dinsos.agenda import tenggat_surat
    from dinsos.agenda.actions import daftarkan
    from dinsos.inti import jam
    from tests import pabrik

    with jam.pada(DICATAT):
        surat = daftarkan(
            layanan=acak.choice(["pengaduan", "konsultasi"]),
            saluran="kotak",
            hal="Bantuan",
            pengirim=pabrik.pengirim(),
            diterima_pada=saat(acak),
            alasan_selisih="Dicatat kemudian.",
        )
    for tenggat in surat.tenggat.order_by("jenis"):
        if acak.random() < 0.3:
            pada = tenggat.jatuh_tempo + timedelta(microseconds=acak.choice([-1, 0, 1]))
            tenggat_surat.hentikan(surat=surat, jenis=tenggat.jenis, pada=pada)


def isi(acak: random.Random) -> dict:
    """Everything that is read back: rows, what is overdue at random moments, reminders of one tick."""
    from dinsos.agenda.detak import detak
    from dinsos.agenda.models import Peringatan, Tenggat
    from dinsos.inti import jam
    from dinsos.notifikasi.models import Pesan
    from tests import pabrik

    tenggat = Tenggat.objects.order_by("surat__nomor", "jenis")
    baris = tenggat.values_list(
        "surat__nomor",
        "jenis",
        "surat__diterima_pada",
        "mulai",
        "ingat_pada",
        "jatuh_tempo",
        "berhenti_pada",
        "kebijakan__jumlah",
        "kebijakan__satuan",
        "penjelasan",
        "sementara",
    )
    lewat = {}
    for batas in sorted(set(acak.sample([t.jatuh_tempo for t in tenggat], 10))):
        for geser in (-1, 0, 1):
            pada = batas + timedelta(microseconds=geser)
            terlambat = Tenggat.objects.terlambat(pada).order_by("jatuh_tempo", "surat__nomor", "jenis")
            lewat[str(pada)] = list(terlambat.values_list("surat__nomor", "jenis"))
    pabrik.pengguna("kepala_dinas", email="kepala@contoh.test")
    with jam.pada(DICATAT):
        detak()
    tahap = Peringatan.objects.order_by("tenggat__surat__nomor", "tenggat__jenis", "kirim_pada", "tahap")
    pesan = Pesan.objects.filter(kelas="pengingat").values_list("subjek", "isi", "dibuat_pada")
    return {
        "tenggat": list(baris),
        "terlambat": lewat,
        "peringatan": list(
            tahap.values_list(
                "tenggat__surat__nomor", "tenggat__jenis", "tahap", "kirim_pada", "hasil", "selesai_pada"
            )
        ),
        "pesan": sorted(pesan),
    }


def utama(benih: int, jumlah: int) -> None:
    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    acak = random.Random(benih)
    kebijakan(acak)
    for _ in range(jumlah):
        terima(acak)
    sys.stdout.write("\n" + json.dumps(isi(acak), default=str))


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dinsos.settings")
    utama(int(sys.argv[1]), int(sys.argv[2]))
