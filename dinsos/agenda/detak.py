"""One tick of the reminders: each step of a clock reaches each recipient exactly once (tenggat.md, "Reminders").

A tick claims clocks that have due `Peringatan` rows, looks again whether they still run, writes the reminders
into the outbox and marks the rows, in one short transaction per batch. Clocks are claimed rather than rows, so
that two workers never fire two steps of one clock (PostgreSQL: SKIP LOCKED; SQLite: immediate transactions),
and an act that stops a clock waits until the tick has decided about it.
"""

import logging
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property

from django.db import models, transaction

from dinsos.agenda.models import Denyut, Pengecualian, Peringatan, SuratMasuk, Tenggat
from dinsos.akun.models import PelaksanaHarian, Pengguna, Peran
from dinsos.inti import jam
from dinsos.inti.galat import GalatAturan
from dinsos.inti.teks import durasi, waktu
from dinsos.notifikasi.actions import antrekan
from dinsos.notifikasi.enums import Saluran
from dinsos.sla.kalender import Kalender, pada_wita, tanggal_wita
from dinsos.sla.layanan import kalender_berlaku
from dinsos.sla.tenggat import Jenis, Tahap

log = logging.getLogger(__name__)

NAMA = "detak"
SEKALI_KLAIM = 20  # clocks; few, because acts on them wait (on SQLite every writer does) until they are done
CALON = (
    10 * SEKALI_KLAIM
)  # due steps that a claim looks at, so that it finds clocks which no other worker holds
TENGGANG = timedelta(minutes=2)
"""A step may fall on the very last instant of office hours, and ticks come every 30 seconds."""

URUTAN = tuple(Tahap)  # the lowest step first
KE_PIMPINAN = (Tahap.DUA_JAM_KANTOR, Tahap.TERLAMBAT)
JANJI = {Jenis.RESPON: "jawaban pertama", Jenis.PELAKSANAAN: "penanganan"}
Terjadwal = Callable[[set[int]], set[int]]


class Hasil(models.TextChoices):
    """What became of a reminder step (`Peringatan.hasil`)."""

    TERKIRIM = "terkirim", "Pengingat dikirim"
    LAYAR = "layar", "Di layar: untuk tamu selalu, selain itu bila tidak ada e-mail yang dapat dipakai"
    DILEWATI = "dilewati", "Dilewati: tahap yang lebih tinggi sudah berlaku"
    TIDAK_PERLU = "tidak_perlu", "Tidak perlu: tenggat sudah berhenti atau waktu penanganan sudah ada"


def detak(*, terjadwal: Terjadwal = lambda surat: set()) -> int:
    """Fire what is due; returns how many reminders were queued. Records `Denyut("detak")`.

    Outside office hours (of the calendar now published) only the steps of waiting guests fire; other rows wait
    for the next opening. A guest's steps are for the screen (`ingat_tamu`) and are never mailed. After downtime
    only the highest due step of a clock is sent, lower ones are marked `dilewati`. `terjadwal` is given ids of
    letters and returns those for which a time of handling is set, which rooms above know: they
    need no `belum_terjadwal`. Raises RuntimeError inside a transaction.
    """
    pada = jam.sekarang()
    kalender = kalender_berlaku()
    jumlah = 0
    buka = jam_kantor(kalender, pada) or jam_kantor(kalender, pada - TENGGANG)
    while (hasil := _satu_kelompok(pada, terjadwal, hanya_tamu=not buka)) is not None:
        jumlah += hasil
    Denyut.objects.update_or_create(nama=NAMA, defaults={"pada": pada})
    return jumlah


def jam_kantor(kalender: Kalender, saat: datetime) -> bool:
    """Whether the office is open at the instant; closed during breaks."""
    tanggal = tanggal_wita(saat)
    return any(
        pada_wita(tanggal, selang.buka) <= saat <= pada_wita(tanggal, selang.tutup)
        for selang in kalender.hari(tanggal).jam
    )


def _satu_kelompok(pada: datetime, terjadwal: Terjadwal, *, hanya_tamu: bool) -> int | None:
    """Claim and fire one batch of clocks; None when nothing is due that nobody else holds."""
    jatuh = Peringatan.objects.filter(selesai_pada=None, kirim_pada__lte=pada).order_by("kirim_pada", "id")
    if hanya_tamu:
        jatuh = jatuh.filter(tenggat__jenis=Jenis.TATAP_MUKA)
    with transaction.atomic(durable=True):
        calon = set(jatuh.values_list("tenggat_id", flat=True)[:CALON])
        bebas = Tenggat.objects.select_for_update(skip_locked=True, of=("self",)).filter(pk__in=calon)
        tenggat = {satu.pk: satu for satu in bebas.select_related("surat__petugas")[:SEKALI_KLAIM]}
        if not tenggat:
            return None
        tahap = defaultdict(list)
        for baris in jatuh.filter(tenggat__in=tenggat):
            tahap[baris.tenggat_id].append(baris)
        # What another worker has finished since we looked has no due step any more.
        return _kerjakan({tenggat[pk]: baris for pk, baris in tahap.items()}, pada, terjadwal)


