"""The background worker: sends the outbox, ticks the reminders, sweeps what was never sent, checks by night.

One process, one loop; only the mailbox is read beside it, in a thread of its own, so that a slow server of others
keeps nothing back. A task that fails is logged by its name and the kind of error only (the words of an error
may quote a letter) and tried again at its next turn; nothing ends the loop but a signal.
"""

import logging
import threading
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta

from django.db import close_old_connections, connections, transaction
from django.db.models import Exists, OuterRef, Q

from dinsos.agenda import detak as pengingat
from dinsos.agenda import draf as draf_actions
from dinsos.agenda import periksa
from dinsos.agenda.enums import PeranLampiran
from dinsos.agenda.formulir import peramban
from dinsos.agenda.models import Draf, Lampiran
from dinsos.agenda.ringkasan_kirim import kirim_ringkasan
from dinsos.akun import pembatas
from dinsos.berkas import actions as berkas
from dinsos.bukutamu import retensi as retensi_tamu
from dinsos.bukutamu.kotak import ambil as kotak_surat
from dinsos.bukutamu.kotak import retensi as retensi_surel
from dinsos.inti import jam
from dinsos.laporan.kinerja import hitung_bulan
from dinsos.notifikasi import pengirim
from disposisi.models import Disposisi
from disposisi.usulan_lepas import sapu_kedaluwarsa
from konsultasi import retensi

log = logging.getLogger(__name__)

UMUR_DRAF = timedelta(days=7)
NOMOR_KARTU = "nomor_identitas"  # the field of the consultation form
SEKALI_SAPU = 100
JEDA_GAGAL = 15.0  # seconds before a task that failed is tried again
PAMIT = 5.0  # seconds that the end waits for a task with a thread of its own


def detak() -> int:
    """One tick of the reminders, knowing which letters have a time of handling; returns how many were queued."""
    return pengingat.detak(terjadwal=_terjadwal)


def _terjadwal(surat: set[int]) -> set[int]:
    ada = Disposisi.objects.filter(aktif_untuk__in=surat, berlaku__waktu__isnull=False)
    return set(ada.values_list("surat_id", flat=True))


def sapu() -> int:
    """Remove drafts that nobody touched for seven days with their files, uploads no letter took, old attempts.

    The identity card of a draft and its number go as soon as the draft no longer opens (`peramban.UMUR`). The row
    of a sent draft stays (it is the idempotency key of its letter); files that its letter did not take go. Returns
    how many drafts were removed. Raises RuntimeError inside a transaction.
    """
    sapu_identitas()
    sebelum = jam.sekarang() - UMUR_DRAF
    lama = Draf.objects.filter(surat=None, diubah_pada__lt=sebelum).values_list("pk", flat=True)
    jumlah = sum(_buang_draf(kunci, sebelum) for kunci in lama[:SEKALI_SAPU])
    sisa = Lampiran.objects.filter(draf__surat__isnull=False, berkas__dibuat_pada__lt=sebelum)
    for lampiran in sisa.select_related("berkas")[:SEKALI_SAPU]:
        draf_actions.lepaskan(lampiran=lampiran)
    berkas.sapu(lebih_tua_dari=UMUR_DRAF)
    pembatas.sapu()
    return jumlah


def sapu_identitas() -> int:
    """Remove card and typed number of drafts that were not sent within 24 hours; returns of how many drafts.

    The rest of such a draft stays as it is.
    """
    sebelum = jam.sekarang() - peramban.UMUR
    berkartu = Lampiran.objects.filter(draf=OuterRef("pk"), peran=PeranLampiran.IDENTITAS)
    lama = Draf.objects.filter(surat=None, diubah_pada__lt=sebelum).filter(
        Exists(berkartu) | Q(data__has_key=NOMOR_KARTU)
    )
    return sum(_buang_identitas(kunci, sebelum) for kunci in lama.values_list("pk", flat=True)[:SEKALI_SAPU])


