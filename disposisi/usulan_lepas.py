"""Alternatives that are given up: released with the appointment they belong to, or expired.

Called under the lock of the letter; `sapu_kedaluwarsa` takes it for each letter. Cells of an alternative that has
expired count as free from that instant on (`PemakaianSlotQuerySet.hidup`), whether the tick came by or not.
"""

from django.db import transaction

from dinsos.agenda import actions as agenda
from dinsos.agenda.models import SuratMasuk
from dinsos.agenda.riwayat import SISTEM, catat
from dinsos.inti import jam
from disposisi import usulan_kabar
from disposisi.alur_jadwal import pindah_keadaan
from disposisi.enums import KeadaanAudiensi
from disposisi.models_jadwal import Audiensi, PermintaanWaktu
from disposisi.rencana import lepas

SEKALI_SAPU = 50
"""Alternatives whose letters one tick looks at."""


def terkunci(surat: SuratMasuk) -> list[Audiensi]:
    """The alternatives of a locked letter that are on offer or have expired unseen, locked, in order of time."""
    usulan = Audiensi.objects.filter(surat=surat, keadaan=KeadaanAudiensi.DIUSULKAN)
    usulan = usulan.select_for_update(of=("self",)).select_related("petugas", "ruang", "permintaan")
    return list(usulan.order_by("mulai", "pk"))


def akhiri(usulan: list[Audiensi], ke: str) -> None:
    """End locked alternatives; their rooms and officers are free again."""
    for satu in usulan:
        pindah_keadaan(satu, ke)
        satu.save(update_fields=["keadaan"])
        lepas(satu)


def lepaskan_usulan(surat: SuratMasuk) -> int:
    """End every alternative of a locked letter because another plan holds; returns how many were still on offer.

    The act that calls it tells the citizen what holds now.
    """
    usulan, pada = terkunci(surat), jam.sekarang()
    basi = [satu for satu in usulan if satu.berlaku_sampai <= pada]
    akhiri(basi, KeadaanAudiensi.KEDALUWARSA)
    sisa = [satu for satu in usulan if satu not in basi]
    akhiri(sisa, KeadaanAudiensi.TIDAK_DIPILIH)
    return len(sisa)


def tutup_permintaan_terbuka(surat: SuratMasuk, keadaan: str) -> PermintaanWaktu | None:
    """Close the request for another time of a locked letter, if one waits, and return it."""
    satu = PermintaanWaktu.objects.menunggu().select_for_update(of=("self",)).filter(surat=surat).first()
    if satu:
        satu.keadaan, satu.ditutup_pada = keadaan, jam.sekarang()
        satu.save(update_fields=["keadaan", "ditutup_pada"])
    return satu


def gugurkan(surat: SuratMasuk) -> int:
    """End what has expired of a locked letter, exactly once, and tell the citizen; returns how many that were."""
    pada = jam.sekarang()
    basi = [satu for satu in terkunci(surat) if satu.berlaku_sampai <= pada]
    if not basi:
        return 0
    akhiri(basi, KeadaanAudiensi.KEDALUWARSA)
    catat(
        surat=surat,
        jenis="usulan_kedaluwarsa",
        pada=pada,
        pelaku=SISTEM,
        teks=f"Usulan waktu lain tidak dijawab sampai batasnya: {usulan_kabar.sebut(basi)}.",
        teks_warga="Waktu lain yang kami tawarkan sudah tidak berlaku.",
    )
    usulan_kabar.kabari_kedaluwarsa(surat, basi)
    return len(basi)


def sapu_kedaluwarsa() -> int:
    """One tick: end the alternatives that have expired; returns how many.

    Two workers at once are safe: the letter is locked, and what one has ended the other no longer finds.
    """
    basi = Audiensi.objects.filter(keadaan=KeadaanAudiensi.DIUSULKAN, berlaku_sampai__lte=jam.sekarang())
    jumlah = 0
    surat = basi.order_by("berlaku_sampai", "id").values_list("surat", flat=True)[:SEKALI_SAPU]
    for pk in dict.fromkeys(surat):
        with transaction.atomic():
            jumlah += gugurkan(agenda.kunci_surat(pk))
    return jumlah
