"""The daily digest for the pengelola: which messages do not get through. Counts only, nothing about a citizen.

A digest that can't leave waits for the mail server and tells then how things stand (`pesan_staf.RingkasanMasalah`);
meanwhile there is no second one, so that nobody gets two in a day.
"""

import logging
from datetime import datetime, time, timedelta

from django.db import transaction
from django.db.models import Count, Max, Min, Q

from dinsos.agenda.models import Denyut
from dinsos.akun.models import Pengguna, Peran
from dinsos.inti import jam
from dinsos.inti.galat import GalatAturan
from dinsos.inti.teks import waktu
from dinsos.notifikasi import koreksi
from dinsos.notifikasi.actions import antrekan
from dinsos.notifikasi.enums import GALAT_SERVER, Galat, HasilUpaya, Keadaan, Saluran
from dinsos.notifikasi.kesehatan import WAJAR
from dinsos.notifikasi.models import Pesan, UpayaKirim
from dinsos.sla.layanan import kalender_berlaku

log = logging.getLogger(__name__)

NAMA = "ringkasan"
LAMA_MANUAL = timedelta(days=1)
"""A message that waits longer than this for somebody's hand is a problem."""


def kirim_ringkasan() -> int:
    """The worker's turn: once on each day on which the office opens, at opening or later if it was away.

    First settles mail to colleagues that nobody has to care about any more. Returns how many people a digest was
    queued for: none without a problem, nobody whose last digest still waits or arrived today. Whoever else does the
    same at the same instant waits for the row of this task and finds the day done.
    """
    pada = jam.sekarang()
    buka = kalender_berlaku().buka(jam.wita(pada).date())
    if buka is None or pada < buka or Denyut.objects.filter(nama=NAMA, pada__gte=buka).exists():
        return 0
    koreksi.sapu_usang()
    with transaction.atomic():
        awal = {"pada": buka - timedelta(days=1)}
        denyut, _ = Denyut.objects.select_for_update().get_or_create(nama=NAMA, defaults=awal)
        if denyut.pada >= buka:
            return 0
        sejak = denyut.pada
        masalah = hitung_masalah(pada, sejak=sejak)
        denyut.pada = pada
        denyut.save(update_fields=["pada"])
        if not any(masalah.values()):
            return 0
        data = masalah | {"saat": waktu(pada), "sejak": sejak.isoformat()}
        orang = Pengguna.objects.berperan(Peran.PENGELOLA).exclude(email="").order_by("pk")
        jumlah = sum(_antrekan(satu, data, pada) for satu in orang if not _sudah(satu, pada))
    if not orang:
        log.warning("ringkasan kiriman tidak dikirim: tidak ada pengelola yang beralamat surat elektronik")
    return jumlah


def hitung_masalah(pada: datetime, *, sejak: datetime) -> dict[str, dict | None]:
    """What does not get through at `pada` (aware), as the digest's template takes it; None where all is well.

    `kembali` are the e-mails to citizens that came back after `sejak`, `pegawai_kembali` those to colleagues. Two
    queries.
    """
    lama = Q(keadaan=Keadaan.ANTRE, dibuat_pada__lte=pada - WAJAR)
    tangan = Q(keadaan=Keadaan.MENUNGGU_MANUAL, dibuat_pada__lte=pada - LAMA_MANUAL)
    gagal = Q(keadaan=Keadaan.GAGAL, kasus__isnull=False)
    pegawai = Q(keadaan=Keadaan.GAGAL, kasus__isnull=True)
    terbuka = Pesan.objects.terbuka().exclude(kelas=NAMA)
    angka = terbuka.aggregate(
        tertunda=Count("pk", filter=lama),
        tertunda_sejak=Min("dibuat_pada", filter=lama),
        sebab=Max("galat_terakhir", filter=lama & Q(galat_terakhir__in=GALAT_SERVER)),
        gagal=Count("pk", filter=gagal),
        gagal_sejak=Min("dibuat_pada", filter=gagal),
        pegawai=Count("pk", filter=pegawai),
        pegawai_sejak=Min("dibuat_pada", filter=pegawai),
        manual=Count("pk", filter=tangan),
        manual_sejak=Min("dibuat_pada", filter=tangan),
    )
    balik = UpayaKirim.objects.filter(hasil=HasilUpaya.TERPENTAL, pada__gt=sejak).aggregate(
        kembali=Count("pk", filter=Q(pesan__kasus__isnull=False)),
        pegawai_kembali=Count("pk", filter=Q(pesan__kasus__isnull=True)),
    )
    hasil = {nama: _butir(angka, nama) for nama in ("tertunda", "gagal", "pegawai", "manual")}
    if hasil["tertunda"]:
        hasil["tertunda"]["sebab"] = Galat(angka["sebab"]).label if angka["sebab"] else ""
    return hasil | {nama: {"jumlah": jumlah} if jumlah else None for nama, jumlah in balik.items()}


def _butir(angka: dict, nama: str) -> dict | None:
    jumlah = angka[nama]
    return {"jumlah": jumlah, "sejak": waktu(angka[f"{nama}_sejak"])} if jumlah else None


def _sudah(orang: Pengguna, pada: datetime) -> bool:
    """Whether a digest to this person still waits, or arrived on the local day of `pada`."""
    awal_hari = datetime.combine(jam.wita(pada).date(), time.min, jam.WITA)
    milik = Pesan.objects.filter(kelas=NAMA, kunci__endswith=f":{orang.pk}", tujuan=orang.email)
    return milik.filter(Q(keadaan=Keadaan.ANTRE) | Q(diterima_pada__gte=awal_hari)).exists()


def _antrekan(orang: Pengguna, data: dict, pada: datetime) -> bool:
    try:
        antrekan(
            kelas=NAMA,
            kunci=f"{NAMA}:{jam.wita(pada).date().isoformat()}:{orang.pk}",
            kasus=None,
            saluran=Saluran.EMAIL,
            tujuan=orang.email,
            penerima_nama=str(orang),
            data=data,
            sekarang=pada,
        )
    except GalatAturan:
        log.warning("ringkasan untuk pengguna %s tidak dikirim: alamat e-mailnya tidak benar", orang.pk)
        return False
    return True