def _buang_identitas(kunci, sebelum) -> bool:
    with transaction.atomic():
        draf = _kunci_draf(kunci, sebelum)
        if draf is None:
            return False
        for lampiran in draf.lampiran.filter(peran=PeranLampiran.IDENTITAS).select_related("berkas"):
            draf_actions.lepaskan(lampiran=lampiran)
        if draf.data.pop(NOMOR_KARTU, None) is not None:
            draf.save(update_fields=["data"])
    return True


def _kunci_draf(kunci, sebelum) -> Draf | None:
    """The draft, locked; None when it is gone, sent or written again meanwhile."""
    draf = Draf.objects.select_for_update(of=("self",)).filter(pk=kunci).first()
    return None if draf is None or draf.surat_id or draf.diubah_pada >= sebelum else draf


def _buang_draf(kunci, sebelum) -> bool:
    with transaction.atomic():
        draf = _kunci_draf(kunci, sebelum)
        if draf is None:
            return False
        for lampiran in draf.lampiran.select_related("berkas"):
            draf_actions.lepaskan(lampiran=lampiran)
        draf.delete()
    return True


@dataclass
class Tugas:
    """A piece of work and how often it is done (seconds); `sendiri`: in a thread of its own."""

    nama: str
    kerja: Callable[[], object]
    tiap: float
    berikut: float = 0.0
    sendiri: bool = False


def _tugas_biasa() -> list[Tugas]:
    return [
        Tugas("kirim", pengirim.kirim_antrean, 2),
        Tugas("detak", detak, 30),
        Tugas("usulan", sapu_kedaluwarsa, 30),
        Tugas("sapu", sapu, 3600),
        Tugas("ringkasan", kirim_ringkasan, 60),
        Tugas("periksa", periksa.periksa_malam, 600),
        Tugas("hapus_identitas", retensi.hapus_malam, 600),
        Tugas("kinerja", hitung_bulan, 3600),
        Tugas("kotak", kotak_surat.giliran, 60, sendiri=True),
        Tugas("hapus_surel", retensi_surel.hapus_malam, 600),
        Tugas("hapus_buku_tamu", retensi_tamu.hapus_malam, 600),
    ]


@dataclass
class Pekerja:
    """The loop. `minta_henti` may be called from a signal handler: the task in hand is finished first."""

    tugas: list[Tugas] = field(default_factory=_tugas_biasa)
    henti: threading.Event = field(default_factory=threading.Event)

    def minta_henti(self, *_) -> None:
        self.henti.set()

    def satu_putaran(self) -> bool:
        """Do every task once, whether due or not; True when none of them failed."""
        hasil = [_coba(tugas) for tugas in self.tugas]
        return all(hasil)

    def jalan(self) -> None:
        """Work until asked to stop. At the start, messages that waited for a better mail server are due now."""
        utas = [
            threading.Thread(target=self._jalan_sendiri, args=[tugas], daemon=True)
            for tugas in self.tugas
            if tugas.sendiri
        ]
        for satu in utas:
            satu.start()
        _coba(Tugas("bangunkan", pengirim.bangunkan, 0))
        bersama = [tugas for tugas in self.tugas if not tugas.sendiri]
        while not self.henti.is_set():
            for tugas in bersama:
                if time.monotonic() >= tugas.berikut and not self.henti.is_set():
                    jeda = tugas.tiap if _coba(tugas) else max(tugas.tiap, JEDA_GAGAL)
                    tugas.berikut = time.monotonic() + jeda
            self.henti.wait(max(0.1, min(tugas.berikut for tugas in bersama) - time.monotonic()))
        for satu in utas:
            satu.join(PAMIT)

    def _jalan_sendiri(self, tugas: Tugas) -> None:
        """The loop of a task with a thread of its own; cut off at the end of the process, it loses nothing."""
        while not self.henti.is_set():
            self.henti.wait(tugas.tiap if _coba(tugas) else max(tugas.tiap, JEDA_GAGAL))
        connections.close_all()


def _coba(tugas: Tugas) -> bool:
    close_old_connections()
    try:
        tugas.kerja()
    except Exception as galat:
        letak = "".join(traceback.format_tb(galat.__traceback__))
        log.error("pekerja: %s gagal: %s\n%s", tugas.nama, type(galat).__name__, letak)
        # A connection that broke in the middle of something is never used again.
        connections.close_all()
        return False
    return True
