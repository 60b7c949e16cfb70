"""Plays the demo letters in the order in which they happened: each act at its own instant of the past."""

import heapq
import json
import logging
from collections.abc import Callable, Iterator
from datetime import date, datetime, time, timedelta
from itertools import count
from pathlib import Path

from django.test.utils import override_settings

from dinsos.agenda.enums import Status
from dinsos.inti import jam
from dinsos.notifikasi.pengirim import kirim_tertunda
from dinsos.portal.demo.konsultasi import SuratKonsultasi
from dinsos.portal.demo.tamu import BukuTamu, ruang
from dinsos.portal.demo.tindakan import Surat
from dinsos.portal.pekerja import detak
from dinsos.sla.kalender import Kalender, pada_wita, tanggal_wita
from dinsos.sla.layanan import kalender_berlaku
from disposisi import actions as disposisi
from disposisi.enums import Mode
from disposisi.models import Audiensi, Disposisi
from disposisi.rencana import LAMA_BAKU, PERJALANAN, usulan

JEDA_KIRIM = timedelta(seconds=45)
PUKUL_DETAK = (time(7, 31), time(14, 1))
NASKAH = ((Surat, "surat.json"), (SuratKonsultasi, "konsultasi.json"))
WAKTU = ("waktu", "pada", "mulai", "selesai")
"""Arguments that are written as "2 09:30" and mean an instant."""
SUREL_SEMU = {"EMAIL_BACKEND": "django.core.mail.backends.dummy.EmailBackend", "EMAIL_SIMULASI": True}
"""Messages of an invented past leave the house in no installation."""


def mainkan(orang: dict) -> int:
    """File and handle the demo letters as if it had happened; returns how many there are.

    `orang` are the demo accounts by username. What would happen after the present instant is left out, so that
    letters stand in every state. Must not be called inside a transaction.
    """
    sekarang = jam.sekarang()
    panggung = Panggung(kalender_berlaku(), sekarang)
    daftar = [kelas(isi, orang) for kelas, nama in NASKAH for isi in _baca(nama)]
    for surat in daftar:
        panggung.siapkan(surat)
    for pada, tindakan in BukuTamu(orang, panggung.kalender, sekarang).kejadian():
        panggung.tambah(pada, tindakan)
    logging.disable(logging.INFO)
    try:
        with override_settings(**SUREL_SEMU):
            panggung.putar()
            jadwalkan_pertemuan(sekarang)
    finally:
        logging.disable(logging.NOTSET)
    return sum(surat.terdaftar for surat in daftar)


def jadwalkan_pertemuan(sekarang: datetime) -> None:
    """Appointments at the first free time for letters that still wait for their meeting."""
    menunggu = Disposisi.objects.filter(aktif_untuk__status=Status.DIJAWAB, mode=Mode.TATAP_MUKA)
    menunggu = menunggu.exclude(aktif_untuk__in=Audiensi.objects.berjalan().values("surat"))
    for satu in menunggu.select_related("surat", "petugas", "oleh").order_by("pk"):
        batas = satu.surat.tenggat.get(jenis="pelaksanaan").jatuh_tempo
        bebas = usulan(petugas=[satu.petugas_id], ruang=ruang(), dari=sekarang + PERJALANAN, sampai=batas)
        if bebas[satu.petugas_id]:
            mulai, tempat = bebas[satu.petugas_id]
            disposisi.jadwalkan_lagi(
                surat=satu.surat, oleh=satu.oleh, mulai=mulai, lama=LAMA_BAKU, ruang=tempat
            )
    kirim_tertunda(batas=100)


def _baca(nama: str) -> list[dict]:
    return json.loads(Path(__file__).with_name(nama).read_text(encoding="utf-8"))


class Panggung:
    """The queue of everything that happened, and the calendar by which it happened."""

    def __init__(self, kalender: Kalender, sekarang: datetime) -> None:
        self.kalender = kalender
        self.sekarang = sekarang
        self._urut = count()
        self._antre: list[tuple[datetime, int, Callable[[], object]]] = []
        hari_ini = tanggal_wita(sekarang)
        self._pangkal = (
            hari_ini if kalender.hari(hari_ini).hari_kerja else kalender.hari_kerja_sebelum(hari_ini)
        )

    def siapkan(self, surat: Surat) -> None:
        """Put the filing and every later act of a letter into the queue."""
        terima = self._mundur(surat.isi["hari"])
        self.tambah(_pada(terima, surat.isi["pukul"]), surat.ajukan)
        for kapan, tindakan, *isi in surat.isi["langkah"]:
            argumen = {
                nama: self.saat(terima, nilai) if nama in WAKTU and nilai else nilai
                for nama, nilai in (isi[0] if isi else {}).items()
            }
            self.tambah(self.saat(terima, kapan), lambda s=surat, t=tindakan, a=argumen: getattr(s, t)(**a))

    def saat(self, terima: date, kapan: str) -> datetime:
        """ "2 09:30": that time of the second working day after the date of receipt ("0": the same date)."""
        hari, pukul = kapan.split()
        for _ in range(int(hari)):
            terima = self.kalender.hari_kerja_sesudah(terima)
        return _pada(terima, pukul)

    def putar(self) -> None:
        """Let everything happen up to the present instant; the outbox is sent after each act."""
        for pada in self._saat_detak():
            self.tambah(pada, detak)
        while self._antre and self._antre[0][0] <= self.sekarang:
            pada, _, tindakan = heapq.heappop(self._antre)
            with jam.pada(pada):
                tindakan()
            with jam.pada(min(pada + JEDA_KIRIM, self.sekarang)):
                kirim_tertunda(batas=100)

    def _saat_detak(self) -> Iterator[datetime]:
        tanggal = tanggal_wita(self._antre[0][0])
        while tanggal <= tanggal_wita(self.sekarang):
            if self.kalender.hari(tanggal).hari_kerja:
                yield from (pada_wita(tanggal, pukul) for pukul in PUKUL_DETAK)
            tanggal += timedelta(days=1)

    def tambah(self, pada: datetime, tindakan: Callable[[], object]) -> None:
        """Put one more thing into the queue, to happen at `pada` (aware)."""
        heapq.heappush(self._antre, (pada, next(self._urut), tindakan))

    def _mundur(self, hari: int) -> date:
        tanggal = self._pangkal
        for _ in range(hari):
            tanggal = self.kalender.hari_kerja_sebelum(tanggal)
        return tanggal


def _pada(tanggal: date, pukul: str) -> datetime:
    return pada_wita(tanggal, time.fromisoformat(pukul))