def _kerjakan(kelompok: dict[Tenggat, list[Peringatan]], pada: datetime, terjadwal: Terjadwal) -> int:
    alamat = BukuAlamat(pada, [tenggat.surat for tenggat in kelompok])
    sudah_terjadwal = terjadwal({t.surat_id for t in kelompok if t.jenis == Jenis.PELAKSANAAN})
    jumlah = 0
    for tenggat, baris in kelompok.items():
        baris.sort(key=lambda satu: URUTAN.index(satu.tahap))
        puncak = baris[-1]
        for satu in baris[:-1]:
            satu.hasil = Hasil.DILEWATI
        belum_perlu = puncak.tahap == Tahap.BELUM_TERJADWAL and tenggat.surat_id in sudah_terjadwal
        if tenggat.berhenti_pada is not None or belum_perlu:
            puncak.hasil = Hasil.TIDAK_PERLU
        elif tenggat.jenis == Jenis.TATAP_MUKA:
            puncak.hasil = Hasil.LAYAR
        else:
            penerima = alamat.penerima(tenggat.surat, puncak.tahap)
            terkirim = sum(_antrekan(tenggat, puncak.tahap, orang, pada) for orang in penerima)
            puncak.hasil = Hasil.TERKIRIM if terkirim else Hasil.LAYAR
            jumlah += terkirim
    semua = [satu for baris in kelompok.values() for satu in baris]
    for satu in semua:
        satu.selesai_pada = pada
    Peringatan.objects.bulk_update(semua, ["hasil", "selesai_pada"])
    return jumlah


def _antrekan(tenggat: Tenggat, tahap: str, orang: Pengguna, pada: datetime) -> bool:
    """Queue one reminder; without the case's UUID, so that it never stands among the citizen's messages.

    False when the person's address can't be used: that must hold up nobody else's reminders.
    """
    kata, kalimat = _kata(tenggat, tahap, pada)
    data = {
        "kata": kata,
        "nomor": tenggat.surat.nomor,
        "kalimat": kalimat,
        "jatuh_tempo": waktu(tenggat.jatuh_tempo),
    }
    try:
        antrekan(
            kelas="pengingat",
            kunci=f"{tenggat.pk}:{tahap}:{orang.pk}",
            kasus=None,
            saluran=Saluran.EMAIL,
            tujuan=orang.email,
            penerima_nama=str(orang),
            data=data,
        )
    except GalatAturan:
        log.warning("pengingat untuk pengguna %s tidak dikirim: alamat e-mailnya tidak benar", orang.pk)
        return False
    return True


def _kata(tenggat: Tenggat, tahap: str, pada: datetime) -> tuple[str, str]:
    janji = JANJI[tenggat.jenis]
    match Tahap(tahap):
        case Tahap.BELUM_TERJADWAL:
            return "Belum terjadwal", "belum ada waktu penanganan yang tercatat."
        case Tahap.DUA_JAM_KANTOR:
            return (
                "Tinggal dua jam kantor",
                f"{janji} belum tercatat dan batasnya kurang dari dua jam kantor lagi.",
            )
        case Tahap.TERLAMBAT:
            return "Terlambat", f"{janji} terlambat {durasi(pada - tenggat.jatuh_tempo)}."
    return "Segera jatuh tempo", f"{janji} belum tercatat."


@dataclass
class BukuAlamat:
    """Who is reminded about these letters at `pada`; a few queries, however many letters."""

    pada: datetime
    surat: Iterable[SuratMasuk]

    def penerima(self, surat: SuratMasuk, tahap: str) -> list[Pengguna]:
        """The officer, or before the disposition whoever decides; near and after the due time both.

        Never somebody who is excluded from the letter, nobody without an e-mail address (the dashboard shows it
        to them all the same), and for a letter that names the head only the deputy decides.
        """
        petugas = surat.petugas if surat.petugas and surat.petugas.is_active else None
        orang = {petugas.pk: petugas} if petugas else {}
        if petugas is None or tahap in KE_PIMPINAN:
            kepala_disebut = all(self.dikecualikan(surat, pk) for pk in self.kepala)
            orang |= self.sekretaris if surat.menyangkut_kepala or kepala_disebut else self.kepala
        return [satu for pk, satu in sorted(orang.items()) if satu.email and not self.dikecualikan(surat, pk)]

    def dikecualikan(self, surat: SuratMasuk, pk: int) -> bool:
        """Whether this person (by id) is excluded from one of the letters of this book."""
        return (surat.pk, pk) in self._dikecualikan

    @cached_property
    def kepala(self) -> dict[int, Pengguna]:
        """Heads of office and who acts for them, by id."""
        kepala = {satu.pk: satu for satu in Pengguna.objects.berperan(Peran.KEPALA_DINAS)}
        plh = PelaksanaHarian.objects.berlaku(self.pada).filter(pengguna__is_active=True)
        return kepala | {satu.pengguna_id: satu.pengguna for satu in plh.select_related("pengguna")}

    @cached_property
    def sekretaris(self) -> dict[int, Pengguna]:
        """Deputies, by id."""
        return {satu.pk: satu for satu in Pengguna.objects.berperan(Peran.SEKRETARIS)}

    @cached_property
    def _dikecualikan(self) -> set[tuple[int, int]]:
        baris = Pengecualian.objects.filter(surat__in=[satu.pk for satu in self.surat])
        return set(baris.values_list("surat_id", "pengguna_id"))
