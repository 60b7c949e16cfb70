"""Inside the portal's environment: fill an empty database, then print as JSON what the bench needs to ask.

`python .ci/bench/benih.py JUMLAH` prints sessions of staff, a letter to track, and the number of statements per
page (without those that only open and close transactions).
"""

import json
import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
os.environ["DJANGO_SETTINGS_MODULE"] = "dinsos.settings"

import django

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402
from django.urls import reverse  # noqa: E402
from ukur import tersembunyi  # noqa: E402

from dinsos.agenda import rahasia  # noqa: E402
from dinsos.agenda.models import Denyut, SuratMasuk  # noqa: E402
from dinsos.akun.models import Pengguna  # noqa: E402
from dinsos.inti import jam  # noqa: E402
from tests.bantu.warga_http import ISIAN  # noqa: E402

TRANSAKSI = ("SAVEPOINT", "RELEASE", "BEGIN", "COMMIT")
KUKI = "sessionid"


def masuk(username: str, cari: str = "") -> str:
    """A session of this member of staff, in which `cari` was looked for."""
    klien = Client()
    klien.force_login(Pengguna.objects.get(username=username))
    if cari:
        klien.post(reverse("portal:cari"), {"cari": cari})
    return klien.cookies[KUKI].value


def benih(jumlah: int) -> dict:
    """Fill the database and say where to go."""
    call_command("isi_sintetis", jumlah=jumlah, stdout=sys.stderr)
    # The worker doesn't run beside the bench; the dashboard shall not warn about it.
    Denyut.objects.update_or_create(nama="detak", defaults={"pada": jam.sekarang()})
    if connection.vendor == "postgresql":
        with connection.cursor() as kursor:
            kursor.execute("VACUUM ANALYZE")
    petugas = Pengguna.objects.get(username="sintetis-petugas1")
    surat = SuratMasuk.objects.filter(petugas=petugas, status="dijawab").select_related("pengirim").first()
    putus = SuratMasuk.objects.filter(status="diterima").first()
    telepon = surat.pengirim.telepon
    return {
        "tenggat": [reverse("laporan:tenggat"), masuk("sintetis-kepala")],
        "daftar kerja": [reverse("portal:kerja"), masuk(petugas.username)],
        "cari nomor": [reverse("portal:cari_hasil"), masuk(petugas.username, surat.nomor)],
        "cari telepon": [reverse("portal:cari_hasil"), masuk(petugas.username, telepon)],
        "cari nama": [reverse("portal:cari_hasil"), masuk("sintetis-kepala", "wa ode")],
        "kasus": [reverse("portal:surat", args=[surat.pk]), masuk(petugas.username)],
        "disposisi": [reverse("admin:disposisi_putuskan", args=[putus.pk]), masuk("sintetis-kepala")],
        "lacak": [surat.nomor, rahasia.kode(surat)],
    }


def kueri(kerja) -> int:
    """Statements of a piece of work."""
    with CaptureQueriesContext(connection) as tangkapan:
        kerja()
    return sum(not q["sql"].startswith(TRANSAKSI) for q in tangkapan)


def hitung_kueri(tempat: dict) -> dict[str, int]:
    """Statements of each page; of filing, those of its form and of its submission."""
    hasil = {}
    for nama, (alamat, sesi) in tempat.items():
        klien = Client()
        if nama == "lacak":
            klien.post(reverse("portal:lacak"), {"nomor": alamat, "kode": sesi})
            alamat = reverse("portal:kasus")
        else:
            klien.cookies[KUKI] = sesi
        hasil[nama] = kueri(lambda klien=klien, alamat=alamat: _periksa(klien.get(alamat)))
    hasil["mengajukan"] = _kueri_ajukan()
    return hasil


def _periksa(jawaban):
    if jawaban.status_code != 200:
        raise SystemExit(f"{jawaban.request['PATH_INFO']}: status {jawaban.status_code}")
    return jawaban


def _kueri_ajukan() -> list[int]:
    klien, alamat = Client(), reverse("pengaduan:isi")
    kunci = {"kunci": tersembunyi(klien.get(alamat, follow=True).content.decode())["kunci"]}
    form = kueri(lambda: _periksa(klien.get(alamat, kunci)))
    tinjau = _periksa(klien.post(alamat, ISIAN | kunci, follow=True))
    isian = tersembunyi(tinjau.content.decode())
    return [form, kueri(lambda: klien.post(reverse("pengaduan:kirim"), isian))]


if __name__ == "__main__":
    tempat = benih(int(sys.argv[1]))
    sys.stdout.write(json.dumps({"tempat": tempat, "kueri": hitung_kueri(tempat)}))
