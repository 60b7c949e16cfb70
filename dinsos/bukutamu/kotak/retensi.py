"""How long the texts of messages are kept: `IMAP_SIMPAN_HARI` days after they were discarded or closed.

What stays is the line: when it arrived, who discarded it, when and why, or which letter it became. Until its letter
is closed the original of a registered message is the evidence of its receipt; what the letter took over stays with
the letter (docs/adr/0020).
"""

from datetime import datetime, time, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Q

from dinsos.agenda.models import Denyut, Lampiran
from dinsos.berkas import actions as berkas_actions
from dinsos.bukutamu.kotak import simpan
from dinsos.bukutamu.kotak.enums import KeadaanSurel
from dinsos.bukutamu.models_kotak import BagianSurel, SurelMasuk
from dinsos.inti import jam

NAMA = "hapus_surel"
MALAM = time(1, 45)  # WITA
TEKS = ("dari_nama", "dari_alamat", "balas_ke", "subjek", "isi", "nama_simpan")


def hapus_semua(*, coba: bool = False) -> int:
    """Delete text, attachments and original of what has outlived its time; returns of how many messages.

    With `coba` nothing is deleted. Safe to run twice, at the same time, and again after it was killed: an original
    whose row no longer names it goes at the next run.
    """
    lama = list(_kedaluwarsa().values_list("pk", flat=True))
    if coba:
        return len(lama)
    jumlah = sum(_kosongkan(pk) for pk in lama)
    simpan.sapu()
    return jumlah


def hapus_malam() -> int | None:
    """The worker's turn: once after each 01.45 WITA, later if it was away; None when it is done already."""
    pada = jam.sekarang()
    mulai = datetime.combine(jam.wita(pada).date(), MALAM, jam.WITA)
    if mulai > pada:
        mulai -= timedelta(days=1)
    if Denyut.objects.filter(nama=NAMA, pada__gte=mulai).exists():
        return None
    jumlah = hapus_semua()
    with transaction.atomic():
        Denyut.objects.update_or_create(nama=NAMA, defaults={"pada": pada})
    return jumlah


def _kedaluwarsa():
    batas = jam.sekarang() - timedelta(days=settings.IMAP_SIMPAN_HARI)
    dibuang = Q(keadaan=KeadaanSurel.DIBUANG, dibuang_pada__lte=batas)
    kembali = Q(keadaan=KeadaanSurel.PENTAL, disimpan_pada__lte=batas)
    tercatat = Q(keadaan=KeadaanSurel.TERCATAT, surat__ditutup_pada__lte=batas)
    return SurelMasuk.objects.filter(dibuang | kembali | tercatat, dikosongkan_pada=None).order_by("pk")


def _kosongkan(pk: int) -> bool:
    with transaction.atomic(durable=True):
        surel = _kedaluwarsa().select_for_update(of=("self",)).filter(pk=pk).first()
        if surel is None:
            return False
        nama = surel.nama_simpan
        for bagian in BagianSurel.objects.filter(surel=surel).select_related("berkas"):
            if bagian.berkas is not None and not Lampiran.objects.filter(berkas=bagian.berkas).exists():
                berkas_actions.hapus(berkas=bagian.berkas)
            bagian.nama = ""
            bagian.save(update_fields=["nama"])
        for kolom in TEKS:
            setattr(surel, kolom, "")
        surel.dikosongkan_pada = jam.sekarang()
        surel.save(update_fields=[*TEKS, "dikosongkan_pada"])
    simpan.hapus(nama)
    return True
